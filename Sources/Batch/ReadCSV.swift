/// Reads comma-separated records of a block.
///
/// Our own because a record may be read wrongly only with a message, and because a file of any size is read in pieces:
/// SwiftCSV takes the whole text.
/// Source: RFC 4180; besides, line ends may be LF, and a byte order mark is skipped.
public struct CSVReader {
  /// A record and the line that it begins on.
  public struct Record: Sendable, Hashable {
    /// Order: as written.
    public var fields: [String]
    /// The line.
    public let line: Int
    /// What is wrong with it; nil where nothing is.
    public var problem: String?
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// How far it has come, in bytes and lines.
  private(set) var place = 0
  private(set) var line: Int

  /// A reader at the beginning of a block.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    self.bytes = bytes
    self.line = line
  }

  /// The next record, empty lines left out; nil at the end.
  public mutating func next() -> Record? {
    while place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D {
      if bytes[place] == 0x0A { line += 1 }
      place += 1
    }
    guard place < bytes.count else { return nil }
    var record = Record(fields: [], line: line)
    while true {
      record.fields.append(field(&record.problem))
      guard place < bytes.count else { return record }
      let byte = bytes[place]
      place += 1
      if byte == 0x2C { continue }
      line += 1
      return record
    }
  }

  /// A field; the place is then that of its comma or line end.
  private mutating func field(_ problem: inout String?) -> String {
    guard place < bytes.count, bytes[place] == 0x22 else { return plainField(&problem) }
    place += 1
    var content: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte != 0x22 {
        if byte == 0x0A { line += 1 }
        content.append(byte)
      } else if place < bytes.count, bytes[place] == 0x22 {
        content.append(0x22)
        place += 1
      } else {
        if skipToEnd() > 0 { problem = problem ?? afterQuote }
        return text(content, &problem)
      }
    }
    problem = problem ?? notClosed
    return text(content, &problem)
  }

  private mutating func plainField(_ problem: inout String?) -> String {
    let start = place
    _ = skipToEnd()
    let hasReturn = place < bytes.count && bytes[place] == 0x0A && place > start && bytes[place - 1] == 0x0D
    let end =
      hasReturn || (place == bytes.count && place > start && bytes[place - 1] == 0x0D) ? place - 1 : place
    let content = bytes[start..<end]
    if content.contains(0x22) { problem = problem ?? strayQuote }
    return text(Array(content), &problem)
  }

  /// Moves to the next comma or line end.
  ///
  /// - Returns: how many bytes were passed, not counting the first half of a line end.
  private mutating func skipToEnd() -> Int {
    let start = place
    while place < bytes.count, bytes[place] != 0x2C, bytes[place] != 0x0A { place += 1 }
    let isReturn = place > start && bytes[place - 1] == 0x0D
    return place - start - (isReturn ? 1 : 0)
  }

  private func text(_ content: [UInt8], _ problem: inout String?) -> String {
    if let text = String(validating: content, as: UTF8.self) { return text }
    problem = problem ?? notUTF8
    return ""
  }
}

// MARK: Wording

private let afterQuote = "text after a closing quotation mark; expected a comma or the end of the line"
private let notClosed = "a quotation mark is not closed"
private let strayQuote =
  "a quotation mark inside a field without quotation marks; expected `\"\"` in a quoted field"
private let notUTF8 = "the record is not UTF-8 text"

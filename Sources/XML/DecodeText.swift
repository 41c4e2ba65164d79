internal import Diagnostics

extension MarkupScanner {
  /// The character data passed by the last `skipToTag`: decoded, with its places; nil if there was none.
  ///
  /// Places: a reference such as `&lt;` is one character at its `&`. A line end of two bytes is one character;
  /// as text and file both go to column 1 after it, it needs no run of its own.
  mutating func takeText() -> SourceFragment? {
    guard let first = pieces.first else { return nil }
    if pieces.count == 1, plainEnd(of: first, from: first.start) == first.end {
      let location = place(at: first.start)
      return SourceFragment(text(first.start..<first.end), at: location)
    }
    var bytes: [UInt8] = []
    var runs: [SourceFragment.Run] = []
    for piece in pieces { decode(piece, into: &bytes, &runs) }
    return SourceFragment(text: String(decoding: bytes, as: UTF8.self), runs: runs)
  }

  /// Whether the character data passed by the last `skipToTag` is white space as it stands, or none.
  var isTextSpace: Bool {
    pieces.allSatisfy { piece in
      !piece.isCDATA && (piece.start..<piece.end).allSatisfy { isSpace(window[$0]) }
    }
  }

  /// An attribute's value, decoded. (libxml2's own still has `&#38;` for `&amp;`.)
  ///
  /// Mutating only so that the scanner is not copied for the call.
  mutating func value(_ attribute: RawAttribute) -> String {
    if isPlain(attribute.value) { return text(attribute.value) }
    var bytes: [UInt8] = []
    var index = attribute.value.lowerBound
    let end = attribute.value.upperBound
    while index < end {
      let byte = window[index]
      if byte == ampersand {
        let close = min(find(semicolon, from: index) ?? end, end)
        bytes += decodedReference(index + 1..<max(index + 1, close)).utf8
        index = close
      } else if byte == carriageReturn, index + 1 < end, window[index + 1] == newline {
        // The newline becomes the one space of this line end.
      } else {
        bytes.append(isSpace(byte) ? 32 : byte)
      }
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isPlain(_ range: Range<Int>) -> Bool {
    guard let base = window.baseAddress else { return true }
    for index in range where base[index] == ampersand || base[index] < 32 { return false }
    return true
  }

  private mutating func decode(_ piece: Piece, into bytes: inout [UInt8], _ runs: inout [SourceFragment.Run])
  {
    var startsRun = true
    var index = piece.start
    while index < piece.end {
      let byte = window[index]
      if byte == ampersand, !piece.isCDATA {
        runs.append(.init(offset: bytes.count, location: place(at: index)))
        let end = min(find(semicolon, from: index) ?? piece.end, piece.end)
        bytes += decodedReference(index + 1..<max(index + 1, end)).utf8
        index = end + 1
        startsRun = true
        continue
      }
      if startsRun {
        runs.append(.init(offset: bytes.count, location: place(at: index)))
        startsRun = false
      }
      if byte == carriageReturn {
        bytes.append(newline)
        index += index + 1 < piece.end && window[index + 1] == newline ? 2 : 1
      } else {
        let end = plainEnd(of: piece, from: index)
        bytes += UnsafeBufferPointer(rebasing: window[index..<end])
        index = end
      }
    }
  }

  /// Where the bytes that need no decoding end.
  private func plainEnd(of piece: Piece, from start: Int) -> Int {
    guard let base = window.baseAddress else { return piece.end }
    for index in start..<piece.end {
      let byte = base[index]
      if byte == carriageReturn || (byte == ampersand && !piece.isCDATA) { return index }
    }
    return piece.end
  }

  /// Without a document type there are five named references, and numbers.
  private func decodedReference(_ range: Range<Int>) -> String {
    let name = text(range)
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? "&\(name);"
    }
  }
}

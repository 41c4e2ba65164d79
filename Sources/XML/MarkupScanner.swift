internal import Diagnostics
internal import Glibc

/// Walks over the raw bytes one step behind the parser, to know where everything stands.
///
/// libxml2 says *what* is in the document and that it is well-formed up to there; this scanner, called from
/// libxml2's callbacks, finds the same tags and texts in the bytes and so knows the exact places. It checks
/// nothing, but never leaves its window, whatever the bytes are.
struct MarkupScanner {
  /// A piece of character data: bytes of the window.
  struct Piece {
    let start: Int
    let end: Int
    let isCDATA: Bool
  }
  /// An attribute as it stands in the bytes.
  struct RawAttribute {
    let name: Range<Int>
    let value: Range<Int>
    let isNamespace: Bool
  }
  /// Where skipping ended.
  enum Stop: Equatable { case startTag, endTag, doctype, end(Unfinished) }
  /// What the bytes end inside of.
  enum Unfinished: Equatable { case text, comment, cdata, instruction, tag, doctype }

  /// The bytes at hand; set before each use and only valid during it.
  var window = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Where the window begins in the document.
  private(set) var windowStart = 0
  /// The first byte not yet looked at.
  private(set) var next = 0
  /// The beginning of the tag at hand.
  private(set) var tagStart = 0
  /// The texts passed by the last `skipToTag`.
  private(set) var pieces: [Piece] = []
  /// The attributes passed by the last `scanStartTag`.
  private(set) var attributes: [RawAttribute] = []

  let file: String
  private var mark = 0
  private var line = 1
  private var column = 1
  /// Where the bytes go on with those of another place; nil where they do not.
  private var seam: (index: Int, place: SourceLocation)?

  init(file: String) { self.file = file }

  /// Bytes before this one will not be needed again.
  var firstNeeded: Int { min(mark, next) }

  /// The window has lost its first `count` bytes.
  mutating func forget(_ count: Int) {
    windowStart += count
    mark -= count
    next -= count
    tagStart -= count
  }

  /// The window begins at one place and goes on, from a byte of it, with those of another.
  mutating func begin(at place: SourceLocation, then other: SourceLocation, from index: Int) {
    line = place.line
    column = place.column
    seam = (index, other)
  }

  /// Goes back to a byte, as a tag that begins there does not end in the window.
  mutating func rewind(to index: Int) { next = index }

  // MARK: Places

  /// The place of a byte of the window; asked for in rising order.
  mutating func place(at index: Int) -> SourceLocation {
    let end = min(index, window.count)
    if let seam, end >= seam.index {
      mark = seam.index
      line = seam.place.line
      column = seam.place.column
      self.seam = nil
    }
    guard let base = window.baseAddress, mark < end else {
      return SourceLocation(file: file, line: line, column: column)
    }
    var line = line
    var column = column
    for position in mark..<end {
      let byte = base[position]
      if byte >= 32 {
        column += byte & 0xC0 == 0x80 ? 0 : 1
      } else if byte == newline || (byte == carriageReturn && !isBeforeNewline(position)) {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    mark = end
    self.line = line
    self.column = column
    return SourceLocation(file: file, line: line, column: column)
  }

  /// The place behind the window, for one that is not looked at otherwise; the window's first byte is `place`.
  static func place(after window: UnsafeBufferPointer<UInt8>, from place: SourceLocation) -> SourceLocation {
    var scanner = MarkupScanner(file: place.file)
    scanner.window = window
    scanner.line = place.line
    scanner.column = place.column
    guard scanner.find(carriageReturn, from: 0) == nil else { return scanner.place(at: window.count) }
    var lines = 0
    for byte in window { lines &+= byte == newline ? 1 : 0 }
    if lines == 0 { return scanner.place(at: window.count) }
    scanner.line += lines
    scanner.column = 1
    scanner.mark = (window.lastIndex(of: newline) ?? 0) + 1
    return scanner.place(at: window.count)
  }

  private func isBeforeNewline(_ index: Int) -> Bool {
    index + 1 < window.count && window[index + 1] == newline
  }

  /// The place of a byte without moving on, for problems.
  func peekPlace(at index: Int) -> SourceLocation {
    var copy = self
    return copy.place(at: index)
  }

  /// A byte order mark is no column.
  mutating func skipByteOrderMark() {
    guard window.count >= 3, window[0] == 0xEF, window[1] == 0xBB, window[2] == 0xBF else { return }
    next = 3
    mark = 3
  }

  // MARK: Tags

  /// Moves to the next tag, collecting the character data on the way.
  mutating func skipToTag() -> Stop {
    pieces.removeAll(keepingCapacity: true)
    while next < window.count {
      guard let open = find(lessThan, from: next) else {
        addPiece(next, window.count)
        next = window.count
        return .end(.text)
      }
      addPiece(next, open)
      tagStart = open
      guard open + 1 < window.count else { return unfinished(.tag) }
      switch window[open + 1] {
      case slash:
        next = open
        return .endTag
      case questionMark:
        guard let end = find("?>", from: open + 2) else { return unfinished(.instruction) }
        next = end + 2
      case exclamationMark:
        if starts("<!--", at: open) {
          guard let end = find("-->", from: open + 4) else { return unfinished(.comment) }
          next = end + 3
        } else if starts("<![CDATA[", at: open) {
          guard let end = find("]]>", from: open + 9) else { return unfinished(.cdata) }
          addPiece(open + 9, end, isCDATA: true)
          next = end + 3
        } else if starts("<!DOCTYPE", at: open) {
          next = open
          return .doctype
        } else {
          return unfinished(.tag)
        }
      default:
        next = open
        return .startTag
      }
    }
    return .end(.text)
  }

  /// Moves behind the start tag at hand, collecting its attributes.
  ///
  /// - Returns: whether the tag is complete, and whether it is `<empty/>`.
  mutating func scanStartTag() -> (isComplete: Bool, isEmpty: Bool) {
    attributes.removeAll(keepingCapacity: true)
    var i = tagStart + 1
    while i < window.count, !endsName(window[i]) { i += 1 }
    while i < window.count {
      let byte = window[i]
      if isSpace(byte) || byte == equals {
        i += 1
      } else if byte == greaterThan {
        next = i + 1
        return (true, window[i - 1] == slash)
      } else if byte == slash {
        i += 1
      } else {
        let start = i
        while i < window.count, !endsName(window[i]) { i += 1 }
        let name = start..<i
        while i < window.count, isSpace(window[i]) || window[i] == equals { i += 1 }
        guard i < window.count, window[i] == quote || window[i] == apostrophe else {
          if i == start { i += 1 }
          continue
        }
        let end = find(window[i], from: i + 1) ?? window.count
        let isNamespace = starts("xmlns", at: start) && (name.count == 5 || window[start + 5] == colon)
        attributes.append(RawAttribute(name: name, value: i + 1..<end, isNamespace: isNamespace))
        i = end + 1
      }
    }
    next = window.count
    return (false, false)
  }

  /// Moves behind the end tag at hand.
  mutating func scanEndTag() {
    next = find(greaterThan, from: next).map { $0 + 1 } ?? window.count
  }

  /// The length of the tag just scanned, in bytes.
  var tagLength: Int { next - tagStart }

  /// The text of a range of the window.
  func text(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(rebasing: window[range.clamped(to: 0..<window.count)]), as: UTF8.self)
  }

  /// The name that begins at a byte of the window; empty if that byte has been forgotten already.
  func name(at start: Int) -> String {
    guard start >= 0, start < window.count else { return "" }
    var end = start
    while end < window.count, end - start < 200, !endsName(window[end]), window[end] != lessThan { end += 1 }
    return text(min(start, end)..<end)
  }

  // MARK: Searching

  func find(_ byte: UInt8, from start: Int) -> Int? {
    guard let base = window.baseAddress, start >= 0, start < window.count else { return nil }
    guard let hit = memchr(base + start, Int32(byte), window.count - start) else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
  }

  /// The first occurrence of a sequence.
  func find(_ sequence: StaticString, from start: Int) -> Int? {
    let length = sequence.utf8CodeUnitCount
    let last = sequence.utf8Start[length - 1]
    // From the last byte, which is rarer in text than the first of `-->` and `]]>`.
    var from = max(0, start) + length - 1
    while let end = find(last, from: from) {
      if starts(sequence, at: end - length + 1) { return end - length + 1 }
      from = end + 1
    }
    return nil
  }

  func starts(_ prefix: StaticString, at index: Int) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard index >= 0, index + length <= window.count, let base = window.baseAddress else { return false }
    return memcmp(base + index, prefix.utf8Start, length) == 0
  }

  private mutating func addPiece(_ start: Int, _ end: Int, isCDATA: Bool = false) {
    if start < end { pieces.append(Piece(start: start, end: end, isCDATA: isCDATA)) }
  }

  private mutating func unfinished(_ what: Unfinished) -> Stop {
    next = window.count
    return .end(what)
  }
}

let newline: UInt8 = 10
let carriageReturn: UInt8 = 13
let lessThan: UInt8 = 60
let equals: UInt8 = 61
let greaterThan: UInt8 = 62
let questionMark: UInt8 = 63
let ampersand: UInt8 = 38
let semicolon: UInt8 = 59
let slash: UInt8 = 47
let colon: UInt8 = 58
let exclamationMark: UInt8 = 33
let quote: UInt8 = 34
let apostrophe: UInt8 = 39

func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

func endsName(_ byte: UInt8) -> Bool {
  isSpace(byte) || byte == equals || byte == greaterThan || byte == slash
}

extension JSON {
  /// Why a text is not JSON.
  public struct Problem: Error, Sendable, Hashable {
    /// What was found and what was expected.
    public let message: String
    /// The position, counted from 1 in bytes.
    public let column: Int

    /// A problem by its words and place.
    public init(_ message: String, column: Int) {
      self.message = message
      self.column = column
    }

    /// The position in a text of several lines, both counted from 1, the column in bytes.
    public func place(in bytes: [UInt8]) -> (line: Int, column: Int) {
      let before = bytes.prefix(column - 1)
      return (before.count { $0 == 0x0A } + 1, before.reversed().prefix { $0 != 0x0A }.count + 1)
    }
  }

  /// A named part of an object in a text, with its places.
  public struct PlacedMember: Sendable, Hashable {
    /// The key.
    public let name: String
    /// Where the key begins, from 1 in bytes.
    public let nameColumn: Int
    /// The value.
    public let value: JSON
    /// Where the value begins, from 1 in bytes.
    public let column: Int
  }

  /// How deeply arrays and objects may be nested.
  public static let greatestDepth = 64

  /// The value that a text is.
  ///
  /// Source: RFC 8259; besides, no object may have a name twice, and text is UTF-8 without half surrogates.
  ///
  /// - Throws: `Problem`, for the first thing that is wrong.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.value(depth: 0)
    try reader.expectEnd()
  }

  /// The value that a text is.
  ///
  /// - Throws: `Problem`, for the first thing that is wrong.
  public init(parsing bytes: [UInt8]) throws(Problem) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(Problem) in try JSON(parsing: bytes) }
  }

  /// The members of the object that a text is, with their places.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - mayRepeat: whether a name may come twice, for a caller who looks at some of the names only.
  /// - Throws: `Problem`, also where the text is another value than an object.
  public static func members(
    parsing bytes: UnsafeBufferPointer<UInt8>, mayRepeat: Bool = false
  ) throws(Problem) -> [PlacedMember] {
    var reader = JSONReader(bytes: bytes, mayRepeat: mayRepeat)
    guard reader.peek() == 0x7B else { throw reader.unexpected("an object, `{…}`") }
    let members = try reader.members(depth: 0)
    try reader.expectEnd()
    return members
  }
}

/// Walks over the bytes of one JSON text.
private struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private let mayRepeat: Bool
  private var place = 0

  init(bytes: UnsafeBufferPointer<UInt8>, mayRepeat: Bool = false) {
    self.bytes = bytes
    self.mayRepeat = mayRepeat
  }

  /// The next byte that is no white space; 0 at the end.
  mutating func peek() -> UInt8 {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    return place < bytes.count ? bytes[place] : 0
  }

  mutating func expectEnd() throws(JSON.Problem) {
    _ = peek()
    if place < bytes.count { throw unexpected("the end of the text") }
  }

  mutating func value(depth: Int) throws(JSON.Problem) -> JSON {
    switch peek() {
    case 0x7B: return .object(try members(depth: depth).map { JSON.Member($0.name, $0.value) })
    case 0x5B: return .array(try elements(depth: depth))
    case 0x22: return .string(try string())
    case 0x74: return try literal("true", .boolean(true))
    case 0x66: return try literal("false", .boolean(false))
    case 0x6E: return try literal("null", .null)
    case 0x2D, 0x30...0x39: return .number(try number())
    default: throw unexpected("a value")
    }
  }

  mutating func members(depth: Int) throws(JSON.Problem) -> [JSON.PlacedMember] {
    try enter(depth)
    var members: [JSON.PlacedMember] = []
    var names: Set<String> = []
    if peek() == 0x7D {
      place += 1
      return members
    }
    while true {
      guard peek() == 0x22 else { throw unexpected("a name in quotation marks") }
      let nameColumn = place + 1
      let name = try string()
      if !names.insert(name).inserted, !mayRepeat || depth > 0 {
        throw JSON.Problem(repeated(name), column: nameColumn)
      }
      guard peek() == 0x3A else { throw unexpected("`:`") }
      place += 1
      _ = peek()
      let column = place + 1
      members.append(
        .init(name: name, nameColumn: nameColumn, value: try value(depth: depth + 1), column: column))
      switch peek() {
      case 0x2C: place += 1
      case 0x7D:
        place += 1
        return members
      default: throw unexpected("`,` or `}`")
      }
    }
  }

  private mutating func elements(depth: Int) throws(JSON.Problem) -> [JSON] {
    try enter(depth)
    var elements: [JSON] = []
    if peek() == 0x5D {
      place += 1
      return elements
    }
    while true {
      elements.append(try value(depth: depth + 1))
      switch peek() {
      case 0x2C: place += 1
      case 0x5D:
        place += 1
        return elements
      default: throw unexpected("`,` or `]`")
      }
    }
  }

  private mutating func enter(_ depth: Int) throws(JSON.Problem) {
    guard depth < JSON.greatestDepth else { throw JSON.Problem(tooDeep, column: place + 1) }
    place += 1
  }

  private mutating func literal(_ word: StaticString, _ value: JSON) throws(JSON.Problem) -> JSON {
    for offset in 0..<word.utf8CodeUnitCount {
      guard place + offset < bytes.count, bytes[place + offset] == word.utf8Start[offset] else {
        throw unexpected("a value")
      }
    }
    place += word.utf8CodeUnitCount
    return value
  }

  private mutating func number() throws(JSON.Problem) -> String {
    let start = place
    if bytes[place] == 0x2D { place += 1 }
    let first = place
    try digits()
    if place - first > 1, bytes[first] == 0x30 { throw JSON.Problem(leadingZero, column: first + 1) }
    if place < bytes.count, bytes[place] == 0x2E {
      place += 1
      try digits()
    }
    if place < bytes.count, bytes[place] | 0x20 == 0x65 {
      place += 1
      if place < bytes.count, bytes[place] == 0x2B || bytes[place] == 0x2D { place += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() throws(JSON.Problem) {
    let start = place
    while place < bytes.count, 0x30...0x39 ~= bytes[place] { place += 1 }
    if place == start { throw unexpected("a digit") }
  }

  // MARK: Strings

  private mutating func string() throws(JSON.Problem) -> String {
    place += 1
    var text = ""
    var start = place
    while place < bytes.count {
      switch bytes[place] {
      case 0x22:
        text += try plain(start..<place)
        place += 1
        return text
      case 0x5C:
        text += try plain(start..<place)
        text.unicodeScalars.append(try escape())
        start = place
      case 0..<0x20: throw JSON.Problem(control(bytes[place]), column: place + 1)
      default: place += 1
      }
    }
    throw unexpected("`\"` at the end of the string")
  }

  private func plain(_ range: Range<Int>) throws(JSON.Problem) -> String {
    guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
      throw JSON.Problem(notUTF8, column: range.lowerBound + 1)
    }
    return text
  }

  private mutating func escape() throws(JSON.Problem) -> Unicode.Scalar {
    let start = place
    place += 2
    switch start + 1 < bytes.count ? bytes[start + 1] : 0 {
    case 0x22: return "\""
    case 0x5C: return "\\"
    case 0x2F: return "/"
    case 0x62: return "\u{8}"
    case 0x66: return "\u{C}"
    case 0x6E: return "\n"
    case 0x72: return "\r"
    case 0x74: return "\t"
    case 0x75:
      let unit = try hexadecimal(from: start)
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard unit < 0xDC00, place + 1 < bytes.count, bytes[place] == 0x5C, bytes[place + 1] == 0x75 else {
        throw JSON.Problem(halfSurrogate, column: start + 1)
      }
      place += 2
      let low = try hexadecimal(from: start)
      guard 0xDC00...0xDFFF ~= low,
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      else { throw JSON.Problem(halfSurrogate, column: start + 1) }
      return scalar
    default: throw JSON.Problem(noEscape, column: start + 1)
    }
  }

  private mutating func hexadecimal(from start: Int) throws(JSON.Problem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else {
        throw JSON.Problem(noEscape, column: start + 1)
      }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  // MARK: Wording

  func unexpected(_ expected: String) -> JSON.Problem {
    guard place < bytes.count else {
      return JSON.Problem("the text ends; expected \(expected)", column: place + 1)
    }
    let end = bytes[place...].prefix(20).firstIndex { $0 < 0x20 } ?? min(place + 20, bytes.count)
    let found = String(decoding: bytes[place..<max(end, place + 1)], as: UTF8.self)
    return JSON.Problem("found `\(found)`; expected \(expected)", column: place + 1)
  }
}

// MARK: Wording

private let tooDeep = "arrays and objects are nested more than \(JSON.greatestDepth) levels deep"
private let leadingZero = "a number begins with a zero that it does not need"
private let notUTF8 = "the string is not UTF-8 text"
private let halfSurrogate = "half a surrogate pair; expected two escapes such as `\\ud83d\\ude00`"
private let noEscape = "this is no escape of JSON; expected one such as `\\n` or `\\u00e9`"

private func repeated(_ name: String) -> String { "the name `\(name)` is given twice" }

private func control(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "the control character U+00\(byte < 16 ? "0" : "")\(digits) in a string; expected an escape"
}

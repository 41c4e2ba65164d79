package import Advisor

extension JSON {
  /// Why a text is no JSON, and where.
  package struct SyntaxError: Error, Hashable {
    /// What was found and what was expected.
    package let message: String
    /// From 1, in lines.
    package let line: Int
    /// From 1, in bytes.
    package let column: Int

    /// An error by its parts.
    package init(message: String, line: Int, column: Int) {
      self.message = message
      self.line = line
      self.column = column
    }
  }

  /// How deeply arrays and objects may stand in one another.
  package static let deepest = 32

  /// The value that a text stands for.
  ///
  /// Numbers keep their digits. An object with the same name twice, and a text that is no UTF-8, are refused.
  ///
  /// Source: RFC 8259.
  package init(parsing bytes: [UInt8]) throws(SyntaxError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SyntaxError(message: "the text is no UTF-8", line: 1, column: 1)
    }
    var parser = JSONParser(bytes: Array(text.utf8))
    self = try parser.document()
  }

  /// The members of an object; nil where this is none.
  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// The elements of an array; nil where this is none.
  package var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// The text of a string; nil where this is none.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The digits of a number; nil where this is none.
  package var digits: String? { if case .number(let digits) = self { digits } else { nil } }
}

/// Walks over the bytes of a text, one value at a time.
private struct JSONParser {
  let bytes: [UInt8]
  var place = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    let value = try value()
    skipSpace()
    guard place == bytes.count else { throw problem("expected the end of the text") }
    return value
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    skipSpace()
    guard current == UInt8(ascii: letter) else { return false }
    place += 1
    return true
  }

  private mutating func value() throws(JSON.SyntaxError) -> JSON {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try nested { parser throws(JSON.SyntaxError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(JSON.SyntaxError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return try number()
    default: throw problem("expected a value")
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSON.SyntaxError) -> JSON
  ) throws(JSON.SyntaxError) -> JSON {
    depth += 1
    guard depth <= JSON.deepest else {
      throw problem("values stand in one another more than \(JSON.deepest) deep")
    }
    place += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSON.SyntaxError) -> JSON {
    var members: [JSON.Member] = []
    var names: Set<String> = []
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      let start = place
      guard current == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
      let name = try string()
      guard names.insert(name).inserted else {
        place = start
        throw problem("the name `\(plainText(name))` stands twice in one object")
      }
      guard take(":") else { throw problem("expected `:`") }
      members.append(.init(name, try value()))
    } while take(",")
    guard take("}") else { throw problem("expected `,` or `}`") }
    return .object(members)
  }

  private mutating func array() throws(JSON.SyntaxError) -> JSON {
    var elements: [JSON] = []
    if take("]") { return .array([]) }
    repeat { elements.append(try value()) } while take(",")
    guard take("]") else { throw problem("expected `,` or `]`") }
    return .array(elements)
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
    let expected = word.withUTF8Buffer { Array($0) }
    guard bytes[place...].starts(with: expected) else { throw problem("expected a value") }
    place += expected.count
    return value
  }

  private mutating func number() throws(JSON.SyntaxError) -> JSON {
    let start = place
    if current == UInt8(ascii: "-") { place += 1 }
    let first = current
    guard try digits() == 1 || first != UInt8(ascii: "0") else {
      throw problem("a number does not begin with 0")
    }
    if current == UInt8(ascii: ".") {
      place += 1
      _ = try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      place += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { place += 1 }
      _ = try digits()
    }
    return .number(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  /// - Returns: how many there are, at least one.
  private mutating func digits() throws(JSON.SyntaxError) -> Int {
    let start = place
    while let byte = current, isDigit(byte) { place += 1 }
    guard place > start else { throw problem("expected a digit") }
    return place - start
  }

  private mutating func string() throws(JSON.SyntaxError) -> String {
    place += 1
    var result: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): result += Array(String(try escape()).utf8)
      case 0..<0x20: throw problem("expected no control character in a string")
      default:
        result.append(byte)
        place += 1
      }
    }
    throw problem("expected `\"` at the end of a string")
  }

  private mutating func escape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    place += 1
    guard let letter = current else { throw problem("expected an escape that JSON has") }
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try fourDigits()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // Half of a pair; alone it stands for nothing.
      guard unit < 0xDC00, bytes[place...].starts(with: Array("\\u".utf8)) else { return "\u{FFFD}" }
      let start = place
      place += 2
      let low = try fourDigits()
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      else {
        place = start
        return "\u{FFFD}"
      }
      return scalar
    default:
      place -= 1
      throw problem("expected an escape that JSON has")
    }
  }

  private mutating func fourDigits() throws(JSON.SyntaxError) -> UInt32 {
    let end = place + 4
    guard end <= bytes.count, bytes[place..<end].allSatisfy(isHexDigit),
      let unit = UInt32(String(decoding: bytes[place..<end], as: UTF8.self), radix: 16)
    else { throw problem("expected four hexadecimal digits after `\\u`") }
    place = end
    return unit
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private func isHexDigit(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }

  private func problem(_ message: String) -> JSON.SyntaxError {
    let before = bytes[..<min(place, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.reversed().prefix { $0 != 0x0A }.count + 1
    return JSON.SyntaxError(message: message, line: line, column: column)
  }
}

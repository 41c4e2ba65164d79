/// A JSON value whose members keep their order and whose numbers keep every digit.
///
/// Source: RFC 8259.
public indirect enum JSON: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// The digits as they are to be written; the caller vouches for them.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A named part of an object.
  public struct Member: Sendable, Hashable {
    /// The key.
    public let name: String
    /// The value.
    public let value: JSON
    /// A named part.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object whose members stand as written.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A text, or null where there is none.
  public init(_ text: String?) { self = text.map { .string($0) } ?? .null }
}

extension JSON {
  /// The member of that name of an object; nil where there is none.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, indented by two spaces, with a line end at its end.
  public var text: String {
    var result = ""
    write(to: &result, indent: "")
    return result + "\n"
  }

  /// The text in one line, without a line end.
  public var line: String {
    var result = ""
    write(to: &result, indent: nil)
    return result
  }

  private func write(to result: inout String, indent: String?) {
    switch self {
    case .null: result += "null"
    case .boolean(let value): result += value ? "true" : "false"
    case .number(let digits): result += digits
    case .string(let text): quote(text, to: &result)
    case .array(let elements):
      bracket("[", elements, "]", to: &result, indent: indent) { element, result, inner in
        element.write(to: &result, indent: inner)
      }
    case .object(let members):
      bracket("{", members, "}", to: &result, indent: indent) { member, result, inner in
        quote(member.name, to: &result)
        result += indent == nil ? ":" : ": "
        member.value.write(to: &result, indent: inner)
      }
    }
  }
}

private func bracket<Part>(
  _ open: String, _ parts: [Part], _ close: String, to result: inout String, indent: String?,
  _ write: (Part, inout String, String?) -> Void
) {
  result += open
  let inner = indent.map { $0 + "  " }
  for (index, part) in parts.enumerated() {
    if index > 0 { result += "," }
    if let inner { result += "\n" + inner }
    write(part, &result, inner)
  }
  if let indent, !parts.isEmpty { result += "\n" + indent }
  result += close
}

/// Quotes a text; control characters and direction overrides, which a terminal would obey, are escaped.
private func quote(_ text: String, to result: inout String) {
  result += "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _
    where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || steersDirection(scalar.value):
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  result += "\""
}

/// Line and paragraph separators, marks, embeddings, overrides and isolates, and the byte order mark.
private func steersDirection(_ value: UInt32) -> Bool {
  switch value {
  case 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
  default: false
  }
}

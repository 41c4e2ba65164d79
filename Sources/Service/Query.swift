/// The fields of an address or a form, in their order.
///
/// Source: WHATWG URL, `application/x-www-form-urlencoded`.
public struct Query: Sendable, Hashable {
  /// A name and what it stands for.
  public struct Field: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value; empty where there is none.
    public let value: String
  }

  /// Order: as written.
  public private(set) var fields: [Field]

  /// Fields in their order.
  public init(_ fields: [(String, String)] = []) {
    self.fields = fields.map { Field(name: $0.0, value: $0.1) }
  }

  /// The fields of an encoded text; what is no UTF-8 becomes U+FFFD.
  public init(reading text: some StringProtocol) {
    fields = text.split(separator: "&").map { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Field(
        name: percentDecoded(sides[0], plusIsSpace: true),
        value: sides.count > 1 ? percentDecoded(sides[1], plusIsSpace: true) : "")
    }
  }

  /// The first value of a name.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The fields that pass a test.
  func filter(_ isWanted: (Field) -> Bool) -> Query {
    Query(fields.filter(isWanted).map { ($0.name, $0.value) })
  }

  /// The same with the value of one name, at its old place or at the end.
  func setting(_ name: String, to value: String) -> Query {
    var copy = self
    let field = Field(name: name, value: value)
    if let index = fields.firstIndex(where: { $0.name == name }) {
      copy.fields[index] = field
    } else {
      copy.fields.append(field)
    }
    return copy
  }

  /// The same without one name.
  func removing(_ name: String) -> Query { filter { $0.name != name } }

  /// The encoded text.
  public var text: String {
    fields.map {
      "\(percentEncoded($0.name, spaceIsPlus: true))=\(percentEncoded($0.value, spaceIsPlus: true))"
    }
    .joined(separator: "&")
  }

  /// A path with this query behind it, if there is any.
  func address(_ path: String) -> String { fields.isEmpty ? path : "\(path)?\(text)" }
}

/// The text with each `%XX` turned into its byte; what is no UTF-8 becomes U+FFFD.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
      let low = hexValue(bytes[index + 2])
    {
      result.append(high << 4 | low)
      index += 3
      continue
    }
    result.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
    index += 1
  }
  return String(decoding: result, as: UTF8.self)
}

/// The text with everything but letters, digits and `-._~` as `%XX`.
func percentEncoded(_ text: String, spaceIsPlus: Bool = false) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      result.append(byte)
    case 0x20 where spaceIsPlus: result.append(UInt8(ascii: "+"))
    default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

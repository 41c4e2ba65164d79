/// Walks over the bytes of one JSON object whose values are scalars.
struct JSONScanner {
  /// A string without its quotes.
  struct Text {
    let range: Range<Int>
    let hasEscapes: Bool
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var place = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var current: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place] <= 0x20, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[place]) {
      place &+= 1
    }
  }

  mutating func peek() -> UInt8 {
    skipSpace()
    return current
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte, place < bytes.count else { return false }
    place &+= 1
    return true
  }

  mutating func expect(_ byte: UInt8, _ what: StaticString) throws(FlatCaseReader.Problem) {
    if !take(byte) { throw problem("expected \(what)") }
  }

  mutating func expectEnd() throws(FlatCaseReader.Problem) {
    skipSpace()
    if place < bytes.count { throw problem("expected the end of the line") }
  }

  mutating func string() throws(FlatCaseReader.Problem) -> Text {
    try expect(0x22, "`\"`")
    let start = place
    var hasEscapes = false
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x22 {
        place &+= 1
        return Text(range: start..<(place &- 1), hasEscapes: hasEscapes)
      }
      if byte < 0x20 { throw problem("expected no control character in a string") }
      if byte == 0x5C {
        hasEscapes = true
        place &+= 1
      }
      place &+= 1
    }
    place = bytes.count
    throw problem("expected `\"` at the end of the string")
  }

  mutating func literal(_ word: StaticString) throws(FlatCaseReader.Problem) {
    let length = word.utf8CodeUnitCount
    let found = place &+ length <= bytes.count
    let isEqual = found && (0..<length).allSatisfy { bytes[place &+ $0] == word.utf8Start[$0] }
    guard isEqual else { throw problem("expected `\(word)`") }
    place &+= length
  }

  /// A number as JSON writes it, and its value where it is whole and short.
  mutating func number() throws(FlatCaseReader.Problem) -> (text: Range<Int>, whole: Int64?) {
    let start = place
    if current == 0x2D { place &+= 1 }
    let first = place
    var value: Int64 = 0
    while place < bytes.count, case let digit = bytes[place] &- 0x30, digit < 10 {
      value = value &* 10 &+ Int64(digit)
      place &+= 1
    }
    let digits = place &- first
    guard digits > 0 else { throw problem("expected a number, a string, `true`, `false` or `null`") }
    if digits > 1, bytes[first] == 0x30 { throw problem("expected a number without leading zeros") }
    var isWhole = digits <= 18
    if current == 0x2E {
      isWhole = false
      place &+= 1
      try someDigits()
    }
    if current | 0x20 == 0x65 {
      isWhole = false
      place &+= 1
      if current == 0x2B || current == 0x2D { place &+= 1 }
      try someDigits()
    }
    return (start..<place, isWhole ? (first > start ? -value : value) : nil)
  }

  private mutating func someDigits() throws(FlatCaseReader.Problem) {
    let start = place
    while place < bytes.count, bytes[place] &- 0x30 < 10 { place &+= 1 }
    if place == start { throw problem("expected a digit") }
  }

  mutating func skipScalar() throws(FlatCaseReader.Problem) {
    switch peek() {
    case 0x22: _ = try string()
    case 0x74: try literal("true")
    case 0x66: try literal("false")
    case 0x6E: try literal("null")
    default: _ = try number()
    }
  }

  func equals(_ text: Text, _ word: [UInt8]) -> Bool {
    guard text.range.count == word.count, !text.hasEscapes else { return false }
    return word.withUnsafeBufferPointer { word in
      var index = text.range.lowerBound
      for byte in word {
        if bytes[index] != byte { return false }
        index &+= 1
      }
      return true
    }
  }

  func plain(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The string with its escapes undone.
  func decoded(_ text: Text) throws(FlatCaseReader.Problem) -> String {
    guard text.hasEscapes else {
      guard let valid = String(validating: UnsafeBufferPointer(rebasing: bytes[text.range]), as: UTF8.self)
      else {
        throw problem("expected UTF-8 text")
      }
      return valid
    }
    var units: [UInt16] = []
    var index = text.range.lowerBound
    var run = index
    func flush() { units += Array(plain(run..<index).utf16) }
    while index < text.range.upperBound {
      guard bytes[index] == 0x5C else {
        index += 1
        continue
      }
      flush()
      let escape = bytes[index + 1]
      index += 2
      switch escape {
      case 0x22, 0x5C, 0x2F: units.append(UInt16(escape))
      case 0x62: units.append(0x08)
      case 0x66: units.append(0x0C)
      case 0x6E: units.append(0x0A)
      case 0x72: units.append(0x0D)
      case 0x74: units.append(0x09)
      case 0x75:
        let end = min(index + 4, text.range.upperBound)
        guard end == index + 4, let unit = UInt16(plain(index..<end), radix: 16) else {
          throw problem("expected four hexadecimal digits after `\\u`")
        }
        units.append(unit)
        index = end
      default: throw problem("expected an escape that JSON has")
      }
      run = index
    }
    flush()
    return String(decoding: units, as: UTF16.self)
  }

  private func problem(_ message: String) -> FlatCaseReader.Problem {
    FlatCaseReader.Problem(message: message, column: place + 1)
  }
}

public import Diagnostics

/// A JSON value as somebody wrote it, each part with its place.
///
/// Source: RFC 8259.
public struct WrittenJSON: Sendable {
  /// What the value is.
  public indirect enum Content: Sendable {
    case null
    case boolean(Bool)
    /// The digits as written.
    case number(String)
    case string(String)
    case array([WrittenJSON])
    /// Order: as written; a name may stand there twice.
    case object([(name: SourceFragment, value: WrittenJSON)])
  }

  /// What the value is.
  public let content: Content
  /// Where it begins; of a text, its first character.
  public let location: SourceLocation

  /// The value of a whole text.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - file: its name, for places.
  /// - Throws: `answers.syntax`: the first thing that is no JSON, or deeper than 64 levels.
  public init(parsing text: String, file: String) throws(DiagnosticsError) {
    var reader = JSONReader(text, file: file)
    do {
      self = try reader.document()
    } catch {
      throw DiagnosticsError([error.diagnostic])
    }
  }

  fileprivate init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// The member of that name, the first if there are several.
  public subscript(name: String) -> WrittenJSON? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name.text == name }?.value
  }

  /// The text, where it is one.
  public var string: String? {
    if case .string(let text) = content { text } else { nil }
  }
}

/// The first problem of a text; reading stops there.
private struct JSONProblem: Error {
  let diagnostic: Diagnostic
}

/// Walks over the characters of a JSON text once.
private struct JSONReader {
  /// Nested deeper than any file of answers.
  private static let deepest = 64

  private let scalars: String.UnicodeScalarView
  private let file: String
  private var index: String.UnicodeScalarView.Index
  private var line = 1
  private var column = 1

  init(_ text: String, file: String) {
    scalars = text.unicodeScalars
    index = scalars.startIndex
    self.file = file
    if current == "\u{FEFF}" { index = scalars.index(after: index) }
  }

  mutating func document() throws(JSONProblem) -> WrittenJSON {
    let value = try value(depth: 0)
    skipSpace()
    if current != nil { throw expected("the end of the text") }
    return value
  }

  private var current: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }
  private var place: SourceLocation { SourceLocation(file: file, line: line, column: column) }

  private mutating func advance() {
    if current == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    index = scalars.index(after: index)
  }

  private mutating func skipSpace() {
    while let scalar = current, " \t\r\n".unicodeScalars.contains(scalar) { advance() }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard current == scalar else { return false }
    advance()
    return true
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> WrittenJSON {
    skipSpace()
    let start = place
    if depth > Self.deepest { throw JSONProblem(diagnostic: tooDeep(start, Self.deepest)) }
    switch current {
    case "{": return WrittenJSON(.object(try members(depth)), at: start)
    case "[": return WrittenJSON(.array(try elements(depth)), at: start)
    case "\"":
      let text = try string()
      return WrittenJSON(.string(text.text), at: text.location)
    case let scalar? where scalar == "-" || ("0"..."9").contains(scalar):
      return WrittenJSON(.number(try number()), at: start)
    default: return WrittenJSON(try word(), at: start)
    }
  }

  private mutating func members(
    _ depth: Int
  ) throws(JSONProblem) -> [(name: SourceFragment, value: WrittenJSON)] {
    var members: [(name: SourceFragment, value: WrittenJSON)] = []
    advance()
    if take("}") { return members }
    while true {
      skipSpace()
      guard current == "\"" else { throw expected("a name in quotation marks") }
      let name = try string()
      guard take(":") else { throw expected("`:`") }
      members.append((name, try value(depth: depth + 1)))
      if take("}") { return members }
      guard take(",") else { throw expected("`,` or `}`") }
    }
  }

  private mutating func elements(_ depth: Int) throws(JSONProblem) -> [WrittenJSON] {
    var elements: [WrittenJSON] = []
    advance()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      if take("]") { return elements }
      guard take(",") else { throw expected("`,` or `]`") }
    }
  }

  private mutating func string() throws(JSONProblem) -> SourceFragment {
    advance()
    let start = place
    var text = ""
    while let scalar = current {
      switch scalar {
      case "\"":
        advance()
        return SourceFragment(text, at: start)
      case "\\":
        advance()
        text.unicodeScalars.append(try escape())
      case _ where scalar.value < 0x20: throw expected("no control character in a text")
      default:
        text.unicodeScalars.append(scalar)
        advance()
      }
    }
    throw expected("`\"` at the end of the text")
  }

  private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
    guard let scalar = current, let meaning = Self.escapes[scalar] else {
      guard current == "u" else { throw expected("one of `\"\\/bfnrtu` after a backslash") }
      return try codePoint()
    }
    advance()
    return meaning
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
  ]

  /// `\u` and four digits, or a pair of them for what lies beyond.
  private mutating func codePoint() throws(JSONProblem) -> Unicode.Scalar {
    let high = try fourDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, current == "\\" else { throw expected("the second half of a surrogate pair") }
    advance()
    guard current == "u" else { throw expected("the second half of a surrogate pair") }
    let low = try fourDigits()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw expected("the second half of a surrogate pair") }
    return scalar
  }

  private mutating func fourDigits() throws(JSONProblem) -> UInt32 {
    advance()
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current.flatMap({ Character($0).isASCII ? Character($0).hexDigitValue : nil }) else {
        throw expected("four hexadecimal digits after `\\u`")
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    return value
  }

  private mutating func number() throws(JSONProblem) -> String {
    var text = ""
    if current == "-" { append(to: &text) }
    if current == "0" {
      append(to: &text)
    } else {
      try digits(to: &text)
    }
    if current == "." {
      append(to: &text)
      try digits(to: &text)
    }
    if current == "e" || current == "E" {
      append(to: &text)
      if current == "+" || current == "-" { append(to: &text) }
      try digits(to: &text)
    }
    return text
  }

  private mutating func digits(to text: inout String) throws(JSONProblem) {
    guard let first = current, ("0"..."9").contains(first) else { throw expected("a digit") }
    while let digit = current, ("0"..."9").contains(digit) { append(to: &text) }
  }

  private mutating func append(to text: inout String) {
    if let current { text.unicodeScalars.append(current) }
    advance()
  }

  private mutating func word() throws(JSONProblem) -> WrittenJSON.Content {
    for (word, content) in [
      ("true", WrittenJSON.Content.boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    where scalars[index...].starts(with: word.unicodeScalars) {
      for _ in word { advance() }
      return content
    }
    throw expected("a value: a text in quotation marks, a number, true, false, null, `[` or `{`")
  }

  private func expected(_ what: String) -> JSONProblem {
    let found = current.map { "`\(Character($0))`" } ?? "the end"
    return JSONProblem(diagnostic: noJSON(found, what, place))
  }
}

// MARK: Wording

private func noJSON(_ found: String, _ expected: String, _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answers, "this is no JSON: found \(found), expected \(expected)", at: location)
}

private func tooDeep(_ location: SourceLocation, _ limit: Int) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answers, "JSON may be nested \(limit) levels deep, and this is deeper", at: location)
}

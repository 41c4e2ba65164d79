public import Diagnostics

/// The most answers that a file may hold; the rules ask for a few dozen.
private let mostAnswers = 1_000

/// The facts of an answers file: `Fact = value` in each line, or one JSON object.
///
/// Lines that begin with `#`, and empty ones, say nothing. The value `?` means that nobody knows, and `null` that
/// there is no such thing. In JSON a value may also be an object with `value` and `status`.
///
/// - Parameters:
///   - text: the file.
///   - file: its name, for places.
/// - Returns: the facts as written, in order; whether they mean anything is for the rules to say.
/// - Throws: `answers.syntax`, with the problems of all lines.
public func readAnswers(_ text: String, file: String) throws(DiagnosticsError) -> [WrittenFact] {
  let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
  let facts =
    first == "{"
    ? try facts(ofJSON: text, file: file) : try facts(ofLines: text, file: file)
  if facts.count > mostAnswers { throw DiagnosticsError([tooMany(facts[mostAnswers].name.location)]) }
  return facts
}

// MARK: Lines

private func facts(ofLines text: String, file: String) throws(DiagnosticsError) -> [WrittenFact] {
  var facts: [WrittenFact] = []
  var problems: [Diagnostic] = []
  let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  let lines = body.split(omittingEmptySubsequences: false) { $0.isNewline }
  for (offset, line) in lines.enumerated() where problems.count < mostAnswers {
    let content = trimmed(line)
    guard !content.isEmpty, content.first != "#" else { continue }
    func place(_ part: Substring) -> SourceLocation {
      let before = line.unicodeScalars.distance(from: line.startIndex, to: part.startIndex)
      return SourceLocation(file: file, line: offset + 1, column: before + 1)
    }
    guard let equals = content.firstIndex(of: "="), equals > content.startIndex else {
      problems.append(noAnswer(String(content), place(content)))
      continue
    }
    let name = trimmed(content[..<equals])
    let value = trimmed(content[content.index(after: equals)...])
    facts.append(
      WrittenFact(
        SourceFragment(String(name), at: place(name)), SourceFragment(String(value), at: place(value))))
  }
  try problems.throwIfAnyIsError()
  return facts
}

private func trimmed(_ text: Substring) -> Substring {
  var text = text
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return text
}

extension WrittenFact {
  /// A fact that somebody stated, or of which it is stated that nobody knows.
  public init(_ name: SourceFragment, _ value: SourceFragment) {
    let isUnknown = value.text == GivenAnswer.unknown
    self.init(name: name, value: isUnknown ? nil : value, status: isUnknown ? .unknown : .stated)
  }
}

// MARK: JSON

private func facts(ofJSON text: String, file: String) throws(DiagnosticsError) -> [WrittenFact] {
  let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  let bytes = Array(body.utf8)
  var places = Places(of: bytes, file: file)
  let members: [JSON.PlacedMember]
  do throws(JSON.Problem) {
    members = try bytes.withUnsafeBufferPointer { bytes throws(JSON.Problem) in
      try JSON.members(parsing: bytes)
    }
  } catch {
    throw DiagnosticsError([noJSON(error.message, places.at(error.column))])
  }
  var facts: [WrittenFact] = []
  var problems: [Diagnostic] = []
  for member in members {
    let name = SourceFragment(member.name, at: places.at(member.nameColumn + 1))
    // What a text says begins behind its quotation mark.
    let isText = if case .string = member.value { true } else { false }
    let place = places.at(member.column + (isText ? 1 : 0))
    if let fact = fact(name, member.value, at: place) {
      facts.append(fact)
    } else {
      problems.append(noValue(member.name, Fact.Status.allCases.map(\.rawValue), place))
    }
  }
  try problems.throwIfAnyIsError()
  return facts
}

/// Turns positions in a text, each behind the one before, into lines and columns.
private struct Places {
  private let bytes: [UInt8]
  private let file: String
  private var offset = 0
  private var line = 1
  private var column = 1

  init(of bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// - Parameter position: in bytes, from 1.
  mutating func at(_ position: Int) -> SourceLocation {
    while offset < min(position - 1, bytes.count) {
      if bytes[offset] == 0x0A {
        line += 1
        column = 1
      } else if offset + 1 == bytes.count || bytes[offset + 1] & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}

/// - Returns: nil where the value is none that a fact can have.
private func fact(_ name: SourceFragment, _ value: JSON, at place: SourceLocation) -> WrittenFact? {
  if let text = written(value) { return WrittenFact(name, SourceFragment(text, at: place)) }
  guard case .object(let members) = value, members.allSatisfy({ ["value", "status"].contains($0.name) }),
    case .string(let word)? = value["status"], let status = Fact.Status(rawValue: word)
  else { return nil }
  guard let inner = value["value"] else { return WrittenFact(name: name, value: nil, status: status) }
  return written(inner).map { WrittenFact(name: name, value: SourceFragment($0, at: place), status: status) }
}

/// A value as it is written behind `--set`; nil for an object.
private func written(_ value: JSON) -> String? {
  switch value {
  case .null: return "null"
  case .boolean(let flag): return flag ? "true" : "false"
  case .number(let digits): return digits
  case .string(let text): return text
  case .array(let elements):
    let items = elements.compactMap { element in
      if case .string = element { element.line } else { written(element) }
    }
    return items.count == elements.count ? "[\(items.joined(separator: ", "))]" : nil
  case .object: return nil
  }
}

// MARK: Wording

private func noAnswer(_ line: String, _ location: SourceLocation) -> Diagnostic {
  let shown = line.count <= 60 ? line : "\(line.prefix(59))…"
  return Diagnostic(
    .error, AdvisorCode.answers,
    "found `\(shown)`, expected a fact and its value, such as `Task scope = narrow`",
    at: location, help: "a comment begins with `#`; `rationale help answers` shows the format")
}

private func noJSON(_ problem: String, _ location: SourceLocation) -> Diagnostic {
  Diagnostic(.error, AdvisorCode.answers, "this is no JSON: \(problem)", at: location)
}

private func noValue(_ name: String, _ words: [String], _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answers,
    "the value of `\(name)` must be a text, a number, true, false, null, a list of these, or an object with "
      + "`value` and `status`", at: location,
    help: "a status is \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))")
}

private func tooMany(_ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answers, "an answers file may hold \(mostAnswers) facts, and this one has more",
    at: location)
}

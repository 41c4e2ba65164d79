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
    ? try facts(of: WrittenJSON(parsing: text, file: file)) : try facts(ofLines: text, file: file)
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

private func facts(of json: WrittenJSON) throws(DiagnosticsError) -> [WrittenFact] {
  guard case .object(let members) = json.content else { throw DiagnosticsError([noObject(json.location)]) }
  var facts: [WrittenFact] = []
  var problems: [Diagnostic] = []
  for (name, value) in members {
    do {
      facts.append(try fact(name, value))
    } catch {
      problems += error.diagnostics
    }
  }
  try problems.throwIfAnyIsError()
  return facts
}

private func fact(_ name: SourceFragment, _ value: WrittenJSON) throws(DiagnosticsError) -> WrittenFact {
  if let text = written(value) { return WrittenFact(name, SourceFragment(text, at: value.location)) }
  let words = Fact.Status.allCases.map(\.rawValue)
  guard case .object(let members) = value.content, let word = value["status"]?.string,
    let status = Fact.Status(rawValue: word),
    members.allSatisfy({ ["value", "status"].contains($0.name.text) })
  else { throw DiagnosticsError([noValue(name.text, words, value.location)]) }
  guard let inner = value["value"] else { return WrittenFact(name: name, value: nil, status: status) }
  guard let text = written(inner) else { throw DiagnosticsError([noValue(name.text, words, inner.location)]) }
  return WrittenFact(name: name, value: SourceFragment(text, at: inner.location), status: status)
}

/// A value as it is written behind `--set`; nil for an object.
private func written(_ value: WrittenJSON) -> String? {
  switch value.content {
  case .null: return "null"
  case .boolean(let flag): return flag ? "true" : "false"
  case .number(let digits): return digits
  case .string(let text): return text
  case .array(let elements):
    let items = elements.compactMap { element in
      if case .string(let text) = element.content { JSON.string(text).line } else { written(element) }
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

private func noObject(_ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answers, "expected one JSON object with a member for each fact", at: location)
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

public import Diagnostics
internal import DMN
internal import FEEL

extension UseCase {
  /// The facts with names and values checked against what the rules ask.
  ///
  /// - Parameters:
  ///   - facts: as written.
  ///   - topics: what the rules ask.
  /// - Throws: `case.unknownFact`, `case.repeatedFact`, `case.factType`, `case.factValue`, `case.factStatus`.
  public init(reading facts: [WrittenFact], topics: [Topic]) throws(DiagnosticsError) {
    var problems: [Diagnostic] = []
    var checked: [Fact] = []
    var firstPlaces: [String: SourceLocation] = [:]
    for fact in facts {
      let name = fact.name.text
      guard let topic = topics.first(where: { $0.name == name }) else {
        problems.append(unknownFact(fact.name, topics))
        continue
      }
      if let first = firstPlaces[name] {
        problems.append(repeatedFact(fact.name, first))
        continue
      }
      firstPlaces[name] = fact.name.location
      do {
        checked.append(try Fact(reading: fact, of: topic))
      } catch {
        problems += error.diagnostics
      }
    }
    try problems.throwIfAnyIsError()
    self.init(checked: checked)
  }
}

extension Fact {
  /// A fact whose value is one that the rules allow.
  fileprivate init(reading fact: WrittenFact, of topic: Topic) throws(DiagnosticsError) {
    let content =
      try fact.value.map { value throws(DiagnosticsError) in try topic.content(of: value) } ?? .unknown
    if let value = fact.value, fact.status == .unknown, content != .unknown {
      throw DiagnosticsError([valueOfUnknown(value, topic.name)])
    }
    if content == .unknown, fact.status != .unknown, fact.value == nil {
      throw DiagnosticsError([valueMissing(fact)])
    }
    let status = content == .unknown ? .unknown : fact.status
    self.init(topic.name, content, status: status, at: fact.name.location)
  }
}

extension Topic {
  /// What a text says of the value: a word or number, tests such as `< 200`, `null`, or `?` for "nobody knows".
  ///
  /// - Throws: `case.factType` and `case.factValue`.
  public func content(of written: SourceFragment) throws(DiagnosticsError) -> Fact.Content {
    let text = trimmed(written.text)
    switch text {
    case "?", "unknown": return .unknown
    case "null": return .value(.null)
    default: break
    }
    if let named = value(named: text) { return .value(named) }
    guard let tests = try? CheckedUnaryTests(parsing: written, of: type, scope: TypeScope()),
      let content = content(of: tests, in: written)
    else { throw DiagnosticsError([unusable(written, text)]) }
    switch content {
    case .value(let value) where !allows(value): throw DiagnosticsError([notAllowed(written, text)])
    // Tests that nothing can pass would leave everything open without a word.
    case .among where !tests.meet(allowed, of: type): throw DiagnosticsError([notAllowed(written, text)])
    default: break
    }
    return content
  }

  /// Whether the rules allow the value; null is a value that every input may have.
  func allows(_ value: Value) -> Bool {
    if value == .null { return true }
    guard isOfType(value) else { return false }
    return allowed.map { $0.matches(value, in: Environment()) == true } ?? true
  }

  /// What is wrong with a value that has to be a single one; nil where the rules say nothing about its kind.
  func strangeValue(_ written: SourceFragment) -> Diagnostic? {
    let words = choices.compactMap { $0.value == nil ? nil : $0.written }
    let range = allowed.map { ", allowed are `\(trimmed($0.fragment.text))`" } ?? ""
    let expected: String
    switch type {
    case _ where !words.isEmpty && words.count == choices.count:
      expected = "\(words.count > 1 ? "one of " : "")\(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))"
    case .number: expected = expectedValues + range
    case .boolean: expected = "`yes` or `no`"
    case .date: expected = expectedValues
    default: return nil
    }
    return Diagnostic(
      .error, AdvisorCode.factValue,
      "`\(name)` cannot be \(found(trimmed(written.text))); expected \(expected)", at: written.location,
      help: nearestName(to: trimmed(written.text), among: words).map { "did you mean `\($0)`?" })
  }

  /// The value that a bare word means: an allowed word, the label of a choice, yes or no.
  func value(named text: String) -> Value? {
    let word = text.lowercased()
    if let choice = choices.first(where: { $0.value == .string(text) || $0.label.lowercased() == word }),
      let value = choice.value
    {
      return value
    }
    if type == .boolean {
      if ["yes", "true"].contains(word) { return .boolean(true) }
      if ["no", "false"].contains(word) { return .boolean(false) }
    }
    if type == .string, choices.isEmpty, allowed == nil { return .string(text) }
    return nil
  }

  private func content(of tests: CheckedUnaryTests, in written: SourceFragment) -> Fact.Content? {
    guard case .oneOf(let options) = tests.tests else {
      return tests.tests == .any ? .unknown : .among(written)
    }
    guard options.count == 1, case .expression(let expression) = options[0] else { return .among(written) }
    switch expression.kind {
    case .literal(let value): return .value(value)
    case .range: return .among(written)
    default:
      let checked = try? CheckedExpression(checking: expression, in: written, scope: TypeScope())
      let value = checked?.evaluate(in: Environment())
      return value.flatMap { $0 == .null ? nil : .value($0) }
    }
  }

  private func isOfType(_ value: Value) -> Bool {
    type == .any || value.isInstance(of: type)
  }

  /// The words that may be written, for messages: allowed words, else an example.
  private var expectation: String {
    let words = choices.compactMap { choice -> String? in
      if case .string(let word)? = choice.value { word } else { nil }
    }
    if !words.isEmpty { return "one of \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))" }
    switch type {
    case .boolean: return "`yes` or `no`"
    case .number:
      let limit = allowed.map { ", allowed are \(allowedText($0))" } ?? ""
      return "a number such as `200` or a test such as `< 200`" + limit
    default: return allowed.map { "one of `\(trimmed($0.fragment.text))`" } ?? "a value"
    }
  }

  // MARK: Wording

  private func unusable(_ written: SourceFragment, _ text: String) -> Diagnostic {
    let isNumber = type != .number && text.allSatisfy { $0.isNumber || ".-+".contains($0) }
    return Diagnostic(
      .error, isNumber || type != .string ? AdvisorCode.factType : .factValue,
      "`\(name)` cannot be \(found(text)); expected \(expectation)", at: written.location,
      help: suggestion(for: text))
  }

  private func found(_ text: String) -> String {
    if text.isEmpty { return "nothing" }
    let isNumber = type != .number && text.allSatisfy { $0.isNumber || ".-+".contains($0) }
    return isNumber ? "the number `\(text)`" : "`\(text)`"
  }

  private func notAllowed(_ written: SourceFragment, _ text: String) -> Diagnostic {
    let value = try? CheckedExpression(parsing: written, scope: TypeScope()).evaluate(in: Environment())
    let code: AdvisorCode = value.map(isOfType) ?? true ? .factValue : .factType
    let found = if case .number? = value, type != .number { "the number `\(text)`" } else { "`\(text)`" }
    return Diagnostic(
      .error, code, "`\(name)` cannot be \(found); expected \(expectation)", at: written.location,
      help: suggestion(for: text))
  }

  private func suggestion(for text: String) -> String? {
    let words = choices.compactMap { choice -> String? in
      if case .string(let word)? = choice.value { word } else { nil }
    }
    return nearestName(to: text, among: words).map { "did you mean `\($0)`?" }
  }
}

private func allowedText(_ tests: CheckedUnaryTests) -> String { "`\(trimmed(tests.fragment.text))`" }

private func trimmed(_ text: String) -> String {
  var letters = Substring(text)
  while letters.first?.isWhitespace == true { letters.removeFirst() }
  while letters.last?.isWhitespace == true { letters.removeLast() }
  return String(letters)
}

// MARK: Wording

private func unknownFact(_ name: SourceFragment, _ topics: [Topic]) -> Diagnostic {
  let near = nearestName(to: name.text, among: topics.map(\.name))
  let all = Prose.list(topics.map { "`\($0.name)`" })
  return Diagnostic(
    .error, AdvisorCode.unknownFact, "the rules ask for no fact called `\(name.text)`", at: name.location,
    help: near.map { "did you mean `\($0)`?" } ?? "the rules ask for \(all)")
}

private func repeatedFact(_ name: SourceFragment, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.repeatedFact, "the fact `\(name.text)` is given twice", at: name.location,
    notes: [.init("it was first given here", at: first)], help: "keep the one that is right")
}

func valueOfUnknown(_ value: SourceFragment, _ name: String) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.factStatus,
    "`\(name)` is said to be unknown, and yet has the value `\(value.text)`", at: value.location,
    help: "leave the value out, or say whether it is measured, stated or assumed")
}

func valueMissing(_ fact: WrittenFact) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.factStatus,
    "`\(fact.name.text)` is said to be \(fact.status.rawValue), but has no value",
    at: fact.name.location, help: "give the value, or the status `unknown`")
}

public import DMN
public import Diagnostics
public import FEEL
internal import XML

/// Rules about one concept that can be asked alone: what they ask, and the decision that answers.
public struct ConceptModel: Sendable {
  /// The rules, checked.
  public let model: CheckedModel
  /// The decision that answers.
  public let goal: String

  /// The name that the rules give themselves.
  public var name: String { model.model.name }

  /// The goal that a model names; nil where it names none.
  public static func goal(of model: DecisionModel) -> String? {
    model.extensions.first { $0.namespace == adviceNamespace && $0.name == "goal" }
      .map { plainText($0.text.text) }
  }

  /// Rules with a goal among their decisions; nil where there is none.
  public init?(_ model: CheckedModel) {
    guard let goal = ConceptModel.goal(of: model.model), model.decision(goal) != nil else { return nil }
    self.model = model
    self.goal = goal
  }

  /// The question that an input stands for.
  public func question(of input: String) -> String? { text("question", of: input) }

  /// A line that helps to answer.
  public func help(of input: String) -> String? { text("help", of: input) }

  /// What a number counts.
  public func unit(of input: String) -> String? { text("unit", of: input) }

  private func text(_ part: String, of input: String) -> String? {
    model.model.inputs.first { $0.name == input }?.extensions
      .first { $0.namespace == adviceNamespace && $0.name == part }.map { plainText($0.text.text) }
  }
}

extension ConceptModel {
  /// The values of facts as written; null where nobody knows.
  ///
  /// - Throws: `case.unknownFact`, `case.repeatedFact`, `case.factValue`, `case.factStatus`, and what reading an expression throws.
  public func values(of facts: [WrittenFact]) throws(DiagnosticsError) -> [String: Value] {
    var problems: [Diagnostic] = []
    var values: [String: Value] = [:]
    for fact in facts {
      let name = fact.name.text
      if values[name] != nil {
        problems.append(repeated(fact.name))
        continue
      }
      do {
        values[name] = try value(of: fact)
      } catch {
        problems += error.diagnostics
      }
    }
    try problems.throwIfAnyIsError()
    return values
  }

  /// What the rules ask, as a person is asked.
  ///
  /// Order: of the rules file.
  public var topics: [Topic] { model.model.inputs.compactMap { topic($0.name) } }

  /// One of them; nil where the rules do not say how to ask.
  ///
  /// A choice that stands for a band of numbers is no answer here, where a fact is always one value.
  public func topic(_ input: String) -> Topic? {
    guard let data = model.model.inputs.first(where: { $0.name == input }),
      let topic = try? Topic(reading: data, in: model.model)
    else { return nil }
    let type = model.inputTypes[input]?.type ?? topic.type
    if case .list = type { return topic.with(type: type, choices: []) }
    let areValues = topic.choices.allSatisfy { $0.value != nil }
    return topic.with(type: type, choices: areValues ? topic.choices : [])
  }

  /// The value of a fact: a bare word, `yes`, a day, words with commas between them, or a FEEL expression.
  public func value(of fact: WrittenFact) throws(DiagnosticsError) -> Value {
    let names = model.model.inputs.map(\.name)
    guard names.contains(fact.name.text) else {
      throw DiagnosticsError([unknownInput(fact.name, names, name)])
    }
    guard let written = fact.value else {
      if fact.status != .unknown { throw DiagnosticsError([valueMissing(fact)]) }
      return .null
    }
    if fact.status == .unknown { throw DiagnosticsError([valueOfUnknown(written, fact.name.text)]) }
    let declared = model.inputTypes[fact.name.text]
    let topic = topic(fact.name.text)
    let value: Value
    do throws(DiagnosticsError) {
      let picked = topic.flatMap { $0.choices.isEmpty ? nil : $0.value(named: plainText(written.text)) }
      if let picked { value = picked } else { value = try read(written, as: declared?.type ?? .any) }
    } catch {
      guard let problem = topic?.strangeValue(written) else { throw error }
      throw DiagnosticsError([problem])
    }
    guard let declared else { return value }
    let conformed = declared.conform(value, as: "`\(fact.name.text)`", at: written.location)
    if case .null(let reason?) = value {
      throw DiagnosticsError([topic?.strangeValue(written) ?? unusable(written, reason)])
    }
    if case .null(let reason?) = conformed, value != .null {
      throw DiagnosticsError([topic?.strangeValue(written) ?? unusable(written, reason)])
    }
    return conformed
  }

  private func read(_ written: SourceFragment, as type: ValueType) throws(DiagnosticsError) -> Value {
    let text = plainText(written.text)
    if text == "?" || text == "null" { return .null }
    switch type {
    case .string where !text.hasPrefix("\""): return .string(text)
    case .boolean where text == "yes": return .boolean(true)
    case .boolean where text == "no": return .boolean(false)
    case .date where !text.hasPrefix("date"):
      return try evaluate(SourceFragment("date(\"\(text.filter { $0 != "\"" && $0 != "\\" })\")"))
    case .list(.string) where !text.hasPrefix("["):
      return .list(text.split(separator: ",").map { .string(plainText(String($0))) })
    default: return try evaluate(written)
    }
  }

  private func evaluate(_ written: SourceFragment) throws(DiagnosticsError) -> Value {
    try CheckedExpression(parsing: written, scope: TypeScope(variables: [:])).evaluate(in: Environment([:]))
  }
}

// MARK: Wording

private func repeated(_ name: SourceFragment) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.repeatedFact, "the fact `\(name.text)` is given twice", at: name.location,
    help: "keep the one that is right")
}

private func unknownInput(_ name: SourceFragment, _ names: [String], _ model: String) -> Diagnostic {
  let all = Prose.list(names.map { "`\($0)`" })
  return Diagnostic(
    .error, AdvisorCode.unknownFact, "the model `\(model)` asks for no fact called `\(name.text)`",
    at: name.location,
    help: nearestName(to: name.text, among: names).map { "did you mean `\($0)`?" } ?? "it asks for \(all)")
}

private func unusable(_ written: SourceFragment, _ reason: NullReason) -> Diagnostic {
  Diagnostic(.error, AdvisorCode.factValue, reason.message, at: written.location)
}

public import DMN
public import FEEL

/// What rules about one concept answer, and from where.
public struct Consultation: Sendable {
  /// A rule that fired.
  public struct Ground: Sendable {
    /// The decision that it belongs to.
    public let decision: String
    /// Its number in the table, from 1.
    public let rule: Int
    /// Why it stands, in the words of the rules.
    public let reason: String?
  }

  /// The rules' name.
  public let model: String
  /// The parts of the answer, by name; one part without a name where the answer is a single value.
  public let parts: [(name: String, value: Value)]
  /// The question of each input that was not given, by input.
  public let open: [(name: String, question: String)]
  /// The rules that fired, the answering one first.
  public let grounds: [Ground]
  /// What the fired rules rest on.
  public let sources: [KnowledgeSource]
}

extension ConceptModel {
  /// What the rules answer to some facts.
  public func consult(_ facts: [String: Value]) -> Consultation {
    let evaluation = model.evaluate(goal, inputs: filled(facts))
    var parts: [(name: String, value: Value)] = []
    if case .context(let fields)? = model.decision(goal)?.type, case .context(let context) = evaluation.value
    {
      parts = fields.map { ($0.name, context[$0.name] ?? .null) }
    } else {
      parts = [("", evaluation.value)]
    }
    var grounds: [Consultation.Ground] = []
    var cited: Set<String> = []
    let steps =
      evaluation.trace.filter { $0.decision == goal } + evaluation.trace.filter { $0.decision != goal }
    for step in steps {
      guard let table = model.decision(step.decision)?.decision.table else { continue }
      for index in step.firedRules where table.rules.indices.contains(index) {
        let rule = table.rules[index]
        let column = table.annotations.firstIndex(of: "Reason")
        let reason = column.flatMap { $0 < rule.annotations.count ? rule.annotations[$0] : nil }
        grounds.append(.init(decision: step.decision, rule: rule.number, reason: reason))
        cited.formUnion(sourceIDs(of: rule, in: table))
      }
    }
    let open = model.model.inputs.map(\.name).filter { (facts[$0] ?? .null) == .null }
    return Consultation(
      model: name, parts: parts, open: open.map { ($0, question(of: $0) ?? $0) }, grounds: grounds,
      sources: model.model.knowledgeSources.filter { cited.contains($0.id) })
  }

  /// The facts, with null for each input that was not given.
  func filled(_ facts: [String: Value]) -> [String: Value] {
    var values = facts
    for input in model.model.inputs where values[input.name] == nil { values[input.name] = .null }
    return values
  }
}

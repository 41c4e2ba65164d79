public import DMN
internal import Diagnostics
internal import FEEL

extension Rulebook {
  /// The decisions of rules that say something about the strategy instead of leading to it.
  ///
  /// They are read with the facts that are known, so that what is open is null to them.
  public static func textDecisions(in model: CheckedModel) -> Set<String> {
    var needed: Set<String> = []
    var pending = [Part.strategy.rawValue]
    while let name = pending.popLast() {
      guard needed.insert(name).inserted, let decision = model.decision(name) else { continue }
      pending += decision.inputs
    }
    return Set(model.decisions.map(\.name)).subtracting(needed)
  }
}

extension CheckedModel {
  /// What a decision says about some values, a word or a sentence with gaps, and the rule that says it; inputs that are
  /// not given are null to it.
  func wording(
    of decision: String, _ values: [String: Value]
  ) -> (text: String, rule: Sentence.Rule?, sources: [String])? {
    var inputs = values
    for input in model.inputs where inputs[input.name] == nil { inputs[input.name] = .null }
    let evaluation = evaluate(decision, inputs: inputs)
    guard case .string(let text) = evaluation.value, !text.isEmpty else { return nil }
    guard let table = self.decision(decision)?.decision.table,
      let index = evaluation.trace(of: decision)?.firedRules.first, table.rules.indices.contains(index)
    else { return (text, nil, []) }
    let rule = table.rules[index]
    return (
      text, .init(decision: decision, id: rule.id, number: rule.number, location: rule.location),
      sourceIDs(of: rule, in: table)
    )
  }

  /// A sentence of a decision with its gaps filled; nil where a gap has nothing to fill it.
  ///
  /// - Parameters:
  ///   - facts: names of the facts behind what fills the gaps.
  ///   - rules: rules behind it.
  ///   - sources: ids of the sources behind it; where there are any, “our own” is not one of them.
  func sentence(
    of decision: String, _ values: [String: Value], filling gaps: [String: String], facts: [String],
    rules: [Sentence.Rule], sources: [String]
  ) -> Sentence? {
    guard let said = wording(of: decision, values),
      let text = Placeholder.fill(said.text, with: { gaps[$0] })
    else { return nil }
    let own = said.sources.filter { $0 != ownAssumption || sources.isEmpty }
    return Sentence(
      text, rules: rules + [said.rule].compactMap { $0 }, facts: unique(facts), sources: unique(sources + own)
    )
  }
}

// MARK: Wording

func missingDecision(_ name: String, _ names: [String], _ place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.missingDecision, "the decision `\(name)` is missing", at: place,
    help: nearestName(to: name, among: names).map { "is it the one called `\($0)`?" })
}

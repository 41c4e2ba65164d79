internal import DMN
public import Diagnostics
internal import Diagrams
internal import FEEL

/// Why the facts call for a strategy: what suffices, which rules decide, and what does not matter.
public struct StrategyExplanation: Sendable {
  /// How one decision on the way was taken.
  public struct Step: Sendable, Hashable {
    /// The decision.
    public let decision: String
    /// What it may say; one value where the facts settle it.
    public let values: [String]
    /// The rule that decides, from 1, and why it is there; nil where several may still decide.
    public let rule: Int?
    /// The rule's reason.
    public let reason: String?
  }

  /// Order: the greatest share first; one where the facts settle it.
  public let prospects: [Recommendation.Prospect]
  /// Facts that settle the strategy alone, none of which can be left out; empty while it is open.
  public let reason: [Condition]
  /// Topics whose answers change nothing while the reason holds.
  public let regardless: [String]
  /// Order: from the strategy back to the facts.
  public let path: [Step]
  /// The most valuable unknown; nil where nothing is open.
  public let openQuestion: Recommendation.OpenQuestion?
  /// The smallest number of given facts that would have to be wrong for another strategy; 0 while several are
  /// possible, nil where no answers lead to another one.
  public let wrongFacts: Int?
}

extension Rulebook {
  /// Why the facts of a use case call for a strategy, or which remain.
  ///
  /// - Throws: `rules.diagram` where the rules' winners cannot be compiled.
  public func explain(_ useCase: UseCase) throws(DiagnosticsError) -> StrategyExplanation {
    let known = cells(for: useCase)
    let reason = diagram.sufficientReason(for: known, dropFirst: topics.map(\.name).reversed()) ?? [:]
    let prospects = prospects(given: known)
    let isSettled = prospects.count == 1
    let told = topics.filter { reason[$0.name] != nil }
    let rest = diagram.inputs.map(\.name).filter { reason[$0] == nil }
    return StrategyExplanation(
      prospects: prospects,
      reason: told.compactMap { topic in reason[topic.name].map { condition(topic.name, $0) } },
      regardless: isSettled ? topics.map(\.name).filter(rest.contains) : [],
      path: isSettled ? try path(given: known) : [],
      openQuestion: isSettled ? nil : openQuestion(given: known),
      wrongFacts: wrongFacts(given: known, besides: prospects))
  }

  private func path(given known: DecisionDiagram.Facts) throws(DiagnosticsError) -> [StrategyExplanation.Step]
  {
    let winners: WinningRules
    do { winners = try WinningRules(of: model, goal: Part.strategy.rawValue) } catch {
      throw DiagnosticsError([notCompiled(error, model.model)])
    }
    return diagram.decisions.reversed().map { name in
      let possible = winners.possible(for: name, given: known)
      let values = diagram.outcomes(of: name, given: known).map { Prose.number($0.value) }
      guard possible.count == 1, let rule = possible[0].first, let table = decision(name)?.table,
        table.rules.indices.contains(rule)
      else { return .init(decision: name, values: values, rule: nil, reason: nil) }
      return .init(
        decision: name, values: values, rule: rule + 1, reason: reason(of: table.rules[rule], in: table))
    }
  }

  /// What stands in the column `Reason` of a rule.
  func reason(of rule: Rule, in table: DecisionTable) -> String? {
    guard let column = table.annotations.firstIndex(of: "Reason"), column < rule.annotations.count else {
      return nil
    }
    return plainText(rule.annotations[column])
  }
}

extension Rulebook {
  /// An explanation as a text to read.
  public func text(_ explanation: StrategyExplanation) -> String {
    let names = explanation.prospects.map(\.strategy.name)
    var data: [String: Any] = [
      "strategy": names.first ?? "", "list": Prose.list(names),
      explanation.prospects.count == 1 ? "settled" : "unsettled": true,
      "shares": Prose.list(
        explanation.prospects.map { "\(Prose.percent($0.share)) for \($0.strategy.name)" }),
      "reason": explanation.reason.map { ["name": $0.name, "words": $0.words] },
      "path": explanation.path.map(data),
    ]
    if explanation.reason.isEmpty { data["always"] = true }
    if !explanation.regardless.isEmpty {
      data["regardless"] = Prose.list(explanation.regardless.map { "“\($0)”" })
    }
    if let wrong = explanation.wrongFacts, wrong > 0 { data["wrong"] = wrong }
    if let open = explanation.openQuestion {
      data["question"] = plainText(open.question)
      data["answers"] = open.answers.filter { !$0.rulesOut.isEmpty }.map {
        ["label": $0.label, "rulesOut": Prose.list($0.rulesOut.map(\.name))]
      }
    }
    return Prose.wrapLines(templates.render(.explanation, data), width: 80)
  }

  private func data(_ step: StrategyExplanation.Step) -> [String: Any] {
    var data: [String: Any] = [
      "decision": step.decision, "values": Prose.list(step.values.map { "“\($0)”" }, joinedBy: "or"),
    ]
    if step.values.count == 1 { data["one"] = true }
    if let rule = step.rule { data["rule"] = ["number": rule, "reason": step.reason ?? ""] }
    return data
  }
}

extension Condition {
  /// For programs.
  var json: JSON { ["fact": .string(name), "words": .string(words), "test": .string(test)] }
}

extension StrategyExplanation {
  /// For programs.
  public var json: JSON {
    [
      "strategy": JSON(prospects.count == 1 ? prospects.first?.strategy.rawValue : nil),
      "settled": .boolean(prospects.count == 1),
      "prospects": .array(prospects.map(\.json)), "reason": .array(reason.map(\.json)),
      "regardless": .array(regardless.map { .string($0) }),
      "path": .array(
        path.map { step in
          [
            "decision": .string(step.decision), "values": .array(step.values.map { .string($0) }),
            "rule": step.rule.map { .number(String($0)) } ?? .null, "reason": JSON(step.reason),
          ]
        }),
      "shareCounts": .string(Recommendation.shareCounts), "openQuestion": openQuestion?.json ?? .null,
      "wrongFacts": wrongFacts.map { .number(String($0)) } ?? .null,
    ]
  }
}

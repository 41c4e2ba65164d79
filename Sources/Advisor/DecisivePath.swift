public import DMN
internal import Diagrams
internal import FEEL

/// The way from the facts to the strategy: what each decision says, and what it looks at.
public struct DecisivePath: Sendable {
  /// One decision on the way.
  public struct Step: Sendable, Hashable {
    /// The decision.
    public let decision: String
    /// What it may say, the likeliest first; one value where the facts settle it.
    public let values: [String]
    /// What it looks at: facts and decisions of the path.
    public let from: [String]
  }

  /// The facts that carry the strategy, in words.
  public let facts: [Condition]
  /// Order: from the facts to the strategy.
  public let steps: [Step]
  /// The same as a picture.
  public let drawing: Drawing
}

extension Rulebook {
  /// The way from the facts of a use case to its strategy.
  ///
  /// Where the facts settle it they are a smallest sufficient part of them; where they do not, those without which the
  /// odds would be others.
  func decisivePath(for useCase: UseCase) -> DecisivePath {
    let known = cells(for: useCase)
    let carrying = carrying(known)
    let facts = topics.compactMap { topic in carrying[topic.name].map { condition(topic.name, $0) } }
    let told = facts.map(\.name) + diagram.decisions
    let steps = diagram.decisions.map { name in
      DecisivePath.Step(
        decision: name,
        values: diagram.outcomes(of: name, given: known, weights: weights).sorted { $0.share > $1.share }
          .map { said($0.value) },
        from: (model.decision(name)?.inputs ?? []).filter(told.contains))
    }
    return DecisivePath(facts: facts, steps: steps, drawing: Drawing(of: facts, steps))
  }

  private func carrying(_ known: DecisionDiagram.Facts) -> DecisionDiagram.Facts {
    let now = prospects(given: known)
    if now.count == 1 {
      return diagram.sufficientReason(for: known, dropFirst: topics.map(\.name).reversed()) ?? known
    }
    return known.filter { name, _ in
      var others = known
      others[name] = nil
      return prospects(given: others) != now
    }
  }

  /// A decision's value in words; a strategy by its name.
  private func said(_ value: Value) -> String {
    if case .string(let word) = value, let strategy = Strategy(rawValue: word) { return strategy.name }
    return Prose.number(value)
  }
}

extension Drawing {
  /// The picture of a path; a decision that is still open is dashed.
  fileprivate init(of facts: [Condition], _ steps: [DecisivePath.Step]) {
    var ids: [String: String] = [:]
    for name in facts.map(\.name) + steps.map(\.decision) where ids[name] == nil {
      ids[name] = "n\(ids.count)"
    }
    let inputs = facts.map { fact in
      Node(id: ids[fact.name] ?? "", label: "\(fact.name): \(fact.words)", shape: .input)
    }
    let decisions = steps.map { step in
      Node(
        id: ids[step.decision] ?? "", label: "\(step.decision): \(Prose.list(step.values, joinedBy: "or"))",
        shape: step.decision == steps.last?.decision ? .outcome : .decision)
    }
    let arrows = steps.flatMap { step in
      step.from.map { name in
        Arrow(
          from: ids[name] ?? "", to: ids[step.decision] ?? "", label: nil,
          isDashed: steps.contains { $0.decision == name && $0.values.count > 1 })
      }
    }
    self.init(nodes: inputs + decisions, arrows: arrows)
  }
}

internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

/// The answer that would turn a recommendation into another one.
struct TurningAnswer {
  /// The strategy it leads to.
  let strategy: Strategy
  /// The facts in it.
  let facts: [String]
  /// How a sentence speaks of them, as clauses.
  let phrases: [String]
}

extension Rulebook {
  /// Where the facts leave it open, an answer to the open question after which another strategy leads; where they settle
  /// it, the cheapest change of at most two facts.
  func turningAnswer(for recommendation: Recommendation) -> TurningAnswer? {
    if let open = recommendation.openQuestion {
      return answer(to: open.name, turning: recommendation)
    }
    let changes = changes(for: recommendation.useCase).changes.filter { change in
      // One after which the strategy is merely possible would not turn anything.
      (change.changes.map { (1...2).contains($0.count) } ?? false) && change.leadsAfter
    }
    for change in changes.sorted(by: { ($0.price, $0.strategy) < ($1.price, $1.strategy) }) {
      let phrases = (change.changes ?? []).compactMap { phrase(of: $0.to) }
      if phrases.count == change.changes?.count {
        return TurningAnswer(
          strategy: change.strategy, facts: (change.changes ?? []).map(\.to.name), phrases: phrases)
      }
    }
    return nil
  }

  /// The usual answer to a question after which another strategy leads.
  private func answer(to name: String, turning recommendation: Recommendation) -> TurningAnswer? {
    guard let topic = topic(name) else { return nil }
    let known = cells(for: recommendation.useCase)
    var best: (answer: TurningAnswer, share: Double)?
    for choice in topic.choices {
      guard var cells = diagram.cells(of: name, matching: choice.tests), let phrase = phrase(of: choice)
      else {
        continue
      }
      if let before = known[name] { cells = cells.intersection(before) }
      guard !cells.isEmpty else { continue }
      var after = known
      after[name] = cells
      guard let leader = prospects(given: after).first, leader.strategy != recommendation.strategy else {
        continue
      }
      // The answer that turns it most firmly; of equals the first.
      if leader.share > best?.share ?? 0 {
        best = (TurningAnswer(strategy: leader.strategy, facts: [name], phrases: [phrase]), leader.share)
      }
    }
    return best?.answer
  }

  /// How a sentence speaks of a condition: by the first choice that it holds for all of.
  func phrase(of condition: Condition) -> String? {
    guard let topic = topic(condition.name),
      let tests = try? CheckedUnaryTests(
        parsing: SourceFragment(condition.test), of: topic.type, scope: TypeScope()),
      let cells = diagram.cells(of: topic.name, matching: tests)
    else { return nil }
    let choice = topic.choices.first { choice in
      diagram.cells(of: topic.name, matching: choice.tests).map { $0.isSubset(of: cells) } ?? false
    }
    return choice.flatMap { phrase(of: $0) }
  }
}

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
  /// The word that a single fact has to be; nil where it is more than a word, or several facts.
  let value: String?
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
    return changes.sorted { ($0.price, $0.strategy) < ($1.price, $1.strategy) }
      .lazy.compactMap { self.answer(making: $0) }.first
  }

  /// The change as an answer; nil where one of its facts cannot be said.
  private func answer(making change: StrategyChange) -> TurningAnswer? {
    let changes = change.changes ?? []
    let phrases = changes.compactMap { phrase(of: $0.to) }
    guard phrases.count == changes.count else { return nil }
    let test = changes.count == 1 ? changes[0].to.test : ""
    let word = test.hasPrefix("\"") && test.hasSuffix("\"") ? String(test.dropFirst().dropLast()) : nil
    return TurningAnswer(
      strategy: change.strategy, facts: changes.map(\.to.name), phrases: phrases, value: word)
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
        best = (
          TurningAnswer(
            strategy: leader.strategy, facts: [name], phrases: [phrase], value: choice.value.flatMap(word)),
          leader.share
        )
      }
    }
    return best?.answer
  }

  /// What would have to be otherwise for a strategy; nil where nothing leads there, or nothing that can be said.
  func turningAnswer(to target: Strategy, from useCase: UseCase) -> TurningAnswer? {
    let change = change(to: target, from: cells(for: useCase), ignoringLocks: true)
    guard let changes = change.changes else { return nil }
    if changes.isEmpty { return leadingAnswer(to: target, from: useCase, amongOpen: true) }
    // A change that makes a strategy possible does not yet make it the one to take.
    guard change.leadsAfter else {
      return leadingAnswer(to: target, from: useCase, amongOpen: false)
    }
    return answer(making: change)
  }

  /// An answer after which a strategy leads: to an unknown fact, or to any.
  private func leadingAnswer(
    to target: Strategy, from useCase: UseCase, amongOpen: Bool
  ) -> TurningAnswer? {
    let known = cells(for: useCase)
    var best: (answer: TurningAnswer, share: Double)?
    for topic in topics where !amongOpen || known[topic.name] == nil {
      for choice in topic.choices {
        guard let cells = diagram.cells(of: topic.name, matching: choice.tests), !cells.isEmpty,
          let phrase = phrase(of: choice)
        else { continue }
        var after = known
        after[topic.name] = cells
        guard let leader = prospects(given: after).first, leader.strategy == target,
          leader.share > best?.share ?? 0
        else { continue }
        best = (
          TurningAnswer(
            strategy: target, facts: [topic.name], phrases: [phrase], value: choice.value.flatMap(word)),
          leader.share
        )
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

extension UseCase {
  /// Whether somebody said or measured one of some facts; what is assumed or unknown may still turn out otherwise.
  func states(anyOf names: [String]) -> Bool {
    names.contains { name in
      guard let fact = self[name], fact.content != .unknown else { return false }
      return fact.status != .assumed
    }
  }
}

public import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

/// Why one strategy rather than another: in general, or on the facts of a case.
public struct ContrastAnswer: Sendable {
  /// How the facts stand to the question.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// No case was given.
    case general
    /// They call for the strategy that is asked about.
    case supports
    /// They call for the one it is held against.
    case opposes
    /// They call for a third one.
    case neither
  }

  /// Whether a reason holds on the facts.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    case holds
    case fails
    case unknown
  }

  /// A reason that can hold up.
  public struct Reason: Sendable, Hashable {
    /// The reason, with what stands behind it.
    public let sentence: Sentence
    /// Whether it holds; always unknown without a case.
    public let standing: Standing
    /// The facts and decisions that would have to be known, or are otherwise.
    public let facts: [String]
    /// The same in words: what would have to be known, or how it is.
    public let said: [String]
  }

  /// What sounds like a reason and is none.
  public struct Trap: Sendable, Hashable {
    /// The claim.
    public let claim: String
    /// What is wrong about it.
    public let reply: Sentence
  }

  /// What is asked.
  public let question: ContrastQuestion
  /// How the facts stand to it.
  public let verdict: Verdict
  /// The sentence or two to open with.
  public let opening: String
  /// What the facts speak, or lean, for; nil without a case.
  public let advised: Strategy?
  /// Order: as the rules have them.
  public let reasons: [Reason]
  /// Why the strategy that is advised rather than the one that is asked about; empty where they are the same, or
  /// without a case.
  public let against: [Sentence]
  /// What would make the other answer right; nil where no change does, or without a case.
  public let turningPoint: String?
  /// Order: as the rules have them.
  public let traps: [Trap]
  /// Order: as the rules have them.
  public let evidence: [Sentence]
  /// The sources of all of it, in the order of the rules.
  public let sources: [KnowledgeSource]
}

extension ContrastRules {
  /// The argument for a pair in general: every reason that can hold, every trap, the evidence to ask for.
  public func answer(_ question: ContrastQuestion) -> ContrastAnswer {
    answer(question, advised: nil, verdict: .general, against: [], turning: nil) { _ in (.unknown, [], []) }
  }

  /// The argument for one strategy over another, in a sentence or two.
  func thesis(for strategy: Strategy, over other: Strategy) -> [Sentence] {
    rows(.thesis, for: strategy, over: other).prefix(1).map { $0.sentence() }
  }

  /// An answer from its rules and from what a case says to them.
  func answer(
    _ question: ContrastQuestion, advised: Recommendation?, verdict: ContrastAnswer.Verdict,
    against: [Sentence], turning: String?,
    standing: (Int) -> (ContrastAnswer.Standing, facts: [String], said: [String])
  ) -> ContrastAnswer {
    let (strategy, other) = (question.strategy, question.other)
    let thesis = thesis(for: strategy, over: other).first
    let reasons = rows(.reasons, for: strategy, over: other).map { row in
      let (stands, facts, said) = standing(row.index)
      return ContrastAnswer.Reason(sentence: row.sentence(), standing: stands, facts: facts, said: said)
    }
    let traps = rows(.traps, for: strategy, over: other).filter { $0.texts.count == 2 }.map { row in
      ContrastAnswer.Trap(claim: row.texts[0], reply: row.sentence(1))
    }
    let evidence = rows(.evidence, for: strategy, over: other).map { $0.sentence() }
    var gaps = ["thesis": thesis?.text ?? "", "strategy": strategy.name, "other": other.name]
    if let advised {
      let share = { (wanted: Strategy) in advised.prospects.first { $0.strategy == wanted }?.share ?? 0 }
      gaps["advised"] = advised.strategy.name
      if share(strategy) != share(other) {
        gaps["nearer"] = share(strategy) > share(other) ? strategy.name : other.name
      }
    }
    let opening = sentence(
      .opening,
      [
        "Verdict": .string(verdict.rawValue), "Settled": .boolean(advised?.isSettled ?? true),
        "Nearer known": .boolean(gaps["nearer"] != nil),
      ], filling: gaps)
    let named = Set(
      (thesis?.sources ?? [])
        + (reasons.map(\.sentence) + traps.map(\.reply) + evidence + against).flatMap(\.sources))
    return ContrastAnswer(
      question: question, verdict: verdict, opening: opening ?? "", advised: advised?.strategy,
      reasons: reasons, against: against, turningPoint: turning, traps: traps, evidence: evidence,
      sources: model.model.knowledgeSources.filter { named.contains($0.id) })
  }
}

extension ContrastRules.Row {
  fileprivate func sentence(_ index: Int = 0) -> Sentence {
    Sentence(texts.indices.contains(index) ? texts[index] : "", rules: [reference], sources: sources)
  }
}

extension AnswerBook {
  /// The argument for a pair on the facts of a case; where they do not bear it out it says so.
  public func answer(
    _ question: ContrastQuestion, on useCase: UseCase, by contrast: ContrastRules
  ) -> ContrastAnswer {
    let recommendation = rulebook.advise(on: useCase)
    let advised = recommendation.strategy
    let verdict: ContrastAnswer.Verdict =
      advised == question.strategy ? .supports : advised == question.other ? .opposes : .neither
    // First the argument of the very pair; what the recommendation says of its neighbours is of this case, but may be
    // about a third strategy.
    let beat = recommendation[question.strategy < advised ? .whyNotCheaper : .whyNotCostlier]?.sentences ?? []
    let against =
      verdict == .supports ? [] : contrast.thesis(for: advised, over: question.strategy) + beat
    let target = verdict == .supports ? question.other : question.strategy
    let turning = rulebook.turningFacts(to: target, from: useCase).flatMap { phrases in
      contrast.sentence(
        .turningPoint, ["Verdict": .string(verdict.rawValue)],
        filling: ["target": target.name, "facts": Prose.clauses(phrases)])
    }
    let known = rulebook.cells(for: useCase)
    return contrast.answer(
      question, advised: recommendation, verdict: verdict, against: against, turning: turning
    ) { rule in
      let (standing, facts) = standing(of: rule, by: contrast, given: known)
      return (standing, facts, rulebook.words(for: facts, standing, in: useCase))
    }
  }

  /// Whether the cells of a reason hold on the facts, and which of them do not or may not.
  private func standing(
    of rule: Int, by contrast: ContrastRules, given known: DecisionDiagram.Facts
  ) -> (ContrastAnswer.Standing, [String]) {
    guard let table = contrast.model.decision(ContrastRules.Part.reasons.rawValue)?.table else {
      return (.unknown, [])
    }
    var failing: [String] = []
    var open: [String] = []
    for (column, tests) in table.cells[rule].enumerated().dropFirst() where tests.tests != .any {
      let name = plainText(table.table.inputs[column].expression.text)
      switch rulebook.holds(tests, of: name, given: known) {
      case true: continue
      case false: failing.append(name)
      case nil: open.append(name)
      }
    }
    if !failing.isEmpty { return (.fails, failing) }
    return open.isEmpty ? (.holds, []) : (.unknown, open)
  }
}

extension Rulebook {
  /// How a sentence speaks of facts that are otherwise than a reason needs them, or unknown; of a decision by the facts
  /// behind it, two of them at most.
  fileprivate func words(
    for names: [String], _ standing: ContrastAnswer.Standing, in useCase: UseCase
  ) -> [String] {
    var words: [String] = []
    for name in names {
      let behind = topic(name) == nil ? model.decision(name)?.inputs ?? [] : [name]
      let known = behind.compactMap { name -> String? in
        standing == .fails
          ? phrase(of: name, in: useCase)
          : useCase[name].map { $0.content == .unknown } ?? true ? topic(name)?.noun : nil
      }
      words += (known.isEmpty ? [Prose.lowered(name)] : Array(known.prefix(2))).filter { !words.contains($0) }
    }
    return words
  }

  /// Whether a fact or decision passes tests for all that the facts leave possible; nil where for some only.
  fileprivate func holds(
    _ tests: CheckedUnaryTests, of name: String, given known: DecisionDiagram.Facts
  ) -> Bool? {
    if diagram.input(name) != nil {
      guard let given = known[name], let needed = diagram.cells(of: name, matching: tests) else { return nil }
      return given.isSubset(of: needed) ? true : given.intersection(needed).isEmpty ? false : nil
    }
    let passes = diagram.outcomes(of: name, given: known).map { outcome in
      tests.matches(outcome.value, in: Environment()) == true
    }
    return passes.isEmpty ? nil : passes.allSatisfy { $0 } ? true : passes.contains(true) ? nil : false
  }

  /// How a sentence speaks of the facts that would have to be otherwise for a strategy; nil where nothing leads there, or
  /// nothing that can be said.
  fileprivate func turningFacts(to target: Strategy, from useCase: UseCase) -> [String]? {
    let change = change(to: target, from: cells(for: useCase), ignoringLocks: true)
    guard let changes = change.changes else { return nil }
    if changes.isEmpty { return leadingAnswer(to: target, from: useCase, amongOpen: true).map { [$0] } }
    // A change that makes a strategy possible does not yet make it the one to take.
    guard change.leadsAfter else {
      return leadingAnswer(to: target, from: useCase, amongOpen: false).map { [$0] }
    }
    let phrases = changes.compactMap { phrase(of: $0.to) }
    return phrases.count == changes.count ? phrases : nil
  }

  /// An answer after which a strategy leads: to an unknown fact, or to any.
  private func leadingAnswer(to target: Strategy, from useCase: UseCase, amongOpen: Bool) -> String? {
    let known = cells(for: useCase)
    var best: (phrase: String, share: Double)?
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
        best = (phrase, leader.share)
      }
    }
    return best?.phrase
  }
}

internal import DMN
public import Diagnostics
internal import Diagrams
internal import FEEL

extension AnswerBook {
  /// The argument for a pair on the facts of a case; where they do not bear it out it says so.
  ///
  /// - Parameters:
  ///   - useCase: the facts.
  ///   - study: the case they belong to, if it is a real one.
  /// - Throws: what reading figures for the cost throws.
  public func answer(
    _ question: ContrastQuestion, on useCase: UseCase, for study: CaseStudy? = nil,
    by contrast: ContrastRules
  ) throws(DiagnosticsError) -> ContrastAnswer {
    let answer = try answer(useCase, for: study)
    let recommendation = answer.recommendation
    let advised = recommendation.strategy
    let verdict: ContrastAnswer.Verdict =
      advised == question.strategy ? .supports : advised == question.other ? .opposes : .neither
    let target = verdict == .supports ? question.other : question.strategy
    let turning = rulebook.turningFacts(to: target, from: useCase).flatMap { turning in
      contrast.sentence(
        .turningPoint,
        [
          "Verdict": .string(verdict.rawValue), "Target": .string(target.rawValue),
          "Changed fact": turning.facts.count == 1 ? .string(turning.facts[0]) : .null,
          "New value": turning.value.map { .string($0) } ?? .null,
          "Another case": .boolean(useCase.states(anyOf: turning.facts)),
        ],
        filling: ["target": target.name, "facts": Prose.clauses(turning.phrases)],
        around: [Sentence("", facts: turning.facts)])
    }
    let known = rulebook.cells(for: useCase)
    let found = ContrastCase(
      recommendation: recommendation, verdict: verdict,
      against: verdict == .supports ? [] : against(question.strategy, recommendation, by: contrast),
      turningPoint: turning,
      bill: try bill(question, verdict, of: answer, by: contrast),
      situation: answer[.situation]?.sentences ?? [], facts: answer[.facts]?.sentences ?? [])
    return contrast.answer(question, on: found) { part, rule in
      let (standing, facts) = standing(of: rule, in: part, of: contrast, given: known)
      return (standing, facts, rulebook.words(for: facts, standing, in: useCase))
    }
  }

  /// Why the advised strategy rather than another one: the argument of this very pair and the reasons that hold, those
  /// that somebody knows first; where none does, what the recommendation says of what lies in this direction.
  private func against(
    _ strategy: Strategy, _ recommendation: Recommendation, by contrast: ContrastRules
  ) -> [Sentence] {
    let (advised, useCase) = (recommendation.strategy, recommendation.useCase)
    let known = rulebook.cells(for: useCase)
    var stated: [Sentence] = []
    var assumed: [Sentence] = []
    for row in contrast.rows(.reasons, for: advised, over: strategy) {
      let (standing, facts) = standing(of: row.index, in: .reasons, of: contrast, given: known)
      guard standing == .holds else { continue }
      let sentence = row.sentence()
      if rulebook.words(for: facts, standing, in: useCase).isEmpty {
        stated.append(sentence)
      } else {
        let gaps = ["text": Prose.lowered(sentence.text), "sentence": sentence.text]
        let part = assumed.isEmpty ? "assumed reason" : "assumed reason too"
        assumed.append(
          contrast.sentence(.frame, ["Part": .string(part)], filling: gaps, around: [sentence]) ?? sentence)
      }
    }
    let beat = recommendation[strategy < advised ? .whyNotCheaper : .whyNotCostlier]?.sentences ?? []
    let reasons = stated + assumed
    return contrast.thesis(for: advised, over: strategy)
      + (reasons.isEmpty ? beat : Array(reasons.prefix(contrast.spoken.reasons)))
  }

  /// What the two cost in the month of a case: what the answer told of them, and for a strategy that it did not tell of
  /// the way that the facts leave it.
  private func bill(
    _ question: ContrastQuestion, _ verdict: ContrastAnswer.Verdict, of answer: Answer,
    by contrast: ContrastRules
  ) throws(DiagnosticsError) -> Sentence? {
    let useCase = answer.recommendation.useCase
    guard let priced = try PricedMonth(of: useCase, answer.figures, by: self) else { return nil }
    let known = rulebook.cells(for: useCase)
    let told = [answer.costs?.own, answer.costs?.rival].compactMap { $0 }
    func values(_ strategy: Strategy) -> [String: Value] {
      rulebook.values(for: useCase, given: known, strategy: strategy)
    }
    func row(_ strategy: Strategy) -> AnswerCosts.Row? {
      let way = costRules.assumptions.strategy(ofWay:)
      if let row = told.first(where: { way($0.name) == strategy }) { return row }
      let values = rulebook.values(values(strategy), bearingOut: strategy, given: known)
      return rules.word(.costRow, values).flatMap { priced.row($0.text) }
    }
    guard let own = row(question.strategy), let rival = row(question.other),
      let price = Double(own.perMonth.description), let otherPrice = Double(rival.perMonth.description)
    else { return nil }
    var read = values(question.strategy)
    read["Verdict"] = .string(verdict.rawValue)
    read["Asked about"] = .string(question.strategy.rawValue)
    read["Held against"] = .string(question.other.rawValue)
    let isAlike = abs(price - otherPrice) <= contrast.spoken.alikeWithin * max(price, otherPrice)
    // Whether a prompt could carry the text is asked as it is priced: where the prompt is the way to take.
    if [question.strategy, question.other].contains(.prompting) {
      let prompted = rulebook.values(values(.prompting), bearingOut: .prompting, given: known)
      read["Knowledge fit"] = prompted["Knowledge fit"] ?? .null
    }
    read["Bill compared"] = .string(isAlike ? "the same" : price < otherPrice ? "cheaper" : "dearer")
    let gaps = [
      "volume": rules.counted(priced.volume, priced.isVolumeCounted),
      "knowledge": rules.counted(priced.knowledge, priced.isKnowledgeCounted, as: .second),
      "other": question.other.name,
    ]
    func framed(_ part: String, _ row: AnswerCosts.Row) -> Sentence? {
      // Another form of a strategy than the one of its name is the prompt that carries all of the text.
      let part = Strategy(rawValue: row.name) == nil ? "\(part) with text" : part
      return contrast.sentence(.frame, ["Part": .string(part)], filling: gaps)
    }
    guard let month = framed("month", own), let other = framed("other", rival) else { return nil }
    let facts = ["Request volume", "Knowledge size"].filter {
      useCase[$0].map { $0.content != .unknown } ?? false
    }
    return contrast.sentence(
      .bill, read,
      filling: [
        "own": Prose.roughly(own.perMonth), "rival": Prose.roughly(rival.perMonth),
        "strategy": question.strategy.name, "other": Prose.lowered(other.text),
        "month": Prose.lowered(month.text),
      ], around: [Sentence("", rules: month.rules + other.rules, facts: facts)])
  }

  /// Whether the cells of a rule hold on the facts, and which of them do not or may not.
  private func standing(
    of rule: Int, in part: ContrastRules.Part, of contrast: ContrastRules, given known: DecisionDiagram.Facts
  ) -> (ContrastAnswer.Standing, [String]) {
    guard let table = contrast.model.decision(part.rawValue)?.table else {
      return (.unknown, [])
    }
    var failing: [String] = []
    var open: [String] = []
    var read: [String] = []
    for (column, tests) in table.cells[rule].enumerated().dropFirst() where tests.tests != .any {
      let name = plainText(table.table.inputs[column].expression.text)
      switch rulebook.holds(tests, of: name, given: known) {
      case true: read.append(name)
      case false: failing.append(name)
      case nil: open.append(name)
      }
    }
    if !failing.isEmpty { return (.fails, failing) }
    return open.isEmpty ? (.holds, read) : (.unknown, open)
  }
}

/// What would have to be otherwise for a strategy.
private struct Turning {
  /// How a sentence speaks of it, as clauses.
  let phrases: [String]
  /// The facts in it.
  let facts: [String]
  /// The word that a single fact would have to be; nil where it is more than a word, or several facts.
  let value: String?
}

extension Rulebook {
  /// How a sentence speaks of facts that are otherwise than a reason needs them, unknown, or as it needs them and only
  /// assumed; of a decision by the facts behind it, two of them at most.
  fileprivate func words(
    for names: [String], _ standing: ContrastAnswer.Standing, in useCase: UseCase
  ) -> [String] {
    var words: [String] = []
    for name in names {
      let behind = topic(name) == nil ? model.decision(name)?.inputs ?? [] : [name]
      let known = behind.compactMap { name -> String? in
        switch standing {
        case .holds: useCase[name]?.status == .assumed ? phrase(of: name, in: useCase) : nil
        case .fails: phrase(of: name, in: useCase)
        case .unknown: useCase[name].map { $0.content == .unknown } ?? true ? topic(name)?.noun : nil
        }
      }
      let name = standing == .holds ? [] : [Prose.lowered(name)]
      words += (known.isEmpty ? name : Array(known.prefix(2))).filter { !words.contains($0) }
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
  fileprivate func turningFacts(
    to target: Strategy, from useCase: UseCase
  ) -> Turning? {
    let change = change(to: target, from: cells(for: useCase), ignoringLocks: true)
    guard let changes = change.changes else { return nil }
    if changes.isEmpty { return leadingAnswer(to: target, from: useCase, amongOpen: true) }
    // A change that makes a strategy possible does not yet make it the one to take.
    guard change.leadsAfter else {
      return leadingAnswer(to: target, from: useCase, amongOpen: false)
    }
    let phrases = changes.compactMap { phrase(of: $0.to) }
    guard phrases.count == changes.count else { return nil }
    let test = changes.count == 1 ? changes[0].to.test : ""
    let word = test.hasPrefix("\"") && test.hasSuffix("\"") ? String(test.dropFirst().dropLast()) : nil
    return Turning(phrases: phrases, facts: changes.map(\.to.name), value: word)
  }

  /// An answer after which a strategy leads: to an unknown fact, or to any.
  private func leadingAnswer(
    to target: Strategy, from useCase: UseCase, amongOpen: Bool
  ) -> Turning? {
    let known = cells(for: useCase)
    var best: (turning: Turning, share: Double)?
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
        let word = if case .string(let word)? = choice.value { word } else { nil as String? }
        best = (Turning(phrases: [phrase], facts: [topic.name], value: word), leader.share)
      }
    }
    return best?.turning
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

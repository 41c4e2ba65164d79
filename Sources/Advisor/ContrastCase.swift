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
    let turning = rulebook.turningAnswer(to: target, from: useCase).flatMap { turning in
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
      bill: bill(question, verdict, of: answer, by: contrast),
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
  ) -> Sentence? {
    guard let costs = answer.costs else { return nil }
    let useCase = answer.recommendation.useCase
    let known = rulebook.cells(for: useCase)
    let told = [costs.own, costs.rival].compactMap { $0 }
    func values(_ strategy: Strategy) -> [String: Value] {
      let values = rulebook.values(for: useCase, given: known, strategy: strategy)
      return rulebook.values(values, bearingOut: strategy, given: known)
    }
    func row(_ strategy: Strategy) -> AnswerCosts.Row? {
      let way = costRules.assumptions.strategy(ofWay:)
      return told.first { way($0.name) == strategy }
        ?? rules.word(.costRow, values(strategy)).flatMap { costs.rows[pricedAs: $0.text] }
    }
    let (strategy, other) = (question.strategy, question.other)
    guard let own = row(strategy), let rival = row(other),
      let price = Double(own.perMonth.description), let otherPrice = Double(rival.perMonth.description)
    else { return nil }
    // Whether a prompt could carry the text is asked as it is priced: where the prompt is the way to take.
    var read = values(other == .prompting ? other : strategy)
    read["Verdict"] = .string(verdict.rawValue)
    read["Asked about"] = .string(strategy.rawValue)
    read["Held against"] = .string(other.rawValue)
    let isAlike = abs(price - otherPrice) <= contrast.spoken.alikeWithin * max(price, otherPrice)
    read["Bill compared"] = .string(isAlike ? "the same" : price < otherPrice ? "cheaper" : "dearer")
    let gaps = [
      "volume": rules.counted(costs.volume, costs.isVolumeCounted),
      "knowledge": rules.counted(costs.knowledge, costs.isKnowledgeCounted, as: .second),
      "other": other.name,
    ]
    func framed(_ part: String, _ row: AnswerCosts.Row) -> Sentence? {
      // Another form of a strategy than the one of its name is the prompt that carries all of the text.
      let part = Strategy(rawValue: row.name) == nil ? "\(part) with text" : part
      return contrast.sentence(.frame, ["Part": .string(part)], filling: gaps)
    }
    guard let month = framed("month", own), let beside = framed("other", rival) else { return nil }
    return contrast.sentence(
      .bill, read,
      filling: [
        "own": Prose.roughly(own.perMonth), "rival": Prose.roughly(rival.perMonth),
        "strategy": strategy.name, "other": Prose.lowered(beside.text), "month": Prose.lowered(month.text),
      ],
      around: [
        Sentence(
          "", rules: month.rules + beside.rules, facts: answer[.cost]?.sentences.flatMap(\.facts) ?? [])
      ])
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
}

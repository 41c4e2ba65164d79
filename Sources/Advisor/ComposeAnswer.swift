internal import DMN
public import Diagnostics
internal import FEEL

extension AnswerBook {
  /// The recommendation on a use case, put into words.
  ///
  /// - Parameters:
  ///   - useCase: the facts.
  ///   - study: the case they belong to, if it is a real one.
  ///   - figures: what the rules of cost are to reckon with; nil for what the case says.
  /// - Throws: what reading figures for the cost throws.
  public func answer(
    _ useCase: UseCase, for study: CaseStudy? = nil, figures: [WrittenFact]? = nil
  ) throws(DiagnosticsError) -> Answer {
    let figures = figures ?? study?.figures ?? []
    let recommendation = rulebook.advise(on: useCase)
    let known = rulebook.cells(for: useCase)
    var values = rulebook.values(for: useCase, given: known, strategy: recommendation.strategy)
    values["Settled"] = .boolean(recommendation.isSettled)
    if let share = recommendation.prospects.first?.share, let number = Number(decimal(share)) {
      values["Share"] = .number(number)
    }
    values["Volume known"] = .boolean(useCase["Request volume"].map { $0.content != .unknown } ?? false)
    values["Open question"] = .string(recommendation.openQuestion?.name ?? "none")
    let facts = tellingFacts(of: recommendation)
    values["Decisive fact"] = .string(facts.decisive ?? "none")
    let priced = rulebook.values(values, bearingOut: recommendation.strategy, given: known)
    let costs = try costs(of: useCase, figures, priced)
    let precedents = precedents(for: useCase, except: study?.id, order: facts.names)
    let composer = Composer(
      book: self, recommendation: recommendation, study: study, values: values, priced: priced,
      facts: facts.names, costs: costs, precedents: precedents)
    let parts = composer.parts()
    let named = Set(parts.flatMap(\.sentences).flatMap(\.sources))
    let all = rulebook.model.model.knowledgeSources + rules.model.model.knowledgeSources
    var seen: Set<String> = []
    return Answer(
      recommendation: recommendation, study: study, figures: figures, parts: parts, costs: costs,
      path: rulebook.decisivePath(for: useCase), precedents: precedents,
      sources: all.filter { named.contains($0.id) && seen.insert($0.id).inserted })
  }

  /// The facts to tell, at most three.
  ///
  /// Order: the one that decides most, those that the headline rests on, the others that decide, then those that the
  /// other sentences rest on. What is only assumed and is of the last kind is told only where there would be a single
  /// one without it.
  private func tellingFacts(of recommendation: Recommendation) -> (names: [String], decisive: String?) {
    let decisive = recommendation[.decidingFacts]?.sentences.flatMap(\.facts) ?? []
    let behind = recommendation.justification.filter { $0.kind != .decidingFacts }
      .flatMap(\.sentences).flatMap(\.facts)
    var names: [String] = []
    let others = behind + recommendation.useCase.facts.map(\.name)
    let isAssumed = recommendation.useCase.assumes
    func tell(_ candidates: [String], upTo limit: Int) {
      for name in candidates
      where names.count < limit && !names.contains(name)
        && rulebook.phrase(of: name, in: recommendation.useCase) != nil
      {
        names.append(name)
      }
    }
    let headline = recommendation[.headline]?.sentences.flatMap(\.facts) ?? []
    let telling = headline.filter { !isAssumed($0) } + headline.filter(isAssumed)
    tell(decisive.prefix(1) + telling, upTo: 3)
    tell(decisive + others.filter { !isAssumed($0) }, upTo: 3)
    tell(others.filter(isAssumed), upTo: 2)
    return (names, names.first.flatMap { decisive.contains($0) ? $0 : nil })
  }
}

/// Makes the parts of an answer, one after the other.
private struct Composer {
  let book: AnswerBook
  let recommendation: Recommendation
  let study: CaseStudy?
  let values: [String: Value]
  /// The same where the facts still to come bear the strategy out: what the bill is for.
  let priced: [String: Value]
  let facts: [String]
  let costs: AnswerCosts?
  let precedents: [Precedent]

  private var rules: AnswerRules { book.rules }
  private var rulebook: Rulebook { book.rulebook }

  func parts() -> [Answer.Part] {
    let made: [(Answer.Part.Kind, [Sentence])] = [
      (.headline, framed("headline", recommendation[.headline])), (.situation, situation()),
      (.facts, told(facts) + givenLimits()),
      (.cheaper, recommendation[.whyNotCheaper]?.sentences ?? []),
      (.costlier, recommendation[.whyNotCostlier]?.sentences ?? []),
      (.assumed, assumed(naming: .max)), (.cost, cost()),
      (.risk, risk()), (.precedent, precedent()),
      (
        .measure,
        [rules.sentence(.measure, values, filling: [:], facts: read(by: .measure))].compactMap { $0 }
      ),
      (.firstStep, framed("first step", recommendation[.firstStep])),
      (.evidence, recommendation[.evidence]?.sentences ?? []), (.change, standing() + change()),
      (.lookAgain, framed("look again", recommendation[.lookAgain])),
    ]
    return made.filter { !$0.1.isEmpty }.map { kind, sentences in
      Answer.Part(kind: kind, sentences: sentences, shorter: shorter(kind))
    }
  }

  /// Another wording of a part's first sentence, for when words are short.
  private func shorter(_ kind: Answer.Part.Kind) -> Sentence? {
    switch kind {
    case .situation: situationInShort()
    case .assumed: assumed(naming: 1).first
    case .precedent: precedentInShort()
    default: nil
    }
  }

  /// The sentence that the rules put around a part's words.
  ///
  /// - Parameters:
  ///   - part: the part, by the word of the rules.
  ///   - gaps: what fills the frame; `sentence` and `text` where they are the same.
  ///   - sentence: whose facts, rules and sources stand behind it too.
  private func frame(
    _ part: String, filling gaps: [String: String], facts: [String] = [], around sentence: Sentence? = nil
  ) -> Sentence? {
    var values = values
    values["Part"] = .string(part)
    return rules.sentence(
      .frame, values, filling: gaps, facts: (sentence?.facts ?? []) + facts, rules: sentence?.rules ?? [],
      sources: sentence?.sources ?? [])
  }

  /// The sentences of a beat, the first one in the frame that the rules have for it.
  private func framed(_ part: String, _ beat: Beat?) -> [Sentence] {
    guard let beat, let first = beat.sentences.first else { return [] }
    let gaps = ["text": Prose.lowered(first.text), "sentence": first.text]
    return [(frame(part, filling: gaps, around: first) ?? first).capitalized] + beat.sentences.dropFirst()
  }

  /// The main risk and its remedy in one sentence, then what the rules say besides.
  private func risk() -> [Sentence] {
    guard let risk = recommendation[.risk], let remedy = recommendation[.containment] else {
      return framed("risk", recommendation[.risk])
    }
    let (first, second) = (risk.sentences[0], remedy.sentences[0])
    let both = Sentence(
      first.text, rules: first.rules + second.rules.filter { !first.rules.contains($0) },
      facts: unique(first.facts + second.facts), sources: unique(first.sources + second.sources))
    let framed = frame(
      "risk",
      filling: [
        "text": Prose.open(Prose.lowered(first.text)), "sentence": first.text,
        "remedy": Prose.lowered(second.text),
      ], around: both)
    return [framed ?? first] + risk.sentences.dropFirst() + remedy.sentences.dropFirst()
  }

  private func standing() -> [Sentence] {
    guard !recommendation.isSettled, let leader = recommendation.prospects.first else { return [] }
    var gaps = ["share": Prose.percent(leader.share)]
    var values = values
    if let second = recommendation.prospects.dropFirst().first?.strategy {
      gaps["second"] = second.name
      values["Second strategy"] = .string(second.rawValue)
    }
    if let open = recommendation.openQuestion { gaps["open"] = rulebook.topic(open.name)?.noun ?? open.name }
    return [
      rules.sentence(
        .standing, values, filling: gaps, facts: recommendation.openQuestion.map { [$0.name] } ?? [])
    ].compactMap { $0 }
  }

  /// What the case is about, in its own first sentence.
  private func situation() -> [Sentence] {
    guard let first = study.flatMap({ Prose.sentences(of: plainText($0.narrative)).first }),
      Prose.words(in: first) <= rules.longestSituation
    else { return [] }
    return [frame("situation", filling: ["text": first, "sentence": first])].compactMap { $0 }
  }

  /// What the case is called, and whose it is.
  private func situationInShort() -> Sentence? {
    study.flatMap { study in
      frame(
        "situation in short",
        filling: ["text": plainText(study.title), "who": Prose.spoken(plainText(study.organisation))])
    }
  }

  /// The limits that the case remarks on, where the deciding facts have not told them.
  private func givenLimits() -> [Sentence] {
    let names = rules.givenLimits.filter { !facts.contains($0) && remark(on: $0) != nil }
    guard !names.isEmpty else { return [] }
    return [
      frame(
        names.count == 1 ? "given limit" : "given limits", filling: ["text": clauses(of: names)], facts: names
      )
    ].compactMap { $0 }
  }

  /// How a sentence speaks of some facts: what somebody knows, then what is only assumed, called so.
  private func clauses(of facts: [String]) -> String {
    let isAssumed = recommendation.useCase.assumes
    let known = Prose.clauses(facts.filter { !isAssumed($0) }.compactMap(phrase(of:)))
    let assumed = Prose.clauses(facts.filter(isAssumed).compactMap(phrase(of:)))
    if assumed.isEmpty { return known }
    let part = known.isEmpty ? "assumed facts" : "known and assumed facts"
    let said = frame(part, filling: ["text": assumed, "sentence": known])
    return said.map { Prose.lowered($0.text) } ?? known
  }

  /// How a sentence speaks of a known fact, with what the case remarks on it.
  private func phrase(of name: String) -> String? {
    guard let phrase = rulebook.phrase(of: name, in: recommendation.useCase) else { return nil }
    return remark(on: name).map { "\(phrase) (\($0))" } ?? phrase
  }

  /// What the case remarks on a known fact, as long as that is what the case gives.
  private func remark(on name: String) -> String? {
    guard let written = recommendation.useCase[name]?.written else { return nil }
    return study?.facts.first { $0.name.text == name && $0.value?.text == written }?.note
  }

  /// The fact that decides, of the case by name where it has one and nothing was said of it yet; then the others.
  private func told(_ facts: [String]) -> [Sentence] {
    let first = clauses(of: Array(facts.prefix(1)))
    guard !first.isEmpty,
      let said = rules.sentence(
        .turningPoint, values, filling: ["facts": first], facts: Array(facts.prefix(1)))
    else { return [] }
    var gaps = ["text": Prose.lowered(said.text), "sentence": said.text]
    gaps["who"] = study.map { Prose.spoken(plainText($0.organisation)) }
    let part = situation().isEmpty ? "facts" : "facts of a situation"
    let others = Array(facts.dropFirst())
    let more = clauses(of: others)
    let besides = more.isEmpty ? nil : frame("other facts", filling: ["text": more], facts: others)
    return [frame(part, filling: gaps, around: said) ?? said] + [besides].compactMap { $0 }
  }

  /// What else nobody has counted, besides the facts that the answer tells as assumed.
  private func assumed(naming limit: Int) -> [Sentence] {
    let all = recommendation.useCase.facts.filter { $0.status == .assumed }.map(\.name)
    let known = all.filter { !facts.contains($0) }.compactMap { name in
      rulebook.topic(name)?.noun.map { (name: name, noun: $0) }
    }
    guard !known.isEmpty else { return [] }
    let named = known.prefix(limit)
    let others = known.count - named.count
    return [
      frame(
        others == 0 ? "assumed" : "assumed and more",
        filling: ["text": Prose.list(named.map(\.noun)), "others": Prose.small(others)],
        facts: named.map(\.name))
    ].compactMap { $0 }
  }

  private func cost() -> [Sentence] {
    guard let costs else { return [] }
    var values = priced
    if costs.isVolumeCounted { values["Volume known"] = .boolean(true) }
    var gaps = [
      "volume": rules.counted(costs.volume, costs.isVolumeCounted), "requests": Prose.said(costs.volume),
      "knowledge": rules.counted(costs.knowledge, costs.isKnowledgeCounted, as: .second),
    ]
    values["Cost known"] = .boolean(costs.own != nil)
    if !costs.missing.isEmpty { gaps["why"] = costs.missing.joined(separator: "; ") }
    if let own = costs.own {
      gaps["own"] = Prose.roughly(own.perMonth)
      if case .number(let month) = own.perMonth, case .number(let requests) = costs.volume,
        let each = month / requests
      {
        gaps["each"] = Prose.cents(each)
      }
    }
    if let rival = costs.rival {
      gaps["rival"] = Prose.roughly(rival.perMonth)
      if let own = costs.own.flatMap({ Double($0.perMonth.description) }),
        let rival = Double(rival.perMonth.description)
      {
        values["Dearer than the rival"] = .boolean(own > rival)
      }
    }
    values["Threshold known"] = .boolean(costs.threshold != .null)
    if costs.threshold != .null { gaps["threshold"] = Prose.roughly(costs.threshold) }
    return [rules.sentence(.costLine, values, filling: gaps, facts: read(by: .costLine))].compactMap { $0 }
  }

  private func precedent() -> [Sentence] {
    guard let nearest = precedents.first else { return [] }
    func phrases(_ names: [String], _ limit: Int) -> [String] {
      Array(names.compactMap { rulebook.phrase(of: $0, in: nearest.useCase) }.prefix(limit))
    }
    let different = phrases(nearest.differences, 1)
    var values = values
    values["Same strategy"] = .boolean(nearest.used == recommendation.strategy)
    values["Differs"] = .boolean(!different.isEmpty)
    let study = nearest.study
    return [
      rules.sentence(
        .precedent, values,
        filling: [
          "case": plainText(study.title), "who": Prose.spoken(plainText(study.organisation)),
          "used": nearest.used.name,
          "different": Prose.list(different),
        ], facts: nearest.agreements)
    ].compactMap { $0 }
  }

  /// The precedents in fewer words: who of the nearest did the same, two at most, or that the nearest did not.
  private func precedentInShort() -> Sentence? {
    guard let nearest = precedents.first else { return nil }
    let isSame = nearest.used == recommendation.strategy
    let told = isSame ? precedents.filter { $0.used == recommendation.strategy } : [nearest]
    let names = unique(told.map { Prose.spoken(plainText($0.study.organisation)) }).prefix(2)
    return frame(
      isSame ? "precedent in short" : "precedent against in short",
      filling: ["text": Prose.list(Array(names)), "used": nearest.used.name],
      facts: unique(told.flatMap(\.agreements)))
  }

  /// The answer that would turn it, then what the rules say would.
  private func change() -> [Sentence] {
    let turning = rulebook.turningAnswer(for: recommendation).flatMap { turning in
      // What is still open has been told.
      !recommendation.isSettled && turning.facts == [recommendation.openQuestion?.name] ? nil : turning
    }
    let flip = turning.flatMap { turning in
      var values = values
      values["Another case"] = .boolean(recommendation.useCase.states(anyOf: turning.facts))
      return rules.sentence(
        .turningAnswer, values,
        filling: ["second": turning.strategy.name, "facts": Prose.list(turning.phrases)], facts: turning.facts
      )
    }
    let said = recommendation[.whatWouldChange]
    let isFirst = flip == nil && recommendation.isSettled
    return [flip].compactMap { $0 } + (isFirst ? framed("change", said) : said?.sentences ?? [])
  }

  /// The known facts that the table of a decision looks at.
  private func read(by part: AnswerRules.Part) -> [String] {
    let inputs = rules.model.decision(part.rawValue)?.inputs ?? []
    return inputs.filter { recommendation.useCase[$0].map { $0.content != .unknown } ?? false }
  }
}

extension UseCase {
  /// Whether a fact is only assumed.
  fileprivate func assumes(_ name: String) -> Bool { self[name]?.status == .assumed }
}

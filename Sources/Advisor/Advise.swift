internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

extension Rulebook {
  /// What the rules advise for a use case, and why.
  ///
  /// The strategy comes from the diagram, so that unknown facts leave several possible instead of guessing; the
  /// texts come from the rules' own tables, applied to the known facts and the leading strategy.
  public func advise(on useCase: UseCase) -> Recommendation {
    let known = cells(for: useCase)
    let prospects = prospects(given: known)
    let strategy = prospects.first?.strategy ?? .prompting
    let values = values(for: useCase, given: known, strategy: strategy)
    var speaker = Speaker(rulebook: self, useCase: useCase, values: values)
    speaker.say(
      .headline, of: .headline, after: prospects.count == 1 ? speaker.path(to: strategy) : Trace(rules: []))
    speaker.add(decidingFacts(for: useCase, given: known, strategy: strategy))
    speaker.say(.whyNotCheaper, of: .whyNotCheaper)
    speaker.say(.whyNotCostlier, of: .whyNotCostlier)
    speaker.say(.firstStep, of: .firstStep, part: "action")
    speaker.say(.evidence, of: .firstStep, part: "evidence")
    speaker.say(.risk, of: .mainRisk, part: "risk")
    speaker.say(.containment, of: .mainRisk, part: "containment")
    speaker.say(.whatWouldChange, of: .whatWouldChange)
    speaker.say(.lookAgain, of: .lookAgain)
    let sections = speaker.sections()
    return Recommendation(
      strategy: strategy, now: speaker.word(of: .firstStep, part: "rung").flatMap(Strategy.init),
      prospects: prospects, openQuestion: prospects.count > 1 ? openQuestion(given: known) : nil,
      wrongFacts: wrongFacts(given: known, besides: prospects),
      gates: speaker.gates(), justification: speaker.beats, sections: sections, useCase: useCase,
      sources: sources(of: speaker, sections))
  }

  /// The strategies that the facts leave possible, the likeliest first.
  public func prospects(for useCase: UseCase) -> [Recommendation.Prospect] {
    prospects(given: cells(for: useCase))
  }

  func prospects(given known: DecisionDiagram.Facts) -> [Recommendation.Prospect] {
    diagram.outcomes(given: known, weights: weights).compactMap { outcome in
      guard case .string(let word) = outcome.value, let strategy = Strategy(rawValue: word) else {
        return nil
      }
      return .init(strategy: strategy, share: outcome.share)
    }.sorted { $0.share == $1.share ? $0.strategy < $1.strategy : $0.share > $1.share }
  }

  /// What is known, as cells of the diagram's inputs; facts that leave everything open are not in it.
  func cells(for useCase: UseCase) -> DecisionDiagram.Facts {
    var known: DecisionDiagram.Facts = [:]
    for fact in useCase.facts {
      switch fact.content {
      case .unknown: continue
      case .value(let value): known[fact.name] = diagram.cells(of: fact.name, equalTo: value)
      case .among(let written):
        guard let topic = topic(fact.name),
          let tests = try? CheckedUnaryTests(parsing: written, of: topic.type, scope: TypeScope())
        else { continue }
        known[fact.name] = diagram.cells(of: fact.name, matching: tests)
      }
    }
    return known
  }

  /// What the text decisions read: known facts, null for the others, and the decisions on the way to the strategy.
  ///
  /// A decision that the facts leave open, and not just barely, is read as far as they go: a rule that asks for an unknown fact does not
  /// match. The answer says besides that it is open.
  func values(
    for useCase: UseCase, given known: DecisionDiagram.Facts, strategy: Strategy
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    for topic in topics {
      values[topic.name] = if case .value(let value)? = useCase[topic.name]?.content { value } else { .null }
    }
    let asFarAsKnown = model.evaluate(diagram.decisions, inputs: values).values
    for name in diagram.decisions {
      values[name] = allButSettled(name, given: known) ?? asFarAsKnown[name] ?? .null
    }
    values[Part.strategy.rawValue] = .string(strategy.rawValue)
    return values
  }

  /// The same, each decision on the way as it is where the facts still to come bear the strategy out: what a bill is
  /// reckoned for.
  func values(
    _ values: [String: Value], bearingOut strategy: Strategy, given known: DecisionDiagram.Facts
  ) -> [String: Value] {
    var values = values
    for name in diagram.decisions where name != Part.strategy.rawValue {
      let outcomes = try? diagram.outcomes(
        of: name, where: .string(strategy.rawValue), given: known, weights: weights)
      // A diagram too large to be asked so leaves the decision as open as it is.
      if let likeliest = outcomes?.first, likeliest.share >= Self.asGoodAsSettled {
        values[name] = likeliest.value
      }
    }
    return values
  }

  /// The value of a decision where the facts settle it, or leave so little open that no reader would doubt it.
  private func allButSettled(_ name: String, given known: DecisionDiagram.Facts) -> Value? {
    guard let likeliest = diagram.outcomes(of: name, given: known, weights: weights).first else { return nil }
    return likeliest.share >= Self.asGoodAsSettled ? likeliest.value : nil
  }

  /// The share from which on the texts speak of a decision as made; the strategy itself is never read this way.
  private static let asGoodAsSettled = 0.9

  /// The two or three facts without which the strategy would be least certain, the most decisive first.
  ///
  /// A fact that does not speak for the strategy is none of them.
  private func decidingFacts(
    for useCase: UseCase, given known: DecisionDiagram.Facts, strategy: Strategy
  ) -> Beat? {
    let reason = diagram.sufficientReason(for: known) ?? known
    let order = topics.map(\.name)
    let weighed = order.filter { reason[$0] != nil }.map { name in
      var others = known
      others[name] = nil
      let share = prospects(given: others).first { $0.strategy == strategy }?.share ?? 0
      return (name: name, share: share)
    }
    let now = prospects(given: known).first { $0.strategy == strategy }?.share ?? 0
    let names = weighed.enumerated().sorted { ($0.element.share, $0.offset) < ($1.element.share, $1.offset) }
    let sentences = names.compactMap { _, fact in
      fact.share >= now ? nil : phrase(of: fact.name, in: useCase).map { Sentence($0, facts: [fact.name]) }
    }
    return sentences.isEmpty ? nil : Beat(.decidingFacts, Array(sentences.prefix(3)))
  }

  func openQuestion(given known: DecisionDiagram.Facts) -> Recommendation.OpenQuestion? {
    guard let best = diagram.questions(given: known, weights: weights, costs: costs).first,
      let topic = topic(best.input)
    else { return nil }
    let possible = prospects(given: known).map(\.strategy)
    return .init(
      name: topic.name, question: topic.question,
      answers: consequences(of: topic, given: known).map { label, left in
        .init(
          label: plainText(label), leaves: left, rulesOut: possible.filter { !left.contains($0) }.sorted())
      })
  }

  private func sources(of speaker: Speaker, _ sections: [Recommendation.Section]) -> [KnowledgeSource] {
    let named = Set((speaker.beats.flatMap(\.sentences) + sections.map(\.why)).flatMap(\.sources))
    return model.model.knowledgeSources.filter { named.contains($0.id) }
  }

}

/// Turns the text decisions into beats, one after the other.
private struct Speaker {
  let rulebook: Rulebook
  let useCase: UseCase
  let values: [String: Value]
  private(set) var beats: [Beat] = []

  init(rulebook: Rulebook, useCase: UseCase, values: [String: Value]) {
    self.rulebook = rulebook
    self.useCase = useCase
    self.values = values
  }

  mutating func add(_ beat: Beat?) {
    if let beat { beats.append(beat) }
  }

  /// Adds what a decision says, sentence by sentence; a sentence about a fact that is unknown is left out.
  mutating func say(
    _ kind: Beat.Kind, of decision: Rulebook.Part, part: String? = nil, after path: Trace = Trace(rules: [])
  ) {
    let evaluation = evaluate(decision)
    let trace = Trace(rules: trace(of: decision, in: evaluation).rules + path.rules)
    let sentences = texts(in: evaluation.value, part: part).flatMap { self.sentences($0, trace) }
    add(sentences.isEmpty ? nil : Beat(kind, sentences))
  }

  /// What has to be shown before each costlier rung.
  func gates() -> [Recommendation.Gate] {
    let evaluation = evaluate(.gate)
    let trace = trace(of: .gate, in: evaluation)
    let values = if case .list(let values) = evaluation.value { values } else { [evaluation.value] }
    return values.enumerated().compactMap { index, value in
      guard let before = texts(in: value, part: "before").first.flatMap(Strategy.init),
        let text = texts(in: value, part: "test").first
      else { return nil }
      // One rule gives one gate, so each gate is traced to its own rule.
      let own = trace.rules.count == values.count ? trace.only(index) : trace
      let sentences = sentences(text, own).map(\.text)
      guard !sentences.isEmpty else { return nil }
      let test = Sentence(
        sentences.joined(separator: " "), rules: own.rules.map(\.reference), facts: own.facts,
        sources: own.sources)
      return .init(before: before, test: test)
    }
  }

  /// The other models that matter for the case; each row of the rules gives one.
  func sections() -> [Recommendation.Section] {
    let evaluation = evaluate(.sections)
    let trace = trace(of: .sections, in: evaluation)
    guard case .list(let rows) = evaluation.value else { return [] }
    return rows.enumerated().compactMap { index, row in
      guard case .context(let row) = row, case .string(let model)? = row["model"],
        case .string(let text)? = row["why"],
        let why = sentences(text, trace.rules.count == rows.count ? trace.only(index) : trace).first
      else { return nil }
      let facts =
        if case .context(let facts)? = row["facts"] { facts.entries } else {
          [(name: String, value: Value)]()
        }
      let known = facts.filter { $0.value != .null }
      return .init(
        model: model, facts: Dictionary(known.map { ($0.name, $0.value) }) { $1 }, why: why)
    }
  }

  private func sentences(_ text: String, _ trace: Trace) -> [Sentence] {
    Prose.sentences(of: text).compactMap { text in
      let names = Placeholder.names(in: text)
      return Placeholder.fill(text) { rulebook.phrase(of: $0, in: useCase) }.map { filled in
        Sentence(
          filled, rules: trace.rules.map(\.reference),
          facts: trace.facts + names.filter { !trace.facts.contains($0) },
          sources: trace.sources)
      }
    }
  }

  /// A single word that a decision says.
  func word(of decision: Rulebook.Part, part: String) -> String? {
    texts(in: evaluate(decision).value, part: part).first
  }

  private func evaluate(_ decision: Rulebook.Part) -> Evaluation {
    rulebook.model.evaluate(decision.rawValue, inputs: values)
  }

  private func texts(in value: Value, part: String?) -> [String] {
    switch value {
    case .string(let text): text.isEmpty ? [] : [text]
    case .list(let values): values.flatMap { texts(in: $0, part: part) }
    case .context(let context):
      if let part { context[part].map { texts(in: $0, part: nil) } ?? [] } else { [] }
    default: []
    }
  }

  /// The rules behind the strategy itself, step by step; none while it is open.
  func path(to strategy: Strategy) -> Trace {
    var facts = values
    for name in rulebook.diagram.decisions { facts[name] = nil }
    let evaluation = rulebook.model.evaluate(Rulebook.Part.strategy.rawValue, inputs: facts)
    guard evaluation.value == .string(strategy.rawValue) else { return Trace(rules: []) }
    return Trace(rules: evaluation.trace.reversed().flatMap { rules(of: $0) })
  }

  /// The rules that fired for a decision, the facts that they tested, and the sources that they name.
  private func trace(of decision: Rulebook.Part, in evaluation: Evaluation) -> Trace {
    evaluation.trace(of: decision.rawValue).map { Trace(rules: rules(of: $0)) } ?? Trace(rules: [])
  }

  private func rules(of step: DecisionTrace) -> [Trace.Rule] {
    guard let table = rulebook.decision(step.decision)?.table else { return [] }
    return step.firedRules.filter(table.rules.indices.contains).map { index in
      let rule = table.rules[index]
      let tested = zip(table.inputs, rule.inputEntries).filter { $0.1.text != "-" }.map(\.0.expression.text)
      return Trace.Rule(
        reference: .init(
          decision: step.decision, id: rule.id, number: rule.number, location: rule.location),
        facts: tested.filter { useCase[$0] != nil }, sources: sourceIDs(of: rule, in: table))
    }
  }
}

/// The rules behind what a decision says.
private struct Trace {
  struct Rule {
    let reference: Sentence.Rule
    let facts: [String]
    let sources: [String]
  }

  let rules: [Rule]

  var facts: [String] { unique(rules.flatMap(\.facts)) }
  var sources: [String] { unique(rules.flatMap(\.sources)) }

  func only(_ index: Int) -> Trace { Trace(rules: [rules[index]]) }
}

/// Each once, in the order in which they come.
func unique(_ names: [String]) -> [String] {
  var seen: Set<String> = []
  return names.filter { seen.insert($0).inserted }
}

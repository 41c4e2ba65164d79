public import Advisor
internal import DMN
internal import Diagnostics
internal import FEEL

extension QuestionBank {
  /// The questions about a case, with rubrics from the advice on its facts.
  ///
  /// Order: of the bank. Names: the case's id, a slash, and the pattern's id (with the strategy where one is named).
  ///
  /// - Parameters:
  ///   - id: the case's id.
  ///   - useCase: its facts.
  ///   - rulebook: the rules that advise.
  ///   - sources: where the case is told.
  public func questions(
    about id: String, _ useCase: UseCase, rulebook: Rulebook, sources: [String] = []
  ) -> [Question] {
    let advice = rulebook.advise(on: useCase)
    let asker = CaseAsker(
      bank: self, id: id, useCase: useCase, rulebook: rulebook, advice: advice, sources: sources)
    return caseQuestions.flatMap { asker.questions($0) }
  }
}

/// Makes questions about one case.
private struct CaseAsker {
  let bank: QuestionBank
  let id: String
  let useCase: UseCase
  let rulebook: Rulebook
  let advice: Recommendation
  let sources: [String]

  func questions(_ pattern: QuestionBank.CaseQuestion) -> [Question] {
    switch pattern.subject {
    case .advice: return [question(pattern, advice)].compactMap { $0 }
    case .other:
      let taken = Set(borneOut(by: advice, pattern) + [advice.strategy])
      return Strategy.allCases.filter { !taken.contains($0) && $0 != advice.now }.compactMap { other in
        question(pattern, advice, suffix: "-" + other.rawValue, naming: other)
      }
    case .multiplied:
      guard let changed = multiplied(pattern) else { return [] }
      let later = rulebook.advise(on: changed)
      let isSame = later.strategy == advice.strategy
      return [question(pattern, later, extra: isSame ? pattern.whenSame : pattern.whenChanged)]
        .compactMap { $0 }
    }
  }

  private func question(
    _ pattern: QuestionBank.CaseQuestion, _ advice: Recommendation, suffix: String = "",
    naming other: Strategy? = nil, extra: [String] = []
  ) -> Question? {
    let points = extra.map { point($0) } + pattern.parts.flatMap { self.points($0, advice, other) }
    guard !points.isEmpty else { return nil }
    var seen: Set<String> = []
    return Question(
      id: "\(id)/\(pattern.id)\(suffix)", topic: "cases",
      text: pattern.text.replacing("{strategy}", with: other?.name ?? advice.strategy.name),
      points: points.filter { seen.insert($0.text).inserted }, traps: pattern.traps, sources: sources,
      caseID: id,
      // What would change one's mind is told in recommendations of other strategies.
      advised: pattern.parts.contains(.strategy)
        ? Array(Set(borneOut(by: advice, pattern) + [advice.strategy, advice.now].compactMap { $0 })).sorted()
        : [],
      falsehoods: falsehoods, givens: givens, asksForAdvice: pattern.subject == .advice,
      against: other,
      model: model(pattern, advice, extra))
  }

  /// The strategies that the facts leave possible, and not just barely.
  private func borneOut(by advice: Recommendation, _ pattern: QuestionBank.CaseQuestion) -> [Strategy] {
    advice.prospects.filter { $0.share >= pattern.leastShare }.map(\.strategy)
  }

  private func points(
    _ part: QuestionBank.CaseQuestion.Part, _ advice: Recommendation, _ other: Strategy?
  ) -> [Question.Point] {
    switch part {
    case .strategy:
      let point = bank.strategyPoints[advice.strategy] ?? Question.Point(advice.strategy.name)
      // The headline of the rules says it as well, and usually says more.
      return [
        Question.Point(
          point.text, alternatives: point.alternatives + (advice[.headline]?.sentences.map(\.text) ?? []))
      ]
    case .beat(let kind):
      if let other, kind == .whyNotCheaper, other > advice.strategy { return [] }
      if let other, kind == .whyNotCostlier, other < advice.strategy { return [] }
      return (advice[kind]?.sentences ?? []).map { point(Prose.capitalized($0.text)) }
    case .gates: return advice.gates.map { point($0.test.text) }
    }
  }

  private func point(_ sentence: String) -> Question.Point {
    Question.Point(sentence, alternatives: bank.paraphrases[sentence])
  }

  /// The sentences that the points were taken from.
  private func model(
    _ pattern: QuestionBank.CaseQuestion, _ advice: Recommendation, _ extra: [String]
  ) -> String {
    var sentences: [String] = []
    for part in pattern.parts {
      switch part {
      case .strategy: sentences += advice[.headline]?.sentences.map(\.text) ?? []
      case .beat(let kind): sentences += (advice[kind]?.sentences ?? []).map { Prose.capitalized($0.text) }
      case .gates: sentences += advice.gates.map(\.test.text)
      }
    }
    return (sentences + extra).map { $0.hasSuffix(".") || $0.hasSuffix("?") ? $0 : $0 + "." }
      .joined(separator: " ")
  }

  /// What the other answers to a question of the rules would say, where the case has given one.
  private var falsehoods: [Question.Falsehood] {
    useCase.facts.flatMap { fact -> [Question.Falsehood] in
      guard case .value(let value) = fact.content, let topic = rulebook.topic(fact.name),
        let choice = topic.choice(for: value), let truth = choice.phrase, !truth.contains("{")
      else { return [] }
      return topic.choices.compactMap { other in
        guard let phrase = other.phrase, phrase != truth, !phrase.contains("{") else { return nil }
        return Question.Falsehood(text: phrase, truth: truth)
      }
    }
  }

  /// The facts that are words or numbers; a multiplied number is not the case's any more, but every question shows the case.
  private var givens: [Question.Given] {
    useCase.facts.compactMap { fact in
      guard let topic = rulebook.topic(fact.name) else { return nil }
      switch fact.content {
      case .unknown: return nil
      case .value(let value):
        let content: Question.Given.Content
        switch value {
        case .string(let word): content = .word(word)
        case .number(let number):
          guard let amount = Double(number.description) else { return nil }
          content = .numbers(amount...amount)
        default: return nil
        }
        let phrase = topic.choice(for: value)?.phrase ?? "\(fact.name): {value}"
        return Question.Given(
          fact: fact.name, content: content, truth: phrase.replacing("{value}", with: value.description))
      case .among(let tests):
        guard let range = range(tests.text) else { return nil }
        return Question.Given(
          fact: fact.name, content: .numbers(range), truth: "\(fact.name): \(tests.text)")
      }
    }
  }

  /// The numbers of a test such as `> 500`; nil for any other.
  private func range(_ test: String) -> ClosedRange<Double>? {
    let bound = Double(test.drop { "<>= ".contains($0) })
    guard let bound, bound >= 0 else { return nil }
    if test.hasPrefix(">") { return bound...Double.infinity }
    return test.hasPrefix("<") ? 0...bound : nil
  }

  /// The same facts with one number multiplied; nil where the case has no such number.
  private func multiplied(_ pattern: QuestionBank.CaseQuestion) -> UseCase? {
    guard let name = pattern.fact, let fact = useCase[name], case .value(let value) = fact.content,
      case .number = value, let number = Int(value.description), number > 0
    else { return nil }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: pattern.factor)
    guard !isTooLarge else { return nil }
    return UseCase(
      checked: useCase.facts.map { other in
        other.name == name
          ? Fact(name, .value(.number(Number(product))), status: .assumed, at: other.location) : other
      })
  }
}

package import Advisor
internal import DMN
internal import Diagnostics
internal import FEEL
internal import XML

/// What can be asked by a program, over HTTP or as an assistant's tool; the same JSON as the terminal's.
package struct Operation: Sendable {
  /// The last part of its address, and the tool's name.
  package let name: String
  /// The answer to a JSON object.
  package let answer: @Sendable (Service, JSON) throws(Refusal) -> JSON

  /// All of them.
  package static let all: [Operation] = [advise, why, flips, cost, answer, question, grade]

  /// The recommendation, with everything behind it: `rationale advise --format json`.
  static let advise = Operation(name: "advise") { service, body throws(Refusal) in
    let question = try Inquiry(reading: body, in: service.content)
    let rulebook = service.content.rulebook
    return rulebook.advise(on: try question.useCase(rulebook)).json(
      for: question.study, concepts: service.content.models)
  }

  /// The facts and rules that suffice, or what tells the strategy from another one: `rationale why`.
  static let why = Operation(name: "why") { service, body throws(Refusal) in
    let question = try Inquiry(reading: body, allowing: ["not"], in: service.content)
    let rulebook = service.content.rulebook
    let useCase = try question.useCase(rulebook)
    if let word = try question.text("not") {
      guard let other = Strategy(rawValue: word) else { throw noStrategy(word) }
      guard let contrast = rulebook.contrast(useCase, with: other) else { throw sameStrategy(other) }
      return contrast.json
    }
    do throws(DiagnosticsError) { return try rulebook.explain(useCase).json } catch { throw Refusal(error) }
  }

  /// The cheapest changes of answers that lead elsewhere: `rationale flips`.
  static let flips = Operation(name: "flips") { service, body throws(Refusal) in
    let question = try Inquiry(reading: body, in: service.content)
    let rulebook = service.content.rulebook
    return rulebook.changes(for: try question.useCase(rulebook)).json
  }

  /// What each way costs: `rationale cost`.
  static let cost = Operation(name: "cost") { service, body throws(Refusal) in
    try costReport(service, body).json
  }

  /// The report that a program asks for.
  static func costReport(_ service: Service, _ body: JSON) throws(Refusal) -> CostReport {
    let question = try Inquiry(
      reading: body, allowing: ["today"], in: service.content, needsFacts: false)
    let written = try question.text("today")
    return try service.costReport(
      for: question, today: try written.map { text throws(Refusal) in try day(text) })
  }

  /// The question that would tell most, and what each answer would leave possible; null once all is settled.
  static let question = Operation(name: "question") { service, body throws(Refusal) in
    let question = try Inquiry(reading: body, in: service.content, needsFacts: false)
    let rulebook = service.content.rulebook
    let useCase = try question.useCase(rulebook)
    let interview = Interview(rulebook: rulebook, given: useCase)
    let prospects = rulebook.prospects(for: useCase)
    return [
      "settled": .boolean(prospects.count == 1),
      "possible": .array(prospects.map { .string($0.strategy.rawValue) }),
      "question": interview.topic.map { $0.json(for: useCase, rulebook) } ?? .null,
    ]
  }
}

extension Service {
  /// The cost report for the figures that are given and those that a case has.
  func costReport(for question: Inquiry, today day: Value?) throws(Refusal) -> CostReport {
    guard let models = content.cost else {
      throw .noSuchThing("model", "economics", content.models.map(\.name))
    }
    try question.checkWords(of: models.economics)
    let names = Set(question.facts.map(\.name.text))
    guard let study = question.study else { return try costReport(question.facts, today: day) }
    let own = Set(study.facts.map(\.name.text))
    let given = question.facts.filter { fact in !own.contains(fact.name.text) || question.gives(fact) }
    let said = models.figures(from: study.facts, of: study, leaving: try strategies(of: study))
    return try costReport(
      given + said.facts.filter { !names.contains($0.name.text) }, figures: said.assumptions, today: day)
  }

  private func strategies(of study: CaseStudy) throws(Refusal) -> [Strategy] {
    do {
      let useCase = try UseCase(reading: study.facts, topics: content.rulebook.topics)
      return content.rulebook.prospects(for: useCase).map(\.strategy)
    } catch { throw Refusal(error) }
  }

  /// The cost report for some figures.
  func costReport(
    _ facts: [WrittenFact], figures: [CostReport.Assumption] = [], today day: Value? = nil
  ) throws(Refusal) -> CostReport {
    guard let models = content.cost else {
      throw .noSuchThing("model", "economics", content.models.map(\.name))
    }
    do {
      return try CostReport(
        economics: models.economics, assumptions: models.assumptions, prices: models.prices, facts: facts,
        figures: figures, today: day ?? today())
    } catch { throw Refusal(error) }
  }

  /// Every problem in the text of a rules file or of cases: `rationale check`.
  func check(_ bytes: [UInt8]) -> JSON {
    var problems: [Diagnostic] = []
    var kind = JSON.null
    do {
      let root = try Element(parsing: bytes, file: "<body>")
      if root.name == "definitions" {
        kind = "rules"
        problems += try checkRules(root)
      } else {
        kind = "cases"
        problems += try checkCases(bytes)
      }
    } catch { problems += error.diagnostics }
    let errors = problems.count { $0.severity == .error }
    return [
      "kind": kind, "errors": .number(String(errors)), "warnings": .number(String(problems.count - errors)),
      "problems": .array(problems.sorted().map(\.json)),
    ]
  }

  private func checkRules(_ root: Element) throws(DiagnosticsError) -> [Diagnostic] {
    let model = try DecisionModel(reading: root)
    let isGoal = model.decisions.contains { $0.name == Rulebook.Part.strategy.rawValue }
    let others = content.models.map(\.model.model).filter { $0.name != model.name }
    let checked = try CheckedModel(checking: model, imports: [model] + others)
    return model.warnings + checked.warnings
      + checked.verify(partlyKnown: isGoal ? Rulebook.textDecisions(in: checked) : [])
  }

  private func checkCases(_ bytes: [UInt8]) throws(DiagnosticsError) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let root = try Element(parsing: bytes, file: "<body>", schema: content.schema)
    for study in try CaseStudy.all(reading: root) {
      do { _ = try UseCase(reading: study.facts, topics: content.rulebook.topics) } catch {
        problems += error.diagnostics
      }
    }
    return problems
  }
}

extension Topic {
  /// The question for programs.
  func json(for useCase: UseCase, _ rulebook: Rulebook) -> JSON {
    let consequences = rulebook.consequences(of: self, for: useCase)
    return [
      "fact": .string(name), "question": .string(plainText(question)), "help": JSON(help.map(plainText)),
      "unit": JSON(unit.map(plainText)), "takesNumber": .boolean(type == .number),
      "choices": .array(
        zip(choices, consequences).map { choice, consequence in
          [
            "label": .string(choice.label), "value": .string(choice.written),
            "leaves": .array(consequence.strategies.map { .string($0.rawValue) }),
          ]
        }),
      "ifUnknown": "?",
    ]
  }
}

/// A day as the rules read it.
private func day(_ text: String) throws(Refusal) -> Value {
  let digits = text.filter { $0.isNumber || $0 == "-" }
  guard digits == text,
    let checked = try? CheckedExpression(
      parsing: .init("date(\"\(digits)\")", file: "<today>"), scope: TypeScope(variables: [:])),
    case .date(let date) = checked.evaluate(in: Environment([:]))
  else { throw .shape("expected a day such as `2026-11-23` at `/today`; found `\(Refusal.shortened(text))`") }
  return .date(date)
}

extension Topic.Choice {
  /// The value as a fact is given it: a word, a number, yes or no, or a test.
  var written: String {
    switch value {
    case nil: tests.fragment.text
    case .string(let word)?: word
    case .boolean(let flag)?: flag ? "yes" : "no"
    case let value?: value.description
    }
  }
}

// MARK: Wording

private func noStrategy(_ word: String) -> Refusal {
  let words = Strategy.allCases.map(\.rawValue)
  let near = nearestName(to: word, among: words).map { "; did you mean `\($0)`?" } ?? ""
  return .shape(
    "expected \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or")) at `/not`; found `\(Refusal.shortened(word))`\(near)"
  )
}

private func sameStrategy(_ strategy: Strategy) -> Refusal {
  Refusal(
    422, "request.sameStrategy", "there is nothing to tell apart",
    "`\(strategy.rawValue)` is what the facts call for; name another strategy")
}

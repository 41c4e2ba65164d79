public import DMN
public import Diagnostics
public import FEEL

/// What each way costs in a quiet, an expected and a busy month, as the rules compute it.
public struct CostReport: Sendable {
  /// A month of one kind.
  public enum Scenario: String, Sendable, Hashable, CaseIterable {
    case low
    case expected
    case high
  }

  /// An input that nobody gave, and what was taken for it.
  public struct Assumption: Sendable {
    /// The input.
    public let input: String
    /// What was taken in each month.
    public let values: [Scenario: Value]
    /// Why.
    public let reason: String
  }

  /// What the rules say of one month.
  public struct Month: Sendable {
    /// The facts, with what was taken for granted.
    public let facts: [String: Value]
    /// The decisions, by name.
    let values: [String: Value]

    /// A decision of the rules.
    func value(_ part: CostPart) -> Value { values[part.rawValue] ?? .null }

    /// The rows of a decision that is a list of contexts.
    func rows(_ part: CostPart) -> [Value] {
      if case .list(let rows) = value(part) { rows } else { [] }
    }
  }

  /// The months, by kind.
  public let months: [Scenario: Month]
  /// What was taken for granted.
  public let assumptions: [Assumption]
  /// What the cheapest ways of the three months say together.
  let verdict: Value
  /// The cost table at each volume of the chart.
  let chart: [(volume: Value, rows: [Value])]
  /// Prices to be read again, in words.
  let oldPrices: [String]
}

/// The decisions of the economics, by the names that `Rules/` gives them.
enum CostPart: String, Sendable, CaseIterable {
  case table = "Cost table"
  case breakEvens = "Break evens"
  case largest = "Largest knowledge base"
  case margins = "Margins"
  case launch = "Launch accuracy"
  case remarks = "Remarks"
  case missing = "Missing figures"
  case cheapest = "Cheapest strategy"
  case verdict = "Scenario verdict"
  case economics = "Economics"
  case modelPrice = "Model price"
  case tunedPrice = "Tuned price"
  case embeddingPrice = "Embedding price"
  case prompted = "Prompted request"
  case retrieved = "Retrieved request"
  case tuned = "Tuned request"
  case tunedRetrieved = "Tuned request with retrieval"
  case tuningPerMonth = "Tuning per month"

  /// The decisions that have no value only because a price or figure is missing.
  static let needed: [CostPart] = [
    .modelPrice, .tunedPrice, .embeddingPrice, .prompted, .retrieved, .tuned, .tunedRetrieved,
    .tuningPerMonth,
  ]
}

extension Value {
  /// A part of a context; null where there is none.
  subscript(part name: String) -> Value {
    if case .context(let context) = self { context[name] ?? .null } else { .null }
  }

  /// The texts of a list; empty for anything else.
  var texts: [String] {
    guard case .list(let items) = self else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }
}

extension CostReport {
  /// Evaluates the rules for the three months.
  ///
  /// - Parameters:
  ///   - economics: the rules of cost.
  ///   - assumptions: what is taken for granted.
  ///   - prices: the price list.
  ///   - facts: as given; a number may be three with commas between them: low, expected, high.
  ///   - figures: what a case says of inputs that no fact gives, to be taken instead of what is usual.
  ///   - today: the day to look prices up for.
  /// - Throws: what reading facts throws, and `case.factValue` for a price that the list does not have.
  public init(
    economics: ConceptModel, assumptions: CheckedModel, prices: CheckedModel, facts: [WrittenFact],
    figures: [Assumption] = [], today: Value
  ) throws(DiagnosticsError) {
    var given: [Scenario: [String: Value]] = [:]
    for (index, scenario) in Scenario.allCases.enumerated() {
      given[scenario] = try economics.values(of: facts.map { $0.part(index, of: economics) })
    }
    let known = given[.expected] ?? [:]
    var assumed: [Assumption] = []
    if case .list(let rows) = assumptions.evaluate("Assumptions", inputs: [:]).value {
      for row in rows {
        guard case .string(let input) = row[part: "input"], known[input] == nil else { continue }
        if let own = figures.first(where: { $0.input == input }) {
          assumed.append(own)
          continue
        }
        if case .string(let decision) = row[part: "unless"] {
          var others = known
          for assumption in assumed { others[assumption.input] = assumption.values[.expected] }
          others["Today"] = others["Today"] ?? today
          let value = economics.model.evaluate(decision, inputs: economics.filled(others)).value
          if value != .null { continue }
        }
        assumed.append(Assumption(of: row, for: input))
      }
    }
    var months: [Scenario: Month] = [:]
    for scenario in Scenario.allCases {
      var values = given[scenario] ?? [:]
      for assumption in assumed { values[assumption.input] = assumption.values[scenario] }
      values["Today"] = values["Today"] ?? today
      months[scenario] = Month(facts: values, economics: economics)
    }
    try months[.expected]?.throwIfPriceIsMissing(given: facts)
    var cheapest: [String: Value] = [:]
    for (scenario, name) in zip(
      Scenario.allCases, ["Cheapest if low", "Cheapest as expected", "Cheapest if high"])
    {
      cheapest[name] = months[scenario]?.value(.cheapest) ?? .null
    }
    let expected = months[.expected]?.facts ?? [:]
    let volumes = assumptions.evaluate(
      "Chart volumes", inputs: ["Requests per month": expected["Requests per month"] ?? .null]
    ).value
    var chart: [(volume: Value, rows: [Value])] = []
    if case .list(let items) = volumes {
      for volume in items {
        var facts = expected
        facts["Requests per month"] = volume
        chart.append((volume, Month(facts: facts, economics: economics).rows(.table)))
      }
    }
    let ages = prices.evaluate("Prices", inputs: ["Today": expected["Today"] ?? today, "Model": .null]).value
    self.init(
      months: months, assumptions: assumed,
      verdict: economics.model.evaluate(
        CostPart.verdict.rawValue, inputs: economics.filled(cheapest)
      ).value, chart: chart, oldPrices: ages[part: "old"].texts)
  }
}

extension CostReport.Assumption {
  /// A row with the keys `low`, `expected`, `high` and `reason`.
  init(of row: Value, for input: String) {
    var values: [CostReport.Scenario: Value] = [:]
    for scenario in CostReport.Scenario.allCases { values[scenario] = row[part: scenario.rawValue] }
    self.init(input: input, values: values, reason: Prose.number(row[part: "reason"]))
  }
}

extension CostReport.Month {
  /// The month of some figures: every decision of the rules on them, and null for one that lacks a figure.
  init(facts: [String: Value], economics: ConceptModel) {
    let names = CostPart.allCases.filter { $0 != .verdict }.map(\.rawValue)
    self.init(
      facts: facts, values: economics.model.evaluate(names, inputs: economics.filled(facts)).values)
  }

  /// A price that is not in the list is an error, unless somebody said that the figure is not known.
  fileprivate func throwIfPriceIsMissing(given: [WrittenFact]) throws(DiagnosticsError) {
    guard !facts.contains(where: { $0.value == .null && given.map(\.name.text).contains($0.key) }),
      CostPart.needed.contains(where: { value($0) == .null })
    else { return }
    let places = given.filter { ["Model", "Tuned model", "Embedding model"].contains($0.name.text) }
    let problems = value(.missing).texts.map { sentence in
      let place = places.first { fact in fact.value.map { sentence.contains($0.text) } ?? false }
      return Diagnostic(
        .error, AdvisorCode.factValue, sentence, at: (place?.value ?? place?.name)?.location)
    }
    throw DiagnosticsError(problems.isEmpty ? [nothingComputed()] : problems)
  }
}

extension WrittenFact {
  /// The fact of one of three months, where a number is written as three.
  func part(_ index: Int, of economics: ConceptModel) -> WrittenFact {
    guard let value, economics.model.inputTypes[name.text]?.type == .number else { return self }
    let parts = value.text.split(separator: ",").map { plainText(String($0)) }
    guard parts.count == 3 else { return self }
    return WrittenFact(name: name, value: SourceFragment(parts[index], at: value.location), status: status)
  }
}

// MARK: Wording

private func nothingComputed() -> Diagnostic {
  Diagnostic(.error, AdvisorCode.factValue, "the rules compute no cost from these figures", at: nil)
}

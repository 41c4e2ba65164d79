internal import DMN
internal import Diagnostics
public import FEEL

/// What each way costs in one month, and what the strategy's own way is compared with.
public struct AnswerCosts: Sendable {
  /// One way.
  public struct Row: Sendable {
    /// The name that the rules of cost give it.
    public let name: String
    /// Unit: US dollars a request.
    public let perRequest: Value
    /// Unit: US dollars a month.
    public let fixed: Value
    /// Unit: US dollars, once.
    public let setUp: Value
    /// Unit: US dollars a month.
    public let perMonth: Value
  }

  /// Unit: requests a month.
  public let volume: Value
  /// Whether somebody counted the requests; else a word stands for them, or nothing.
  public let isVolumeCounted: Bool
  /// Unit: tokens.
  public let knowledge: Value
  /// Whether somebody counted the knowledge; else a range stands for it, or nothing.
  public let isKnowledgeCounted: Bool
  /// Order: of the rules.
  public let rows: [Row]
  /// The strategy's own way.
  public let own: Row?
  /// What it is compared with.
  public let rival: Row?
  /// Where the two cost the same: requests a month, or tokens of knowledge where one of them sends all of it.
  public let threshold: Value
  /// Inputs that nobody gave.
  public let assumed: [String]
  /// Why a way has no price, in the rules' words; empty where all have one.
  public let missing: [String]
}

extension AnswerBook {
  /// What a case costs in the month that the rules of wording pick for it.
  ///
  /// - Parameters:
  ///   - useCase: the facts of the case.
  ///   - figures: what the case says of figures.
  ///   - values: the facts and decisions of the case.
  /// - Throws: what reading figures throws.
  func costs(
    of useCase: UseCase, _ figures: [WrittenFact], _ values: [String: Value]
  ) throws(DiagnosticsError) -> AnswerCosts? {
    let said = CaseFigures(
      of: useCase.facts.compactMap(WrittenFact.init), and: figures, leaving: [], by: costRules.assumptions)
    let report = try CostReport(
      economics: costRules.economics, assumptions: costRules.assumptions, prices: costRules.prices,
      facts: said.facts, figures: said.assumptions, today: today)
    guard let month = report.months[.expected] else { return nil }
    let volume = "Requests per month"
    let knowledge = "Knowledge tokens"
    func isCounted(_ input: String) -> Bool {
      said.facts.contains { $0.name.text == input && $0.status != .assumed }
    }
    let rows = month.rows(.table).compactMap(AnswerCosts.Row.init)
    func row(_ part: AnswerRules.Part) -> AnswerCosts.Row? {
      let name = rules.word(part, values)?.text
      return rows.first { $0.name == name && $0.perMonth != .null }
    }
    let own = row(.costRow)
    let names = [own?.name, rules.word(.costRival, values)?.text]
    let isCountedInTokens = rules.word(.threshold, values)?.text == "tokens"
    let pair = month.rows(.breakEvens).first { row in
      Set([word(row[part: "challenger"]), word(row[part: "incumbent"])]) == Set(names.map { $0 ?? "" })
    }
    return AnswerCosts(
      volume: month.facts[volume] ?? .null,
      isVolumeCounted: isCounted(volume),
      knowledge: month.facts[knowledge] ?? .null,
      isKnowledgeCounted: isCounted(knowledge),
      rows: rows, own: own, rival: row(.costRival),
      threshold: isCountedInTokens ? month.value(.largest) : pair?[part: "requests per month"] ?? .null,
      assumed: report.assumptions.map(\.input), missing: month.value(.missing).texts)
  }
}

extension WrittenFact {
  /// A fact as somebody would write it; nil where nobody knows it.
  init?(_ fact: Fact) {
    let value: SourceFragment
    switch fact.content {
    case .unknown: return nil
    case .value(.string(let word)): value = SourceFragment(word)
    case .value(let given): value = SourceFragment(given.description)
    case .among(let tests): value = tests
    }
    self.init(name: SourceFragment(fact.name), value: value, status: fact.status)
  }
}

extension AnswerCosts.Row {
  fileprivate init?(_ row: Value) {
    guard let name = word(row[part: "strategy"]) else { return nil }
    self.init(
      name: name, perRequest: row[part: "per request"], fixed: row[part: "fixed per month"],
      setUp: row[part: "to set up"], perMonth: row[part: "per month"])
  }
}

private func word(_ value: Value) -> String? { if case .string(let text) = value { text } else { nil } }

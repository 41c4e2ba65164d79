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
    guard let priced = try PricedMonth(of: useCase, figures, by: self) else { return nil }
    func row(_ part: AnswerRules.Part) -> AnswerCosts.Row? {
      rules.word(part, values).flatMap { priced.rows[pricedAs: $0.text] }
    }
    let own = row(.costRow)
    let names = [own?.name, rules.word(.costRival, values)?.text]
    let isCountedInTokens = rules.word(.threshold, values)?.text == "tokens"
    return AnswerCosts(
      volume: priced.volume, isVolumeCounted: priced.isVolumeCounted, knowledge: priced.knowledge,
      isKnowledgeCounted: priced.isKnowledgeCounted, rows: priced.rows, own: own, rival: row(.costRival),
      threshold: isCountedInTokens
        ? priced.month.value(.largest) : priced.breakEven(of: Set(names.compactMap { $0 }), by: self),
      assumed: priced.report.assumptions.map(\.input), missing: priced.month.value(.missing).texts)
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

extension [AnswerCosts.Row] {
  /// A way by the name that the rules of cost give it; nil where it has no price.
  subscript(pricedAs name: String) -> AnswerCosts.Row? { first { $0.name == name && $0.perMonth != .null } }
}

extension AnswerCosts.Row {
  /// A row of the rules' cost table; nil where it names no way.
  init?(_ row: Value) {
    guard let name = word(row[part: "strategy"]) else { return nil }
    self.init(
      name: name, perRequest: row[part: "per request"], fixed: row[part: "fixed per month"],
      setUp: row[part: "to set up"], perMonth: row[part: "per month"])
  }
}

/// A word of the rules; nil for anything else.
func word(_ value: Value) -> String? { if case .string(let text) = value { text } else { nil } }

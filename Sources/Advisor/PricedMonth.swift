internal import DMN
internal import Diagnostics
internal import FEEL

/// The month of a case for which its ways are priced.
struct PricedMonth {
  let report: CostReport
  let month: CostReport.Month
  let rows: [AnswerCosts.Row]
  /// Unit: requests.
  let volume: Value
  /// Unit: tokens.
  let knowledge: Value
  private let counted: Set<String>

  private static let volumeInput = "Requests per month"
  private static let knowledgeInput = "Knowledge tokens"

  var isVolumeCounted: Bool { counted.contains(Self.volumeInput) }
  var isKnowledgeCounted: Bool { counted.contains(Self.knowledgeInput) }

  /// The expected month; nil where the rules compute none.
  ///
  /// - Parameters:
  ///   - figures: what the case says of figures.
  ///   - book: the rules of cost, and the day to look prices up for.
  /// - Throws: what reading figures throws.
  init?(of useCase: UseCase, _ figures: [WrittenFact], by book: AnswerBook) throws(DiagnosticsError) {
    let rules = book.costRules
    let said = CaseFigures(
      of: useCase.facts.compactMap(WrittenFact.init), and: figures, leaving: [], by: rules.assumptions)
    report = try CostReport(
      economics: rules.economics, assumptions: rules.assumptions, prices: rules.prices,
      facts: said.facts, figures: said.assumptions, today: book.today)
    guard let month = report.months[.expected] else { return nil }
    self.month = month
    rows = month.rows(.table).compactMap(AnswerCosts.Row.init)
    volume = month.facts[Self.volumeInput] ?? .null
    knowledge = month.facts[Self.knowledgeInput] ?? .null
    counted = Set(said.facts.filter { $0.status != .assumed }.map(\.name.text))
  }

  /// The requests at which two ways cost the same.
  ///
  /// The rules work it out for the share of cached tokens that a volume has. Cached tokens grow with the volume, so it is
  /// worked out again for its own volume until it stays as it is.
  func breakEven(of ways: Set<String>, by book: AnswerBook) -> Value {
    func found(in month: CostReport.Month) -> Value {
      let row = month.rows(.breakEvens).first { row in
        Set([row[part: "challenger"], row[part: "incumbent"]].compactMap(word)) == ways
      }
      return row?[part: "requests per month"] ?? .null
    }
    var volume = found(in: month)
    for _ in 0..<Self.mostRounds {
      var facts = month.facts
      facts[Self.volumeInput] = volume
      let next = volume == .null ? .null : found(in: .init(facts: facts, economics: book.costRules.economics))
      if next == volume { break }
      volume = next
    }
    return volume
  }

  /// Each round comes nearer by far; a volume that has not settled by then moves in digits that no sentence says.
  private static let mostRounds = 8
}

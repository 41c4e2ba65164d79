public import DMN
public import Diagnostics
internal import FEEL

/// What the facts of a case say to the economics: figures where it has them, and what stands for its words.
public struct CaseFigures: Sendable {
  /// Facts that are numbers, under the names that the economics give them.
  public let facts: [WrittenFact]
  /// What is taken for words, which are too coarse for a bill, and for the strategies that are left.
  public let assumptions: [CostReport.Assumption]
  /// What the facts advise beyond money; nil where the cheapest way is not sought among what they leave possible.
  public let remark: String?

  /// The figures of a case.
  ///
  /// - Parameters:
  ///   - facts: the facts of the case.
  ///   - figures: what the case says of figures by their own names, which comes before what its facts say.
  ///   - strategies: what they leave possible, the one that is advised first; only these are compared.
  ///   - model: the rules that say which fact stands for which figure.
  public init(
    of facts: [WrittenFact], and figures: [WrittenFact] = [], leaving strategies: [Strategy],
    by model: CheckedModel
  ) {
    let own = Set(figures.map(\.name.text))
    let numbers = model.rows(of: "Facts of a case").flatMap { row in
      facts.compactMap { fact -> WrittenFact? in
        guard case .string(let name) = row[part: "fact"], name == fact.name.text,
          case .string(let input) = row[part: "input"], let value = fact.value, Number(value.text) != nil
        else { return nil }
        return WrittenFact(
          name: SourceFragment(input, at: fact.name.location), value: value, status: fact.status)
      }
    }
    self.facts = figures + numbers.filter { !own.contains($0.name.text) }
    let words = model.rows(of: "Figures of a case").flatMap { row in
      facts.compactMap { fact -> CostReport.Assumption? in
        guard case .string(let name) = row[part: "fact"], name == fact.name.text,
          case .string(let word) = row[part: "value"], let value = fact.value,
          withoutSpaces(word) == withoutSpaces(value.text),
          case .string(let input) = row[part: "input"]
        else { return nil }
        return .init(of: row, for: input)
      }
    }
    assumptions =
      words.filter { !own.contains($0.input) } + [model.candidates(for: strategies)].compactMap { $0 }
    remark = strategies.first.flatMap { advised in
      guard case .string(let text) = model.candidates[part: "remark"] else { return nil }
      return Placeholder.fill(text) { $0 == "strategy" ? advised.name : nil }
    }
  }
}

/// A range is the same with spaces in it and without.
private func withoutSpaces(_ text: String) -> String { text.filter { !$0.isWhitespace } }

extension CaseStudy {
  /// Looks whether the rules of cost can read the figures of the case.
  ///
  /// - Throws: what reading figures throws.
  public func checkFigures(by economics: ConceptModel) throws(DiagnosticsError) {
    for index in CostReport.Scenario.allCases.indices {
      _ = try economics.values(of: figures.map { $0.part(index, of: economics) })
    }
  }
}

extension CheckedModel {
  /// The rows of a decision that is a list.
  fileprivate func rows(of decision: String) -> [Value] {
    if case .list(let rows) = evaluate(decision, inputs: [:]).value { rows } else { [] }
  }

  /// What is said of the ways of a case.
  fileprivate var candidates: Value { evaluate("Candidates of a case", inputs: [:]).value }

  /// The strategy that a way of the rules of cost is a form of; nil for a way that they do not name.
  func strategy(ofWay name: String) -> Strategy? {
    guard case .list(let rows) = candidates[part: "ways"] else { return nil }
    let row = rows.first { $0[part: "ways"].texts.contains(name) }
    guard case .string(let word)? = row?[part: "strategy"] else { return nil }
    return Strategy(rawValue: word)
  }

  /// The ways of some strategies, the same in every month.
  fileprivate func candidates(for strategies: [Strategy]) -> CostReport.Assumption? {
    let known = candidates
    guard !strategies.isEmpty, case .string(let input) = known[part: "input"],
      case .list(let rows) = known[part: "ways"]
    else { return nil }
    let ways = rows.filter { row in strategies.contains { .string($0.rawValue) == row[part: "strategy"] } }
      .flatMap { row in row[part: "ways"].texts }
    let list: Value = .list(ways.map { .string($0) })
    return .init(
      input: input,
      values: Dictionary(uniqueKeysWithValues: CostReport.Scenario.allCases.map { ($0, list) }),
      reason: Prose.number(known[part: "reason"]))
  }
}

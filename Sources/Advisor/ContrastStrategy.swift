internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

/// Why one strategy and not another: only what tells the two apart.
public struct StrategyContrast: Sendable {
  /// A cell of a rule that does not hold.
  public struct Failure: Sendable, Hashable {
    /// What the column looks at.
    public let column: String
    /// What it is.
    public let actual: String
    /// What the rule needs.
    public let needed: String
  }

  /// The rule of the other strategy that comes nearest.
  public struct NearestRule: Sendable, Hashable {
    /// The row, from 1.
    public let number: Int
    /// Its reason.
    public let reason: String?
    /// The cells that do not hold; none where only an earlier rule stands before it.
    public let failures: [Failure]
  }

  /// The strategy that is called for, or the likeliest one.
  public let strategy: Strategy
  /// The other one.
  public let other: Strategy
  /// The cheapest change of facts to the other one, every fact at one price.
  public let change: StrategyChange
  /// The nearest rule; nil where no rule gives the other strategy.
  public let nearest: NearestRule?
}

extension Rulebook {
  /// What tells the strategy that the facts call for from another one; nil where they are the same.
  public func contrast(_ useCase: UseCase, with other: Strategy) -> StrategyContrast? {
    let known = cells(for: useCase)
    let strategy = prospects(given: known).first?.strategy ?? .prompting
    guard strategy != other else { return nil }
    return StrategyContrast(
      strategy: strategy, other: other, change: change(to: other, from: known, ignoringLocks: true),
      nearest: nearestRule(for: other, given: known))
  }

  private func nearestRule(
    for other: Strategy, given known: DecisionDiagram.Facts
  ) -> StrategyContrast.NearestRule? {
    guard let table = model.decision(Part.strategy.rawValue)?.table else { return nil }
    var best: StrategyContrast.NearestRule?
    for (index, row) in table.cells.enumerated() {
      guard table.outputs[index].first?.evaluate(in: Environment()) == .string(other.rawValue) else {
        continue
      }
      let failures = row.indices.compactMap { failure(of: row[$0], column: $0, in: table, given: known) }
      if best == nil || failures.count < best?.failures.count ?? 0 {
        let rule = table.table.rules[index]
        best = .init(number: index + 1, reason: reason(of: rule, in: table.table), failures: failures)
      }
    }
    return best
  }

  /// How a cell fails, nil where some value that is possible passes.
  private func failure(
    of tests: CheckedUnaryTests, column: Int, in table: CheckedTable, given known: DecisionDiagram.Facts
  ) -> StrategyContrast.Failure? {
    let name = plainText(table.table.inputs[column].expression.text)
    if let input = diagram.input(name) {
      let needed = diagram.cells(of: name, matching: tests) ?? CellSet(none: input.cells.count)
      let actual = known[name] ?? CellSet(all: input.cells.count)
      guard needed.intersection(actual).isEmpty else { return nil }
      return .init(column: name, actual: condition(name, actual).words, needed: condition(name, needed).words)
    }
    let values = diagram.outcomes(of: name, given: known).map(\.value)
    func passes(_ value: Value) -> Bool { tests.matches(value, in: Environment()) == true }
    guard !values.isEmpty, !values.contains(where: passes) else { return nil }
    return .init(
      column: name, actual: quoted(values), needed: quoted(diagram.allValues(of: name).filter(passes)))
  }

  private func quoted(_ values: [Value]) -> String {
    Prose.list(values.map { "“\(Prose.number($0))”" }, joinedBy: "or")
  }
}

extension Rulebook {
  /// The difference as a text to read.
  public func text(_ contrast: StrategyContrast) -> String {
    var data: [String: Any] = [
      "strategy": contrast.strategy.name, "other": contrast.other.name, "change": self.data(contrast.change),
    ]
    if let nearest = contrast.nearest {
      data["nearest"] = [
        "number": nearest.number, "reason": nearest.reason ?? "",
        nearest.failures.isEmpty ? "matches" : "fails": true,
        "failures": nearest.failures.map { ["column": $0.column, "actual": $0.actual, "needed": $0.needed] },
      ]
    }
    return Prose.wrapLines(templates.render(.contrast, data), width: 80)
  }
}

extension StrategyContrast {
  /// For programs.
  public var json: JSON {
    [
      "strategy": .string(strategy.rawValue), "other": .string(other.rawValue), "change": change.json,
      "nearestRule": nearest.map { nearest in
        [
          "rule": .number(String(nearest.number)), "reason": JSON(nearest.reason),
          "failures": .array(
            nearest.failures.map {
              ["column": .string($0.column), "actual": .string($0.actual), "needed": .string($0.needed)]
            }),
        ]
      } ?? .null,
    ]
  }
}

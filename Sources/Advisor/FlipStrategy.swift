internal import DMN
internal import Diagrams
internal import FEEL

/// What would have to be different for another strategy.
public struct StrategyChange: Sendable {
  /// A fact that changes.
  public struct Change: Sendable, Hashable {
    /// What holds now; nil where it was not given.
    public let from: Condition
    /// What would have to hold.
    public let to: Condition
  }

  /// The strategy reached.
  public let strategy: Strategy
  /// Its share of what the facts leave open today.
  public let share: Double
  /// The cheapest change; empty where the strategy is possible already, nil where no change leads there.
  public let changes: [Change]?
  /// The sum of the prices.
  public let price: Double
  /// The strategy's share once the change is made: 1 where that settles it.
  public let shareAfter: Double
  /// Whether no other strategy has a larger share then.
  let leadsAfter: Bool
}

/// The cheapest ways to every other strategy.
public struct StrategyChanges: Sendable {
  /// The strategy that the facts call for; nil while it is open.
  public let strategy: Strategy?
  /// Order: of the strategies.
  public let changes: [StrategyChange]
  /// The smallest number of given facts that would have to be wrong for another strategy; nil if none leads there.
  public let wrongFacts: Int?
}

extension Rulebook {
  /// The cheapest change of answers to each other strategy; locked facts are never changed.
  ///
  /// The price of a changed fact is its topic's cost, plus 0.01 for each cell that it moves.
  public func changes(for useCase: UseCase) -> StrategyChanges {
    let known = cells(for: useCase)
    let prospects = prospects(given: known)
    let settled = prospects.count == 1 ? prospects.first?.strategy : nil
    let others = Strategy.allCases.filter { $0 != settled }
    return StrategyChanges(
      strategy: settled, changes: others.map { change(to: $0, from: known, ignoringLocks: false) },
      wrongFacts: wrongFacts(given: known, besides: prospects))
  }

  /// All strategies, in the order in which a case comes to them: those that its facts leave possible, the likeliest
  /// first, then those that the fewest other facts lead to.
  public func contenders(for useCase: UseCase) -> [Strategy] {
    let known = cells(for: useCase)
    let open = prospects(given: known).map(\.strategy)
    let others = Strategy.allCases.filter { !open.contains($0) }.map { other in
      let change = change(to: other, from: known, ignoringLocks: true)
      return (strategy: other, price: change.changes == nil ? Double.infinity : change.price)
    }
    return open + others.sorted { ($0.price, $0.strategy) < ($1.price, $1.strategy) }.map(\.strategy)
  }

  /// The smallest number of given facts that would have to be wrong for another strategy, whether or not a team can
  /// change them; 0 while several are possible, nil where no answers lead to another one.
  func wrongFacts(given known: DecisionDiagram.Facts, besides prospects: [Recommendation.Prospect]) -> Int? {
    guard prospects.count == 1, let settled = prospects.first?.strategy else { return 0 }
    return Strategy.allCases.filter { $0 != settled }.compactMap { other in
      diagram.flip(to: .string(other.rawValue), from: known) { _, _ in 1 }.map { $0.changes.count }
    }.min()
  }

  /// The cheapest change to a strategy.
  ///
  /// - Parameter ignoringLocks: whether every fact may change at the price of one, to say what tells two strategies
  ///   apart instead of what to do.
  func change(to wanted: Strategy, from known: DecisionDiagram.Facts, ignoringLocks: Bool) -> StrategyChange {
    let share = prospects(given: known).first { $0.strategy == wanted }?.share ?? 0
    let flip = diagram.flip(to: .string(wanted.rawValue), from: known) { input, cell in
      if !ignoringLocks, topic(input.name)?.isLocked == true { return nil }
      let distance = known[input.name].map { nearest(cell, in: $0, isOrdered: input.isOrdered) } ?? 0
      return (ignoringLocks ? 1 : costs[input.name] ?? 1) + 0.01 * Double(distance)
    }
    guard let flip else {
      return StrategyChange(
        strategy: wanted, share: share, changes: nil, price: 0, shareAfter: 0, leadsAfter: false)
    }
    var after = known
    for change in flip.changes {
      after[change.input] = CellSet([change.cell], of: diagram.input(change.input)?.cells.count ?? 0)
    }
    for change in flip.changes { after[change.input] = widened(change, in: after) }
    let changes = flip.changes.map { change in
      StrategyChange.Change(
        from: condition(change.input, known[change.input] ?? CellSet(none: 0)),
        to: condition(change.input, after[change.input] ?? CellSet(none: 0)))
    }
    let prospectsAfter = prospects(given: after)
    let shareAfter = prospectsAfter.first { $0.strategy == wanted }?.share ?? 0
    return StrategyChange(
      strategy: wanted, share: share, changes: changes, price: flip.price, shareAfter: shareAfter,
      leadsAfter: prospectsAfter.first?.strategy == wanted)
  }

  private func nearest(_ cell: Int, in set: CellSet, isOrdered: Bool) -> Int {
    isOrdered ? set.cells.map { abs($0 - cell) }.min() ?? 0 : 1
  }

  /// The cells that a changed fact could as well move to: the outcomes that remain are the same.
  private func widened(_ change: DecisionDiagram.Flip.Change, in facts: DecisionDiagram.Facts) -> CellSet {
    guard let input = diagram.input(change.input) else { return CellSet(none: 0) }
    func outcomes(_ cell: Int) -> Set<Value> {
      var trial = facts
      trial[input.name] = CellSet([cell], of: input.cells.count)
      return Set(diagram.outcomes(given: trial).map(\.value))
    }
    let wanted = outcomes(change.cell)
    let same = CellSet(input.cells.indices.filter { outcomes($0) == wanted }, of: input.cells.count)
    guard input.isOrdered else { return same }
    return CellSet(
      same.runs.first { $0.contains(change.cell) } ?? change.cell..<(change.cell + 1), of: same.count)
  }
}

extension Rulebook {
  /// The changes as a text to read.
  public func text(_ changes: StrategyChanges) -> String {
    var data: [String: Any] = ["changes": changes.changes.map(data)]
    if let strategy = changes.strategy { data["strategy"] = strategy.name } else { data["open"] = true }
    if changes.strategy != nil {
      if let wrong = changes.wrongFacts {
        data["wrong"] = ["number": wrong, wrong == 1 ? "one" : "several": true]
      } else {
        data["never"] = true
      }
    }
    return Prose.wrapLines(templates.render(.flips, data), width: 80)
  }

  func data(_ change: StrategyChange) -> [String: Any] {
    var data: [String: Any] = ["target": change.strategy.name, "share": Prose.percent(change.share)]
    guard let changes = change.changes else {
      data["impossible"] = true
      return data
    }
    if change.share > 0 || changes.isEmpty {
      data["possible"] = true
      return data
    }
    data["way"] = [
      "items": changes.map { ["name": $0.to.name, "from": $0.from.words, "to": $0.to.words] },
      change.shareAfter < 1 ? "partly" : "surely": true, "after": Prose.percent(change.shareAfter),
    ]
    return data
  }
}

extension StrategyChange {
  var json: JSON {
    [
      "strategy": .string(strategy.rawValue), "possible": .boolean(changes != nil),
      "changes": .array((changes ?? []).map { ["from": $0.from.json, "to": $0.to.json] }),
      "price": changes == nil ? .null : .number(twoDecimals(price)),
      "share": .number(twoDecimals(shareAfter)),
    ]
  }
}

extension StrategyChanges {
  /// For programs.
  public var json: JSON {
    [
      "strategy": JSON(strategy?.rawValue), "changes": .array(changes.map(\.json)),
      "wrongFacts": wrongFacts.map { .number(String($0)) } ?? .null,
    ]
  }
}

/// A number with two decimals, the same on every machine.
func twoDecimals(_ number: Double) -> String {
  let units = Int((number * 100).rounded())
  return "\(units / 100)." + (units % 100 < 10 ? "0" : "") + "\(units % 100)"
}

public import Diagrams
public import FEEL

extension DecisionDiagram {
  /// One value that a decision may still take.
  public struct Outcome: Sendable, Hashable {
    /// The value.
    public let value: Value
    /// Its share of the completions, weighted as asked, between 0 and 1.
    public let share: Double
  }

  /// The values that the facts leave possible, with their shares.
  ///
  /// Order: the greatest share first; on ties, the value that a rule gives first.
  ///
  /// - Parameters:
  ///   - decision: the decision asked; the goal unless given.
  ///   - facts: what is known.
  ///   - weights: for each input, a weight of each cell; inputs without weights count each cell the same.
  public func outcomes(
    of decision: String? = nil, given facts: Facts, weights: [String: [Double]] = [:]
  ) -> [Outcome] {
    guard let diagram = diagrams[decision ?? goal], let values = values[decision ?? goal] else { return [] }
    let shares = diagram.shares(within: allowed(by: facts), weights: weighting(weights))
    return shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Outcome(value: values[$0.key], share: $0.value) }
  }

  /// The values of a decision in those completions of the facts where the goal comes out as given.
  ///
  /// Order: the greatest share first; on ties, the value that a rule gives first. Empty where the goal cannot come out
  /// so.
  ///
  /// - Parameters:
  ///   - decision: the decision asked.
  ///   - outcome: the value of the goal that is taken for granted; the shares are shares of its completions.
  ///   - facts: what is known.
  ///   - weights: as for all outcomes.
  /// - Throws: `BudgetExceeded` when the two diagrams are too large together.
  public func outcomes(
    of decision: String, where outcome: Value, given facts: Facts, weights: [String: [Double]] = [:],
    budget: DiagramBudget = .interactive
  ) throws(BudgetExceeded) -> [Outcome] {
    guard let diagram = diagrams[decision], let values = values[decision], let goals = diagrams[goal],
      let wanted = self.values[goal]?.firstIndex(of: outcome)
    else { return [] }
    let others = values.count
    let allowed = allowed(by: facts)
    let both = try diagram.restricted(to: allowed)
      .combined(with: goals.restricted(to: allowed), budget: budget) { $1 == wanted ? $0 : others }
    let shares = both.shares(within: allowed, weights: weighting(weights))
      .filter { $0.key != others && $0.value > 0 }
    let ordered = shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    // Added up in a fixed order: that of a dictionary must not reach the last bit of a share.
    let total = ordered.reduce(0) { $0 + $1.value }
    return ordered.map { Outcome(value: values[$0.key], share: $0.value / total) }
  }

  /// The value that the facts settle, or nil while several remain.
  public func settledValue(of decision: String? = nil, given facts: Facts) -> Value? {
    guard let diagram = diagrams[decision ?? goal], let values = values[decision ?? goal] else { return nil }
    return diagram.settledValue(within: allowed(by: facts)).map { values[$0] }
  }

  /// Every value that the decision can ever take.
  public func allValues(of decision: String? = nil) -> [Value] {
    guard let diagram = diagrams[decision ?? goal], let values = values[decision ?? goal] else { return [] }
    return diagram.values(within: diagram.everything).map { values[$0] }
  }

  /// The inputs that can still change the outcome.
  ///
  /// Order: as the diagram asks.
  public func relevantInputs(of decision: String? = nil, given facts: Facts = [:]) -> [String] {
    guard let diagram = diagrams[decision ?? goal],
      let smaller = try? diagram.restricted(to: allowed(by: facts))
    else { return [] }
    return smaller.support.map { inputs[$0].name }
  }

  /// A smallest-by-removal part of the facts that settles the outcome by itself, each fact as wide as can be.
  ///
  /// - Parameters:
  ///   - decision: the decision asked; the goal unless given.
  ///   - facts: what is known.
  ///   - dropFirst: names of facts, those to be left out first coming first; facts not named are dropped before.
  /// - Returns: nil when the facts do not settle the outcome.
  public func sufficientReason(
    of decision: String? = nil, for facts: Facts, dropFirst: [String] = []
  ) -> Facts? {
    guard let diagram = diagrams[decision ?? goal] else { return nil }
    let named = dropFirst.compactMap { positions[$0] }
    let order = inputs.indices.filter { !named.contains($0) }.reversed() + named
    let reason = diagram.sufficientReason(within: allowed(by: facts), dropFirst: Array(order)) {
      inputs[$0].isOrdered
    }
    return reason.map { Dictionary(uniqueKeysWithValues: $0.map { (inputs[$0.key].name, $0.value) }) }
  }

  /// The cheapest changes of facts that lead to another outcome.
  public struct Flip: Sendable, Hashable {
    /// The outcome reached.
    public let value: Value
    /// The sum of the prices.
    public let price: Double
    /// Each input and the cell it has to move to.
    ///
    /// Order: as the diagram asks.
    public let changes: [Change]

    /// One changed fact.
    public struct Change: Sendable, Hashable {
      /// The input.
      public let input: String
      /// The number of the cell it moves to.
      public let cell: Int
    }
  }

  /// The cheapest change that leads to the wanted outcome, or nil when no change that is allowed does.
  ///
  /// - Parameters:
  ///   - wanted: the outcome to reach.
  ///   - decision: the decision asked; the goal unless given.
  ///   - facts: what holds now.
  ///   - price: the price of moving an input to a cell; nil where it cannot be moved.
  public func flip(
    to wanted: Value, of decision: String? = nil, from facts: Facts, price: (DiagramInput, Int) -> Double?
  ) -> Flip? {
    guard let diagram = diagrams[decision ?? goal], let values = values[decision ?? goal],
      let number = values.firstIndex(of: wanted)
    else { return nil }
    let found = diagram.cheapestChange(from: allowed(by: facts), to: [number]) { price(inputs[$0], $1) }
    guard let found else { return nil }
    let changes = found.changes.sorted { $0.key < $1.key }
    return Flip(
      value: wanted, price: found.price,
      changes: changes.map { .init(input: inputs[$0.key].name, cell: $0.value) })
  }

  func weighting(_ weights: [String: [Double]]) -> [[Double]] {
    inputs.map { input in
      guard let own = weights[input.name], own.count == input.cells.count else {
        return Array(repeating: 1, count: input.cells.count)
      }
      return own
    }
  }
}

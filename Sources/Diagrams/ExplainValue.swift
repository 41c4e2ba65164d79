extension Diagram {
  /// One smallest-by-removal set of facts that still settles the value, each widened as far as it can be.
  ///
  /// Facts are dropped in the given order, so the ones that should be told come last. Then each remaining fact is
  /// widened: over neighbouring cells where the input is ordered, over any cells where it is not.
  /// Source: Darwiche & Hirth 2020 (sufficient reasons); Izza et al. 2024 (inflated explanations).
  ///
  /// - Parameters:
  ///   - allowed: what is known of each input; together the facts must settle the value.
  ///   - dropFirst: inputs, the first to be dropped first.
  ///   - isOrdered: whether the input's cells have an order that a range can use.
  /// - Returns: input to its widened set; nil when the facts do not settle the value.
  public func sufficientReason(
    within allowed: [CellSet], dropFirst: [Int], isOrdered: (Int) -> Bool
  ) -> [Int: CellSet]? {
    guard let value = settledValue(within: allowed) else { return nil }
    var reason = allowed
    for input in dropFirst where !reason[input].isAll {
      var without = reason
      without[input] = CellSet(all: cellCounts[input])
      if settledValue(within: without) == value { reason = without }
    }
    for input in reason.indices where !reason[input].isAll {
      reason[input] = widened(reason[input], of: input, in: reason, value: value, isOrdered: isOrdered(input))
    }
    var told: [Int: CellSet] = [:]
    for (input, set) in reason.enumerated() where !set.isAll { told[input] = set }
    return told
  }

  private func widened(_ set: CellSet, of input: Int, in reason: [CellSet], value: Int, isOrdered: Bool)
    -> CellSet
  {
    var wide = set
    func holds(with cell: Int) -> Bool {
      var trial = reason
      trial[input] = wide
      trial[input].insert(cell)
      return settledValue(within: trial) == value
    }
    let cells = set.cells
    guard let low = cells.first, let high = cells.last else { return set }
    if isOrdered {
      for cell in (high + 1)..<max(high + 1, set.count) {
        if holds(with: cell) { wide.insert(cell) } else { break }
      }
      for cell in (0..<low).reversed() { if holds(with: cell) { wide.insert(cell) } else { break } }
    } else {
      for cell in 0..<set.count where !wide.contains(cell) && holds(with: cell) { wide.insert(cell) }
    }
    return wide
  }

  /// The cheapest set of changed answers that leads to one of the wanted values.
  ///
  /// - Parameters:
  ///   - current: what holds now; an input whose set has several cells may take any of them for nothing.
  ///   - wanted: the value numbers to reach.
  ///   - price: the price of moving an input to a cell, or nil when it cannot be changed.
  /// - Returns: the total price and input to the cheapest new cell (the first on ties); nil when nothing leads there.
  public func cheapestChange(
    from current: [CellSet], to wanted: Set<Int>, price: (Int, Int) -> Double?
  ) -> (price: Double, changes: [Int: Int])? {
    var memo: [NodeStore.Reference: Path] = [:]
    let best = path(root, current, wanted, price, &memo)
    guard best.price.isFinite else { return nil }
    var changes: [Int: Int] = [:]
    var node = root
    while node >= 0, let step = memo[node] {
      if let cell = step.cell { changes[Int(store.level(of: node))] = cell }
      node = step.child
    }
    return (best.price, changes)
  }

  private struct Path {
    let price: Double
    /// The cell moved to, nil when the current one is kept.
    let cell: Int?
    let child: NodeStore.Reference
  }

  private func path(
    _ node: NodeStore.Reference, _ current: [CellSet], _ wanted: Set<Int>, _ price: (Int, Int) -> Double?,
    _ memo: inout [NodeStore.Reference: Path]
  ) -> Path {
    if node < 0 {
      return Path(
        price: wanted.contains(NodeStore.terminalNumber(node)) ? 0 : .infinity, cell: nil, child: node)
    }
    if let known = memo[node] { return known }
    let input = Int(store.level(of: node))
    var best = Path(price: .infinity, cell: nil, child: node)
    var begin = 0
    for edge in store.edges(of: node) {
      let run = begin..<Int(edge.end)
      begin = Int(edge.end)
      let rest = path(edge.child, current, wanted, price, &memo).price
      guard rest.isFinite else { continue }
      if run.contains(where: { current[input].contains($0) }) {
        if rest < best.price || (rest == best.price && best.cell != nil) {
          best = Path(price: rest, cell: nil, child: edge.child)
        }
      } else {
        for cell in run {
          guard let step = price(input, cell), step + rest < best.price else { continue }
          best = Path(price: step + rest, cell: cell, child: edge.child)
        }
      }
    }
    memo[node] = best
    return best
  }
}

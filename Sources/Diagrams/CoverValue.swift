/// Where a diagram has one of its values, told as few large boxes.
public struct ValueCover: Sendable, Hashable {
  /// A part of the space in which the value holds everywhere.
  public struct Box: Sendable, Hashable {
    /// One set of cells for each input.
    public let cells: [CellSet]
    /// The weight of what the box covers, of the whole space.
    public let share: Double
  }

  /// The boxes, which may meet.
  ///
  /// Order: what each adds to those before, the most first.
  public let boxes: [Box]
  /// The weight of all combinations with the value, of the whole space.
  public let share: Double
  /// The weight of those that lie in none of the boxes; 0 when the list is complete.
  public let left: Double
}

extension Diagram {
  /// The combinations that have a value, as boxes: each starts from the heaviest path that is not covered yet, and
  /// is then made as wide as it can be, whole inputs first, so that a reader finds few conditions in it.
  ///
  /// - Parameters:
  ///   - value: the value number.
  ///   - allowed: the space; cells outside are neither looked at nor counted.
  ///   - weights: `weights[input][cell]`, not negative.
  ///   - limit: how many boxes to list at most.
  ///   - budget: how much taking a box out of the diagram may cost.
  public func cover(
    of value: Int, within allowed: [CellSet], weights: [[Double]], limit: Int,
    budget: DiagramBudget = .batch
  ) throws(BudgetExceeded) -> ValueCover {
    let space = zip(weights, allowed).map { weights, set in
      weights.indices.map { set.contains($0) ? weights[$0] : 0 }
    }
    let total = shares(within: allowed, weights: weights)[value] ?? 0
    var rest = self
    var boxes: [ValueCover.Box] = []
    while boxes.count < limit, let path = rest.heaviestPath(to: value, within: allowed, weights: space) {
      let box = widened(path, keeping: value, within: allowed)
      let share = zip(zip(box, allowed), space).reduce(1.0) { product, input in
        let whole = input.0.1.cells.reduce(0) { $0 + input.1[$1] }
        let part = input.0.0.cells.reduce(0) { $0 + input.1[$1] }
        // Where nothing has a weight, each cell counts the same.
        return product * (whole > 0 ? part / whole : Double(input.0.0.size) / Double(max(1, input.0.1.size)))
      }
      boxes.append(.init(cells: box, share: share))
      // Whatever number stands for "somewhere else": the terminal that no value has.
      rest = try rest.combined(with: Diagram(box: box), budget: budget) { $1 == 1 ? Self.covered : $0 }
    }
    return ValueCover(
      boxes: boxes, share: total, left: rest.shares(within: allowed, weights: weights)[value] ?? 0)
  }

  private static let covered = Int(Int32.max - 1)

  /// The path to a value that the most weight follows, neighbouring or not, as a box; nil when no path leads there.
  private func heaviestPath(to value: Int, within allowed: [CellSet], weights: [[Double]]) -> [CellSet]? {
    var memo: [NodeStore.Reference: (weight: Double, cells: CellSet?, child: NodeStore.Reference)] = [:]
    func best(_ node: NodeStore.Reference) -> Double {
      if node < 0 { return NodeStore.terminalNumber(node) == value ? 1 : -1 }
      if let known = memo[node] { return known.weight }
      let input = Int(store.level(of: node))
      let whole = allowed[input].cells.reduce(0) { $0 + weights[input][$1] }
      var found: (weight: Double, cells: CellSet?, child: NodeStore.Reference) = (-1, nil, node)
      for (child, cells) in runsByChild(of: node, within: allowed) {
        let below = best(child)
        guard below >= 0 else { continue }
        let part = cells.cells.reduce(0) { $0 + weights[input][$1] }
        let own = whole > 0 ? part / whole : Double(cells.size) / Double(allowed[input].size)
        if own * below > found.weight { found = (own * below, cells, child) }
      }
      memo[node] = found
      return found.weight
    }
    guard best(root) >= 0 else { return nil }
    var box = allowed
    var node = root
    while node >= 0, let step = memo[node], let cells = step.cells {
      box[Int(store.level(of: node))] = cells
      node = step.child
    }
    return box
  }

  /// The children of a node that allowed cells lead to, each with all of those cells.
  private func runsByChild(
    of node: NodeStore.Reference, within allowed: [CellSet]
  ) -> [(child: NodeStore.Reference, cells: CellSet)] {
    let set = allowed[Int(store.level(of: node))]
    var found: [(child: NodeStore.Reference, cells: CellSet)] = []
    var begin = 0
    for edge in store.edges(of: node) {
      let run = (begin..<Int(edge.end)).filter(set.contains)
      begin = Int(edge.end)
      guard !run.isEmpty else { continue }
      let cells = CellSet(run, of: set.count)
      if let index = found.firstIndex(where: { $0.child == edge.child }) {
        found[index].cells = found[index].cells.union(cells)
      } else {
        found.append((edge.child, cells))
      }
    }
    return found
  }

  /// The box made wider while the diagram keeps the value everywhere inside: whole inputs first, then single cells.
  private func widened(_ box: [CellSet], keeping value: Int, within allowed: [CellSet]) -> [CellSet] {
    var wide = box
    func holds(_ trial: [CellSet]) -> Bool { settledValue(within: trial) == value }
    for input in wide.indices.reversed() where wide[input] != allowed[input] {
      var trial = wide
      trial[input] = allowed[input]
      if holds(trial) { wide = trial }
    }
    for input in wide.indices where wide[input] != allowed[input] {
      for cell in allowed[input].cells where !wide[input].contains(cell) {
        var trial = wide
        trial[input].insert(cell)
        if holds(trial) { wide = trial }
      }
    }
    return wide
  }
}

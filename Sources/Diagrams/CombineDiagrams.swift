extension Diagram {
  /// The diagram of a function of this diagram's value and of another's over the same inputs.
  ///
  /// - Parameters:
  ///   - other: a diagram over inputs with the same numbers of cells in the same order.
  ///   - budget: how many pairs of nodes may be looked at, and how many nodes may arise.
  ///   - value: the value number for a pair of value numbers; called once for each pair that occurs.
  /// - Throws: `BudgetExceeded`; there is no partial answer.
  public func combined(
    with other: Diagram, budget: DiagramBudget, value: (Int, Int) -> Int
  ) throws(BudgetExceeded) -> Diagram {
    var product = Product(left: store, right: other.store, budget: budget)
    let root = try product.node(root, other.root, value)
    return Diagram(store: product.store, root: root, cellCounts: cellCounts)
  }

  /// The diagram that is 1 inside a box and 0 outside.
  ///
  /// - Parameter box: one set for each input, none of them empty.
  public init(box: [CellSet]) {
    var store = NodeStore(limit: .max)
    var below = NodeStore.terminal(1)
    for (level, set) in box.enumerated().reversed() where !set.isAll {
      let edges = (0..<set.count).map { cell in
        NodeStore.Edge(end: Int32(cell + 1), child: set.contains(cell) ? below : NodeStore.terminal(0))
      }
      // A store without a limit throws nothing.
      below = (try? store.node(level: Int32(level), edges: edges)) ?? below
    }
    self.init(store: store, root: below, cellCounts: box.map(\.count))
  }

  /// How many combinations of allowed cells lead to each value; nil when there are more than 128 bits can count.
  public func counts(within allowed: [CellSet]) -> [Int: UInt128]? {
    var memo: [NodeStore.Reference: [Int: UInt128]] = [:]
    return counts(root, from: 0, allowed, &memo)
  }

  private func counts(
    _ node: NodeStore.Reference, from level: Int, _ allowed: [CellSet],
    _ memo: inout [NodeStore.Reference: [Int: UInt128]]
  ) -> [Int: UInt128]? {
    let own = node < 0 ? allowed.count : Int(store.level(of: node))
    var result: [Int: UInt128] = [:]
    if node < 0 {
      result = [NodeStore.terminalNumber(node): 1]
    } else if let known = memo[node] {
      result = known
    } else {
      var begin = 0
      for edge in store.edges(of: node) {
        let cells = (begin..<Int(edge.end)).count { allowed[own].contains($0) }
        begin = Int(edge.end)
        guard cells > 0 else { continue }
        guard let below = counts(edge.child, from: own + 1, allowed, &memo) else { return nil }
        for (value, count) in below {
          let (part, tooLarge) = count.multipliedReportingOverflow(by: UInt128(cells))
          let (sum, overflow) = result[value, default: 0].addingReportingOverflow(part)
          guard !tooLarge, !overflow else { return nil }
          result[value] = sum
        }
      }
      memo[node] = result
    }
    for skipped in level..<max(level, own) {
      for (value, count) in result {
        let (product, overflow) = count.multipliedReportingOverflow(by: UInt128(allowed[skipped].size))
        guard !overflow else { return nil }
        result[value] = product
      }
    }
    return result
  }
}

/// Two stores walked together into a third.
private struct Product {
  let left: NodeStore
  let right: NodeStore
  private(set) var store: NodeStore
  private var memo: [UInt64: NodeStore.Reference] = [:]
  private let limit: Int

  init(left: NodeStore, right: NodeStore, budget: DiagramBudget) {
    self.left = left
    self.right = right
    store = NodeStore(limit: budget.nodes)
    limit = budget.combinations
  }

  mutating func node(
    _ one: NodeStore.Reference, _ other: NodeStore.Reference, _ value: (Int, Int) -> Int
  ) throws(BudgetExceeded) -> NodeStore.Reference {
    let key = UInt64(UInt32(bitPattern: one)) << 32 | UInt64(UInt32(bitPattern: other))
    if let known = memo[key] { return known }
    let result: NodeStore.Reference
    if one < 0, other < 0 {
      result = NodeStore.terminal(value(NodeStore.terminalNumber(one), NodeStore.terminalNumber(other)))
    } else {
      guard memo.count < limit else { throw BudgetExceeded(.combinations, limit: limit) }
      let level = min(left.level(of: one), right.level(of: other))
      let asksLeft = left.level(of: one) == level
      let asksRight = right.level(of: other) == level
      var cuts = asksLeft ? left.edges(of: one).map(\.end) : []
      if asksRight { cuts += right.edges(of: other).map(\.end) }
      var edges: [NodeStore.Edge] = []
      var begin: Int32 = 0
      for cut in cuts.sorted() where cut > begin {
        let child = try node(
          asksLeft ? left.child(of: one, cell: Int(begin)) : one,
          asksRight ? right.child(of: other, cell: Int(begin)) : other, value)
        edges.append(.init(end: cut, child: child))
        begin = cut
      }
      result = try store.node(level: level, edges: edges)
    }
    memo[key] = result
    return result
  }
}

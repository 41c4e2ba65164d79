/// What a table leaves undecided.
public struct Gaps: Sendable, Hashable {
  /// The gaps as boxes (one set of cells per column) that do not meet and together are all of them, unless there are
  /// more than the limit.
  public let boxes: [[CellSet]]
  /// Whether `boxes` is the whole list.
  public let isComplete: Bool
  /// How many combinations of cells no rule covers, and how many there are; nil when a number exceeds 128 bits.
  public let uncovered: UInt128?
  /// The number of combinations of cells.
  public let total: UInt128?
}

extension CellTable {
  /// The combinations of cells that no rule covers.
  ///
  /// - Parameters:
  ///   - limit: how many boxes to list at most; the count is exact in any case.
  ///   - budget: how much the coverage diagram may cost.
  /// - Throws: `BudgetExceeded`; there is no partial answer.
  public func gaps(limit: Int = 100, budget: DiagramBudget = .batch) throws(BudgetExceeded) -> Gaps {
    let layers = try LayeredBuild(self, for: .coverage, budget: budget)
    var store = NodeStore(limit: budget.nodes)
    // Terminal 1: covered, terminal 0: not.
    var below = (0..<layers.final.count).map { NodeStore.terminal(layers.final[$0].isEmpty ? 0 : 1) }
    for (index, level) in layers.levels.enumerated().reversed() {
      var here: [NodeStore.Reference] = []
      for state in 0..<(level.starts.count - 1) {
        let edges = level.edges[Int(level.starts[state])..<Int(level.starts[state + 1])]
        here.append(
          try store.node(
            level: Int32(index), edges: edges.map { .init(end: $0.end, child: below[Int($0.next)]) }))
      }
      below = here
    }
    let order = layers.levels.map(\.column)
    let root = below.first ?? NodeStore.terminal(rules.isEmpty ? 0 : 1)
    var walk = GapWalk(store: store, order: order, columns: columns, limit: limit)
    let paths = walk.boxes(root)
    return Gaps(
      boxes: paths, isComplete: walk.isComplete, uncovered: walk.count(root, from: 0),
      total: columns.reduce(UInt128(1)) { product, column in
        product.flatMap { $0.multiplied(by: column.cells) }
      })
  }
}

/// Collects the paths of a coverage diagram that end uncovered.
private struct GapWalk {
  let store: NodeStore
  let order: [Int]
  let columns: [CellTable.Column]
  let limit: Int
  var isComplete = true
  private var counts: [NodeStore.Reference: UInt128?] = [:]

  init(store: NodeStore, order: [Int], columns: [CellTable.Column], limit: Int) {
    self.store = store
    self.order = order
    self.columns = columns
    self.limit = limit
  }

  mutating func boxes(_ root: NodeStore.Reference) -> [[CellSet]] {
    var found: [[CellSet]] = []
    var pending: [(node: NodeStore.Reference, box: [CellSet])] = [
      (root, columns.map { CellSet(all: $0.cells) })
    ]
    while let (node, box) = pending.popLast() {
      if node < 0 {
        guard NodeStore.terminalNumber(node) == 0 else { continue }
        guard found.count < limit else {
          isComplete = false
          break
        }
        found.append(box)
        continue
      }
      let column = order[Int(store.level(of: node))]
      // Cells that lead to the same child belong to one box, neighbours or not: fewer, larger boxes.
      var byChild: [(child: NodeStore.Reference, cells: CellSet)] = []
      var begin = 0
      for edge in store.edges(of: node) {
        let run = CellSet(begin..<Int(edge.end), of: columns[column].cells)
        begin = Int(edge.end)
        if let index = byChild.firstIndex(where: { $0.child == edge.child }) {
          byChild[index].cells = byChild[index].cells.union(run)
        } else {
          byChild.append((edge.child, run))
        }
      }
      for (child, cells) in byChild.reversed() {
        var narrower = box
        narrower[column] = cells
        pending.append((child, narrower))
      }
    }
    return found
  }

  /// How many combinations below a node, from a level on, are uncovered.
  mutating func count(_ node: NodeStore.Reference, from level: Int) -> UInt128? {
    let own = node < 0 ? order.count : Int(store.level(of: node))
    var factor: UInt128? = 1
    for skipped in level..<max(level, own) {
      factor = factor.flatMap { $0.multiplied(by: columns[order[skipped]].cells) }
    }
    let inside: UInt128?
    if node < 0 {
      inside = NodeStore.terminalNumber(node) == 0 ? 1 : 0
    } else if let known = counts[node] {
      inside = known
    } else {
      var sum: UInt128? = 0
      var begin = 0
      for edge in Array(store.edges(of: node)) {
        let width = Int(edge.end) - begin
        begin = Int(edge.end)
        let part = count(edge.child, from: own + 1).flatMap { $0.multiplied(by: width) }
        sum = sum.flatMap { sum in part.flatMap { sum.added(to: $0) } }
      }
      counts[node] = .some(sum)
      inside = sum
    }
    guard let inside, let factor else { return nil }
    let (product, overflow) = inside.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}

extension UInt128 {
  fileprivate func multiplied(by factor: Int) -> UInt128? {
    let (product, overflow) = multipliedReportingOverflow(by: UInt128(factor))
    return overflow ? nil : product
  }

  fileprivate func added(to other: UInt128) -> UInt128? {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? nil : sum
  }
}

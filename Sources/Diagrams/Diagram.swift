/// A reduced, ordered, multi-valued decision diagram over numbered inputs; terminals are value numbers.
public struct Diagram: Sendable {
  let store: NodeStore
  let root: NodeStore.Reference
  /// Shape: number of cells of each input.
  public let cellCounts: [Int]

  /// The value for one cell of each input.
  public func value(at cells: [Int]) -> Int {
    var node = root
    while node >= 0 { node = store.child(of: node, cell: cells[Int(store.levels[Int(node)])]) }
    return NodeStore.terminalNumber(node)
  }

  /// Sets that allow everything: the start of a query in which nothing is known.
  public var everything: [CellSet] { cellCounts.map { CellSet(all: $0) } }

  /// How many nodes can be reached from the root.
  public var nodeCount: Int { reachable().count }

  /// The inputs that occur: in a reduced diagram, exactly those that can change the value.
  ///
  /// Order: as asked.
  public var support: [Int] { Set(reachable().map { Int(store.level(of: $0)) }).sorted() }

  /// The values that remain possible when each input lies in its set.
  ///
  /// Order: ascending.
  public func values(within allowed: [CellSet]) -> [Int] {
    var seen: Set<NodeStore.Reference> = []
    var found: Set<Int> = []
    var pending = [root]
    while let node = pending.popLast() {
      guard seen.insert(node).inserted else { continue }
      if node < 0 {
        found.insert(NodeStore.terminalNumber(node))
      } else {
        pending += children(of: node, allowed)
      }
    }
    return found.sorted()
  }

  /// The one value that remains possible, or nil when there are several.
  public func settledValue(within allowed: [CellSet]) -> Int? {
    let values = values(within: allowed)
    return values.count == 1 ? values[0] : nil
  }

  /// The diagram in which every input is known to lie in its set; outside the sets its answers mean nothing.
  ///
  /// - Throws: never in practice: a restriction has at most as many nodes as the diagram.
  public func restricted(to allowed: [CellSet]) throws(BudgetExceeded) -> Diagram {
    var smaller = NodeStore(limit: store.limit)
    var memo: [NodeStore.Reference: NodeStore.Reference] = [:]
    let newRoot = try restrict(root, allowed, &smaller, &memo)
    return Diagram(store: smaller, root: newRoot, cellCounts: cellCounts)
  }

  private func restrict(
    _ node: NodeStore.Reference, _ allowed: [CellSet], _ smaller: inout NodeStore,
    _ memo: inout [NodeStore.Reference: NodeStore.Reference]
  ) throws(BudgetExceeded) -> NodeStore.Reference {
    if node < 0 { return node }
    if let known = memo[node] { return known }
    let level = store.level(of: node)
    let set = allowed[Int(level)]
    var edges: [NodeStore.Edge] = []
    var begin = 0
    for edge in store.edges(of: node) {
      let isAllowed = (begin..<Int(edge.end)).contains { set.contains($0) }
      begin = Int(edge.end)
      if isAllowed {
        edges.append(.init(end: edge.end, child: try restrict(edge.child, allowed, &smaller, &memo)))
      } else if let last = edges.popLast() {
        // A forbidden run behaves like its neighbour, so that it costs no node.
        edges.append(.init(end: edge.end, child: last.child))
      }
    }
    let result = edges.isEmpty ? node : try smaller.node(level: level, edges: edges)
    memo[node] = result
    return result
  }

  /// The distinct children that allowed cells lead to.
  func children(of node: NodeStore.Reference, _ allowed: [CellSet]) -> [NodeStore.Reference] {
    let set = allowed[Int(store.level(of: node))]
    var begin = 0
    var found: [NodeStore.Reference] = []
    for edge in store.edges(of: node) {
      if (begin..<Int(edge.end)).contains(where: { set.contains($0) }) { found.append(edge.child) }
      begin = Int(edge.end)
    }
    return found
  }

  private func reachable() -> Set<NodeStore.Reference> {
    var seen: Set<NodeStore.Reference> = []
    var pending = [root]
    while let node = pending.popLast() {
      guard node >= 0, seen.insert(node).inserted else { continue }
      pending += store.edges(of: node).map(\.child)
    }
    return seen
  }
}

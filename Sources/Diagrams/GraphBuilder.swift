/// Puts tables together, in requirement order, into diagrams over the inputs alone.
///
/// Every table added gets one diagram whose terminals are its values; a column that looks at an earlier table is
/// replaced by that table's diagram. All diagrams share one store and one order of inputs.
public struct GraphBuilder: Sendable {
  /// The number of cells of each input.
  ///
  /// Order: the order in which every diagram asks.
  public let inputs: [Int]
  private let budget: DiagramBudget
  private var store: NodeStore
  private var roots: [NodeStore.Reference] = []
  private var combinations = 0

  /// A graph without tables over inputs with the given numbers of cells.
  public init(inputs: [Int], budget: DiagramBudget) {
    self.inputs = inputs
    self.budget = budget
    store = NodeStore(limit: budget.nodes)
  }

  /// How many tables have been added.
  public var tableCount: Int { roots.count }

  /// The diagram of a table over the inputs.
  public func diagram(of table: Int) -> Diagram {
    Diagram(store: store, root: roots[table], cellCounts: inputs)
  }

  /// How many nodes all tables share.
  public var nodeCount: Int { store.count }

  /// Adds a table whose columns look at inputs or at tables already added.
  ///
  /// - Parameters:
  ///   - table: the table; a column over an input must distinguish exactly that input's cells.
  ///   - value: the value number for each hit that can occur; called once per hit.
  /// - Returns: the table's number.
  /// - Throws: `BudgetExceeded`, naming the table and, where known, the column.
  public mutating func add(_ table: CellTable, value: (Hit) -> Int) throws(BudgetExceeded) -> Int {
    let number = roots.count
    do {
      let alone = try TableDiagram(building: table, budget: budget)
      let terminals = alone.hits.map { NodeStore.terminal(value($0)) }
      var composed: [NodeStore.Reference: NodeStore.Reference] = [:]
      let root = try compose(alone.root, of: alone, table, terminals, &composed)
      roots.append(root)
      return number
    } catch { throw error.placed(table: number) }
  }

  private mutating func compose(
    _ node: NodeStore.Reference, of alone: TableDiagram, _ table: CellTable,
    _ terminals: [NodeStore.Reference],
    _ composed: inout [NodeStore.Reference: NodeStore.Reference]
  ) throws(BudgetExceeded) -> NodeStore.Reference {
    if node < 0 { return terminals[NodeStore.terminalNumber(node)] }
    if let known = composed[node] { return known }
    let column = alone.columns[Int(alone.store.level(of: node))]
    let edges = Array(alone.store.edges(of: node))
    var children: [NodeStore.Reference] = []
    for edge in edges { children.append(try compose(edge.child, of: alone, table, terminals, &composed)) }
    let selector: NodeStore.Reference
    do {
      switch table.columns[column].source {
      case .input(let input):
        let branches = edges.enumerated().map { NodeStore.Edge(end: $1.end, child: NodeStore.terminal($0)) }
        selector = try store.node(level: Int32(input), edges: branches)
      case .table(let earlier, let cellOfValue):
        var relabelled: [NodeStore.Reference: NodeStore.Reference] = [:]
        selector = try relabel(roots[earlier], &relabelled) { value in
          let cell = cellOfValue[value] ?? 0
          return edges.firstIndex { Int($0.end) > cell } ?? edges.count - 1
        }
      }
      var memo: [[NodeStore.Reference]: NodeStore.Reference] = [:]
      let result = try select([selector] + children, &memo)
      composed[node] = result
      return result
    } catch { throw error.placed(column: column) }
  }

  /// The same diagram with its terminals renamed.
  private mutating func relabel(
    _ node: NodeStore.Reference, _ memo: inout [NodeStore.Reference: NodeStore.Reference],
    _ rename: (Int) -> Int
  ) throws(BudgetExceeded) -> NodeStore.Reference {
    if node < 0 { return NodeStore.terminal(rename(NodeStore.terminalNumber(node))) }
    if let known = memo[node] { return known }
    var edges: [NodeStore.Edge] = []
    for edge in Array(store.edges(of: node)) {
      edges.append(.init(end: edge.end, child: try relabel(edge.child, &memo, rename)))
    }
    let result = try store.node(level: store.level(of: node), edges: edges)
    memo[node] = result
    return result
  }

  /// The diagram that behaves as `operands[1 + t]` where `operands[0]` ends in terminal `t`.
  private mutating func select(
    _ operands: [NodeStore.Reference], _ memo: inout [[NodeStore.Reference]: NodeStore.Reference]
  ) throws(BudgetExceeded) -> NodeStore.Reference {
    if operands[0] < 0 { return operands[1 + NodeStore.terminalNumber(operands[0])] }
    if operands.dropFirst(2).allSatisfy({ $0 == operands[1] }) { return operands[1] }
    if let known = memo[operands] { return known }
    combinations += 1
    guard combinations <= budget.combinations else {
      throw BudgetExceeded(.combinations, limit: budget.combinations)
    }
    let level = operands.lazy.map { [store] in store.level(of: $0) }.min() ?? .max
    var cuts: [Int32] = []
    for operand in operands where store.level(of: operand) == level {
      cuts += store.edges(of: operand).map(\.end)
    }
    cuts.sort()
    var edges: [NodeStore.Edge] = []
    var begin: Int32 = 0
    for cut in cuts where cut > begin {
      let cofactors = operands.map { operand in
        store.level(of: operand) == level ? store.child(of: operand, cell: Int(begin)) : operand
      }
      edges.append(.init(end: cut, child: try select(cofactors, &memo)))
      begin = cut
    }
    let result = try store.node(level: level, edges: edges)
    memo[operands] = result
    return result
  }
}

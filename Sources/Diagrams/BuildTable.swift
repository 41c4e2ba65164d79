/// The diagram of one table over its own columns; terminals are hits.
///
/// Terminals name the deciding rule only, never all matching ones, unless the policy needs them: sets of all matching
/// rules blow up, winners do not.
struct TableDiagram: Sendable {
  private(set) var store: NodeStore
  private(set) var root: NodeStore.Reference = 0
  /// Terminal number to hit.
  private(set) var hits: [Hit] = []
  /// Which column each level asks.
  let columns: [Int]

  init(building table: CellTable, budget: DiagramBudget) throws(BudgetExceeded) {
    let purpose: LayeredBuild.Purpose =
      switch table.policy {
      case .first: .winner
      case .unique: .unique
      case .any, .all: .all
      }
    let layers = try LayeredBuild(table, for: purpose, budget: budget)
    columns = layers.levels.map(\.column)
    store = NodeStore(limit: budget.nodes)
    var numbers: [Hit: Int] = [:]
    var below: [NodeStore.Reference] = []
    for state in 0..<layers.final.count {
      let hit = Hit(of: layers.final[state].map(Int.init), in: table)
      let number = numbers[hit] ?? hits.count
      if number == hits.count { hits.append(hit) }
      numbers[hit] = number
      below.append(NodeStore.terminal(number))
    }
    for (index, level) in layers.levels.enumerated().reversed() {
      var here: [NodeStore.Reference] = []
      for state in 0..<(level.starts.count - 1) {
        let edges = level.edges[Int(level.starts[state])..<Int(level.starts[state + 1])]
        let outgoing = edges.map { NodeStore.Edge(end: $0.end, child: below[Int($0.next)]) }
        do { here.append(try store.node(level: Int32(index), edges: outgoing)) } catch {
          throw error.placed(column: level.column)
        }
      }
      below = here
    }
    root = below.first ?? NodeStore.terminal(0)
  }
}

extension Hit {
  /// What the table's policy makes of the rules that match.
  init(of matching: [Int], in table: CellTable) {
    guard let first = matching.first else {
      self = .none
      return
    }
    switch table.policy {
    case .all: self = .rules(matching)
    case .first: self = .rule(first)
    case .unique: self = matching.count == 1 ? .rule(first) : .conflict(first, matching[1])
    case .any:
      let other = matching.first { table.rules[$0].value != table.rules[first].value }
      self = other.map { .conflict(first, $0) } ?? .rule(first)
    }
  }
}

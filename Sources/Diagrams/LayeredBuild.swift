/// The states of a table, level by level: which rules still match after the columns asked so far.
///
/// The next column is chosen at each level by what it does to a sample of the states: the one that leaves the fewest
/// active rules over distinct next states. No order chosen beforehand wins everywhere, and a bad one costs a
/// hundred times as much.
struct LayeredBuild: Sendable {
  /// What the build is for; it decides which rules may be forgotten on the way.
  enum Purpose: Sendable {
    /// The first matching rule.
    case winner
    /// The one matching rule, or two that conflict.
    case unique
    /// All matching rules.
    case all
    /// Whether any rule matches.
    case coverage
    /// All matching rules, but only where there are at least two.
    case overlaps
  }

  struct Edge: Sendable {
    let end: Int32
    /// A state of the next level.
    let next: Int32
  }

  struct Level: Sendable {
    /// The column asked at this level.
    let column: Int
    /// Where each state's edges begin: `edges[starts[state]..<starts[state + 1]]`.
    let starts: [Int32]
    let edges: [Edge]
  }

  private(set) var levels: [Level] = []
  /// The rules still matching after the last column; state numbers of the last level's edges.
  private(set) var final = RuleLists()
  private(set) var stateCount = 0
  private let columns: TableColumns
  private let purpose: Purpose
  /// How many states are looked at when the next column is chosen.
  private let sample = 60

  /// Expands every column of a table.
  ///
  /// - Throws: `BudgetExceeded` with the column at which the states ran out.
  init(
    _ table: CellTable, for purpose: Purpose, budget: DiagramBudget, fixedOrder: Bool = false
  ) throws(BudgetExceeded) {
    guard table.columns.count <= 64 else { throw BudgetExceeded(.columns, limit: 64) }
    columns = TableColumns(table)
    self.purpose = purpose
    var remaining = Array(table.columns.indices)
    let possible = (0..<Int32(table.rules.count)).filter { rule in
      !table.rules[Int(rule)].cells.contains(where: \.isEmpty)
    }
    var current = RuleLists()
    var scratch = possible
    forget(&scratch, remaining: Self.mask(remaining))
    _ = current.number(of: scratch)
    while !remaining.isEmpty {
      let choice = fixedOrder ? 0 : bestColumn(remaining, current)
      let column = remaining.remove(at: choice)
      current = try expand(current, column, Self.mask(remaining), budget)
    }
    final = current
  }

  private static func mask(_ columns: [Int]) -> UInt64 { columns.reduce(0) { $0 | 1 << UInt64($1) } }

  private mutating func expand(
    _ states: RuleLists, _ column: Int, _ remaining: UInt64, _ budget: DiagramBudget
  ) throws(BudgetExceeded) -> RuleLists {
    var next = RuleLists()
    var starts: [Int32] = [0]
    var edges: [Edge] = []
    var scratch: [Int32] = []
    var cuts: [Int32] = []
    for state in 0..<states.count {
      try columns.sweep(column, states[state], scratch: &scratch, cuts: &cuts) {
        (end, matching) throws(BudgetExceeded) in
        forget(&matching, remaining: remaining)
        let target = Int32(next.number(of: matching))
        if let last = edges.last, edges.count > Int(starts[state]), last.next == target { edges.removeLast() }
        edges.append(Edge(end: end, next: target))
      }
      starts.append(Int32(edges.count))
      guard stateCount + next.count <= budget.states else {
        throw BudgetExceeded(.states, limit: budget.states, column: column)
      }
    }
    stateCount += next.count
    levels.append(Level(column: column, starts: starts, edges: edges))
    return next
  }

  /// Drops rules that can no longer make a difference once only `remaining` columns are open.
  private func forget(_ list: inout [Int32], remaining: UInt64) {
    func isOpen(_ rule: Int32) -> Bool { columns.restricted[Int(rule)] & remaining == 0 }
    switch purpose {
    case .all: break
    case .winner:
      if let stop = list.firstIndex(where: isOpen) { list.removeLast(list.count - stop - 1) }
    case .coverage:
      if list.first != TableColumns.covered, list.contains(where: isOpen) { list = [TableColumns.covered] }
    case .unique:
      let open = list.filter(isOpen)
      if open.count > 1 { list = Array(open.prefix(2)) }
    case .overlaps:
      if list.count < 2 { list.removeAll(keepingCapacity: true) }
    }
  }

  private func bestColumn(_ remaining: [Int], _ states: RuleLists) -> Int {
    guard remaining.count > 1 else { return 0 }
    let step = max(1, states.count / sample)
    var best = (cost: Int.max, choice: 0)
    var scratch: [Int32] = []
    var cuts: [Int32] = []
    for (choice, column) in remaining.enumerated() {
      let rest = Self.mask(remaining.filter { $0 != column })
      var distinct = RuleLists()
      for state in stride(from: 0, to: states.count, by: step) {
        try? columns.sweep(column, states[state], scratch: &scratch, cuts: &cuts) {
          (_, matching) throws(BudgetExceeded) in
          forget(&matching, remaining: rest)
          _ = distinct.number(of: matching)
        }
        if distinct.elements.count >= best.cost { break }
      }
      let cost = distinct.elements.count + distinct.count
      if cost < best.cost { best = (cost, choice) }
    }
    return best.choice
  }
}

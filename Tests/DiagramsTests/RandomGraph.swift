import Diagrams

/// A small deterministic generator, so that a failing seed can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// A random graph of tables, decided by reading its rows: the oracle.
struct RandomGraph {
  var inputs: [Int] = []
  var tables: [CellTable] = []
  /// Value numbers of table t: 0..<4 its rules' values, 4 no rule, 5 conflict; sets of rules from 10 on.
  static let none = 4
  static let conflict = 5

  init(seed: UInt64, inputCount: Int = 4, tableCount: Int = 3, ruleCount: Int = 5) {
    var random = SeededGenerator(seed: seed)
    inputs = (0..<inputCount).map { _ in Int.random(in: 2...4, using: &random) }
    for number in 0..<tableCount {
      var columns: [CellTable.Column] = []
      for input in inputs.indices where Bool.random(using: &random) {
        columns.append(.init(source: .input(input), cells: inputs[input]))
      }
      if number > 0 {
        let earlier = Int.random(in: 0..<number, using: &random)
        let cellOfValue = Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, $0 % 3) })
        columns.append(.init(source: .table(earlier, cellOfValue: cellOfValue), cells: 3))
      }
      if columns.isEmpty { columns.append(.init(source: .input(0), cells: inputs[0])) }
      let rules = (0..<ruleCount).map { _ in
        CellTable.Rule(
          cells: columns.map { column in
            if Int.random(in: 0..<3, using: &random) == 0 { return CellSet(all: column.cells) }
            return CellSet((0..<column.cells).filter { _ in Bool.random(using: &random) }, of: column.cells)
          }, value: Int.random(in: 0..<4, using: &random))
      }
      let policy = [CellTable.Policy.first, .unique, .any, .first].randomElement(using: &random) ?? .first
      tables.append(CellTable(columns: columns, rules: rules, policy: policy))
    }
  }

  static func number(of hit: Hit, in table: CellTable) -> Int {
    switch hit {
    case .none: none
    case .rule(let rule): table.rules[rule].value
    case .conflict: conflict
    case .rules(let rules): 10 + rules.count
    }
  }

  /// The value of the last table, row by row.
  func value(at cells: [Int]) -> Int {
    var values: [Int] = []
    for table in tables {
      let here = table.columns.map { column in
        switch column.source {
        case .input(let input): cells[input]
        case .table(let earlier, let cellOfValue): cellOfValue[values[earlier]] ?? 0
        }
      }
      let matching = table.rules.indices.filter { rule in
        zip(table.rules[rule].cells, here).allSatisfy { $0.contains($1) }
      }
      let outputs = Set(matching.map { table.rules[$0].value })
      switch table.policy {
      case _ where matching.isEmpty: values.append(Self.none)
      case .first: values.append(table.rules[matching[0]].value)
      case .unique: values.append(matching.count == 1 ? table.rules[matching[0]].value : Self.conflict)
      case .any: values.append(outputs.count == 1 ? table.rules[matching[0]].value : Self.conflict)
      case .all: values.append(10 + matching.count)
      }
    }
    return values[values.count - 1]
  }

  /// Every combination of cells.
  var combinations: [[Int]] {
    inputs.reduce([[]]) { partial, count in partial.flatMap { head in (0..<count).map { head + [$0] } } }
  }

  func diagram(budget: DiagramBudget = .interactive) throws(BudgetExceeded) -> Diagram {
    var builder = GraphBuilder(inputs: inputs, budget: budget)
    for table in tables { _ = try builder.add(table) { Self.number(of: $0, in: table) } }
    return builder.diagram(of: tables.count - 1)
  }
}

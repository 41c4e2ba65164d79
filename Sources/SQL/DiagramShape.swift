internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

extension RuleHits {
  /// The rules as a decision diagram: for each column of the table one column with the node that is reached.
  ///
  /// The work for a row grows with the columns and not with the rules; a node is written once, however many ways lead
  /// to it.
  init(walking question: RuleQuestion, budget: DiagramBudget = .interactive, limit: Int = 5_000)
    throws(Refusal)
  {
    guard let cells = CellColumns(question), !cells.columns.isEmpty, question.parts.refused == nil else {
      throw notPieces(question)
    }
    let walk = try DiagramWalk(question, cells, budget, limit)
    let classes = cells.columns.map { question.name("in_\($0.index + 1)_cell") }
    var columns: [Select.Column] = []
    for (column, name) in zip(cells.columns, classes) {
      columns.append(.init(try column.classified(question.compiler) { $0 + 1 }, as: name))
    }
    // A table for each step down: nested queries would go deeper than the parsers of some databases.
    var level = question.name("level_0")
    tables = [
      CommonTable(
        name: level, comments: ["which of the pieces that the rules distinguish holds each value"],
        body: .select(Select(columns: columns, source: question.rows)))
    ]
    var node = SQLExpression.integer(0)
    for (index, steps) in walk.levels.enumerated() where !steps.isEmpty {
      let name = question.name("node_\(index + 1)")
      let next = walk.next(from: node, at: steps, reading: .column(classes[index]))
      let table = question.name("level_\(index + 1)")
      tables.append(
        CommonTable(
          name: table, comments: [],
          body: .select(Select(columns: [.init(next, as: name)], source: .table(level)))))
      (level, node) = (table, .column(name))
    }
    source = Select(columns: [], source: .table(level))
    hit = walk.levels.allSatisfy(\.isEmpty) ? .integer(walk.hits[0] ?? 0) : walk.hit(of: node)
  }
}

/// A diagram as steps, by the input that each asks.
private struct DiagramWalk {
  /// The numbers of the steps that ask an input.
  var levels: [[Int]]
  /// The rule number of the steps that end.
  var hits: [Int: Int] = [:]
  let steps: [Diagram.Step]

  init(_ question: RuleQuestion, _ cells: CellColumns, _ budget: DiagramBudget, _ limit: Int) throws(Refusal)
  {
    let policy: CellTable.Policy
    switch question.policy {
    case .first, .priority: policy = .first
    case .unique: policy = .unique
    case .any: policy = .any
    case .collect, .ruleOrder, .outputOrder: throw isList(question)
    }
    let order = try question.precedence()
    let groups = policy == .any ? try question.groups() : Array(question.table.cells.indices)
    let table = CellTable(
      columns: cells.columns.indices.map { .init(source: .input($0), cells: cells.columns[$0].cells.count) },
      rules: order.map { rule in
        CellTable.Rule(cells: cells.columns.map { $0.accepted[rule] }, value: groups[rule])
      }, policy: policy)
    var builder = GraphBuilder(inputs: cells.columns.map(\.cells.count), budget: budget)
    var numbers: [Int] = []
    do throws(BudgetExceeded) {
      let number = try builder.add(table) { hit in
        let rule: Int =
          switch hit {
          case .none: 0
          case .rule(let rule): order[rule] + 1
          case .conflict, .rules: -1
          }
        if let known = numbers.firstIndex(of: rule) { return known }
        numbers.append(rule)
        return numbers.count - 1
      }
      guard let steps = builder.diagram(of: number).steps(limit: limit) else {
        throw BudgetExceeded(.nodes, limit: limit)
      }
      self.steps = steps
    } catch { throw tooLarge(question, error) }
    levels = Array(repeating: [], count: cells.columns.count)
    for (number, step) in steps.enumerated() {
      switch step {
      case .value(let value): hits[number] = numbers[value]
      case .question(let input, _): levels[input].append(number)
      }
    }
  }

  /// Where the steps of a level lead; other nodes stay where they are.
  func next(from node: SQLExpression, at numbers: [Int], reading cell: SQLExpression) -> SQLExpression {
    var branches: [SQLExpression.Branch] = []
    for number in numbers {
      guard case .question(_, let ways) = steps[number] else { continue }
      let sorted = ways.sorted { $0.cells.size < $1.cells.size }
      let last = sorted.last.map { SQLExpression.integer($0.step) } ?? node
      let inner = sorted.dropLast().map { way in
        let pieces = way.cells.cells.map { SQLExpression.integer($0 + 1) }
        return SQLExpression.Branch(
          pieces.count == 1 ? .comparison(.equal, cell, pieces[0]) : .isIn(cell, pieces), .integer(way.step))
      }
      let value = inner.isEmpty ? last : SQLExpression.choice(inner, otherwise: last)
      if case .integer(let only) = node {
        return only == number ? value : node
      }
      branches.append(.init(.integer(number), value))
    }
    return .lookup(node, branches, otherwise: node)
  }

  func hit(of node: SQLExpression) -> SQLExpression {
    .lookup(
      node, hits.sorted { $0.key < $1.key }.map { .init(.integer($0.key), .integer($0.value)) },
      otherwise: nil)
  }
}

// MARK: Wording

private func tooLarge(_ question: RuleQuestion, _ error: BudgetExceeded) -> Refusal {
  Refusal(
    "the diagram of the rules needs more than \(error.limit) \(error.resource.rawValue)",
    at: question.table.table.location, help: "`--shape join` takes any number of rules")
}

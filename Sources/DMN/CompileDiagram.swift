internal import Diagnostics
public import Diagrams
internal import FEEL

extension DecisionDiagram {
  /// Compiles a decision and all decisions it needs.
  ///
  /// Order: inputs are asked in the order in which a walk from the goal through the columns first meets them, so
  /// two compilations of one model give one diagram.
  ///
  /// - Parameters:
  ///   - model: the checked model.
  ///   - goal: the name of the decision.
  ///   - budget: how much the diagram may cost.
  /// - Throws: `DiagramProblem`: no such decision, something outside the closed fragment, or a used-up budget.
  public init(
    compiling model: CheckedModel, goal: String, budget: DiagramBudget = .interactive
  ) throws(DiagramProblem) {
    let plan = try DiagramPlan(of: model, goals: [goal])
    try self.init(plan, goal: goal, inputs: plan.inputs, budget: budget)
  }

  /// Compiles what was planned over inputs that distinguish at least the cells that the plan does.
  init(
    _ plan: DiagramPlan, goal: String, inputs: [DiagramInput], budget: DiagramBudget
  ) throws(DiagramProblem) {
    var compiler = GraphCompiler(inputs: inputs, budget: budget)
    for table in plan.tables { try compiler.add(table) }
    self.init(
      goal: goal, inputs: inputs, limitations: plan.limitations, decisions: plan.tables.map(\.name),
      diagrams: compiler.compiled.mapValues { compiler.builder.diagram(of: $0.number) },
      values: compiler.compiled.mapValues(\.values),
      positions: Dictionary(uniqueKeysWithValues: inputs.enumerated().map { ($1.name, $0) }))
  }
}

/// Adds planned tables, in order, to one graph of diagrams.
struct GraphCompiler {
  /// A decision that has its diagram.
  struct Compiled {
    /// Its number in the graph.
    let number: Int
    /// What its rules give, by value number.
    let values: [Value]
    /// The value numbers that some combination of inputs really leads to.
    let possible: [Int]
  }

  let inputs: [DiagramInput]
  private(set) var builder: GraphBuilder
  private(set) var compiled: [String: Compiled] = [:]

  init(inputs: [DiagramInput], budget: DiagramBudget) {
    self.inputs = inputs
    builder = GraphBuilder(inputs: inputs.map(\.cells.count), budget: budget)
  }

  /// Adds a table; all it looks at has been added before.
  mutating func add(_ table: PlannedTable) throws(DiagramProblem) {
    let shape = table.shape(inputs: inputs, compiled: compiled)
    var values: [Value] = []
    let number = try add(shape, of: table) { hit in
      let value = table.value(of: hit)
      if let known = values.firstIndex(of: value) { return known }
      values.append(value)
      return values.count - 1
    }
    let diagram = builder.diagram(of: number)
    compiled[table.name] = Compiled(
      number: number, values: values, possible: diagram.values(within: diagram.everything))
  }

  /// Adds a table's cells with terminals of the caller's choice; hits count rules as written.
  mutating func add(
    _ shape: PlannedTable.Shape, of table: PlannedTable, value: (Hit) -> Int
  ) throws(DiagramProblem) -> Int {
    do { return try builder.add(shape.cells) { value(shape.written($0)) } } catch {
      throw .budgetExceeded(tooLarge(error, table), error)
    }
  }
}

/// What a column of a planned table looks at.
enum ColumnSource {
  /// An input of the diagram, by name.
  case input(String)
  /// A compiled decision.
  case decision(String)
}

/// A table on its way into a diagram.
struct PlannedTable {
  let name: String
  let checked: CheckedTable
  let sources: [ColumnSource]

  /// The table over cells, and the order in which its rules take precedence.
  struct Shape {
    let cells: CellTable
    /// Position in `cells.rules` to position in the table as written.
    let order: [Int]
    /// A value of each cell of each column.
    let samples: [[Value]]

    /// The hit with the rules numbered as written.
    func written(_ hit: Hit) -> Hit {
      switch hit {
      case .none: .none
      case .rule(let rule): .rule(order[rule])
      case .conflict(let one, let other): .conflict(order[one], order[other])
      case .rules(let rules): .rules(rules.map { order[$0] })
      }
    }
  }

  func shape(inputs: [DiagramInput], compiled: [String: GraphCompiler.Compiled]) -> Shape {
    var columns: [CellTable.Column] = []
    var accepted: [[CellSet]] = []
    var samplesOf: [[Value]] = []
    for (index, source) in sources.enumerated() {
      let samples: [Value]
      var line: CellLine?
      switch source {
      case .input(let name):
        let position = inputs.firstIndex { $0.name == name } ?? 0
        samples = inputs[position].samples
        line = CellLine(cells: inputs[position].cells, samples: samples)
        columns.append(.init(source: .input(position), cells: samples.count))
      case .decision(let name):
        // Each value that the earlier decision can take is a cell of its own.
        let earlier = compiled[name]
        let possible = earlier?.possible ?? []
        samples = possible.map { number in
          checked.inputExpressions[index].evaluate(in: Environment([name: earlier?.values[number] ?? .null]))
        }
        let cellOfValue = Dictionary(uniqueKeysWithValues: possible.enumerated().map { ($1, $0) })
        columns.append(
          .init(source: .table(earlier?.number ?? 0, cellOfValue: cellOfValue), cells: max(1, samples.count)))
      }
      samplesOf.append(samples)
      let environment = Environment()
      var known: [String: CellSet] = [:]
      accepted.append(
        checked.cells.map { row in
          let tests = row[index]
          if let same = known[tests.fragment.text] { return same }
          let cells =
            samples.isEmpty
            ? CellSet(none: 1)
            : line?.accepted(by: tests)
              ?? CellSet(
                samples.indices.filter { tests.matches(samples[$0], in: environment) == true },
                of: samples.count)
          known[tests.fragment.text] = cells
          return cells
        })
    }
    let order = checked.precedence
    let outputs = checked.outputs.map { Value.list($0.map { $0.evaluate(in: Environment()) }) }
    // A value's number is that of the first rule that gives it.
    let numbers = Dictionary(zip(outputs, outputs.indices)) { first, _ in first }
    let rules = order.map { rule in
      CellTable.Rule(cells: accepted.map { $0[rule] }, value: numbers[outputs[rule]] ?? rule)
    }
    return Shape(
      cells: CellTable(columns: columns, rules: rules, policy: checked.table.hitPolicy.diagramPolicy),
      order: order, samples: samplesOf)
  }

  func value(of hit: Hit) -> Value {
    let rules: [Int] =
      switch hit {
      case .none: []
      case .rule(let rule): [rule]
      case .conflict(let one, let other): [one, other]
      case .rules(let rules): rules
      }
    let environment = Environment()
    return checked.resolve(
      rules, outputs: { checked.outputs[$0].map { $0.evaluate(in: environment) } },
      defaults: { checked.defaults.map { $0?.evaluate(in: environment) } },
      priorities: { checked.priorityValues },
      aggregate: { checked.aggregate?.evaluate(in: Environment(["outputs": .list($0)])) }
    ).value
  }
}

extension CheckedTable {
  /// The allowed values of each output, highest priority first.
  fileprivate var priorityValues: [[Value]] {
    priorities.map { $0.map { $0.evaluate(in: Environment()) } }
  }

  /// The rules in the order in which they take precedence: as written, or for PRIORITY the highest outputs first.
  fileprivate var precedence: [Int] {
    guard table.hitPolicy == .priority else { return Array(cells.indices) }
    let allowed = priorityValues
    let ranks = outputs.map { row in
      zip(row, allowed).map { output, allowed in
        let value = output.evaluate(in: Environment())
        return allowed.firstIndex { feelEqual($0, value) == true } ?? allowed.count
      }
    }
    return cells.indices.sorted {
      ($0 == $1) ? false : ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0].lexicographicallyPrecedes(ranks[$1])
    }
  }
}

extension HitPolicy {
  /// Which rule decides, as far as a diagram has to know.
  fileprivate var diagramPolicy: CellTable.Policy {
    switch self {
    case .first, .priority: .first
    case .unique: .unique
    case .any: .any
    case .collect, .ruleOrder, .outputOrder: .all
    }
  }
}

/// Which decisions a diagram needs, in which order, over which inputs.
struct DiagramPlan {
  private(set) var tables: [PlannedTable] = []
  private(set) var inputs: [DiagramInput] = []
  private(set) var limitations: [String] = []
  let model: CheckedModel
  /// The names of the inputs.
  ///
  /// Order: as first met.
  private(set) var order: [String] = []
  private(set) var tests: [String: [CheckedUnaryTests]] = [:]
  private(set) var kinds: [String: DiagramInput.Kind] = [:]
  private(set) var types: [String: ValueType] = [:]
  private var visited: Set<String> = []

  init(of model: CheckedModel, goals: [String]) throws(DiagramProblem) {
    self.model = model
    for goal in goals {
      guard let decision = model.decision(goal) else { throw .unknownDecision(goal) }
      try visit(decision)
    }
    for name in order {
      let input = DiagramInput(
        partitioning: name, kind: kinds[name] ?? .given, type: types[name] ?? .any,
        domain: domain(of: name), tests: tests[name] ?? [])
      inputs.append(input)
    }
  }

  /// The allowed values of an input; nil where anything goes, and for derived inputs.
  func domain(of name: String) -> CheckedUnaryTests? {
    kinds[name] == .derived ? nil : model.inputTypes[name]?.allowedValues
  }

  private mutating func visit(_ decision: CheckedDecision) throws(DiagramProblem) {
    guard visited.insert(decision.name).inserted else { return }
    guard let table = decision.table else {
      throw .notRepresentable(onlyTables(decision))
    }
    var sources: [ColumnSource] = []
    for (index, expression) in table.inputExpressions.enumerated() {
      let source = try source(of: expression, in: decision)
      sources.append(source)
      if case .input(let name) = source {
        if tests[name] == nil {
          order.append(name)
          types[name] = model.inputTypes[name]?.type ?? table.inputTypes[index]?.type ?? expression.type
        }
        // Within a column, the same text is the same test.
        var seen: Set<String> = []
        for row in table.cells where seen.insert(row[index].fragment.text).inserted {
          let constants = CellConstants(of: row[index].tests, in: row[index].fragment)
          if constants.isOpaque { throw .notRepresentable(opaque(row[index], name)) }
          tests[name, default: []].append(row[index])
        }
        if table.cells.isEmpty { tests[name] = tests[name] ?? [] }
      }
    }
    tables.append(PlannedTable(name: decision.name, checked: table, sources: sources))
  }

  /// What a column looks at; decisions it needs are visited first, so that they come before in `tables`.
  private mutating func source(
    of expression: CheckedExpression, in decision: CheckedDecision
  ) throws(DiagramProblem) -> ColumnSource {
    let names = expression.expression.mentionedNames
    let decisions = model.decisions.filter { names.contains($0.name) && decision.inputs.contains($0.name) }
    let isPlain = if case .name = expression.expression.kind { true } else { false }
    let givens = model.model.inputs.filter { names.contains($0.name) }
    if let only = decisions.first, decisions.count == 1, givens.isEmpty {
      if only.table != nil {
        try visit(only)
        return .decision(only.name)
      }
    }
    let text = expression.fragment.text.trimmed
    kinds[text] = isPlain && decisions.isEmpty ? .given : .derived
    if kinds[text] == .derived, !limitations.contains(text) { limitations.append(text) }
    return .input(text)
  }
}

extension String {
  fileprivate var trimmed: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}

// MARK: Wording

private func onlyTables(_ decision: CheckedDecision) -> Diagnostic {
  Diagnostic(
    .error, DiagramCode.notRepresentable,
    "decision `\(decision.name)` is not a decision table, so no decision diagram can be made of it",
    at: decision.decision.location)
}

private func opaque(_ cell: CheckedUnaryTests, _ input: String) -> Diagnostic {
  Diagnostic(
    .error, DiagramCode.notRepresentable,
    "the test `\(cell.fragment.text)` of `\(input)` does not compare it with constants, so its cells are unknown",
    at: cell.fragment.location,
    help: "compare with numbers, words, dates, ranges or lists of them")
}

func tooLarge(_ error: BudgetExceeded, _ table: PlannedTable) -> Diagnostic {
  let column = error.column.flatMap { index in
    table.checked.inputExpressions.indices.contains(index)
      ? table.checked.inputExpressions[index].fragment.text : nil
  }
  let place = column.map { " at column `\($0)`" } ?? ""
  return Diagnostic(
    .error, DiagramCode.budgetExceeded,
    "the diagram of `\(table.name)` needs more than \(error.limit) \(error.resource.rawValue)\(place)",
    at: table.checked.table.location,
    help: "split the table, use fewer thresholds, or add a rule that accepts everything")
}

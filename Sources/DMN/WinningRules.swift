public import Diagrams
internal import FEEL

/// Which rules decide, as functions of the inputs: for every decision behind a goal, a diagram whose values are hits.
public struct WinningRules: Sendable {
  private let inputs: [DiagramInput]
  private let diagrams: [String: Diagram]
  private let hits: [String: [Hit]]

  /// Compiles the rules of a goal and of all decisions it needs.
  ///
  /// - Throws: `DiagramProblem`, as compiling the goal itself does.
  public init(
    of model: CheckedModel, goal: String, budget: DiagramBudget = .interactive
  ) throws(DiagramProblem) {
    let plan = try DiagramPlan(of: model, goals: [goal])
    var compiler = GraphCompiler(inputs: plan.inputs, budget: budget)
    var diagrams: [String: Diagram] = [:]
    var found: [String: [Hit]] = [:]
    for table in plan.tables {
      var hits: [Hit] = []
      let shape = table.shape(inputs: plan.inputs, compiled: compiler.compiled)
      let number = try compiler.add(shape, of: table) { hit in
        hits.append(hit)
        return hits.count - 1
      }
      diagrams[table.name] = compiler.builder.diagram(of: number)
      found[table.name] = hits
      try compiler.add(table)
    }
    inputs = plan.inputs
    self.diagrams = diagrams
    hits = found
  }

  /// The sets of rules that may yet decide, counted from 0; an empty set where no rule matches.
  ///
  /// Order: by the first rule.
  public func possible(for decision: String, given facts: DecisionDiagram.Facts) -> [[Int]] {
    guard let diagram = diagrams[decision], let hits = hits[decision] else { return [] }
    let allowed = inputs.map { facts[$0.name] ?? CellSet(all: $0.cells.count) }
    let sets = diagram.values(within: allowed).map { number -> [Int] in
      switch hits[number] {
      case .none: []
      case .rule(let rule): [rule]
      case .conflict(let one, let other): [one, other]
      case .rules(let rules): rules
      }
    }
    return Set(sets).sorted { $0.lexicographicallyPrecedes($1) }
  }
}

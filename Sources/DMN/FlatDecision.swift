internal import Diagnostics
public import Diagrams
public import FEEL

/// A decision, and all it needs, laid out for fast answers: keys of the inputs in, outcome and winning rules out.
///
/// Made from the same cells as a `DecisionDiagram`; the interpreter remains the oracle.
public struct FlatDecision: Sendable {
  /// What a decision comes to.
  public struct Outcome: Sendable, Hashable {
    /// The value.
    public let value: Value
    /// The rules of the decision's own table that give it, counted from 0, in the order of the answer.
    public let rules: [Int]
  }

  enum Form: Sendable {
    case diagram(FlatDiagram)
    case bitsets(RuleBitsets)
  }

  /// Order: the order of the keys of a case.
  public let inputs: [FlatInput]
  /// What can come out; answers are numbers in this list.
  public let outcomes: [Outcome]
  let form: Form
  private let model: CheckedModel
  private let goal: String

  /// Compiles a decision.
  ///
  /// A single table of many rules becomes bit sets, anything else a diagram.
  ///
  /// - Throws: `DiagramProblem`, also where an input is computed or a column restricts what it may be asked:
  ///   diagrams look at neither.
  public init(
    compiling model: CheckedModel, goal: String, budget: DiagramBudget = .interactive
  ) throws(DiagramProblem) {
    self.model = model
    self.goal = goal
    let plan = try DiagramPlan(of: model, goals: [goal])
    guard let last = plan.tables.last else { throw .unknownDecision(goal) }
    for table in plan.tables {
      if let clause = table.checked.allowedInputs.firstIndex(where: { $0 != nil }) {
        throw .notRepresentable(restricted(table, clause))
      }
    }
    if let derived = plan.inputs.first(where: { $0.kind == .derived }) {
      throw .notRepresentable(computed(derived.name, last))
    }
    inputs = plan.inputs.map(FlatInput.init)
    var compiler = GraphCompiler(inputs: plan.inputs, budget: budget)
    let firstKeys = inputs.map(\.firstKeys)
    if plan.tables.count == 1, last.checked.table.rules.count >= 200 {
      let shape = last.shape(inputs: plan.inputs, compiled: [:])
      if let bitsets = RuleBitsets(shape.cells, firstKeys: firstKeys) {
        form = .bitsets(bitsets)
        let hits = [Hit.conflict(0, 1), .none] + shape.order.indices.map { Hit.rule($0) }
        outcomes = hits.map { last.outcome(of: shape.written($0)) }
        return
      }
    }
    for table in plan.tables.dropLast() { try compiler.add(table) }
    var outcomes: [Outcome] = []
    var numbers: [Outcome: Int] = [:]
    let shape = last.shape(inputs: plan.inputs, compiled: compiler.compiled)
    let number = try compiler.add(shape, of: last) { hit in
      let outcome = last.outcome(of: hit)
      if let known = numbers[outcome] { return known }
      numbers[outcome] = outcomes.count
      outcomes.append(outcome)
      return outcomes.count - 1
    }
    self.outcomes = outcomes
    form = .diagram(FlatDiagram(compiler.builder.diagram(of: number), firstKeys: firstKeys))
  }

  /// The numbers of the outcomes of many cases.
  ///
  /// - Parameters:
  ///   - keys: for one case after the other, a key of each input.
  ///   - found: one number a case; what it held before is dropped, its storage is used again.
  public func outcomes(of keys: [Int64], into found: inout [Int32]) {
    switch form {
    case .diagram(let diagram): diagram.terminals(of: keys, into: &found)
    case .bitsets(let bitsets):
      bitsets.rules(of: keys, into: &found)
      for index in found.indices { found[index] &+= 2 }
    }
  }

  /// The outcome for the values of one case; values that have no key are left to the interpreter.
  public func outcome(of values: [String: Value]) -> Outcome {
    var keys: [Int64] = []
    for input in inputs {
      guard let key = input.key(of: values[input.name] ?? .null(nil)) else { return interpreted(values) }
      keys.append(key)
    }
    var found: [Int32] = []
    outcomes(of: keys, into: &found)
    return found.first.map { outcomes[Int($0)] } ?? interpreted(values)
  }

  /// The outcome that reading the rows gives.
  public func interpreted(_ values: [String: Value]) -> Outcome {
    let evaluation = model.evaluate(goal, inputs: values)
    return Outcome(value: evaluation.value, rules: evaluation.trace(of: goal)?.firedRules ?? [])
  }
}

extension PlannedTable {
  fileprivate func outcome(of hit: Hit) -> FlatDecision.Outcome {
    let rules: [Int] =
      switch hit {
      case .none, .conflict: []
      case .rule(let rule): [rule]
      case .rules(let rules): rules
      }
    return FlatDecision.Outcome(value: value(of: hit), rules: rules)
  }
}

// MARK: Wording

private func restricted(_ table: PlannedTable, _ clause: Int) -> Diagnostic {
  let text = table.checked.inputExpressions[clause].fragment.text
  return Diagnostic(
    .error, DiagramCode.notRepresentable,
    "column `\(text)` of `\(table.name)` declares allowed values, which a flat decision does not check",
    at: table.checked.table.inputs[clause].location,
    help: "declare them in the item definition of the input")
}

private func computed(_ text: String, _ table: PlannedTable) -> Diagnostic {
  Diagnostic(
    .error, DiagramCode.notRepresentable,
    "`\(text)` is computed, which a flat decision does not do",
    at: table.checked.table.location, help: "make it a decision or an input of its own")
}

internal import Diagnostics
internal import FEEL

extension ModelChecker {
  /// The table with every cell parsed; all problems of its cells at once.
  ///
  /// - Parameter output: the type declared around the table, for the priorities of a single output.
  mutating func table(_ table: DecisionTable, _ scope: TypeScope, output: CheckedType?)
    throws(DiagnosticsError)
    -> CheckedTable
  {
    var cells = CellParser(scope: scope, isTolerant: isTolerant)
    let inputs = table.inputs.map { cells.expression($0.expression) }
    let inputTypes = table.inputs.map { resolve($0.typeRef, at: $0.location) }
    let tested = zip(inputs, inputTypes).map { $1?.type ?? $0?.type ?? .any }
    let outputTypes = table.outputs.map { resolve($0.typeRef, at: $0.location) }
    let tests = table.rules.map { rule in
      zip(rule.inputEntries, tested).map { cells.tests($0, of: $1) }
    }
    let results = table.rules.map { rule in rule.outputEntries.map { cells.expression($0) } }
    let allowedInputs = zip(table.inputs, tested).map { clause, type in
      clause.allowedValues.map { cells.tests($0, of: type) }
    }
    let allowedOutputs = zip(table.outputs, outputTypes).map { clause, type in
      clause.allowedValues.map { cells.tests($0, of: type?.type ?? .any) }
    }
    let defaults = table.outputs.map { clause in clause.defaultEntry.map { cells.expression($0) } }
    let priorities = zip(table.outputs, zip(allowedOutputs, outputTypes)).map {
      _, given -> [CheckedExpression] in
      let single = table.outputs.count == 1 ? output : nil
      let tests = given.0?.flatMap { $0 } ?? given.1?.allowedValues ?? single?.allowedValues
      return tests.map { cells.values(of: $0) } ?? []
    }
    if needsPriorities(table.hitPolicy), priorities.allSatisfy(\.isEmpty) {
      cells.problems.append(noOutputValues(table))
    }
    let aggregate = aggregation(of: table.hitPolicy).map {
      cells.aggregation($0, at: table.location)
    }
    try cells.problems.throwIfAnyIsError()
    problems += cells.problems
    let resultTypes = table.outputs.indices.map { index in
      outputTypes[index]?.type ?? common(results.map { $0[index]?.type ?? .any })
    }
    return CheckedTable(
      table: table, inputExpressions: inputs.compactMap { $0 }, inputTypes: inputTypes,
      cells: tests.map { $0.compactMap { $0 } }, outputs: results.map { $0.compactMap { $0 } },
      outputTypes: outputTypes, allowedInputs: allowedInputs.map { $0.flatMap { $0 } },
      allowedOutputs: allowedOutputs.map { $0.flatMap { $0 } }, priorities: priorities,
      defaults: defaults.map { $0.flatMap { $0 } }, aggregate: aggregate.flatMap { $0 },
      type: resultType(of: table, resultTypes))
  }
}

/// Parses cells and collects what is wrong with them.
private struct CellParser {
  let scope: TypeScope
  let isTolerant: Bool
  var problems: [Diagnostic] = []
  /// Most cells of a table say what another one says already.
  private var known: [ValueType: [String: CheckedUnaryTests]] = [:]

  init(scope: TypeScope, isTolerant: Bool) {
    self.scope = scope
    self.isTolerant = isTolerant
  }

  mutating func expression(_ text: SourceFragment) -> CheckedExpression? {
    do {
      let checked = try CheckedExpression(parsing: text, scope: scope, isLenient: isTolerant)
      problems += checked.warnings
      return checked
    } catch {
      problems += error.diagnostics
      return nil
    }
  }

  mutating func tests(_ text: SourceFragment, of type: ValueType) -> CheckedUnaryTests? {
    if let same = known[type]?[text.text]?.written(in: text) { return same }
    do {
      let checked = try CheckedUnaryTests(parsing: text, of: type, scope: scope, isLenient: isTolerant)
      problems += checked.warnings
      known[type, default: [:]][text.text] = checked
      return checked
    } catch {
      problems += error.diagnostics
      return nil
    }
  }

  /// The single values among unary tests, in order.
  mutating func values(of tests: CheckedUnaryTests) -> [CheckedExpression] {
    guard case .oneOf(let list) = tests.tests else { return [] }
    var values: [CheckedExpression] = []
    for case .expression(let expression) in list {
      let checked = try? CheckedExpression(
        checking: expression, in: tests.fragment, scope: scope, isLenient: isTolerant)
      if let checked { values.append(checked) }
    }
    return values
  }

  mutating func aggregation(_ function: String, at location: SourceLocation) -> CheckedExpression? {
    let text = SourceFragment("\(function)(outputs)", at: location)
    do {
      return try CheckedExpression(parsing: text, scope: TypeScope(variables: ["outputs": .list(.any)]))
    } catch {
      problems += error.diagnostics
      return nil
    }
  }
}

private func needsPriorities(_ policy: HitPolicy) -> Bool {
  switch policy {
  case .priority, .outputOrder: true
  case .unique, .first, .any, .collect, .ruleOrder: false
  }
}

private func aggregation(of policy: HitPolicy) -> String? {
  switch policy {
  case .collect(.sum): "sum"
  case .collect(.min): "min"
  case .collect(.max): "max"
  case .collect(.count): "count"
  case .collect(nil), .unique, .first, .priority, .any, .ruleOrder, .outputOrder: nil
  }
}

/// What the table's value will be when it is not null.
private func resultType(of table: DecisionTable, _ outputs: [ValueType]) -> ValueType {
  let single: ValueType =
    outputs.count == 1
    ? outputs.first ?? .any
    : .context(zip(table.outputs, outputs).map { .init($0.name ?? "", $1) })
  switch table.hitPolicy {
  case .unique, .first, .priority, .any: return single
  case .collect(nil), .ruleOrder, .outputOrder: return .list(single)
  case .collect(.count), .collect(.sum): return .number
  case .collect(.min), .collect(.max): return single
  }
}

private func common(_ types: [ValueType]) -> ValueType {
  let known = Set(types.filter { $0 != .null })
  return known.count == 1 ? known.first ?? .any : .any
}

// MARK: Wording

private func noOutputValues(_ table: DecisionTable) -> Diagnostic {
  Diagnostic(
    .warning, ModelProblem.outputValues,
    "hit policy \(table.hitPolicy.name) needs output values to order the results by, but none are given",
    at: table.location, help: "list the values of an output, highest priority first")
}

internal import DMN
internal import Diagnostics
internal import FEEL

/// A decision table with its columns, cells and outputs translated, whatever shape the rules then take.
struct TableParts {
  /// Input columns that are calculated before the rules are tested: expressions, and values held against a type.
  private(set) var calculated: [Select.Column] = []
  /// What the input columns test.
  private(set) var inputs: [Meaning] = []
  /// True where a value is none of those that its column allows, which makes the answer null; nil where none can be.
  private(set) var refused: SQLExpression?
  /// The condition of each rule.
  private(set) var conditions: [SQLExpression] = []
  /// The answer of each rule, one term for each output.
  private(set) var answers: [[Term]] = []
  /// The answer where no rule matches.
  private(set) var otherwise: [Term]?
  /// The values of each rule as the hit policy compares them; nil where they are calculated.
  private(set) var values: [[Value]?] = []
  /// The types of the outputs.
  private(set) var types: [ColumnType?] = []

  private let decision: CheckedDecision
  private let table: CheckedTable
  private let dialect: Dialect
  private let names: [String: Meaning]

  /// Translates a table.
  ///
  /// - Parameters:
  ///   - prefix: what the names of calculated columns begin with.
  ///   - model: where the types of plain names are declared.
  init(
    _ table: CheckedTable, of decision: CheckedDecision, in model: CheckedModel, _ dialect: Dialect,
    _ names: [String: Meaning], prefix: String, problems: inout [Diagnostic]
  ) {
    self.decision = decision
    self.table = table
    self.dialect = dialect
    self.names = names
    var refusals: [SQLExpression] = []
    for index in table.inputExpressions.indices {
      problems.collect {
        () throws(Refusal) in
        try addInput(index, model, prefix, &refusals)
      }
    }
    guard inputs.count == table.inputExpressions.count else { return }
    refused = refusals.isEmpty ? nil : .any(refusals)
    for rule in table.cells.indices {
      problems.collect { () throws(Refusal) in conditions.append(try condition(of: rule)) }
      problems.collect { () throws(Refusal) in try addAnswer(of: rule) }
    }
    problems.collect { () throws(Refusal) in try addOtherwise() }
    problems.collect {
      () throws(Refusal) in
      let all = answers + (otherwise.map { [$0] } ?? [])
      for output in table.table.outputs.indices {
        let compiler = ExpressionCompiler(dialect, names, table.inputExpressions.first?.fragment ?? .init(""))
        types.append(try compiler.joined(all.map { $0[output] }, at: table.table.outputs[output].location))
      }
    }
  }

  private func compiler(_ fragment: SourceFragment) -> ExpressionCompiler {
    ExpressionCompiler(dialect, names, fragment)
  }

  // MARK: Inputs

  private mutating func addInput(
    _ index: Int, _ model: CheckedModel, _ prefix: String, _ refusals: inout [SQLExpression]
  ) throws(Refusal) {
    let expression = table.inputExpressions[index]
    if case .name(let name) = expression.expression.kind, case .parts? = names[name],
      let meaning = names[name]
    {
      inputs.append(meaning)
      return
    }
    let compiler = compiler(expression.fragment)
    var term = try compiler.value(expression.expression)
    if let declared = table.inputTypes[index], !isDeclared(expression.expression, as: declared, in: model) {
      term = try compiler.conformed(term, to: declared, at: expression.fragment.location)
    }
    if case .column = term.sql {
    } else if term.constant == nil, let type = term.type {
      let name = "\(prefix)_in_\(index + 1)"
      calculated.append(.init(term.sql, as: name))
      term = Term(sql: .column(name), type: type)
    }
    inputs.append(.scalar(term))
    if let allowed = table.allowedInputs[index], !isAllowed(expression.expression, allowed, in: model),
      let accepts = try self.compiler(allowed.fragment).accepts(allowed.tests, term)
    {
      refusals.append(.all([.isNotNull(term.sql), .not(.orFalse(accepts))]))
    }
  }

  /// Whether what a name stands for was made to conform to the type already.
  private func isDeclared(_ expression: Expression, as type: CheckedType, in model: CheckedModel) -> Bool {
    declaredType(of: expression, in: model)?.name == type.name
  }

  /// Whether a name's own type allows nothing else than the column does.
  private func isAllowed(_ expression: Expression, _ allowed: CheckedUnaryTests, in model: CheckedModel)
    -> Bool
  {
    declaredType(of: expression, in: model)?.valueTests?.contains { $0.tests == allowed.tests } ?? false
  }

  private func declaredType(of expression: Expression, in model: CheckedModel) -> CheckedType? {
    guard case .name(let name) = expression.kind else { return nil }
    return model.inputTypes[name] ?? model.decision(name)?.declared
  }

  // MARK: Rules

  private func condition(of rule: Int) throws(Refusal) -> SQLExpression {
    var parts: [SQLExpression] = []
    for (cell, input) in zip(table.cells[rule], inputs) {
      let compiler = compiler(cell.fragment)
      switch input {
      case .scalar(let term):
        if let condition = try compiler.accepts(cell.tests, term) { parts.append(condition) }
      case .parts:
        if case .any = cell.tests { continue }
        throw severalOutputs(cell.fragment)
      }
    }
    return .all(parts)
  }

  private mutating func addAnswer(of rule: Int) throws(Refusal) {
    let expressions = table.outputs[rule]
    if let values = constants(expressions) {
      self.values.append(values)
      answers.append(try answer(conformed(values), at: expressions.map(\.fragment.location)))
      return
    }
    self.values.append(nil)
    answers.append(try calculatedAnswer(expressions))
  }

  private mutating func addOtherwise() throws(Refusal) {
    guard table.defaults.contains(where: { $0 != nil }) else { return }
    let places = table.defaults.map { $0?.fragment.location ?? table.table.location }
    var values: [Value] = []
    for (index, expression) in table.defaults.enumerated() {
      guard let expression else { values.append(.null); continue }
      guard let value = constants([expression], firstOutput: index)?.first else {
        throw Refusal("only a constant can be the answer of no rule", at: expression.fragment.location)
      }
      values.append(value)
    }
    otherwise = try answer(conformed(values), at: places)
  }

  /// The values of outputs that read nothing, made to conform to the types of their clauses.
  private func constants(_ expressions: [CheckedExpression], firstOutput: Int = 0) -> [Value]? {
    var values: [Value] = []
    for (index, expression) in expressions.enumerated() {
      guard let value = compiler(expression.fragment).constant(expression.expression) else { return nil }
      values.append(
        table.outputTypes[firstOutput + index]?.conform(value, as: "", at: nil) ?? value)
    }
    return values
  }

  /// The answer as its readers see it: one value or a context, made to conform to the types declared for it.
  private func conformed(_ values: [Value]) -> Value {
    let single: Value =
      values.count == 1
      ? values[0] : .context(Context(zip(table.table.outputs, values).map { ($0.name ?? "", $1) }))
    let logic = decision.logic.declared?.conform(single, as: "") ?? single
    return decision.declared?.conform(logic, as: "") ?? logic
  }

  private func answer(_ value: Value, at places: [SourceLocation]) throws(Refusal) -> [Term] {
    let count = table.table.outputs.count
    let compiler = compiler(SourceFragment(""))
    guard count > 1 else { return [try compiler.term(value, at: places[0])] }
    guard case .context(let context) = value else { return Array(repeating: .null, count: count) }
    var terms: [Term] = []
    for (index, output) in table.table.outputs.enumerated() {
      terms.append(try compiler.term(context[output.name ?? ""] ?? .null, at: places[index]))
    }
    return terms
  }

  private func calculatedAnswer(_ expressions: [CheckedExpression]) throws(Refusal) -> [Term] {
    var terms: [Term] = []
    for (index, expression) in expressions.enumerated() {
      let compiler = compiler(expression.fragment)
      let place = expression.fragment.location
      var term = try compiler.value(expression.expression)
      if let type = table.outputTypes[index] { term = try compiler.conformed(term, to: type, at: place) }
      if expressions.count == 1 {
        for type in [decision.logic.declared, decision.declared].compactMap({ $0 }) {
          term = try compiler.conformed(term, to: type, at: place)
        }
      }
      terms.append(term)
    }
    guard expressions.count > 1 else { return terms }
    for type in [decision.logic.declared, decision.declared].compactMap({ $0 }) {
      let fields = zip(table.table.outputs, terms).map {
        ValueType.Field($0.name ?? "", $1.type?.valueType ?? .null)
      }
      guard type.isUnconstrained, ValueType.context(fields).conforms(to: type.type) else {
        throw constrainedParts(type.name, expressions[0].fragment.location)
      }
    }
    return terms
  }
}

extension ExpressionCompiler {
  /// A value made to conform to a declared type: null where it does not, or where another condition is not met.
  func conformed(
    _ term: Term, to type: CheckedType?, where other: [SQLExpression] = [], at location: SourceLocation
  ) throws(Refusal) -> Term {
    var conditions = other
    if let type {
      if let value = term.constant {
        return try self.term(type.conform(value, as: "", at: location), at: location)
      }
      guard let own = term.type?.valueType, own.conforms(to: type.type) else {
        throw Refusal(
          "found \(term.type?.words ?? "null") where `\(type.name)` is declared", at: location, code: .type)
      }
      guard let tests = type.valueTests else { throw constrainedParts(type.name, location) }
      // Both booleans are allowed wherever any is.
      if term.type != .boolean || !tests.allSatisfy(\.allowsBothBooleans) {
        for tests in tests {
          let inner = ExpressionCompiler(dialect, [:], tests.fragment)
          if let condition = try inner.accepts(tests.tests, term) { conditions.append(condition) }
        }
      }
    }
    if conditions.isEmpty { return term }
    return Term(sql: .choice([.init(.all(conditions), term.sql)], otherwise: nil), type: term.type)
  }
}

extension CheckedUnaryTests {
  fileprivate var allowsBothBooleans: Bool {
    [true, false].allSatisfy { matches(.boolean($0), in: Environment()) == true }
  }
}

extension [Diagnostic] {
  /// Does something, and keeps the reason if it is refused.
  mutating func collect(_ work: () throws(Refusal) -> Void) {
    do { try work() } catch { append(error.problem) }
  }
}

// MARK: Wording

private func severalOutputs(_ fragment: SourceFragment) -> Refusal {
  Refusal(
    "`\(fragment.text)` tests several outputs at once, which are columns of their own in SQL",
    at: fragment.location,
    help: "let the column read one output, as in `decision.output`")
}

private func constrainedParts(_ type: String, _ location: SourceLocation) -> Refusal {
  Refusal(
    "a calculated value cannot be held against the parts of `\(type)`", at: location,
    help: "write the result as constants, or declare no allowed values for its parts")
}

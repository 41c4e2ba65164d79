internal import Diagnostics
internal import FEEL

extension ModelChecker {
  /// A boxed expression with every text parsed.
  ///
  /// - Parameter output: the type declared around the box, for the priorities of a table without output values.
  mutating func logic(_ logic: Logic, _ scope: TypeScope, output: CheckedType? = nil) -> CheckedLogic {
    let declared = resolve(logic.typeRef, at: logic.location)
    let (form, type) = form(logic, scope, output: declared ?? output)
    return CheckedLogic(form, declared: declared, type: type, location: logic.location)
  }

  private mutating func form(_ logic: Logic, _ scope: TypeScope, output: CheckedType?) -> (
    CheckedLogic.Form, ValueType
  ) {
    switch logic.form {
    case .literal(let text): return literal(text, scope, at: logic.location)
    case .table(let table):
      do {
        let checked = try self.table(table, scope, output: output)
        return (.table(checked), checked.type)
      } catch {
        return nothing(because: error)
      }
    case .context(let entries): return context(entries, scope)
    case .list(let items):
      let checked = items.map { self.logic($0, scope) }
      return (.list(checked), .list(common(checked.map(\.type))))
    case .relation(let columns, let rows): return relation(columns, rows, scope)
    case .invocation(let called, let bindings): return invocation(called, bindings, scope)
    case .function(let definition):
      let checked = function(definition, named: "", result: nil, scope)
      return (.function(checked), checked.type)
    case .conditional(let condition, let yes, let no):
      let branches = (self.logic(yes, scope), self.logic(no, scope))
      return (
        .conditional(if: self.logic(condition, scope), then: branches.0, else: branches.1),
        common([branches.0.type, branches.1.type])
      )
    case .filter(let list, let match): return filter(list, match, scope)
    case .for(let iterator, let result):
      let (domain, inner) = iteration(iterator, scope, partial: true)
      let checked = self.logic(result, inner)
      return (.for(iterator.variable, in: domain, return: checked), .list(checked.type))
    case .some(let iterator, let condition):
      let (domain, inner) = iteration(iterator, scope, partial: false)
      return (.some(iterator.variable, in: domain, satisfies: self.logic(condition, inner)), .boolean)
    case .every(let iterator, let condition):
      let (domain, inner) = iteration(iterator, scope, partial: false)
      return (.every(iterator.variable, in: domain, satisfies: self.logic(condition, inner)), .boolean)
    }
  }

  private mutating func literal(_ text: SourceFragment?, _ scope: TypeScope, at location: SourceLocation) -> (
    CheckedLogic.Form, ValueType
  ) {
    guard let text else {
      return (.nothing(NullReason("the expression is empty", at: location)), .null)
    }
    do {
      let checked = try CheckedExpression(parsing: text, scope: scope, isLenient: isTolerant)
      problems += checked.warnings
      return (.literal(checked), checked.type)
    } catch {
      return nothing(because: error)
    }
  }

  /// In a tolerant check what does not parse is null for that reason; else the reasons are errors.
  private mutating func nothing(because error: DiagnosticsError) -> (CheckedLogic.Form, ValueType) {
    guard isTolerant else {
      problems += error.diagnostics
      return (.nothing(nil), .any)
    }
    problems += error.diagnostics.map {
      Diagnostic(warning: $0)
    }
    let first = error.diagnostics.first { $0.severity == .error }
    return (.nothing(NullReason(first?.message ?? "the expression is wrong", at: first?.location)), .any)
  }

  private mutating func context(_ entries: [ContextEntry], _ scope: TypeScope) -> (
    CheckedLogic.Form, ValueType
  ) {
    var inner = scope
    var fields: [ValueType.Field] = []
    var checked: [CheckedLogic.Entry] = []
    var result: ValueType?
    for entry in entries {
      let declared = entry.variable.flatMap { resolve($0.typeRef, at: $0.location) }
      let value = logic(entry.value, inner, output: declared)
      checked.append(.init(name: entry.variable?.name, declared: declared, value: value))
      let type = declared?.type ?? value.type
      if let name = entry.variable?.name {
        inner = inner.adding([name: type])
        fields.append(.init(name, type))
      } else {
        result = type
      }
    }
    return (.context(checked), result ?? .context(fields))
  }

  private mutating func relation(_ columns: [InformationItem], _ rows: [[Logic]], _ scope: TypeScope) -> (
    CheckedLogic.Form, ValueType
  ) {
    let checkedColumns = columns.map { (name: $0.name, type: resolve($0.typeRef, at: $0.location)) }
    let cells = rows.map { row in row.map { logic($0, scope) } }
    let fields = checkedColumns.enumerated().map { index, column in
      ValueType.Field(
        column.name,
        column.type?.type ?? common(cells.compactMap { $0.indices.contains(index) ? $0[index].type : nil }))
    }
    return (.relation(columns: checkedColumns, rows: cells), .list(.context(fields)))
  }

  private mutating func invocation(_ called: Logic, _ bindings: [Binding], _ scope: TypeScope) -> (
    CheckedLogic.Form, ValueType
  ) {
    let function = logic(called, scope)
    let checked = bindings.map { (name: $0.parameter.name, value: $0.value.map { logic($0, scope) }) }
    var result = ValueType.any
    if case .function(_, let type) = function.type { result = type }
    return (.invocation(function, bindings: checked), result)
  }

  private mutating func filter(_ list: Logic, _ match: Logic, _ scope: TypeScope) -> (
    CheckedLogic.Form, ValueType
  ) {
    let domain = logic(list, scope)
    let item = itemType(of: domain.type)
    var inner = scope.adding(["item": item])
    if case .context(let fields) = item {
      inner = inner.adding(Dictionary(fields.map { ($0.name, $0.type) }) { first, _ in first })
    }
    return (.filter(in: domain, match: logic(match, inner)), .list(item))
  }

  private mutating func iteration(_ iterator: IteratorLogic, _ scope: TypeScope, partial: Bool) -> (
    CheckedLogic, TypeScope
  ) {
    let domain = logic(iterator.domain, scope)
    var variables = [iterator.variable: itemType(of: domain.type)]
    if partial { variables["partial"] = .list(.any) }
    return (domain, scope.adding(variables))
  }

  /// A function definition; only FEEL bodies are parsed.
  mutating func function(
    _ definition: FunctionLogic, named name: String, result: CheckedType?, _ scope: TypeScope
  ) -> CheckedFunction {
    let parameters = definition.parameters.map {
      (name: $0.name, type: resolve($0.typeRef, at: $0.location))
    }
    var variables: [String: ValueType] = [:]
    for parameter in parameters { variables[parameter.name] = parameter.type?.type ?? .any }
    let body = definition.kind == .feel ? definition.body.map { logic($0, scope.adding(variables)) } : nil
    return CheckedFunction(
      name: name, kind: definition.kind, parameters: parameters, result: result, body: body,
      location: definition.location)
  }
}

extension TypeScope {
  /// The scope with more variables, which hide those of the same name.
  func adding(_ more: [String: ValueType]) -> TypeScope {
    TypeScope(variables: variables.merging(more) { _, new in new }, types: types)
  }
}

extension Diagnostic {
  /// The same problem as a warning.
  init(warning problem: Diagnostic) {
    self.init(
      .warning, Code(rawValue: problem.code), problem.message, at: problem.location, notes: problem.notes,
      help: problem.help)
  }

  private struct Code: RawRepresentable {
    let rawValue: String
  }
}

private func itemType(of type: ValueType) -> ValueType {
  switch type {
  case .list(let item), .range(let item): item
  case .any: .any
  case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .context,
    .function:
    type
  }
}

/// The one type all have, or any.
private func common(_ types: [ValueType]) -> ValueType {
  let known = Set(types.filter { $0 != .null })
  return known.count == 1 ? known.first ?? .any : .any
}

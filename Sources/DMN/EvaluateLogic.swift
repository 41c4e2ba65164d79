internal import Diagnostics
internal import FEEL

extension CheckedLogic {
  /// The value of the box, made to conform to its declared type.
  ///
  /// - Parameter table: set to what the table did, where the box is a table itself.
  func evaluate(
    in environment: Environment, _ recorder: Recorder, within context: CallContext, table: inout TableTrace?
  ) -> Value {
    let value: Value
    if case .table(let checked) = form {
      let trace = checked.evaluate(in: environment, within: context)
      recorder.record(trace)
      table = trace
      value = trace.value
    } else {
      value = context.nested { formValue(in: environment, recorder, within: context) }
    }
    if let end = context.ended { return end }
    return declared?.conform(value, as: "the value", at: location, within: context) ?? value
  }

  func evaluate(in environment: Environment, _ recorder: Recorder, within context: CallContext) -> Value {
    var table: TableTrace?
    return evaluate(in: environment, recorder, within: context, table: &table)
  }

  private func formValue(in environment: Environment, _ recorder: Recorder, within context: CallContext)
    -> Value
  {
    func value(_ logic: CheckedLogic, _ more: [String: Value] = [:]) -> Value {
      logic.evaluate(in: environment.adding(more), recorder, within: context)
    }
    switch form {
    case .literal(let expression): return expression.evaluate(in: environment, within: context)
    case .nothing(let reason): return .null(reason)
    case .table(let table): return table.evaluate(in: environment, within: context).value
    case .context(let entries): return contextValue(entries, environment, recorder, context)
    case .list(let items): return .list(items.map { value($0) })
    case .relation(let columns, let rows):
      return .list(
        rows.map { row in
          .context(
            Context(
              zip(columns, row).map { column, cell in
                let raw = value(cell)
                return (
                  column.name,
                  column.type?.conform(raw, as: "column `\(column.name)`", at: cell.location, within: context)
                    ?? raw
                )
              }))
        })
    case .invocation(let called, let bindings):
      return invoke(value(called), bindings.map { ($0.name, $0.value.map { value($0) } ?? .null) }, context)
    case .function(let function): return .function(function.value(recorder) { environment.variables })
    case .conditional(let condition, let yes, let no):
      switch value(condition) {
      case .boolean(true): return value(yes)
      case .boolean(false), .null: return value(no)
      // 10.2.2.8: other than in the text `if`, the condition must be a boolean.
      case let other: return .null(NullReason(notBoolean("if", other), at: location))
      }
    case .filter(let list, let match):
      return filter(value(list), context) { value(match, $0) }
    case .for(let variable, let domain, let result):
      return loop(over: value(domain), variable, context) { value(result, $0) }
    case .some(let variable, let domain, let condition):
      return quantify(value(domain), variable, decisive: true, context) { value(condition, $0) }
    case .every(let variable, let domain, let condition):
      return quantify(value(domain), variable, decisive: false, context) { value(condition, $0) }
    }
  }

  private func contextValue(
    _ entries: [Entry], _ environment: Environment, _ recorder: Recorder, _ context: CallContext
  ) -> Value {
    var result = Context()
    var inner = environment
    for entry in entries {
      var value = entry.value.evaluate(in: inner, recorder, within: context)
      guard let name = entry.name else { return value }
      if let declared = entry.declared {
        value = declared.conform(value, as: "entry `\(name)`", at: entry.value.location, within: context)
      }
      result[name] = value
      inner = inner.adding([name: value])
    }
    return .context(result)
  }

  /// Calls by name, as `f(name: value)` does.
  private func invoke(_ called: Value, _ bindings: [(name: String, value: Value)], _ context: CallContext)
    -> Value
  {
    guard case .function(let function) = called else {
      return .null(NullReason(notCallable(called), at: location))
    }
    let names = function.parameters.map(\.name)
    for binding in bindings where !names.contains(binding.name) {
      return .null(NullReason(noParameter(binding.name, function), at: location))
    }
    let arguments = names.map { name in bindings.first { $0.name == name }?.value ?? .null }
    return context.invoke(function, arguments)
  }

  private func filter(_ list: Value, _ context: CallContext, _ match: ([String: Value]) -> Value) -> Value {
    guard let items = list.items(context) else { return list }
    var kept: [Value] = []
    for item in items {
      if let end = context.spend(iterations: 1) { return end }
      var variables: [String: Value] = [:]
      if case .context(let context) = item {
        for entry in context.entries { variables[entry.name] = entry.value }
      }
      if variables["item"] == nil { variables["item"] = item }
      switch match(variables) {
      case .boolean(true): kept.append(item)
      case .boolean(false), .null: continue
      case let other: return .null(NullReason(notBoolean("match", other), at: location))
      }
    }
    return .list(kept)
  }

  private func loop(
    over domain: Value, _ variable: String, _ context: CallContext, _ body: ([String: Value]) -> Value
  ) -> Value {
    guard let items = domain.items(context) else { return domain }
    var results = LoopResults()
    for item in items {
      if let end = context.spend(iterations: 1) { return end }
      let result = body([variable: item, "partial": .list(results.items)])
      if let end = results.append(madeOfOthers: result, context) { return end }
    }
    return .list(results.items)
  }

  /// `some` (true decides) and `every` (false decides); a value that is no boolean makes the whole null.
  private func quantify(
    _ domain: Value, _ variable: String, decisive: Bool, _ context: CallContext,
    _ body: ([String: Value]) -> Value
  ) -> Value {
    guard let items = domain.items(context) else { return domain }
    var isDecided = false
    var hasNull = false
    for item in items {
      if let end = context.spend(iterations: 1) { return end }
      switch body([variable: item]) {
      case .boolean(let result): isDecided = isDecided || result == decisive
      case .null: hasNull = true
      case let other: return .null(NullReason(notBoolean("satisfies", other), at: location))
      }
    }
    if isDecided { return .boolean(decisive) }
    return hasNull ? .null(NullReason("a condition is null", at: location)) : .boolean(!decisive)
  }
}

extension CheckedFunction {
  /// The function as a value; what its body sees is asked for when it is called.
  func value(_ recorder: Recorder, _ scope: @escaping @Sendable () -> [String: Value]) -> Function {
    Function(
      name: name, parameters: parameters.map { .init($0.name, $0.type?.type ?? .any) },
      result: result?.type ?? body?.type ?? .any
    ) { arguments, context in
      guard kind == .feel else { return .null(NullReason(foreign(self), at: location)) }
      guard let body else { return .null(NullReason("the function has no body", at: location)) }
      var variables = scope()
      for (parameter, argument) in zip(parameters, arguments) {
        let value =
          parameter.type?.conform(
            argument, as: "parameter `\(parameter.name)`", at: location, within: context) ?? argument
        if case .null(let reason) = value, argument != .null { return .null(reason) }
        variables[parameter.name] = value
      }
      let environment = Environment(variables, limits: context.limits)
      let value = body.evaluate(in: environment, recorder, within: context)
      return result?.conform(value, as: "the result of `\(name)`", at: location, within: context) ?? value
    }
  }
}

extension Environment {
  /// The environment with more variables, which hide those of the same name.
  func adding(_ more: [String: Value]) -> Environment {
    more.isEmpty ? self : Environment(variables.merging(more) { _, new in new }, limits: limits)
  }
}

extension Value {
  /// What a loop runs over: the items of a list, what lies in a range, or the value alone; nil for null.
  fileprivate func items(_ context: CallContext) -> [Value]? {
    switch self {
    case .null: nil
    case .list(let items): items
    case .range(let range): range.members(within: context) ?? [self]
    case .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .context,
      .function:
      [self]
    }
  }
}

// MARK: Wording

private func notCallable(_ value: Value) -> String { "`\(shortened(value))` is no function" }

private func noParameter(_ name: String, _ function: Function) -> String {
  let help = nearestName(to: name, among: function.parameters.map(\.name)).map { ", did you mean `\($0)`?" }
  return "`\(function.name)` has no parameter `\(name)`\(help ?? "")"
}

private func notBoolean(_ part: String, _ value: Value) -> String {
  "`\(part)` is `\(shortened(value))`, expected a boolean"
}

private func foreign(_ function: CheckedFunction) -> String {
  let name = function.name.isEmpty ? "the function" : "`\(function.name)`"
  return "\(name) is written in \(function.kind.rawValue), which is not supported"
}

internal import Diagnostics
internal import FEEL

extension CheckedTable {
  /// What the table answers: every rule is tried, then the hit policy chooses.
  func evaluate(in environment: Environment, within context: CallContext) -> TableTrace {
    var tested: [Value] = []
    // A table asked in a loop must not outlast the limit of steps; a large one asked now and then must not reach it.
    if let end = context.spend(iterations: 1 + table.rules.count / 64) {
      return trace([], matched: [], fired: [], end)
    }
    for (index, expression) in inputExpressions.enumerated() {
      let raw = expression.evaluate(in: environment, within: context)
      let value =
        inputTypes[index]?.conform(
          raw, as: "input `\(name(ofInput: index))`", at: expression.fragment.location, within: context)
        ?? raw
      tested.append(value)
      if let reason = violation(of: value, input: index, environment, context) {
        return trace(tested, matched: [], fired: [], .null(reason))
      }
    }
    let matched = table.rules.indices.filter { rule in
      zip(cells[rule], tested).allSatisfy { $0.matches($1, in: environment, within: context) == true }
    }
    let (value, fired) = resolve(matched) { rule in
      self.outputs[rule].enumerated().map { index, expression in
        self.output(expression, index, environment, context)
      }
    } defaults: {
      self.defaults.enumerated().map { index, expression in
        expression.map { self.output($0, index, environment, context) }
      }
    } priorities: {
      self.priorities.map { $0.map { $0.evaluate(in: environment, within: context) } }
    } aggregate: { values in
      self.aggregate?.evaluate(in: Environment(["outputs": .list(values)]), within: context)
    }
    return trace(tested, matched: matched, fired: fired, value)
  }

  private func output(
    _ expression: CheckedExpression, _ index: Int, _ environment: Environment, _ context: CallContext
  ) -> Value {
    let value = expression.evaluate(in: environment, within: context)
    return outputTypes[index]?.conform(
      value, as: "output `\(name(ofOutput: index))`", at: expression.fragment.location, within: context)
      ?? value
  }

  private func violation(of value: Value, input: Int, _ environment: Environment, _ context: CallContext)
    -> NullReason?
  {
    // An input that is not known is no violation: the rules say with `null` or `-` what it means.
    if case .null = value { return nil }
    guard let allowed = allowedInputs[input] else { return nil }
    if allowed.matches(value, in: environment, within: context) == true { return nil }
    return NullReason(
      notAllowed(value, name(ofInput: input), allowed.fragment.text), at: table.inputs[input].location)
  }

  private func trace(_ tested: [Value], matched: [Int], fired: [Int], _ value: Value) -> TableTrace {
    TableTrace(
      location: table.location, tested: tested, matchedRules: matched, firedRules: fired, value: value)
  }

  private func name(ofInput index: Int) -> String {
    table.inputs[index].label ?? normalizedName(table.inputs[index].expression.text)
  }

  private func name(ofOutput index: Int) -> String {
    table.outputs[index].name ?? table.outputs[index].label ?? "\(index + 1)"
  }
}

// MARK: Wording

private func notAllowed(_ value: Value, _ input: String, _ allowed: String) -> String {
  "input `\(input)` is `\(shortened(value))`, but only `\(normalizedName(allowed))` are allowed"
}

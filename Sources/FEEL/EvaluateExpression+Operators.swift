extension Evaluator {
  mutating func negate(_ operand: Node, _ place: Int) -> Value {
    let value = evaluate(operand)
    if case .number(let number) = value { return .number(-number) }
    return outcome(temporalNegated(value), place, misfit(cannotNegate(value.type), value, at: place))
  }

  mutating func calculate(_ sign: ArithmeticOperator, _ left: Node, _ right: Node, _ place: Int) -> Value {
    let a = evaluate(left)
    let b = evaluate(right)
    switch arithmetic(sign, a, b) {
    case .value(.string(let text)):
      return run.allow(stringLength: text.unicodeScalars.count, at: location(place)) ?? .string(text)
    case .value(let value): return value
    case .undefined: return misfit(cannotCalculate(sign, a.type, b.type), a, b, at: place)
    case .outOfRange: return null(outOfRange, place)
    case .divisionByZero: return null(divisionByZero, place)
    }
  }

  private func outcome(_ outcome: Outcome, _ place: Int, _ undefined: @autoclosure () -> Value) -> Value {
    switch outcome {
    case .value(let value): value
    case .undefined: undefined()
    case .outOfRange: null(outOfRange, place)
    case .divisionByZero: null(divisionByZero, place)
    }
  }

  mutating func compare(_ sign: ComparisonOperator, _ left: Node, _ right: Node, _ place: Int) -> Value {
    let a = evaluate(left)
    let b = evaluate(right)
    if let result = feelCompare(sign, a, b) { return .boolean(result) }
    return misfit(cannotCompare(a.type, b.type), a, b, at: place)
  }

  /// Three-valued; the right side is not evaluated where the left one decides.
  mutating func and(_ left: Node, _ right: Node, _ place: Int) -> Value {
    let a = evaluate(left)
    if case .boolean(false) = a { return a }
    let b = evaluate(right)
    switch (a, b) {
    case (_, .boolean(false)): return b
    case (.boolean(true), .boolean(true)): return b
    default: return misfit(needsBoolean("and", a, b), a, b, at: place)
    }
  }

  /// Three-valued; the right side is not evaluated where the left one decides.
  mutating func or(_ left: Node, _ right: Node, _ place: Int) -> Value {
    let a = evaluate(left)
    if case .boolean(true) = a { return a }
    let b = evaluate(right)
    switch (a, b) {
    case (_, .boolean(true)): return b
    case (.boolean(false), .boolean(false)): return b
    default: return misfit(needsBoolean("or", a, b), a, b, at: place)
    }
  }

  mutating func between(_ value: Node, _ low: Node, _ high: Node, _ place: Int) -> Value {
    let a = evaluate(value)
    let b = evaluate(low)
    let c = evaluate(high)
    let result = conjunction(feelCompare(.greaterOrEqual, a, b), feelCompare(.lessOrEqual, a, c))
    return result.map { .boolean($0) } ?? misfit(cannotBetween(a, b, c), a, b, c, at: place)
  }

  mutating func membership(_ value: Node, _ slot: Int, _ tests: [TestNode], _ place: Int) -> Value {
    let value = evaluate(value)
    locals[slot] = value
    return anyHolds(tests, for: value).map { .boolean($0) }
      ?? misfit(cannotTest(value.type), value, at: place)
  }

  /// Whether one of the tests holds; nil where none does and one is null.
  mutating func anyHolds(_ tests: [TestNode], for value: Value) -> Bool? {
    var result: Bool? = false
    for test in tests {
      let holds = holds(test, for: value)
      if holds == true { return true }
      result = disjunction(result, holds)
    }
    return result
  }

  private mutating func holds(_ test: TestNode, for value: Value) -> Bool? {
    switch test {
    case .comparison(let sign, let right, _): return feelCompare(sign, value, evaluate(right))
    case .value(let node, _): return contains(evaluate(node), value)
    case .condition(let node, _):
      let result = evaluate(node)
      if case .boolean(let holds) = result { return holds }
      if case .null = result { return nil }
      return contains(result, value)
    }
  }

  /// Rule 49.c: equal to it, or in it where it is a range or a list.
  private func contains(_ container: Value, _ value: Value) -> Bool? {
    switch container {
    case .range(let range):
      if case .range(let other) = value { return feelEqual(.range(range), .range(other)) }
      return range.contains(value)
    case .list(let items):
      if case .list = value, feelEqual(container, value) == true { return true }
      return items.contains { contains($0, value) == true }
    default: return feelEqual(value, container)
    }
  }

  mutating func conditional(_ condition: Node, _ yes: Node, _ no: Node) -> Value {
    if case .boolean(true) = evaluate(condition) { evaluate(yes) } else { evaluate(no) }
  }
}

// MARK: Wording

let outOfRange = "the result is beyond the range of its type"
let divisionByZero = "division by zero"

private func needsBoolean(_ word: String, _ left: Value, _ right: Value) -> String {
  if case .boolean = left { needsBoolean(word, right.type) } else { needsBoolean(word, left.type) }
}

private func cannotBetween(_ value: Value, _ low: Value, _ high: Value) -> String {
  feelLess(value, low) == nil ? cannotCompare(value.type, low.type) : cannotCompare(value.type, high.type)
}

private func cannotTest(_ type: ValueType) -> String { "the tests do not apply to \(type.withArticle)" }

extension Evaluator {
  mutating func negate(_ operand: Node, _ place: Int) -> Value {
    let value = evaluate(operand)
    if case .number(let number) = value { return .number(-number) }
    return outcome(temporalNegated(value), place, misfit(cannotNegate(value.briefType), value, at: place))
  }

  mutating func calculate(_ sign: ArithmeticOperator, _ left: Node, _ right: Node, _ place: Int) -> Value {
    let a = evaluate(left)
    let b = evaluate(right)
    switch arithmetic(sign, a, b) {
    case .value(.string(let text)):
      return run.allow(stringLength: text.unicodeScalars.count, at: location(place)) ?? .string(text)
    case .value(let value): return value
    case .undefined: return misfit(cannotCalculate(sign, a.briefType, b.briefType), a, b, at: place)
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
    let isEqual = sign.isOrdering ? nil : equal(a, b, place)
    if run.exhausted != nil { return run.ended }
    if let isEqual { return .boolean(isEqual == (sign == .equal)) }
    if sign.isOrdering, let result = feelCompare(sign, a, b) { return .boolean(result) }
    return misfit(cannotCompare(a.briefType, b.briefType), a, b, at: place)
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
      ?? misfit(cannotTest(value.briefType), value, at: place)
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
    case .comparison(let sign, let right, let place):
      let bound = evaluate(right)
      return sign.isOrdering
        ? feelCompare(sign, value, bound) : equal(value, bound, place).map { $0 == (sign == .equal) }
    case .value(let node, let place): return contains(evaluate(node), value, place)
    case .condition(let node, let place):
      let result = evaluate(node)
      if case .boolean(let holds) = result { return holds }
      if case .null = result { return nil }
      return contains(result, value, place)
    }
  }

  /// FEEL's `=`, counting the steps that large values take.
  private func equal(_ left: Value, _ right: Value, _ place: Int) -> Bool? {
    guard left.isCompound, right.isCompound else { return feelEqual(left, right) }
    return run.walk(at: location(place)) { walk in feelEqual(left, right, &walk) } ?? nil
  }

  /// Rule 49.c: equal to it, or in it where it is a range or a list.
  private func contains(_ container: Value, _ value: Value, _ place: Int) -> Bool? {
    switch container {
    case .range(let range):
      if case .range(let other) = value { return feelEqual(.range(range), .range(other)) }
      return range.contains(value)
    case .list(let items):
      if case .list = value, equal(container, value, place) == true { return true }
      if run.spend(iterations: 1 + items.count / 8, at: location(place)) != nil { return nil }
      return items.contains { contains($0, value, place) == true }
    default: return equal(value, container, place)
    }
  }

  mutating func instanceOf(_ value: Node, _ type: ValueType) -> Value {
    let value = evaluate(value)
    return run.walk(at: nil) { walk in .boolean(value.isInstance(of: type, &walk)) } ?? run.ended
  }

  mutating func conditional(_ condition: Node, _ yes: Node, _ no: Node) -> Value {
    if case .boolean(true) = evaluate(condition) { evaluate(yes) } else { evaluate(no) }
  }
}

// MARK: Wording

let outOfRange = "the result is beyond the range of its type"
let divisionByZero = "division by zero"

private func needsBoolean(_ word: String, _ left: Value, _ right: Value) -> String {
  if case .boolean = left { needsBoolean(word, right.briefType) } else { needsBoolean(word, left.briefType) }
}

private func cannotBetween(_ value: Value, _ low: Value, _ high: Value) -> String {
  feelLess(value, low) == nil
    ? cannotCompare(value.briefType, low.briefType) : cannotCompare(value.briefType, high.briefType)
}

private func cannotTest(_ type: ValueType) -> String { "the tests do not apply to \(type.withArticle)" }

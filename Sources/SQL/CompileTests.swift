internal import DMN
internal import Diagnostics
internal import FEEL

extension ExpressionCompiler {
  /// What makes a value pass the tests of a cell; nil for `-`, which all pass.
  func accepts(_ tests: UnaryTests, _ input: Term) throws(Refusal) -> SQLExpression? {
    switch tests {
    case .any: return nil
    case .oneOf(let tests): return try oneOf(tests, input).holds
    case .noneOf(let tests): return try oneOf(tests, input).fails
    }
  }

  private func oneOf(_ tests: [UnaryTest], _ input: Term) throws(Refusal) -> Condition {
    if let values = try constants(tests, input) { return try membership(values, input) }
    var result: Condition?
    for test in tests {
      let next = try self.test(test, input, isCell: true)
      result = result?.or(next) ?? next
    }
    return result ?? .undecided
  }

  /// The values of a cell that only lists some.
  private func constants(_ tests: [UnaryTest], _ input: Term) throws(Refusal) -> [Term]? {
    var values: [Term] = []
    for test in tests {
      guard case .expression(let expression) = test, let value = constant(expression) else { return nil }
      switch value {
      case .null, .boolean, .number, .string, .date: break
      case .time, .dateTime, .daysAndTime, .yearsAndMonths, .list, .context, .range, .function: return nil
      }
      if case .boolean = value, input.type != .boolean { return nil }
      values.append(try term(value, at: location(expression)))
    }
    return values
  }

  private func membership(_ values: [Term], _ input: Term) throws(Refusal) -> Condition {
    guard input.type != nil else { throw Refusal("the value is always null", at: fragment.location) }
    _ = try joined(values + [input], at: fragment.location)
    let flags = Set(values.compactMap { $0.constant }.filter { $0 != .null })
    if input.type == .boolean, flags.count == 2, values.count == 2 {
      return Condition(holds: .isNotNull(input.sql), fails: .isNull(input.sql))
    }
    let some = values.filter { $0.constant != .null }.map(\.sql)
    let mayBeNull = some.count < values.count
    let among: SQLExpression =
      some.count == 1
      ? .comparison(.equal, input.sql, some[0]) : some.isEmpty ? .isFalse : .isIn(input.sql, some)
    let beside: SQLExpression =
      some.count == 1
      ? .comparison(.notEqual, input.sql, some[0])
      : some.isEmpty ? .isNotNull(input.sql) : .isNotIn(input.sql, some)
    return mayBeNull
      ? Condition(holds: .any([.isNull(input.sql), among]), fails: beside)
      : Condition(holds: among, fails: .any([.isNull(input.sql), beside]))
  }

  /// One test of a cell or of `in`.
  func test(_ test: UnaryTest, _ input: Term, isCell: Bool) throws(Refusal) -> Condition {
    switch test {
    case .comparison(let sign, let bound):
      return try compare(sign, input, try value(bound), at: location(bound))
    case .expression(let expression):
      if isCell, expression.mentionedNames.contains("?") {
        return try testing(input).condition(expression)
      }
      if isCell, expression.isCondition, input.type != .boolean {
        return try testing(input).condition(expression)
      }
      return try contained(in: expression, input)
    }
  }

  private func contained(in container: Expression, _ input: Term) throws(Refusal) -> Condition {
    switch container.kind {
    case .range(let range): return try contained(in: range, input, at: location(container))
    case .list(let items):
      var holds: [SQLExpression] = []
      for item in items { holds.append(try contained(in: item, input).holds) }
      // A list with a part that cannot be compared is as decided as one without.
      return Condition(holds: .any(holds), fails: .not(.orFalse(.any(holds))))
    default: break
    }
    if case .range(let range)? = constant(container) {
      return try contained(in: range, input, at: location(container))
    }
    return try compare(.equal, input, try value(container), at: location(container))
  }

  private func contained(in range: RangeExpression, _ input: Term, at location: SourceLocation)
    throws(Refusal)
    -> Condition
  {
    var result: Condition?
    if let lower = range.lower {
      let bound = try value(lower)
      guard bound.type != nil else { throw nullBound(location) }
      result = try compare(range.includesLower ? .greaterOrEqual : .greater, input, bound, at: location)
    }
    if let upper = range.upper {
      let bound = try value(upper)
      guard bound.type != nil else { throw nullBound(location) }
      let below = try compare(range.includesUpper ? .lessOrEqual : .less, input, bound, at: location)
      result = result?.and(below) ?? below
    }
    guard let result else { throw nullBound(location) }
    return result
  }

  private func contained(in range: RangeValue, _ input: Term, at location: SourceLocation) throws(Refusal)
    -> Condition
  {
    var result: Condition?
    if let value = range.lower.value {
      result = try compare(
        range.lower.isClosed ? .greaterOrEqual : .greater, input, try term(value, at: location), at: location)
    }
    if let value = range.upper.value {
      let below = try compare(
        range.upper.isClosed ? .lessOrEqual : .less, input, try term(value, at: location), at: location)
      result = result?.and(below) ?? below
    }
    guard let result else { throw nullBound(location) }
    return result
  }
}

extension Expression {
  /// Whether it is a condition by its form.
  fileprivate var isCondition: Bool {
    switch kind {
    case .literal(.boolean), .comparison, .and, .or, .between, .in, .instanceOf, .some, .every: true
    default: false
    }
  }
}

// MARK: Wording

private func nullBound(_ location: SourceLocation) -> Refusal {
  Refusal("a range without bounds has no exact counterpart in SQL", at: location)
}

internal import Diagnostics
internal import FEEL

/// The constants that the tests of a cell compare the input with.
///
/// Only tests of the closed fragment have them: comparisons, ranges and lists over constants, `-`, `not(…)`, and
/// `?` compared with constants. Anything else is opaque: the diagram cannot say where its truth changes.
struct CellConstants {
  private(set) var values: [Value] = []
  private(set) var isOpaque = false
  private let fragment: SourceFragment

  init(of tests: UnaryTests, in fragment: SourceFragment) {
    self.fragment = fragment
    switch tests {
    case .any: break
    case .oneOf(let tests), .noneOf(let tests): for test in tests { add(test) }
    }
  }

  private mutating func add(_ test: UnaryTest) {
    switch test {
    case .comparison(let comparison, let expression): addConstant(expression, comparedBy: comparison)
    case .expression(let expression): add(expression)
    }
  }

  private mutating func add(_ expression: Expression) {
    switch expression.kind {
    case .range(let range):
      for bound in [range.lower, range.upper] {
        if let bound { addConstant(bound, comparedBy: .less) }
      }
    case .list(let elements): for element in elements { add(element) }
    case .and(let left, let right), .or(let left, let right):
      guard mentionsInput(expression) else { return addConstant(expression, comparedBy: .equal) }
      add(left)
      add(right)
    case .comparison(let comparison, let left, let right) where isInput(left):
      addConstant(right, comparedBy: comparison)
    case .comparison(let comparison, let left, let right) where isInput(right):
      addConstant(left, comparedBy: comparison)
    case .between(let value, let low, let high) where isInput(value):
      addConstant(low, comparedBy: .less)
      addConstant(high, comparedBy: .less)
    case .in(let value, let tests) where isInput(value): for test in tests { add(test) }
    default: addConstant(expression, comparedBy: .equal)
    }
  }

  private mutating func addConstant(_ expression: Expression, comparedBy comparison: ComparisonOperator) {
    guard !mentionsInput(expression),
      let checked = try? CheckedExpression(
        checking: expression, in: fragment, scope: TypeScope(variables: [:]))
    else {
      isOpaque = true
      return
    }
    let value = checked.evaluate(in: Environment())
    let needsOrder = comparison != .equal && comparison != .notEqual
    switch value {
    case .null, .boolean: break
    case .number, .date, .daysAndTime, .yearsAndMonths: values.append(value)
    case .string where !needsOrder: values.append(value)
    case .list(let elements) where elements.allSatisfy(isPlain): values += elements
    case .range(let range):
      for bound in [range.lower, range.upper] {
        switch bound {
        case .unbounded: break
        case .open(let value), .closed(let value):
          if OrderedValue.isOrdered(value) { values.append(value) } else { isOpaque = true }
        }
      }
    case .string, .time, .dateTime, .list, .context, .function: isOpaque = true
    }
  }

  private func isPlain(_ value: Value) -> Bool {
    if case .string = value { return true }
    return OrderedValue.isOrdered(value)
  }

  private func isInput(_ expression: Expression) -> Bool {
    if case .name("?") = expression.kind { return true }
    return false
  }

  private func mentionsInput(_ expression: Expression) -> Bool { expression.mentionedNames.contains("?") }
}

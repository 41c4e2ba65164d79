internal import Diagnostics
internal import FEEL

/// The order of the values that a diagram cuts into intervals: numbers, dates and durations.
///
/// Times and points in time are left out: with zones they are only partly ordered.
enum OrderedValue {
  /// Whether values of this kind can be cut into intervals.
  static func isOrdered(_ value: Value) -> Bool {
    switch value {
    case .number, .date, .daysAndTime, .yearsAndMonths: true
    case .null, .boolean, .string, .time, .dateTime, .list, .context, .range, .function: false
    }
  }

  /// Whether `left` comes before `right`; nil when they are of different kinds.
  static func isBefore(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.number(let a), .number(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.daysAndTime(let a), .daysAndTime(let b)): a < b
    case (.yearsAndMonths(let a), .yearsAndMonths(let b)): a < b
    default: nil
    }
  }

  /// A value strictly between two others, either of which may be absent; nil when there is none.
  ///
  /// Between two numbers there always is one as far as 34 digits reach; between two neighbouring dates there is none.
  static func sample(above low: Value?, below high: Value?) -> Value? {
    let found: Value?
    switch (low, high) {
    case (nil, nil): found = .number(.zero)
    case (let low?, nil): found = step("+", from: low)
    case (nil, let high?): found = step("-", from: high)
    case (.number(let a)?, .number(let b)?): found = middle(a, b).map(Value.number)
    case (let low?, .some): found = step("+", from: low)
    }
    guard let found else { return nil }
    if let low, isBefore(low, found) != true { return nil }
    if let high, isBefore(found, high) != true { return nil }
    return found
  }

  private static func middle(_ low: Number, _ high: Number) -> Number? {
    guard let sum = low + high else { return nil }
    return sum / Number(2)
  }

  /// The nearest value that the kind can tell apart; for numbers, one at a safe distance.
  private static func step(_ sign: String, from value: Value) -> Value? {
    let unit: String
    switch value {
    case .number(let number):
      // Sums that need no rounding need no expression either.
      guard let whole = number.integer, whole.magnitude < 1 << 60 else {
        unit = "abs(x) + 1"
        break
      }
      return .number(Number(whole + (sign == "+" ? 1 : -1) * (abs(whole) + 1)))
    case .date: unit = "duration(\"P1D\")"
    case .daysAndTime: unit = "duration(\"PT0.000000001S\")"
    case .yearsAndMonths: unit = "duration(\"P1M\")"
    case .null, .boolean, .string, .time, .dateTime, .list, .context, .range, .function: return nil
    }
    let scope = TypeScope(variables: ["x": .any])
    let text = SourceFragment("x \(sign) (\(unit))", file: "<partition>")
    guard let expression = try? CheckedExpression(parsing: text, scope: scope) else { return nil }
    let result = expression.evaluate(in: Environment(["x": value]))
    if case .null = result { return nil }
    return result
  }
}

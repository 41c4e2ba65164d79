/// What an operation on two values comes to.
enum Outcome {
  case value(Value)
  /// FEEL defines nothing for operands of these types.
  case undefined
  /// The result is beyond what the type can hold.
  case outOfRange
  case divisionByZero

  init(_ number: Number?) {
    guard let number else {
      self = .outOfRange
      return
    }
    self = .value(.number(number))
  }

  init(_ value: Value?) {
    guard let value else {
      self = .outOfRange
      return
    }
    self = .value(value)
  }
}

/// Rule 4: arithmetic on two values.
///
/// Source: DMN 1.5, 10.3.2.13.3 and tables 49 to 51.
func arithmetic(_ sign: ArithmeticOperator, _ left: Value, _ right: Value) -> Outcome {
  switch (left, right) {
  case (.number(let a), .number(let b)): numeric(sign, a, b)
  case (.string(let a), .string(let b)): sign == .add ? .value(.string(a + b)) : .undefined
  default: temporalArithmetic(sign, left, right)
  }
}

private func numeric(_ sign: ArithmeticOperator, _ left: Number, _ right: Number) -> Outcome {
  switch sign {
  case .add: Outcome(left + right)
  case .subtract: Outcome(left - right)
  case .multiply: Outcome(left * right)
  case .divide: right.isZero ? .divisionByZero : Outcome(left / right)
  case .power: Outcome(left.power(right))
  }
}

/// The type that an operation gives for operands of two types; nil where it gives null.
func arithmeticType(_ sign: ArithmeticOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
  switch (left, right) {
  case (.any, _), (_, .any), (.null, _), (_, .null): .any
  case (.number, .number): .number
  case (.string, .string): sign == .add ? .string : nil
  case (.date, _), (.dateTime, _), (.time, _), (.daysAndTime, _), (.yearsAndMonths, _), (_, .daysAndTime),
    (_, .yearsAndMonths):
    temporalType(sign, left, right)
  default: nil
  }
}

private func temporalType(_ sign: ArithmeticOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
  switch (left, sign, right) {
  case (.date, .add, .daysAndTime), (.date, .subtract, .daysAndTime), (.date, .add, .yearsAndMonths),
    (.date, .subtract, .yearsAndMonths), (.daysAndTime, .add, .date), (.yearsAndMonths, .add, .date):
    .date
  case (.dateTime, .add, .daysAndTime), (.dateTime, .subtract, .daysAndTime),
    (.dateTime, .add, .yearsAndMonths),
    (.dateTime, .subtract, .yearsAndMonths), (.daysAndTime, .add, .dateTime),
    (.yearsAndMonths, .add, .dateTime):
    .dateTime
  case (.time, .add, .daysAndTime), (.time, .subtract, .daysAndTime), (.daysAndTime, .add, .time): .time
  case (.date, .subtract, .date), (.dateTime, .subtract, .dateTime), (.date, .subtract, .dateTime),
    (.dateTime, .subtract, .date), (.time, .subtract, .time):
    .daysAndTime
  case (.daysAndTime, .add, .daysAndTime), (.daysAndTime, .subtract, .daysAndTime),
    (.daysAndTime, .multiply, .number), (.daysAndTime, .divide, .number), (.number, .multiply, .daysAndTime):
    .daysAndTime
  case (.yearsAndMonths, .add, .yearsAndMonths), (.yearsAndMonths, .subtract, .yearsAndMonths),
    (.yearsAndMonths, .multiply, .number), (.yearsAndMonths, .divide, .number),
    (.number, .multiply, .yearsAndMonths):
    .yearsAndMonths
  case (.daysAndTime, .divide, .daysAndTime), (.yearsAndMonths, .divide, .yearsAndMonths): .number
  default: nil
  }
}

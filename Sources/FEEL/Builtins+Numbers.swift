/// Functions on numbers.
///
/// Source: DMN 1.5, 10.3.4.5 (table 76).
let numberBuiltins: [Builtin] = [
  Builtin("decimal", rounding(.halfEven)),
  Builtin("floor", Signature([n], gives: .number, floorOfNumber), rounding(.floor)),
  Builtin("ceiling", Signature([n], gives: .number, ceilingOfNumber), rounding(.ceiling)),
  Builtin("round up", rounding(.up)),
  Builtin("round down", rounding(.down)),
  Builtin("round half up", rounding(.halfUp)),
  Builtin("round half down", rounding(.halfDown)),
  Builtin(
    "abs", Signature([n], gives: .number, absoluteNumber),
    Signature([.init("n", .daysAndTime)], gives: .daysAndTime, absoluteDaysAndTime),
    Signature([.init("n", .yearsAndMonths)], gives: .yearsAndMonths, absoluteYearsAndMonths)),
  Builtin(
    "modulo", Signature([.init("dividend", .number), .init("divisor", .number)], gives: .number, modulo)),
  Builtin("sqrt", Signature([number], gives: .number, squareRoot)),
  Builtin("log", Signature([number], gives: .number, naturalLogarithm)),
  Builtin("exp", Signature([number], gives: .number, exponential)),
  Builtin("odd", Signature([number], gives: .boolean, isOdd)),
  Builtin("even", Signature([number], gives: .boolean, isEven)),
]

private let n = Signature.Parameter("n", .number)
private let number = Signature.Parameter("number", .number)

// MARK: Rounding

private func rounding(_ rule: RoundingRule) -> Signature {
  Signature([n, .init("scale", .number)], gives: .number) { (call) throws(Refusal) in
    let scale = try call.wholeNumber(1)
    guard Number.scales.contains(scale) else { throw .because(scaleOutside(scale)) }
    return try call.number(of: call.number(0).rounded(toScale: scale, rule: rule))
  }
}

private func floorOfNumber(_ call: Call) throws(Refusal) -> Value { .number(try call.number(0).floor) }

private func ceilingOfNumber(_ call: Call) throws(Refusal) -> Value { .number(try call.number(0).ceiling) }

// MARK: Arithmetic

private func absoluteNumber(_ call: Call) throws(Refusal) -> Value { .number(try call.number(0).magnitude) }

private func absoluteDaysAndTime(_ call: Call) throws(Refusal) -> Value {
  guard case .daysAndTime(let duration) = call.value(0) else {
    throw .unexpected(call.value(0), "a duration")
  }
  return .daysAndTime(duration.magnitude)
}

private func absoluteYearsAndMonths(_ call: Call) throws(Refusal) -> Value {
  guard case .yearsAndMonths(let duration) = call.value(0) else {
    throw .unexpected(call.value(0), "a duration")
  }
  guard let magnitude = duration.magnitude else { throw .because(tooLong) }
  return .yearsAndMonths(magnitude)
}

private func modulo(_ call: Call) throws(Refusal) -> Value {
  let divisor = try call.number(1)
  guard !divisor.isZero else { throw .because(zeroDivisor) }
  return try call.number(of: call.number(0).modulo(divisor))
}

private func squareRoot(_ call: Call) throws(Refusal) -> Value {
  let number = try call.number(0)
  guard let root = number.squareRoot() else { throw .because(negativeRoot(number)) }
  return .number(root)
}

private func naturalLogarithm(_ call: Call) throws(Refusal) -> Value {
  let number = try call.number(0)
  guard let logarithm = number.naturalLogarithm() else { throw .because(noLogarithm(number)) }
  return .number(logarithm)
}

private func exponential(_ call: Call) throws(Refusal) -> Value {
  try call.number(of: call.number(0).exponential())
}

// MARK: Questions

private func isOdd(_ call: Call) throws(Refusal) -> Value {
  .boolean(try call.number(0).modulo(Number(2)) == .one)
}

private func isEven(_ call: Call) throws(Refusal) -> Value {
  .boolean(try call.number(0).modulo(Number(2)) == .zero)
}

// MARK: Wording

private let tooLong = "the duration is too long"
private let zeroDivisor = "the divisor is 0"

private func scaleOutside(_ scale: Int) -> String {
  "the scale is \(scale), expected \(Number.scales.lowerBound) to \(Number.scales.upperBound)"
}

private func negativeRoot(_ number: Number) -> String { "\(number) has no square root, expected 0 or more" }

private func noLogarithm(_ number: Number) -> String { "\(number) has no logarithm, expected more than 0" }

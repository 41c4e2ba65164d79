internal import Diagnostics

/// Makes a range from its literal: both ends are literals, or calls of a date and time function on a literal.
///
/// Source: DMN 1.5, 10.3.4.1 (`range`).
func rangeFromText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  let fragment = SourceFragment(text, file: "<range>")
  guard let expression = try? Expression(parsing: fragment, scope: TypeScope()),
    case .range(let range) = expression.kind, let low = range.lower, let high = range.upper
  else { throw .because(noRange(text)) }
  let lower = try literal(low, call, in: text)
  let upper = try literal(high, call, in: text)
  guard kind(of: lower) == kind(of: upper), let order = feelOrder(lower, upper) else {
    throw .because(mixedEnds(lower, upper))
  }
  guard order != .greater else { throw .because(reversed(text)) }
  return .range(
    RangeValue(
      lower: range.includesLower ? .closed(lower) : .open(lower),
      upper: range.includesUpper ? .closed(upper) : .open(upper)))
}

/// The value of an end of a range.
private func literal(_ expression: Expression, _ call: Call, in text: String) throws(Refusal) -> Value {
  switch expression.kind {
  case .literal(let value): return value
  case .negate(let operand):
    guard case .literal(.number(let number)) = operand.kind else { throw .because(noRange(text)) }
    return .number(-number)
  case .invoke(let function, let arguments):
    guard case .name(let name) = function.kind, temporalConversions.contains(name), arguments.count == 1,
      case .literal(.string(let from)) = arguments[0].kind,
      let signature = builtins[name]?.signatures.first
    else { throw .because(noRange(text)) }
    let value = signature.call([.string(from)], call.context)
    if case .null = value { throw .ended(value) }
    return value
  default: throw .because(noRange(text))
  }
}

private let temporalConversions: Set<String> = ["date", "time", "date and time", "duration"]

// MARK: Wording

private func noRange(_ text: String) -> String {
  "`\(text.count > 60 ? text.prefix(60) + "…" : text[...])` is not a range of literals such as `[1..3]`"
}

private func mixedEnds(_ lower: Value, _ upper: Value) -> String {
  "a range cannot reach from \(kind(of: lower)) to \(kind(of: upper))"
}

private func reversed(_ text: String) -> String { "the range `\(text)` runs backwards" }

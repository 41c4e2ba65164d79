/// Functions on booleans, and the one that asks whether two values are the same.
///
/// Source: DMN 1.5, 10.3.4.2 (table 73); `all` and `any` 10.3.4.4 (table 75); `is` 10.3.4.13.
let booleanBuiltins: [Builtin] = [
  Builtin("not", Signature([.init("negand", .any)], gives: .boolean, negation)),
  Builtin(
    "all", Signature([.init("list", .list(.any))], gives: .boolean, allOfList),
    Signature([.init("b", .any)], isVariadic: true, gives: .boolean, allOfArguments)),
  Builtin(
    "any", Signature([.init("list", .list(.any))], gives: .boolean, anyOfList),
    Signature([.init("b", .any)], isVariadic: true, gives: .boolean, anyOfArguments)),
  Builtin(
    "is",
    Signature(
      [.init("value1", .any, isOptional: true), .init("value2", .any, isOptional: true)], gives: .boolean,
      isSame)),
]

private func negation(_ call: Call) throws(Refusal) -> Value { .boolean(try !call.boolean(0)) }

private func allOfList(_ call: Call) throws(Refusal) -> Value { try conjunction(call.list(0)) }

private func allOfArguments(_ call: Call) throws(Refusal) -> Value { try conjunction(call.arguments) }

private func anyOfList(_ call: Call) throws(Refusal) -> Value { try disjunction(call.list(0)) }

private func anyOfArguments(_ call: Call) throws(Refusal) -> Value { try disjunction(call.arguments) }

/// False if one is false, else null if one is not a boolean, else true.
private func conjunction(_ items: [Value]) throws(Refusal) -> Value {
  if items.contains(.boolean(false)) { return .boolean(false) }
  if let other = items.first(where: { $0 != .boolean(true) }) { throw .unexpected(other, "booleans") }
  return .boolean(true)
}

/// True if one is true, else null if one is not a boolean, else false.
private func disjunction(_ items: [Value]) throws(Refusal) -> Value {
  if items.contains(.boolean(true)) { return .boolean(true) }
  if let other = items.first(where: { $0 != .boolean(false) }) { throw .unexpected(other, "booleans") }
  return .boolean(false)
}

/// Same type and same value; the same moment told in two zones is not the same.
///
/// One of the two may be left out and is null then, as the conformance tests have it.
private func isSame(_ call: Call) throws(Refusal) -> Value {
  guard !call.arguments.isEmpty else { throw .because(nothingToCompare) }
  try call.spend(comparing: call.value(0), with: 1)
  switch (call.value(0), call.value(1)) {
  case (.string(let left), .string(let right)): return .boolean(left.utf8.elementsEqual(right.utf8))
  case (let left, let right): return .boolean(left == right)
  }
}

// MARK: Wording

private let nothingToCompare = "no form of `is` takes no arguments, expected two values"

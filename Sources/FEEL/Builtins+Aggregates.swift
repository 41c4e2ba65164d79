/// Functions that make one value of a list of numbers or of comparable values.
///
/// Each takes one list or its items as arguments.
/// Source: DMN 1.5, 10.3.4.4 (table 75).
let aggregateBuiltins: [Builtin] = [
  aggregate("sum", of: "n", gives: .number, sum), aggregate("product", of: "n", gives: .number, product),
  aggregate("mean", of: "n", gives: .number, mean), aggregate("median", of: "n", gives: .number, median),
  aggregate("stddev", of: "n", gives: .number, standardDeviation),
  aggregate("mode", of: "n", gives: .list(.number), mode), aggregate("min", of: "c", gives: .any, minimum),
  aggregate("max", of: "c", gives: .any, maximum),
]

/// The two signatures all aggregates share.
private func aggregate(
  _ name: String, of item: String, gives result: ValueType,
  _ body: @escaping @Sendable ([Value], Call) throws(Refusal) -> Value
) -> Builtin {
  Builtin(
    name,
    Signature([.init("list", .list(.any))], gives: result) { (call) throws(Refusal) in
      try body(call.list(0), call)
    },
    Signature([.init(item, .any)], isVariadic: true, gives: result) { (call) throws(Refusal) in
      try body(call.arguments, call)
    })
}

// MARK: Numbers

private func sum(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  .number(try total(someNumbers(items)))
}

private func product(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  var product = Number.one
  for number in try someNumbers(items) { product = try known(product * number) }
  return .number(product)
}

private func mean(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  let numbers = try someNumbers(items)
  return try call.number(of: total(numbers) / Number(numbers.count))
}

private func median(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  let sorted = try someNumbers(items).sorted()
  let middle = sorted.count / 2
  if sorted.count.isMultiple(of: 2) {
    return try call.number(of: known(sorted[middle - 1] + sorted[middle]) / Number(2))
  }
  return .number(sorted[middle])
}

/// Of a sample: the squares are divided by one less than the count.
private func standardDeviation(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  let numbers = try someNumbers(items)
  guard numbers.count > 1 else { throw .because(oneNumber) }
  let mean = try known(total(numbers) / Number(numbers.count))
  var squares = Number.zero
  for number in numbers {
    let distance = try known(number - mean)
    squares = try known(squares + known(distance * distance))
  }
  return try call.number(of: known(squares / Number(numbers.count - 1)).squareRoot())
}

/// The numbers that occur most often, ascending.
private func mode(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  var counts: [Number: Int] = [:]
  for number in try numbers(items) { counts[number, default: 0] += 1 }
  let most = counts.values.max() ?? 0
  return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
}

private func numbers(_ items: [Value]) throws(Refusal) -> [Number] {
  var numbers: [Number] = []
  numbers.reserveCapacity(items.count)
  for item in items {
    guard case .number(let number) = item else { throw .unexpected(item, "numbers") }
    numbers.append(number)
  }
  return numbers
}

private func someNumbers(_ items: [Value]) throws(Refusal) -> [Number] {
  guard !items.isEmpty else { throw .because(emptyList) }
  return try numbers(items)
}

private func total(_ numbers: [Number]) throws(Refusal) -> Number {
  var total = Number.zero
  for number in numbers { total = try known(total + number) }
  return total
}

private func known(_ number: Number?) throws(Refusal) -> Number {
  guard let number else { throw .because(tooLarge) }
  return number
}

// MARK: Comparable values

private func minimum(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  try extreme(items, call, keeping: .less)
}

private func maximum(_ items: [Value], _ call: Call) throws(Refusal) -> Value {
  try extreme(items, call, keeping: .greater)
}

private func extreme(_ items: [Value], _ call: Call, keeping order: Order) throws(Refusal) -> Value {
  guard var best = items.first else { throw .because(emptyList) }
  try call.spend(items.count)
  for item in items {
    guard let found = feelOrder(item, best) else { throw .because(incomparable(item, best)) }
    if found == order { best = item }
  }
  return best
}

// MARK: Wording

private let emptyList = "the list is empty, expected at least one item"
private let oneNumber = "the list has one number, expected at least two"
private let tooLarge = "the numbers are too large for the format"

private func incomparable(_ left: Value, _ right: Value) -> String {
  "\(kind(of: left)) cannot be compared with \(kind(of: right))"
}

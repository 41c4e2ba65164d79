/// Functions that make lists of lists, and ask what is in them.
///
/// Source: DMN 1.5, 10.3.4.4 (table 75).
let listBuiltins: [Builtin] = [
  Builtin("list contains", Signature([list, .init("element", .any)], gives: .boolean, listContains)),
  Builtin("count", Signature([list], gives: .number, count)),
  Builtin(
    "sublist",
    Signature([list, .init("start position", .number)], gives: .list(.any), sublist),
    Signature(
      [list, .init("start position", .number), .init("length", .number)], gives: .list(.any), sublist)),
  Builtin("append", Signature([list, .init("item", .any)], isVariadic: true, gives: .list(.any), append)),
  Builtin("concatenate", Signature([list], isVariadic: true, gives: .list(.any), concatenate)),
  Builtin("insert before", Signature([list, position, newItem], gives: .list(.any), insertBefore)),
  Builtin("remove", Signature([list, position], gives: .list(.any), remove)),
  Builtin(
    "list replace", Signature([list, position, newItem], gives: .list(.any), replaceAtPosition),
    Signature(
      [list, .init("match", .any), newItem], gives: .list(.any), replaceWhereMatched)),
  Builtin("reverse", Signature([list], gives: .list(.any), reverse)),
  Builtin("index of", Signature([list, .init("match", .any)], gives: .list(.number), indexOf)),
  Builtin("union", Signature([list], isVariadic: true, gives: .list(.any), union)),
  Builtin("distinct values", Signature([list], gives: .list(.any), distinctValues)),
  Builtin("flatten", Signature([list], gives: .list(.any), flatten)),
]

private let list = Signature.Parameter("list", .list(.any))
private let position = Signature.Parameter("position", .number)
private let newItem = Signature.Parameter("newItem", .any)

// MARK: Questions

private func listContains(_ call: Call) throws(Refusal) -> Value {
  let items = try call.list(0)
  try call.spend(comparing: call.value(1), with: items.count)
  return .boolean(items.contains { feelEqual($0, call.value(1)) == true })
}

private func count(_ call: Call) throws(Refusal) -> Value { .number(Number(try call.list(0).count)) }

private func indexOf(_ call: Call) throws(Refusal) -> Value {
  let items = try call.list(0)
  try call.spend(comparing: call.value(1), with: items.count)
  return .list(
    items.enumerated().filter { feelEqual($0.element, call.value(1)) == true }
      .map { .number(Number($0.offset + 1)) })
}

// MARK: Parts

private func sublist(_ call: Call) throws(Refusal) -> Value {
  let items = try call.list(0)
  let start = try index(call, 1, in: items)
  let length = call.arguments.count > 2 ? try call.wholeNumber(2) : items.count - start
  guard length >= 1 else { throw .because(shortLength(length)) }
  guard length <= items.count - start else {
    throw .because(beyondList(start + length, items.count))
  }
  return .list(Array(items[start..<start + length]))
}

private func reverse(_ call: Call) throws(Refusal) -> Value { .list(try call.list(0).reversed()) }

// MARK: Changed at one place

private func insertBefore(_ call: Call) throws(Refusal) -> Value {
  var items = try call.list(0)
  items.insert(call.value(2), at: try index(call, 1, in: items))
  return try call.list(of: items)
}

private func remove(_ call: Call) throws(Refusal) -> Value {
  var items = try call.list(0)
  items.remove(at: try index(call, 1, in: items))
  return .list(items)
}

private func replaceAtPosition(_ call: Call) throws(Refusal) -> Value {
  var items = try call.list(0)
  items[try index(call, 1, in: items)] = call.value(2)
  return .list(items)
}

private func replaceWhereMatched(_ call: Call) throws(Refusal) -> Value {
  let match = try call.function(1)
  guard match.parameters.count == 2 else { throw .because(matchArity(match.parameters.count)) }
  var items = try call.list(0)
  for index in items.indices {
    try call.spend(1)
    let answer = call.context.invoke(match, [items[index], call.value(2)])
    guard case .boolean(let isMatch) = answer else {
      throw .unexpected(answer, "a boolean from the function")
    }
    if isMatch { items[index] = call.value(2) }
  }
  return .list(items)
}

/// The index that a position means: from 1 at the beginning, from -1 at the end.
private func index(_ call: Call, _ argument: Int, in items: [Value]) throws(Refusal) -> Int {
  let position = try call.wholeNumber(argument)
  guard position != 0 else { throw .because(zeroPosition) }
  guard position.magnitude <= items.count else { throw .because(beyondList(position, items.count)) }
  return position > 0 ? position - 1 : items.count + position
}

// MARK: Several lists together

private func append(_ call: Call) throws(Refusal) -> Value {
  try call.list(of: call.list(0) + call.arguments.dropFirst())
}

private func concatenate(_ call: Call) throws(Refusal) -> Value { try call.list(of: joined(call)) }

private func union(_ call: Call) throws(Refusal) -> Value { .list(try distinct(joined(call), call)) }

private func distinctValues(_ call: Call) throws(Refusal) -> Value { .list(try distinct(call.list(0), call)) }

private func joined(_ call: Call) throws(Refusal) -> [Value] {
  var items: [Value] = []
  for index in call.arguments.indices {
    items += try call.list(index)
    if let end = call.context.allow(listSize: items.count) { throw .ended(end) }
  }
  return items
}

/// The values without repetitions, each where it stood first.
///
/// Cost: linear for plain values; a value of many parts, or one told in a zone, is compared with all before it.
private func distinct(_ items: [Value], _ call: Call) throws(Refusal) -> [Value] {
  var plain: Set<PlainValue> = []
  var compound: [Value] = []
  var kept: [Value] = []
  for item in items {
    try call.spend(1)
    if let value = PlainValue(item) {
      guard plain.insert(value).inserted else { continue }
    } else {
      try call.spend(comparing: item, with: compound.count)
      if compound.contains(where: { feelEqual($0, item) == true }) { continue }
      compound.append(item)
    }
    kept.append(item)
  }
  return kept
}

/// A value that is equal only to itself.
private enum PlainValue: Hashable {
  /// Bytes, as Swift's strings are equal when they merely look alike.
  case string([UInt8])
  case other(Value)

  init?(_ value: Value) {
    switch value {
    case .string(let text): self = .string(Array(text.utf8))
    case .null, .boolean, .number, .daysAndTime, .yearsAndMonths: self = .other(value)
    case .date, .time, .dateTime, .list, .context, .range, .function: return nil
    }
  }
}

private func flatten(_ call: Call) throws(Refusal) -> Value {
  var flat: [Value] = []
  // A stack instead of recursion: lists may be nested as deeply as memory allows.
  var open = [try call.list(0)[...]]
  while var level = open.popLast() {
    guard let item = level.popFirst() else { continue }
    try call.spend(1)
    open.append(level)
    if case .list(let inner) = item {
      open.append(inner[...])
    } else {
      flat.append(item)
    }
  }
  return try call.list(of: flat)
}

// MARK: Wording

private let zeroPosition = "the position is 0, expected 1 for the first or -1 for the last item"

private func shortLength(_ length: Int) -> String { "the length is \(length), expected 1 or more" }

private func beyondList(_ position: Int, _ count: Int) -> String {
  "position \(position) lies outside of the list, which has \(count) item\(count == 1 ? "" : "s")"
}

private func matchArity(_ count: Int) -> String {
  "found a function of \(count) parameter\(count == 1 ? "" : "s"), expected one of an item and the new item"
}

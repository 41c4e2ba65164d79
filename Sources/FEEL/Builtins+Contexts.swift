/// Functions on contexts.
///
/// Source: DMN 1.5, 10.3.4.9 (table 80).
let contextBuiltins: [Builtin] = [
  Builtin(
    "get value", Signature([.init("m", .context([])), .init("key", .string)], gives: .any, getValue)),
  Builtin("get entries", Signature([.init("m", .context([]))], gives: .list(entryType), getEntries)),
  Builtin("context", Signature([.init("entries", .list(.any))], gives: .context([]), makeContext)),
  Builtin(
    "context put", Signature([target, .init("key", .string), value], gives: .context([]), putAtKey),
    Signature([target, .init("keys", .list(.any)), value], gives: .context([]), putAtPath)),
  Builtin("context merge", Signature([.init("contexts", .list(.any))], gives: .context([]), mergeContexts)),
]

private let target = Signature.Parameter("context", .context([]))
private let value = Signature.Parameter("value", .any)
private let entryType = ValueType.context([.init("key", .string), .init("value", .any)])

// MARK: Reading

private func getValue(_ call: Call) throws(Refusal) -> Value {
  let key = try call.string(1)
  guard let value = try call.contextValue(0)[key] else { throw .because(noEntry(key)) }
  return value
}

private func getEntries(_ call: Call) throws(Refusal) -> Value {
  .list(
    try call.contextValue(0).entries.map { entry in
      .context(Context([("key", .string(entry.name)), ("value", entry.value)]))
    })
}

// MARK: Making

private func makeContext(_ call: Call) throws(Refusal) -> Value {
  var entries: [(name: String, value: Value)] = []
  var names: Set<String> = []
  for item in try call.list(0) {
    try call.spend(1)
    guard case .context(let entry) = item else { throw .unexpected(item, "a context of `key` and `value`") }
    guard case .string(let key) = entry["key"] ?? .null else { throw .because(noKey) }
    guard let value = entry["value"] else { throw .because(noValue(key)) }
    guard names.insert(key).inserted else { throw .because(repeatedKey(key)) }
    entries.append((key, value))
  }
  return .context(try context(of: entries, call))
}

private func putAtKey(_ call: Call) throws(Refusal) -> Value {
  .context(try put(call.value(2), at: [.string(try call.string(1))], into: call.contextValue(0)))
}

private func putAtPath(_ call: Call) throws(Refusal) -> Value {
  let keys = try call.list(1)
  guard !keys.isEmpty else { throw .because(noKeys) }
  guard keys.count <= call.context.limits.recursionDepth else { throw .because(pathTooLong(keys.count)) }
  return .context(try put(call.value(2), at: keys[...], into: call.contextValue(0)))
}

/// Recursion: as deep as the path is long.
private func put(_ value: Value, at keys: ArraySlice<Value>, into context: Context) throws(Refusal) -> Context
{
  guard let first = keys.first else { return context }
  guard case .string(let key) = first else { throw .unexpected(first, "a string as key") }
  var changed = context
  if keys.count == 1 {
    changed[key] = value
  } else {
    guard let inner = context[key] else { throw .because(noEntry(key)) }
    guard case .context(let inner) = inner else { throw .unexpected(inner, "a context at `\(key)`") }
    changed[key] = .context(try put(value, at: keys.dropFirst(), into: inner))
  }
  return changed
}

private func mergeContexts(_ call: Call) throws(Refusal) -> Value {
  var entries: [(name: String, value: Value)] = []
  var places: [String: Int] = [:]
  for item in try call.list(0) {
    guard case .context(let context) = item else { throw .unexpected(item, "a list of contexts") }
    try call.spend(context.entries.count)
    for entry in context.entries {
      if let place = places[entry.name] {
        entries[place].value = entry.value
      } else {
        places[entry.name] = entries.count
        entries.append(entry)
      }
    }
  }
  return .context(try context(of: entries, call))
}

/// A context finds its names one after the other, so that making a large one costs the square of its size.
private func context(of entries: [(name: String, value: Value)], _ call: Call) throws(Refusal) -> Context {
  for place in entries.indices { try call.spend(place / 16) }
  return Context(entries)
}

// MARK: Wording

private let noKey = "an entry has no string as `key`"
private let noKeys = "the list of keys is empty, expected at least one"

private func noEntry(_ key: String) -> String { "the context has no entry `\(key)`" }

private func noValue(_ key: String) -> String { "the entry with key `\(key)` has no `value`" }

private func repeatedKey(_ key: String) -> String { "two entries have the key `\(key)`" }

private func pathTooLong(_ count: Int) -> String { "a path of \(count) keys is too long" }

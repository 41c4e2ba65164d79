/// The results of a loop so far, which its body may read as `partial`.
package struct LoopResults {
  /// Order: of the turns.
  package var items: [Value] = []
  /// How many results hold functions, which keep all that they have seen.
  private var functions = 0

  package init() {}

  /// Appends a result; the null to end with where there are too many.
  mutating func append(_ value: Value, _ context: CallContext) -> Value? {
    items.append(value)
    return context.allow(listSize: items.count)
  }

  /// Appends a result that may hold the results before it, and so grow deeper with each turn.
  package mutating func append(madeOfOthers value: Value, _ context: CallContext) -> Value? {
    if let end = context.allow(nesting: value) { return end }
    if value.holdsFunction {
      functions += 1
      if functions > ValueWalk.greatestDepth { return context.end(tooManyFunctions) }
    }
    let hasRoom = items.count < items.capacity
    let place = items.withUnsafeBufferPointer { $0.baseAddress }
    if let end = append(value, context) { return end }
    // A result that keeps the list so far makes a copy of it necessary.
    guard hasRoom, items.withUnsafeBufferPointer({ $0.baseAddress }) != place else { return nil }
    return context.spend(iterations: items.count)
  }
}

extension Value {
  /// Whether a function of the model's own stands in it; not looked for in more than some parts.
  fileprivate var holdsFunction: Bool {
    var open = [self]
    var parts = 0
    while let value = open.popLast(), parts < 1_000 {
      parts += 1
      switch value {
      case .function(let function): if function.builtin == nil { return true }
      case .list(let items): open += items.prefix(1_000)
      case .context(let context): open += context.entries.prefix(1_000).map(\.value)
      case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .range:
        continue
      }
    }
    return false
  }
}

// MARK: Wording

private let tooManyFunctions = "more than \(ValueWalk.greatestDepth) functions made of each other in one loop"

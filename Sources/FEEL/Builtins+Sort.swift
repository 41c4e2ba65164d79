/// Sorting by a function.
///
/// Source: DMN 1.5, 10.3.4.8 (table 79).
let sortBuiltins: [Builtin] = [
  Builtin(
    "sort",
    Signature(
      [.init("list", .list(.any)), .init("precedes", .any)], gives: .list(.any), sortList
    ))
]

private func sortList(_ call: Call) throws(Refusal) -> Value {
  let precedes = try call.function(1)
  guard precedes.parameters.count == 2 else { throw .because(precedesArity(precedes.parameters.count)) }
  return .list(
    try mergeSorted(call.list(0)) { (left, right) throws(Refusal) in
      try call.spend(1)
      let answer = call.context.invoke(precedes, [left, right])
      guard case .boolean(let truth) = answer else {
        throw .unexpected(answer, "a boolean from the function")
      }
      return truth
    })
}

/// A stable merge sort from the bottom up: ends after n log n questions, however senseless the answers.
private func mergeSorted(
  _ items: [Value], by precedes: (Value, Value) throws(Refusal) -> Bool
) throws(Refusal) -> [Value] {
  var sorted = items
  var width = 1
  while width < sorted.count {
    var merged: [Value] = []
    merged.reserveCapacity(sorted.count)
    for start in stride(from: 0, to: sorted.count, by: 2 * width) {
      let middle = min(start + width, sorted.count)
      let end = min(middle + width, sorted.count)
      var left = sorted[start..<middle]
      var right = sorted[middle..<end]
      while let first = left.first, let second = right.first {
        // Only a right item that truly precedes overtakes, so equal items keep their order.
        if try precedes(second, first) {
          merged.append(second)
          right.removeFirst()
        } else {
          merged.append(first)
          left.removeFirst()
        }
      }
      merged += left
      merged += right
    }
    sorted = merged
    width *= 2
  }
  return sorted
}

// MARK: Wording

private func precedesArity(_ count: Int) -> String {
  "found a function of \(count) parameter\(count == 1 ? "" : "s"), expected one of two items"
}

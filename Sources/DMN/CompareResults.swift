internal import FEEL

/// What differs between an expected value and the answer, in one line; nil where nothing does.
///
/// Numbers agree by value, to eight decimal places, as in the suite's own runners: its files give roots and
/// logarithms shortened. An expected error shows as null. Contexts agree in any order.
func difference(expected: Value, _ actual: Value) -> String? {
  if agree(expected, actual) { return nil }
  if case .null(let reason?) = actual {
    return "expected `\(shortened(expected))`, but it is null: \(reason.message)"
  }
  return "expected `\(shortened(expected))`, but it is `\(shortened(actual))`"
}

private let tolerance = Number("0.00000001") ?? .zero

private func agree(_ expected: Value, _ actual: Value) -> Bool {
  switch (expected, actual) {
  case (.number(let left), .number(let right)):
    if left == right { return true }
    guard let distance = left - right else { return false }
    return distance.magnitude < tolerance
  case (.list(let left), .list(let right)):
    return left.count == right.count && zip(left, right).allSatisfy { agree($0, $1) }
  case (.context(let left), .context(let right)):
    return left.entries.count == right.entries.count
      && left.entries.allSatisfy { entry in right[entry.name].map { agree(entry.value, $0) } ?? false }
  case (.null, .null): return true
  case (.null, _), (_, .null): return false
  default: return expected == actual || feelEqual(expected, actual) == true
  }
}

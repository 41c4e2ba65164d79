extension BoxCover {
  /// Whether a rule could be left out of a table that takes the first match, without changing any value.
  ///
  /// - Parameters:
  ///   - rule: the rule's number.
  ///   - removed: rules already counted as left out.
  ///   - otherwise: the value where no rule matches, nil when that must not happen.
  ///   - steps: how many boxes may be looked at.
  public func isRedundant(
    _ rule: Int, without removed: Set<Int> = [], otherwise: Int? = nil, steps: Int = 20_000
  ) -> Verdict {
    guard let boxes, let box = boxes.pack(table.rules[rule].cells) else { return .undecided }
    var budget = steps
    var pieces = [box]
    for earlier in 0..<rule where !removed.contains(earlier) {
      guard let left = subtract(earlier, from: pieces, boxes, &budget) else { return .undecided }
      pieces = left
    }
    let value = table.rules[rule].value
    for later in (rule + 1)..<max(rule + 1, table.rules.count) where !removed.contains(later) {
      guard !pieces.isEmpty else { return .yes }
      guard pieces.contains(where: { boxes.meets(later, $0) }) else { continue }
      if table.rules[later].value != value { return .no }
      guard let left = subtract(later, from: pieces, boxes, &budget) else { return .undecided }
      pieces = left
    }
    return pieces.isEmpty || otherwise == value ? .yes : .no
  }

  private func subtract(
    _ rule: Int, from pieces: [PackedBoxes.Box], _ boxes: PackedBoxes, _ budget: inout Int
  ) -> [PackedBoxes.Box]? {
    var left: [PackedBoxes.Box] = []
    for piece in pieces {
      budget -= 1
      if budget < 0 { return nil }
      if boxes.meets(rule, piece) {
        left += boxes.remainder(of: piece, without: rule)
      } else {
        left.append(piece)
      }
    }
    return left
  }
}

/// Whether something holds, or that it was too costly to find out.
public enum Verdict: Sendable, Hashable {
  case yes
  case no
  case undecided
}

/// Answers whether rules cover boxes of a table; made once for a table, asked often.
///
/// Exact unless the steps run out; the question is coNP-hard in general. Needs no diagram of the whole table, so it
/// works where that would be too large.
public struct BoxCover: Sendable {
  let table: CellTable
  /// Nil where some cell has no packed form; then only containment in a single rule is decided.
  let boxes: PackedBoxes?

  /// Prepares a table.
  public init(_ table: CellTable) {
    self.table = table
    boxes = PackedBoxes(table)
  }

  /// Whether a rule can never win: the rules before it, one or several together, cover all it accepts.
  ///
  /// - Parameters:
  ///   - rule: the rule's number.
  ///   - steps: how many boxes may be looked at.
  public func isHidden(_ rule: Int, steps: Int = 500_000) -> Verdict {
    covers(table.rules[rule].cells, with: 0..<rule, steps: steps)
  }

  /// Whether the given rules together accept everything in the box.
  public func covers(_ box: [CellSet], with candidates: some Sequence<Int>, steps: Int = 500_000) -> Verdict {
    if box.contains(where: \.isEmpty) { return .yes }
    guard let boxes, let packed = boxes.pack(box) else {
      let isInside = candidates.contains { rule in
        zip(box, table.rules[rule].cells).allSatisfy { $0.isSubset(of: $1) }
      }
      return isInside ? .yes : .undecided
    }
    var meeting: [Int] = []
    for rule in candidates where boxes.meets(rule, packed) {
      if boxes.contains(rule, packed) { return .yes }
      meeting.append(rule)
    }
    var budget = steps
    return covers(packed, meeting, boxes, &budget)
  }

  /// Cuts the box along the rule that takes most of it, and asks the rest of the rules about what that leaves.
  private func covers(_ box: PackedBoxes.Box, _ candidates: [Int], _ boxes: PackedBoxes, _ budget: inout Int)
    -> Verdict
  {
    budget -= 1
    if budget < 0 { return .undecided }
    var best: (share: Double, rule: Int)?
    for rule in candidates {
      let share = boxes.share(of: rule, in: box)
      if share == 1 { return .yes }
      if share > best?.share ?? 0 { best = (share, rule) }
    }
    guard let cutter = best?.rule else { return .no }
    var verdict = Verdict.yes
    for piece in boxes.remainder(of: box, without: cutter) {
      let left = candidates.filter { $0 != cutter && boxes.meets($0, piece) }
      switch covers(piece, left, boxes, &budget) {
      case .yes: break
      case .no: return .no
      case .undecided: verdict = .undecided
      }
    }
    return verdict
  }
}

/// The boxes of a table's rules in a form that can be cut quickly: one word per column.
///
/// A column with at most 64 cells is a bit set; a wider one is an interval, lower bound in the upper half of the
/// word. A wide column in which some rule has several runs does not fit this form.
struct PackedBoxes: Sendable {
  /// One word per column.
  typealias Box = [UInt64]

  let isMask: [Bool]
  /// The word of a rule and column is `words[rule * width + column]`.
  private let words: [UInt64]
  let width: Int

  init?(_ table: CellTable) {
    isMask = table.columns.map { $0.cells <= 64 }
    width = table.columns.count
    var words: [UInt64] = []
    words.reserveCapacity(table.rules.count * width)
    for rule in table.rules {
      for (column, set) in rule.cells.enumerated() {
        guard let word = Self.pack(set, asMask: isMask[column]) else { return nil }
        words.append(word)
      }
    }
    self.words = words
  }

  /// The box in this form; nil when a wide column of it has several runs.
  func pack(_ box: [CellSet]) -> Box? {
    var packed: Box = []
    for (column, set) in box.enumerated() {
      guard let word = Self.pack(set, asMask: isMask[column]) else { return nil }
      packed.append(word)
    }
    return packed
  }

  private static func pack(_ set: CellSet, asMask: Bool) -> UInt64? {
    if asMask { return set.cells.reduce(0) { $0 | 1 << UInt64($1) } }
    let runs = set.runs
    guard runs.count <= 1 else { return nil }
    return runs.first.map { interval($0.lowerBound, $0.upperBound) } ?? interval(0, 0)
  }

  private static func interval(_ low: Int, _ high: Int) -> UInt64 { UInt64(low) << 32 | UInt64(high) }

  func meets(_ rule: Int, _ box: Box) -> Bool {
    for column in 0..<width {
      let other = words[rule * width + column]
      if isMask[column] {
        if box[column] & other == 0 { return false }
      } else if max(box[column] >> 32, other >> 32) >= min(box[column] & 0xFFFF_FFFF, other & 0xFFFF_FFFF) {
        return false
      }
    }
    return true
  }

  func contains(_ rule: Int, _ box: Box) -> Bool {
    for column in 0..<width {
      let other = words[rule * width + column]
      if isMask[column] {
        if box[column] & ~other != 0 { return false }
      } else if other >> 32 > box[column] >> 32 || other & 0xFFFF_FFFF < box[column] & 0xFFFF_FFFF {
        return false
      }
    }
    return true
  }

  /// How much of the box the rule takes, between 0 and 1.
  func share(of rule: Int, in box: Box) -> Double {
    var share = 1.0
    for column in 0..<width {
      let other = words[rule * width + column]
      if isMask[column] {
        share *= Double((box[column] & other).nonzeroBitCount) / Double(box[column].nonzeroBitCount)
      } else {
        let low = max(box[column] >> 32, other >> 32)
        let high = min(box[column] & 0xFFFF_FFFF, other & 0xFFFF_FFFF)
        share *= Double(high - low) / Double((box[column] & 0xFFFF_FFFF) - box[column] >> 32)
      }
    }
    return share
  }

  /// What the rule leaves of the box: boxes that do not meet.
  func remainder(of box: Box, without rule: Int) -> [Box] {
    var pieces: [Box] = []
    var rest = box
    for column in 0..<width {
      let other = words[rule * width + column]
      if isMask[column] {
        let outside = rest[column] & ~other
        if outside != 0 { pieces.append(replacing(rest, column, outside)) }
        rest[column] &= other
      } else {
        let low = rest[column] >> 32
        let high = rest[column] & 0xFFFF_FFFF
        let from = other >> 32
        let to = other & 0xFFFF_FFFF
        if low < from { pieces.append(replacing(rest, column, low << 32 | from)) }
        if to < high { pieces.append(replacing(rest, column, to << 32 | high)) }
        rest[column] = max(low, from) << 32 | min(high, to)
      }
    }
    return pieces
  }

  private func replacing(_ box: Box, _ column: Int, _ word: UInt64) -> Box {
    var piece = box
    piece[column] = word
    return piece
  }
}

public import Diagrams
internal import FEEL

extension DiagramInput {
  /// The values of a set of cells as one readable condition: `"a", "b"`, `[50..500)`, `null or < 5`.
  ///
  /// Neighbouring intervals are joined; a set with more than half of the words of an input is told by what is missing.
  public func condition(for set: CellSet) -> String {
    let words = cells.indices.filter { if case .value = cells[$0] { true } else { false } }
    let inside = words.filter(set.contains)
    let hasOther = cells.indices.contains { cells[$0] == .other && set.contains($0) }
    let others = cells.indices.filter { set.contains($0) && !words.contains($0) && cells[$0] != .other }
    if hasOther {
      let outside = words.filter { !set.contains($0) }
      let text =
        outside.isEmpty ? "any other value" : "not(\(outside.map { cells[$0].text }.joined(separator: ", ")))"
      return (others.map { cells[$0].text } + [text]).joined(separator: " or ")
    }
    var parts: [String] = inside.isEmpty ? [] : [inside.map { cells[$0].text }.joined(separator: ", ")]
    var joined: RangeValue?
    for index in others {
      guard case .range(let range) = cells[index] else {
        parts.append(cells[index].text)
        continue
      }
      if let before = joined, set.contains(index - 1) {
        joined = RangeValue(lower: before.lower, upper: range.upper)
      } else {
        if let joined { parts.append(Cell.range(joined).text) }
        joined = range
      }
    }
    if let joined { parts.append(Cell.range(joined).text) }
    return parts.joined(separator: " or ")
  }
}

extension CellTable {
  /// The maximal sets of rules that match together somewhere, each with at least two rules.
  ///
  /// A set that is part of another is not listed: what is said is which rules meet, not every pair of them.
  /// Order: by the rules' numbers.
  /// Source: Calvanese et al. 2016, section 5, whose sweep this is, with equal states built once.
  ///
  /// - Throws: `BudgetExceeded`; there is no partial list.
  public func maximalOverlaps(budget: DiagramBudget = .batch) throws(BudgetExceeded) -> [[Int]] {
    let layers = try LayeredBuild(self, for: .overlaps, budget: budget)
    let sets = (0..<layers.final.count).map { layers.final[$0].map(Int.init) }.filter { $0.count > 1 }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
    var kept: [[Int]] = []
    var keptWith: [Int: [Int]] = [:]
    for set in sets {
      // A superset contains the set's rarest rule, so only the sets with that rule are looked at.
      let candidates = set.map { keptWith[$0] ?? [] }.min { $0.count < $1.count } ?? []
      let isPart = candidates.contains { index in set.isSubsequence(of: kept[index]) }
      guard !isPart else { continue }
      for rule in set { keptWith[rule, default: []].append(kept.count) }
      kept.append(set)
    }
    return kept.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The box in which the given rules all match, or nil when they never do.
  public func commonBox(of rules: [Int]) -> [CellSet]? {
    var box = columns.map { CellSet(all: $0.cells) }
    for rule in rules {
      for column in box.indices { box[column] = box[column].intersection(self.rules[rule].cells[column]) }
    }
    return box.contains(where: \.isEmpty) ? nil : box
  }
}

extension [Int] {
  /// Whether an ascending list is contained in another ascending one.
  fileprivate func isSubsequence(of other: [Int]) -> Bool {
    var index = 0
    for element in other where index < count && element == self[index] { index += 1 }
    return index == count
  }
}

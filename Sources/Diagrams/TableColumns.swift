/// The cells of a table's rules laid out for sweeping: by column, then by rule.
struct TableColumns: Sendable {
  struct Column: Sendable {
    let cells: Int
    /// `runs[offsets[rule]..<offsets[rule + 1]]`; no run means every cell.
    let offsets: [Int32]
    let runs: [Range<Int32>]
    /// One bit per cell where the column has at most 64 cells; empty otherwise.
    let masks: [UInt64]
  }

  /// Stands in a list for "some rule accepts whatever comes"; such a list is not swept further.
  static let covered: Int32 = -1

  let columns: [Column]
  /// For each rule, one bit per column that it restricts; at most 64 columns.
  let restricted: [UInt64]
  let ruleCount: Int

  init(_ table: CellTable) {
    ruleCount = table.rules.count
    columns = table.columns.indices.map { index in
      let cells = table.columns[index].cells
      var offsets: [Int32] = [0]
      var runs: [Range<Int32>] = []
      for rule in table.rules {
        if !rule.cells[index].isAll {
          for run in rule.cells[index].runs { runs.append(Int32(run.lowerBound)..<Int32(run.upperBound)) }
        }
        offsets.append(Int32(runs.count))
      }
      let masks: [UInt64] =
        cells > 64
        ? []
        : table.rules.map { rule in rule.cells[index].cells.reduce(0) { $0 | 1 << UInt64($1) } }
      return Column(cells: cells, offsets: offsets, runs: runs, masks: masks)
    }
    restricted = table.rules.map { rule in
      rule.cells.indices.reduce(0) { $0 | (rule.cells[$1].isAll ? 0 : 1 << UInt64($1)) }
    }
  }

  /// Calls back for each maximal run of cells in which the same rules of the list match, in cell order.
  ///
  /// - Parameters:
  ///   - column: the column swept.
  ///   - list: the rules looked at, ascending.
  ///   - scratch: the rules matching in the run; valid during the call only.
  func sweep(
    _ column: Int, _ list: ArraySlice<Int32>, scratch: inout [Int32], cuts: inout [Int32],
    body: (_ end: Int32, _ matching: inout [Int32]) throws(BudgetExceeded) -> Void
  ) throws(BudgetExceeded) {
    let here = columns[column]
    cuts.removeAll(keepingCapacity: true)
    if list.first == Self.covered {
      scratch.removeAll(keepingCapacity: true)
      scratch.append(Self.covered)
      return try body(Int32(here.cells), &scratch)
    }
    if !here.masks.isEmpty {
      // Neighbouring cells are told apart where some rule accepts one of them only.
      var changes: UInt64 = 0
      for rule in list {
        let mask = here.masks[Int(rule)]
        changes |= mask ^ (mask << 1)
      }
      for cell in 1..<max(1, here.cells) where changes & (1 << UInt64(cell)) != 0 { cuts.append(Int32(cell)) }
      cuts.append(Int32(here.cells))
      var begin: Int32 = 0
      for cut in cuts {
        scratch.removeAll(keepingCapacity: true)
        let bit = UInt64(1) << UInt64(begin)
        for rule in list where here.masks[Int(rule)] & bit != 0 { scratch.append(rule) }
        try body(cut, &scratch)
        begin = cut
      }
      return
    }
    for rule in list {
      for run in here.runs[Int(here.offsets[Int(rule)])..<Int(here.offsets[Int(rule) + 1])] {
        cuts.append(run.lowerBound)
        cuts.append(run.upperBound)
      }
    }
    cuts.append(Int32(here.cells))
    cuts.sort()
    var begin: Int32 = 0
    for cut in cuts where cut > begin {
      scratch.removeAll(keepingCapacity: true)
      for rule in list {
        let from = Int(here.offsets[Int(rule)])
        let to = Int(here.offsets[Int(rule) + 1])
        if from == to || here.runs[from..<to].contains(where: { $0.contains(begin) }) { scratch.append(rule) }
      }
      try body(cut, &scratch)
      begin = cut
    }
  }
}

extension Diagram {
  /// The share of the completions that each remaining value has.
  ///
  /// A completion picks one allowed cell of each input; its weight is the product of the cells' weights. The shares
  /// add up to 1, unless all weights are zero, when nothing is returned.
  ///
  /// - Parameters:
  ///   - allowed: what is known of each input.
  ///   - weights: `weights[input][cell]`, not negative.
  /// - Returns: value number to share; values with share 0 included if they remain possible.
  public func shares(within allowed: [CellSet], weights: [[Double]]) -> [Int: Double] {
    let normalised = normalised(weights, within: allowed)
    var memo: [NodeStore.Reference: [Int: Double]] = [:]
    return mix(root, allowed, normalised, &memo)
  }

  private func mix(
    _ node: NodeStore.Reference, _ allowed: [CellSet], _ weights: [[Double]],
    _ memo: inout [NodeStore.Reference: [Int: Double]]
  ) -> [Int: Double] {
    if node < 0 { return [NodeStore.terminalNumber(node): 1] }
    if let known = memo[node] { return known }
    let input = Int(store.level(of: node))
    var total: [Int: Double] = [:]
    var begin = 0
    for edge in store.edges(of: node) {
      let run = (begin..<Int(edge.end)).filter { allowed[input].contains($0) }
      begin = Int(edge.end)
      guard !run.isEmpty else { continue }
      let weight = run.reduce(0) { $0 + weights[input][$1] }
      for (value, share) in mix(edge.child, allowed, weights, &memo) {
        total[value, default: 0] += weight * share
      }
    }
    memo[node] = total
    return total
  }

  /// Weights of each input's allowed cells, summing to 1; equal where all given weights are zero.
  private func normalised(_ weights: [[Double]], within allowed: [CellSet]) -> [[Double]] {
    zip(weights, allowed).map { weights, set in
      let total = set.cells.reduce(0) { $0 + weights[$1] }
      return weights.indices.map { cell in
        guard set.contains(cell) else { return 0 }
        return total > 0 ? weights[cell] / total : 1 / Double(set.size)
      }
    }
  }

  /// How likely each cell group of an input is, and what would remain after it; for choosing questions.
  ///
  /// - Returns: for every allowed cell its normalised weight and the shares of the values once it is known.
  public func shares(
    byCellOf input: Int, within allowed: [CellSet], weights: [[Double]]
  ) -> [(cell: Int, weight: Double, shares: [Int: Double])] {
    let normalised = normalised(weights, within: allowed)
    return allowed[input].cells.map { cell in
      var known = allowed
      known[input] = CellSet([cell], of: cellCounts[input])
      return (cell, normalised[input][cell], shares(within: known, weights: weights))
    }
  }
}

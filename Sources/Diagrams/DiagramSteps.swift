extension Diagram {
  /// A node as a reader of the diagram sees it.
  public enum Step: Sendable, Hashable {
    /// The end: a value number.
    case value(Int)
    /// An input to look at, and where its cells lead; `step` is a position in the list of steps.
    case question(input: Int, branches: [Branch])

    /// One way on.
    public struct Branch: Sendable, Hashable {
      /// The cells that go this way, neighbours or not.
      public let cells: CellSet
      /// Where it leads.
      public let step: Int
    }
  }

  /// The nodes and values in the order in which a reader meets them, the root first.
  ///
  /// - Parameter limit: how many there may be.
  /// - Returns: nil when there are more.
  public func steps(limit: Int) -> [Step]? {
    var order: [NodeStore.Reference] = [root]
    var positions: [NodeStore.Reference: Int] = [root: 0]
    var index = 0
    while index < order.count {
      let node = order[index]
      index += 1
      guard node >= 0 else { continue }
      for edge in store.edges(of: node) where positions[edge.child] == nil {
        guard order.count < limit else { return nil }
        positions[edge.child] = order.count
        order.append(edge.child)
      }
    }
    return order.map { node in
      guard node >= 0 else { return .value(NodeStore.terminalNumber(node)) }
      let input = Int(store.level(of: node))
      var branches: [Step.Branch] = []
      var begin = 0
      for edge in store.edges(of: node) {
        let run = CellSet(begin..<Int(edge.end), of: cellCounts[input])
        begin = Int(edge.end)
        let step = positions[edge.child] ?? 0
        if let known = branches.firstIndex(where: { $0.step == step }) {
          branches[known] = Step.Branch(cells: branches[known].cells.union(run), step: step)
        } else {
          branches.append(Step.Branch(cells: run, step: step))
        }
      }
      return .question(input: input, branches: branches)
    }
  }
}

/// The nodes of reduced, ordered, multi-valued decision diagrams, each stored once.
///
/// A node asks one variable (its level) and sends each run of neighbouring cells to a child. A reference below
/// zero is a terminal: `~reference` is its number. Nodes are never changed, so a store only grows.
/// Source: Bryant 1986 for reduction and sharing; Srinivasan et al. 1990 for multi-valued nodes.
struct NodeStore: Sendable {
  /// A reference to a node or a terminal.
  typealias Reference = Int32

  /// A run of cells up to (not including) `end`, all leading to `child`.
  struct Edge: Sendable, Hashable {
    let end: Int32
    let child: Reference
  }

  private(set) var levels: [Int32] = []
  /// `starts[n]..<starts[n + 1]` are the edges of node `n`.
  private var starts: [Int32] = [0]
  private(set) var edges: [Edge] = []
  /// The hash table of nodes.
  ///
  /// Open addressing; -1 is empty. Capacity is a power of two, at most half full.
  private var unique: [Int32] = Array(repeating: -1, count: 1 << 10)
  private(set) var limit: Int

  init(limit: Int) { self.limit = limit }

  /// The same nodes with another limit.
  func with(limit: Int) -> NodeStore {
    var other = self
    other.limit = limit
    return other
  }

  var count: Int { levels.count }

  static func terminal(_ number: Int) -> Reference { ~Int32(number) }
  static func terminalNumber(_ reference: Reference) -> Int { Int(~reference) }

  func level(of reference: Reference) -> Int32 { reference < 0 ? .max : levels[Int(reference)] }

  func edgeRange(of reference: Reference) -> Range<Int> {
    Int(starts[Int(reference)])..<Int(starts[Int(reference) + 1])
  }

  func edges(of reference: Reference) -> ArraySlice<Edge> { edges[edgeRange(of: reference)] }

  /// The child that a cell leads to.
  func child(of reference: Reference, cell: Int) -> Reference {
    let range = edgeRange(of: reference)
    var low = range.lowerBound
    var high = range.upperBound - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(edges[middle].end) > cell { high = middle } else { low = middle + 1 }
    }
    return edges[low].child
  }

  /// The node with these edges: the child itself if all agree, an existing node if there is one, else a new one.
  ///
  /// - Parameters:
  ///   - level: the variable asked.
  ///   - candidate: runs in order, the last ending at the variable's number of cells; neighbours may agree.
  mutating func node(level: Int32, edges candidate: [Edge]) throws(BudgetExceeded) -> Reference {
    var merged: [Edge] = []
    merged.reserveCapacity(candidate.count)
    for edge in candidate {
      if let last = merged.last, last.child == edge.child { merged.removeLast() }
      merged.append(edge)
    }
    if merged.count == 1 { return merged[0].child }
    var slot = hash(level, merged[...]) & (unique.count - 1)
    while unique[slot] >= 0 {
      let existing = unique[slot]
      if levels[Int(existing)] == level, edges(of: existing).elementsEqual(merged) { return existing }
      slot = (slot + 1) & (unique.count - 1)
    }
    guard levels.count < limit else { throw BudgetExceeded(.nodes, limit: limit) }
    let new = Int32(levels.count)
    levels.append(level)
    edges += merged
    starts.append(Int32(edges.count))
    unique[slot] = new
    if levels.count * 2 > unique.count { grow() }
    return new
  }

  private func hash(_ level: Int32, _ edges: ArraySlice<Edge>) -> Int {
    var h = UInt64(truncatingIfNeeded: level) &* 0x9E37_79B9_7F4A_7C15
    for edge in edges {
      h ^= UInt64(truncatingIfNeeded: edge.end) << 32 | UInt64(UInt32(bitPattern: edge.child))
      h = (h ^ (h >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
    return Int(truncatingIfNeeded: (h ^ (h >> 32)) & 0x7FFF_FFFF)
  }

  private mutating func grow() {
    unique = Array(repeating: -1, count: unique.count * 4)
    for node in 0..<levels.count {
      var slot = hash(levels[node], edges(of: Int32(node))) & (unique.count - 1)
      while unique[slot] >= 0 { slot = (slot + 1) & (unique.count - 1) }
      unique[slot] = Int32(node)
    }
  }
}

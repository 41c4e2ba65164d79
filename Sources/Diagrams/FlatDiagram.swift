/// A diagram laid out for fast answers: arrays of numbers, walked by a loop, without objects or pointers.
///
/// Inputs are keys: whole numbers whose order is the order of the input's cells. A cell's keys run from its first key
/// up to the next cell's; keys below the first cell belong to it. No key can lead outside the arrays.
public struct FlatDiagram: Sendable {
  /// How the answers are laid out.
  enum Layout: Sendable {
    /// One terminal for each combination of cells.
    case grid(GridLayout)
    /// The nodes of the diagram.
    case nodes([Int64])
  }

  /// How many keys one case has.
  public let inputCount: Int
  let layout: Layout

  /// Lays a diagram out; as a grid where all combinations of cells are few.
  ///
  /// - Parameters:
  ///   - diagram: the diagram.
  ///   - firstKeys: `firstKeys[input][cell]`, ascending: the first key of each cell.
  ///   - gridLimit: the most combinations that a grid may have.
  public init(_ diagram: Diagram, firstKeys: [[Int64]], gridLimit: Int = 1 << 16) {
    inputCount = firstKeys.count
    layout =
      GridLayout(diagram, firstKeys: firstKeys, limit: gridLimit).map(Layout.grid)
      ?? .nodes(Self.nodes(of: diagram, firstKeys))
  }

  /// The terminal for the keys of one case.
  public func terminal(of keys: [Int64]) -> Int {
    var found: [Int32] = []
    terminals(of: keys, into: &found)
    return Int(found.first ?? 0)
  }

  /// The terminals of many cases.
  ///
  /// - Parameters:
  ///   - keys: the keys of one case after the other; an incomplete last case is left out.
  ///   - found: one terminal a case; what it held before is dropped, its storage is used again.
  public func terminals(of keys: [Int64], into found: inout [Int32]) {
    let cases = inputCount == 0 ? 1 : keys.count / inputCount
    if found.count != cases { found = Array(repeating: 0, count: cases) }
    keys.withUnsafeBufferPointer { keys in
      found.withUnsafeMutableBufferPointer { found in
        switch layout {
        case .grid(let grid): grid.fill(found, keys, inputCount)
        case .nodes(let nodes): nodes.withUnsafeBufferPointer { fill(found, keys, $0) }
        }
      }
    }
  }

  /// Shape of a node: input, number of children `n`, `n - 1` first keys, `n` children.
  ///
  /// A child below zero is the complement of a terminal; else the position of a node. The root comes first, or is
  /// the only number where the diagram is a terminal.
  private static func nodes(of diagram: Diagram, _ firstKeys: [[Int64]]) -> [Int64] {
    let store = diagram.store
    if diagram.root < 0 { return [Int64(diagram.root)] }
    var order: [NodeStore.Reference] = [diagram.root]
    var places: [NodeStore.Reference: Int64] = [diagram.root: 0]
    var size: Int64 = 0
    var next = 0
    while next < order.count {
      let node = order[next]
      next += 1
      places[node] = size
      size += Int64(2 * store.edges(of: node).count + 1)
      for edge in store.edges(of: node) where edge.child >= 0 && places[edge.child] == nil {
        places[edge.child] = 0
        order.append(edge.child)
      }
    }
    var flat: [Int64] = []
    flat.reserveCapacity(Int(size))
    for node in order {
      let input = Int(store.level(of: node))
      let edges = store.edges(of: node)
      flat += [Int64(input), Int64(edges.count)]
      flat += edges.dropLast().map { firstKeys[input][Int($0.end)] }
      flat += edges.map { $0.child < 0 ? Int64($0.child) : places[$0.child] ?? 0 }
    }
    return flat
  }

  private func fill(
    _ found: UnsafeMutableBufferPointer<Int32>, _ keys: UnsafeBufferPointer<Int64>,
    _ nodes: UnsafeBufferPointer<Int64>
  ) {
    var start = 0
    let isConstant = nodes[0] < 0
    for index in 0..<found.count {
      var node = isConstant ? nodes[0] : 0
      while node >= 0 {
        let place = Int(node)
        let key = keys[start &+ Int(nodes[place])]
        let count = Int(nodes[place &+ 1])
        let thresholds = place &+ 2
        var child = 0
        if count <= 9 {
          for threshold in 0..<(count &- 1) { child &+= key >= nodes[thresholds &+ threshold] ? 1 : 0 }
        } else {
          var high = count &- 1
          while child < high {
            let middle = (child &+ high) >> 1
            if key >= nodes[thresholds &+ middle] { child = middle &+ 1 } else { high = middle }
          }
        }
        node = nodes[thresholds &+ count &- 1 &+ child]
      }
      found[index] = Int32(truncatingIfNeeded: ~node)
      start &+= inputCount
    }
  }
}

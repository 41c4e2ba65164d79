#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How many questions an interview takes until the value is settled.
public struct QuestionCounts: Sendable, Hashable {
  /// The probability of each number of questions, from none on; the weights of the answers decide it.
  public let distribution: [Double]
  /// The most that any answers need, however rare they are.
  public let worst: Int

  /// The expected number.
  public var mean: Double { distribution.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } }

  /// The least number that suffices at least half of the time.
  public var median: Int {
    var sum = 0.0
    for (count, probability) in distribution.enumerated() {
      sum += probability
      // A half that is missed by rounding only is a half.
      if sum >= 0.5 - 1e-12 { return count }
    }
    return worst
  }
}

/// Exact numbers of questions by recursion over what is left of a diagram after each answer.
///
/// An answer is a cell. What is left is a node of one store, so that equal remainders, which are most, are worked out
/// once. Source: Unluyurt 2004 (sequential testing); the optimum is exponential in the worst case, so it has a limit.
public struct QuestionCounter {
  private let weights: [[Double]]
  private let root: NodeStore.Reference
  private let stateLimit: Int
  private var store: NodeStore
  private var cofactors: [Key: NodeStore.Reference] = [:]
  private var supports: [NodeStore.Reference: [Int]] = [:]
  private var mixes: [NodeStore.Reference: [Int: Double]] = [:]
  private var optima: [NodeStore.Reference: Double] = [:]

  private struct Key: Hashable {
    let node: NodeStore.Reference
    let input: Int32
    let cell: Int32
  }

  /// A counter for a diagram.
  ///
  /// - Parameters:
  ///   - diagram: the diagram.
  ///   - weights: `weights[input][cell]`, not negative; where all are zero each cell counts the same.
  ///   - stateLimit: how many remainders the optimum may look at.
  public init(_ diagram: Diagram, weights: [[Double]], stateLimit: Int = 200_000) {
    self.weights = weights.map { weights in
      let total = weights.reduce(0, +)
      return weights.map { total > 0 ? $0 / total : 1 / Double(weights.count) }
    }
    root = diagram.root
    store = diagram.store.with(limit: .max)
    self.stateLimit = stateLimit
  }

  /// Asks what brings most information for its cost, as `DecisionDiagram.questions` does.
  public mutating func adaptive(costs: [Double]) -> QuestionCounts {
    var memo: [NodeStore.Reference: QuestionCounts] = [:]
    return counts(root, &memo) { counter, node in
      var best: (input: Int, score: Double)?
      for input in counter.support(node) {
        let score = counter.gain(input, node) / costs[input]
        if best.map({ score > $0.score }) ?? true { best = (input, score) }
      }
      return best?.input
    }
  }

  /// Asks in a fixed order and stops when the value is settled.
  ///
  /// - Parameters:
  ///   - order: the inputs.
  ///   - skips: whether a question that can no longer change the value is left out.
  public mutating func fixed(order: [Int], skips: Bool) -> QuestionCounts {
    if skips {
      var memo: [NodeStore.Reference: QuestionCounts] = [:]
      return counts(root, &memo) { counter, node in
        let open = counter.support(node)
        return order.first { open.contains($0) }
      }
    }
    return plain(root, order[...])
  }

  /// The least expected number of questions that any way of asking needs.
  ///
  /// - Returns: nil when there are more remainders than the limit.
  public mutating func optimum() -> Double? {
    let found = optimum(root)
    return optima.count > stateLimit ? nil : found
  }

  // MARK: Ways of asking

  private mutating func counts(
    _ node: NodeStore.Reference, _ memo: inout [NodeStore.Reference: QuestionCounts],
    _ ask: (inout QuestionCounter, NodeStore.Reference) -> Int?
  ) -> QuestionCounts {
    if node < 0 { return QuestionCounts(distribution: [1], worst: 0) }
    if let known = memo[node] { return known }
    guard let input = ask(&self, node) else { return QuestionCounts(distribution: [1], worst: 0) }
    let parts = weights[input].indices.map { cell in
      (weights[input][cell], counts(cofactor(node, input, cell), &memo, ask))
    }
    let result = Self.afterOneMore(parts)
    memo[node] = result
    return result
  }

  private mutating func plain(_ node: NodeStore.Reference, _ order: ArraySlice<Int>) -> QuestionCounts {
    var memo: [Key: QuestionCounts] = [:]
    return plain(node, order, &memo)
  }

  private mutating func plain(
    _ node: NodeStore.Reference, _ order: ArraySlice<Int>, _ memo: inout [Key: QuestionCounts]
  ) -> QuestionCounts {
    guard node >= 0, let input = order.first else { return QuestionCounts(distribution: [1], worst: 0) }
    let key = Key(node: node, input: Int32(order.startIndex), cell: 0)
    if let known = memo[key] { return known }
    var parts: [(Double, QuestionCounts)] = []
    for cell in weights[input].indices {
      parts.append((weights[input][cell], plain(cofactor(node, input, cell), order.dropFirst(), &memo)))
    }
    let result = Self.afterOneMore(parts)
    memo[key] = result
    return result
  }

  private static func afterOneMore(_ parts: [(Double, QuestionCounts)]) -> QuestionCounts {
    let length = parts.map(\.1.distribution.count).max() ?? 0
    var distribution = Array(repeating: 0.0, count: length + 1)
    for (weight, part) in parts {
      for (count, probability) in part.distribution.enumerated() {
        distribution[count + 1] += weight * probability
      }
    }
    return QuestionCounts(distribution: distribution, worst: 1 + (parts.map(\.1.worst).max() ?? 0))
  }

  private mutating func optimum(_ node: NodeStore.Reference) -> Double {
    if node < 0 { return 0 }
    if let known = optima[node] { return known }
    guard optima.count <= stateLimit else { return 0 }
    let open = support(node)
    let gains = open.map { gain($0, node) }
    let order = open.indices.sorted { (-gains[$0], open[$0]) < (-gains[$1], open[$1]) }
    var best = Double.infinity
    for candidate in order {
      let input = open[candidate]
      let children = weights[input].indices.map { cofactor(node, input, $0) }
      // Each open remainder takes at least one more question; what that leaves above the best is not looked at.
      let bounds = children.map { bound($0) }
      var sum = 1.0
      for cell in children.indices { sum += weights[input][cell] * bounds[cell] }
      for cell in children.indices where sum < best {
        sum += weights[input][cell] * (optimum(children[cell]) - bounds[cell])
      }
      best = min(best, sum)
    }
    optima[node] = best
    return best
  }

  private func bound(_ node: NodeStore.Reference) -> Double { node < 0 ? 0 : optima[node] ?? 1 }

  // MARK: What is left

  /// The diagram below a node once an input is known.
  private mutating func cofactor(_ node: NodeStore.Reference, _ input: Int, _ cell: Int)
    -> NodeStore.Reference
  {
    let level = store.level(of: node)
    if level > Int32(input) { return node }
    if level == Int32(input) { return store.child(of: node, cell: cell) }
    let key = Key(node: node, input: Int32(input), cell: Int32(cell))
    if let known = cofactors[key] { return known }
    var edges: [NodeStore.Edge] = []
    for edge in Array(store.edges(of: node)) {
      edges.append(.init(end: edge.end, child: cofactor(edge.child, input, cell)))
    }
    // A store without a limit throws nothing.
    let result = (try? store.node(level: level, edges: edges)) ?? node
    cofactors[key] = result
    return result
  }

  /// The inputs that can still change the value.
  ///
  /// Order: as the diagram asks.
  private mutating func support(_ node: NodeStore.Reference) -> [Int] {
    if node < 0 { return [] }
    if let known = supports[node] { return known }
    var found: Set<Int> = [Int(store.level(of: node))]
    for edge in Array(store.edges(of: node)) { found.formUnion(support(edge.child)) }
    let result = found.sorted()
    supports[node] = result
    return result
  }

  private mutating func gain(_ input: Int, _ node: NodeStore.Reference) -> Double {
    var after = 0.0
    for cell in weights[input].indices {
      after += weights[input][cell] * entropy(cofactor(node, input, cell))
    }
    return max(0, entropy(node) - after)
  }

  private mutating func entropy(_ node: NodeStore.Reference) -> Double {
    mix(node).sorted { $0.key < $1.key }.reduce(0) { $1.value > 0 ? $0 - $1.value * log2($1.value) : $0 }
  }

  private mutating func mix(_ node: NodeStore.Reference) -> [Int: Double] {
    if node < 0 { return [NodeStore.terminalNumber(node): 1] }
    if let known = mixes[node] { return known }
    let input = Int(store.level(of: node))
    var total: [Int: Double] = [:]
    var begin = 0
    for edge in Array(store.edges(of: node)) {
      let weight = weights[input][begin..<Int(edge.end)].reduce(0, +)
      begin = Int(edge.end)
      for (value, share) in mix(edge.child) { total[value, default: 0] += weight * share }
    }
    mixes[node] = total
    return total
  }
}

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

/// The least mean that any way of asking has, as far as it was worked out.
public enum FewestQuestions: Sendable, Hashable {
  /// It is known.
  case exactly(Double)
  /// Working it out takes more steps than were allowed; no way of asking has a mean below this.
  case atLeast(Double)
}

/// Exact numbers of questions by recursion over what is left of a diagram after each answer.
///
/// An answer is a cell. What is left is a node of one store, so that equal remainders, which are most, are worked out
/// once. Source: Unluyurt 2004 (sequential testing).
public struct QuestionCounter {
  private let weights: [[Double]]
  private let root: NodeStore.Reference
  private let valueCount: Int
  private var store: NodeStore
  private var cofactors: [Key: NodeStore.Reference] = [:]
  /// By node; nil where it was not needed yet.
  private var supports: [[Int]?] = []
  /// The share of each value, by node, and their entropy.
  private var mixes: [(shares: [Double], entropy: Double)?] = []

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
  public init(_ diagram: Diagram, weights: [[Double]]) {
    self.weights = weights.map { weights in
      let total = weights.reduce(0, +)
      return weights.map { total > 0 ? $0 / total : 1 / Double(weights.count) }
    }
    root = diagram.root
    store = diagram.store.with(limit: .max)
    valueCount = (diagram.values(within: diagram.everything).last ?? 0) + 1
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
  /// Worked out from the last question back, over all remainders that any answers leave. Where there are too many of
  /// them, a search that looks one question further ahead at a time gives a bound: what is open beyond counts as one
  /// more question, which is never too much.
  ///
  /// - Parameter stepLimit: how many remainders may be looked at; in the search each as often as it comes up for
  ///   another depth.
  public mutating func fewest(stepLimit: Int = 200_000) -> FewestQuestions {
    var means: [NodeStore.Reference: Double] = [:]
    if let mean = leastMean(root, &means, limit: stepLimit) { return .exactly(mean) }
    var search = Search(stepLimit: stepLimit)
    var bound = 1.0
    for depth in 0...weights.count {
      search.isCut = false
      let found = least(root, depth, &search)
      if search.steps > stepLimit { break }
      bound = found
      if !search.isCut { return .exactly(bound) }
    }
    return .atLeast(bound)
  }

  /// A search for the fewest questions in progress.
  private struct Search {
    let stepLimit: Int
    var steps = 0
    /// Whether something open was met at the depth's end.
    var isCut = false
    /// What is known of each remainder: the bound, from what depth, and whether it is the truth.
    var known: [NodeStore.Reference: (bound: Double, depth: Int, isExact: Bool)] = [:]
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

  /// The least mean below a node; nil when there are more remainders than the limit.
  private mutating func leastMean(
    _ node: NodeStore.Reference, _ means: inout [NodeStore.Reference: Double], limit: Int
  ) -> Double? {
    if node < 0 { return 0 }
    if let known = means[node] { return known }
    guard means.count < limit else { return nil }
    var best = Double.infinity
    for input in support(node) {
      var mean = 1.0
      for cell in weights[input].indices {
        guard let rest = leastMean(cofactor(node, input, cell), &means, limit: limit) else { return nil }
        mean += weights[input][cell] * rest
      }
      best = min(best, mean)
    }
    means[node] = best
    return best
  }

  /// The least mean below a node where what is open after `depth` questions counts as one more.
  private mutating func least(_ node: NodeStore.Reference, _ depth: Int, _ search: inout Search) -> Double {
    if node < 0 { return 0 }
    if let known = search.known[node], known.isExact || known.depth >= depth {
      if !known.isExact { search.isCut = true }
      return known.bound
    }
    search.steps += 1
    guard search.steps <= search.stepLimit, depth > 0 else {
      search.isCut = true
      return 1
    }
    let wasCut = search.isCut
    var best = Double.infinity
    var isBestCut = false
    for input in byGain(node) {
      search.isCut = false
      var sum = 1.0
      // Each open remainder takes at least one more question; what that leaves above the best is not looked at.
      let children = weights[input].indices.map { cofactor(node, input, $0) }
      let bounds = children.map { $0 < 0 ? 0 : search.known[$0]?.bound ?? 1 }
      for cell in children.indices { sum += weights[input][cell] * bounds[cell] }
      for cell in children.indices where sum < best {
        sum += weights[input][cell] * (least(children[cell], depth - 1, &search) - bounds[cell])
      }
      if search.steps > search.stepLimit { return best }
      // Where the best is the truth, a bound of another that is no less needs no closer look.
      if sum < best { (best, isBestCut) = (sum, search.isCut) }
    }
    search.known[node] = (best, depth, !isBestCut)
    search.isCut = isBestCut || wasCut
    return best
  }

  /// The open questions, the most informative first, so that the others are soon seen to be worse.
  private mutating func byGain(_ node: NodeStore.Reference) -> [Int] {
    let open = support(node)
    let gains = open.map { gain($0, node) }
    return open.indices.sorted { (-gains[$0], open[$0]) < (-gains[$1], open[$1]) }.map { open[$0] }
  }

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
    let position = Int(node)
    if position < supports.count, let known = supports[position] { return known }
    var found: Set<Int> = [Int(store.level(of: node))]
    for edge in Array(store.edges(of: node)) { found.formUnion(support(edge.child)) }
    let result = found.sorted()
    if supports.count < store.count {
      supports += Array(repeating: nil, count: store.count - supports.count)
    }
    supports[position] = result
    return result
  }

  private mutating func gain(_ input: Int, _ node: NodeStore.Reference) -> Double {
    var after = 0.0
    for cell in weights[input].indices {
      after += weights[input][cell] * mix(cofactor(node, input, cell)).entropy
    }
    return max(0, mix(node).entropy - after)
  }

  private mutating func mix(_ node: NodeStore.Reference) -> (shares: [Double], entropy: Double) {
    var total = Array(repeating: 0.0, count: valueCount)
    if node < 0 {
      total[NodeStore.terminalNumber(node)] = 1
      return (total, 0)
    }
    let position = Int(node)
    if position < mixes.count, let known = mixes[position] { return known }
    let input = Int(store.level(of: node))
    var begin = 0
    for edge in Array(store.edges(of: node)) {
      let weight = weights[input][begin..<Int(edge.end)].reduce(0, +)
      begin = Int(edge.end)
      if edge.child < 0 {
        total[NodeStore.terminalNumber(edge.child)] += weight
      } else {
        let below = mix(edge.child).shares
        for value in total.indices { total[value] += weight * below[value] }
      }
    }
    let entropy = total.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
    if mixes.count < store.count { mixes += Array(repeating: nil, count: store.count - mixes.count) }
    mixes[position] = (total, entropy)
    return (total, entropy)
  }
}

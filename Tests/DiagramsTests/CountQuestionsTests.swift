import Diagrams
import Testing

@Suite("The number of questions") struct CountQuestionsTests {
  @Test(arguments: Array(UInt64(1)...25))
  func `is that of asking every combination of answers, and the best way has the least mean`(seed: UInt64)
    throws
  {
    let graph = RandomGraph(seed: seed, inputCount: 3)
    let diagram = try graph.diagram()
    let weights = graph.inputs.map { count in (0..<count).map { Double($0 + 1) } }
    var counter = QuestionCounter(diagram, weights: weights)
    let order = Array(graph.inputs.indices)
    let skipping = counter.fixed(order: order, skips: true)
    let plain = counter.fixed(order: order, skips: false)
    let adaptive = counter.adaptive(costs: order.map { _ in 1 })
    for (counts, skips) in [(skipping, true), (plain, false)] {
      var mean = 0.0
      var worst = 0
      var total = 0.0
      for cells in graph.combinations {
        let weight = zip(cells, weights).reduce(1.0) { $0 * $1.1[$1.0] }
        let asked = questions(graph, cells, skips: skips)
        mean += weight * Double(asked)
        total += weight
        worst = max(worst, asked)
      }
      #expect(abs(counts.mean - mean / total) < 1e-9)
      #expect(counts.worst == worst)
      #expect(abs(counts.distribution.reduce(0, +) - 1) < 1e-9)
    }
    let found = counter.optimum()
    let best = try #require(found)
    let enumerated = least(graph, graph.inputs.map { Array(0..<$0) }, weights)
    #expect(abs(best - enumerated) < 1e-9)
    #expect(best <= adaptive.mean + 1e-9 && best <= skipping.mean + 1e-9)
    #expect(adaptive.mean <= Double(graph.inputs.count))
    #expect(plain.mean >= skipping.mean - 1e-9)
  }

  @Test func `is not given for the best way where it would take too long`() throws {
    let graph = RandomGraph(seed: 3, inputCount: 5)
    var counter = QuestionCounter(
      try graph.diagram(), weights: graph.inputs.map { Array(repeating: 1, count: $0) }, stateLimit: 1)
    let found = counter.optimum()
    #expect(found == nil)
  }

  /// The values that answers to some inputs leave possible.
  private func values(_ graph: RandomGraph, _ allowed: [[Int]]) -> Set<Int> {
    Set(graph.combinations.filter { zip($0, allowed).allSatisfy { $1.contains($0) } }.map(graph.value))
  }

  private func questions(_ graph: RandomGraph, _ cells: [Int], skips: Bool) -> Int {
    var allowed = graph.inputs.map { Array(0..<$0) }
    var asked = 0
    for input in graph.inputs.indices {
      if values(graph, allowed).count == 1 { break }
      let matters =
        Set(
          graph.inputs[input].words.map { cell in
            graph.combinations.filter { zip($0, allowed).allSatisfy { $1.contains($0) } && $0[input] == cell }
              .map(graph.value)
          }
        ).count > 1
      if !skips || matters { asked += 1 }
      allowed[input] = [cells[input]]
    }
    return asked
  }

  /// The least expected number by trying every next question.
  private func least(_ graph: RandomGraph, _ allowed: [[Int]], _ weights: [[Double]]) -> Double {
    if values(graph, allowed).count == 1 { return 0 }
    var best = Double.infinity
    for input in allowed.indices where allowed[input].count > 1 {
      let total = allowed[input].reduce(0) { $0 + weights[input][$1] }
      var sum = 1.0
      for cell in allowed[input] {
        var known = allowed
        known[input] = [cell]
        sum += weights[input][cell] / total * least(graph, known, weights)
      }
      best = min(best, sum)
    }
    return best
  }
}

extension Int {
  fileprivate var words: Range<Int> { 0..<self }
}

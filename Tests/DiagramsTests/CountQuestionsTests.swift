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
    let found = counter.fewest()
    guard case .exactly(let best) = found else {
      Issue.record("not worked out: \(found)")
      return
    }
    let enumerated = least(graph, weights)
    #expect(abs(best - enumerated) < 1e-9)
    #expect(best <= adaptive.mean + 1e-9 && best <= skipping.mean + 1e-9)
    #expect(adaptive.mean <= Double(graph.inputs.count))
    #expect(plain.mean >= skipping.mean - 1e-9)
  }

  @Test(arguments: [UInt64](1...12))
  func `of the best way is never less than the bound of a search that was stopped`(seed: UInt64) throws {
    let graph = RandomGraph(seed: seed, inputCount: 4)
    let weights = graph.inputs.map { count in (0..<count).map { Double($0 * $0 + 1) } }
    let enumerated = least(graph, weights)
    var bounds: [Double] = []
    for stepLimit in [1, 10, 100, 1_000, 100_000] {
      var counter = QuestionCounter(try graph.diagram(), weights: weights)
      switch counter.fewest(stepLimit: stepLimit) {
      case .exactly(let found):
        #expect(abs(found - enumerated) < 1e-9, "after \(stepLimit) steps")
        bounds.append(found)
      case .atLeast(let bound):
        #expect(bound <= enumerated + 1e-9)
        #expect(stepLimit < 100_000)
        bounds.append(bound)
      }
    }
    #expect(bounds == bounds.sorted())
  }

  @Test func `of the best way is not called exact where the search was stopped`() throws {
    var counter = QuestionCounter(try parity(of: 6), weights: Array(repeating: [1, 1], count: 6))
    // Whether a number of answers is odd is open until the last one, so every way of asking takes all six.
    let stopped = counter.fewest(stepLimit: 20)
    guard case .atLeast(let bound) = stopped else {
      Issue.record("20 steps cannot have sufficed: \(stopped)")
      return
    }
    #expect(bound < 6)
    let found = counter.fewest()
    #expect(found == .exactly(6))
    let adaptive = counter.adaptive(costs: Array(repeating: 1, count: 6))
    #expect(adaptive.mean == 6 && adaptive.median == 6 && adaptive.worst == 6)
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
  private func least(_ graph: RandomGraph, _ weights: [[Double]]) -> Double {
    let rows = graph.combinations.map { (cells: $0, value: graph.value(at: $0)) }
    var memo: [[Int?]: Double] = [:]
    func least(_ known: [Int?], _ left: [(cells: [Int], value: Int)]) -> Double {
      if let found = memo[known] { return found }
      if Set(left.map(\.value)).count == 1 { return 0 }
      var best = Double.infinity
      for input in known.indices where known[input] == nil {
        let total = weights[input].reduce(0, +)
        var sum = 1.0
        for cell in weights[input].indices {
          var answered = known
          answered[input] = cell
          sum += weights[input][cell] / total * least(answered, left.filter { $0.cells[input] == cell })
        }
        best = min(best, sum)
      }
      memo[known] = best
      return best
    }
    return least(graph.inputs.map { _ in nil }, rows)
  }

  /// Whether the number of ones among some answers is odd.
  private func parity(of count: Int) throws -> Diagram {
    let columns = (0..<count).map { CellTable.Column(source: .input($0), cells: 2) }
    let rules = (0..<(1 << count)).map { bits in
      CellTable.Rule(
        cells: (0..<count).map { CellSet([bits >> $0 & 1], of: 2) }, value: bits.nonzeroBitCount % 2)
    }
    let table = CellTable(columns: columns, rules: rules, policy: .first)
    var builder = GraphBuilder(inputs: Array(repeating: 2, count: count), budget: .interactive)
    _ = try builder.add(table) { RandomGraph.number(of: $0, in: table) }
    return builder.diagram(of: 0)
  }
}

extension Int {
  fileprivate var words: Range<Int> { 0..<self }
}

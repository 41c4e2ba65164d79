import Diagrams
import Testing

@Suite("A diagram answers as its tables do") struct DiagramAgreesWithRowsTests {
  static let seeds = Array(UInt64(1)...150)

  @Test(arguments: seeds) func `every combination of cells has the value that the rows give`(seed: UInt64)
    throws
  {
    let graph = RandomGraph(seed: seed)
    let diagram = try graph.diagram()
    for cells in graph.combinations { #expect(diagram.value(at: cells) == graph.value(at: cells)) }
  }

  @Test(arguments: seeds) func `remaining values and shares equal enumeration`(seed: UInt64) throws {
    let graph = RandomGraph(seed: seed)
    let diagram = try graph.diagram()
    var random = SeededGenerator(seed: seed + 7)
    let allowed = graph.inputs.map { count in
      CellSet(
        [Int.random(in: 0..<count, using: &random)] + (0..<count).filter { _ in Bool.random(using: &random) },
        of: count)
    }
    let weights = graph.inputs.map { count in (0..<count).map { Double($0 + 1) } }
    var counted: [Int: Double] = [:]
    var total = 0.0
    for cells in graph.combinations where zip(cells, allowed).allSatisfy({ $1.contains($0) }) {
      let weight = zip(cells, weights).reduce(1.0) { $0 * $1.1[$1.0] }
      counted[graph.value(at: cells), default: 0] += weight
      total += weight
    }
    let shares = diagram.shares(within: allowed, weights: weights)
    #expect(Set(shares.keys) == Set(counted.keys))
    #expect(diagram.values(within: allowed) == counted.keys.sorted())
    for (value, weight) in counted { #expect(abs((shares[value] ?? -1) - weight / total) < 1e-9) }
    let smaller = try diagram.restricted(to: allowed)
    for cells in graph.combinations where zip(cells, allowed).allSatisfy({ $1.contains($0) }) {
      #expect(smaller.value(at: cells) == graph.value(at: cells))
    }
    #expect(smaller.nodeCount <= diagram.nodeCount)
  }

  @Test(arguments: seeds) func `a sufficient reason settles the value and none of it can be left out`(
    seed: UInt64
  ) throws {
    let graph = RandomGraph(seed: seed)
    let diagram = try graph.diagram()
    var random = SeededGenerator(seed: seed + 99)
    let point = graph.inputs.map { Int.random(in: 0..<$0, using: &random) }
    let facts = zip(point, graph.inputs).map { CellSet([$0], of: $1) }
    let reason = try #require(
      diagram.sufficientReason(within: facts, dropFirst: Array(graph.inputs.indices)) { _ in true })
    func values(_ sets: [Int: CellSet]) -> Set<Int> {
      Set(graph.combinations.filter { cells in sets.allSatisfy { $1.contains(cells[$0]) } }.map(graph.value))
    }
    #expect(values(reason) == [graph.value(at: point)])
    for (input, set) in reason {
      #expect(set.contains(point[input]))
      var without = reason
      without[input] = nil
      #expect(values(without).count > 1)
    }
  }

  @Test(arguments: seeds) func `the cheapest change flips and no cheaper one exists`(seed: UInt64) throws {
    let graph = RandomGraph(seed: seed)
    let diagram = try graph.diagram()
    var random = SeededGenerator(seed: seed + 3)
    let point = graph.inputs.map { Int.random(in: 0..<$0, using: &random) }
    let facts = zip(point, graph.inputs).map { CellSet([$0], of: $1) }
    let locked = Int.random(in: 0..<graph.inputs.count, using: &random)
    func price(_ input: Int, _ cell: Int) -> Double? { input == locked ? nil : Double(1 + input + cell) }
    let here = graph.value(at: point)
    for wanted in Set(graph.combinations.map(graph.value)) where wanted != here {
      var best = Double.infinity
      for cells in graph.combinations where graph.value(at: cells) == wanted {
        var total = 0.0
        for input in cells.indices where cells[input] != point[input] {
          total += price(input, cells[input]) ?? .infinity
        }
        best = min(best, total)
      }
      guard let found = diagram.cheapestChange(from: facts, to: [wanted], price: price) else {
        #expect(best == .infinity)
        continue
      }
      #expect(found.price == best)
      var moved = point
      for (input, cell) in found.changes { moved[input] = cell }
      #expect(graph.value(at: moved) == wanted)
    }
  }

  @Test func `a table beyond its budget is refused and names the table and the column`() {
    let columns = [CellTable.Column(source: .input(0), cells: 4)]
    let rules = (0..<4).map { CellTable.Rule(cells: [CellSet([$0], of: 4)], value: $0) }
    let table = CellTable(columns: columns, rules: rules, policy: .first)
    var builder = GraphBuilder(inputs: [4], budget: DiagramBudget(nodes: 100, states: 3, combinations: 100))
    // Each cell leaves another rule: four states where three are allowed.
    #expect(throws: BudgetExceeded(.states, limit: 3, table: 0, column: 0)) {
      try builder.add(table) { _ in 0 }
    }
  }
}

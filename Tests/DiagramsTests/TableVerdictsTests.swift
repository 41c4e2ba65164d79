import Diagrams
import Testing

@Suite("What is found about a table is what trying every combination finds") struct TableVerdictsTests {
  static let seeds = Array(UInt64(1)...120)

  private func table(_ seed: UInt64) -> (table: CellTable, combinations: [[Int]]) {
    var random = SeededGenerator(seed: seed &+ 1000)
    let counts = (0..<3).map { _ in Int.random(in: 2...5, using: &random) }
    let rules = (0..<Int.random(in: 2...7, using: &random)).map { _ in
      CellTable.Rule(
        cells: counts.map { count in
          if Int.random(in: 0..<3, using: &random) == 0 { return CellSet(all: count) }
          return CellSet((0..<count).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }, of: count)
        }, value: Int.random(in: 0..<3, using: &random))
    }
    let columns = counts.enumerated().map { CellTable.Column(source: .input($0), cells: $1) }
    let combinations = counts.reduce([[]]) { partial, count in
      partial.flatMap { head in (0..<count).map { head + [$0] } }
    }
    return (CellTable(columns: columns, rules: rules, policy: .first), combinations)
  }

  private func matching(_ table: CellTable, _ cells: [Int]) -> [Int] {
    table.rules.indices.filter { rule in zip(table.rules[rule].cells, cells).allSatisfy { $0.contains($1) } }
  }

  @Test(arguments: seeds) func `gaps are exactly the combinations without a rule`(seed: UInt64) throws {
    let (table, combinations) = table(seed)
    let gaps = try table.gaps()
    let open = combinations.filter { matching(table, $0).isEmpty }
    #expect(gaps.uncovered == UInt128(open.count))
    #expect(gaps.total == UInt128(combinations.count))
    #expect(gaps.isComplete)
    for cells in combinations {
      let inBoxes = gaps.boxes.filter { box in zip(box, cells).allSatisfy { $0.contains($1) } }.count
      #expect(inBoxes == (open.contains(cells) ? 1 : 0))
    }
  }

  @Test(arguments: seeds) func `overlaps are the maximal sets of rules that meet`(seed: UInt64) throws {
    let (table, combinations) = table(seed)
    let sets = Set(combinations.map { matching(table, $0) }.filter { $0.count > 1 })
    let maximal = sets.filter { set in !sets.contains { $0 != set && Set(set).isSubset(of: $0) } }
    #expect(try Set(table.maximalOverlaps()) == maximal)
    for set in maximal { #expect(table.commonBox(of: set) != nil) }
  }

  @Test(arguments: seeds) func `a rule is hidden exactly when it wins nowhere`(seed: UInt64) {
    let (table, combinations) = table(seed)
    let winners = Set(combinations.compactMap { matching(table, $0).first })
    let cover = BoxCover(table)
    for rule in table.rules.indices { #expect(cover.isHidden(rule) == (winners.contains(rule) ? .no : .yes)) }
  }

  @Test func `a cover that needs more steps than allowed is undecided, not guessed`() {
    let columns = (0..<2).map { CellTable.Column(source: .input($0), cells: 4) }
    func half(_ cells: Range<Int>) -> CellTable.Rule {
      .init(cells: [CellSet(cells, of: 4), CellSet(all: 4)], value: 0)
    }
    let table = CellTable(columns: columns, rules: [half(0..<2), half(2..<4), half(1..<3)], policy: .first)
    #expect(BoxCover(table).isHidden(2, steps: 1) == .undecided)
    #expect(BoxCover(table).isHidden(2) == .yes)
  }

  @Test func `a list of gaps that is cut short says so and still counts them all`() throws {
    let columns = (0..<2).map { CellTable.Column(source: .input($0), cells: 6) }
    let rules = [0, 2, 4].map { cell in
      CellTable.Rule(cells: [CellSet([cell], of: 6), CellSet([cell], of: 6)], value: 0)
    }
    let gaps = try CellTable(columns: columns, rules: rules, policy: .unique).gaps(limit: 2)
    #expect(gaps.boxes.count == 2)
    #expect(!gaps.isComplete)
    #expect(gaps.uncovered == 33)
  }
}

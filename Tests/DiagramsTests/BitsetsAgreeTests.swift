import Diagrams
import Testing

/// 400 tables by 150 cases, each answered three times.
@Suite("Bit sets, a flat diagram and the rows give the same rule") struct BitsetsAgreeTests {
  @Test(arguments: Array(UInt64(1)...40)) func `for random tables and random keys`(block: UInt64) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      var random = SeededGenerator(seed: seed &* 977 &+ 5)
      let counts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Int.random(in: 1...70, using: &random)
      }
      let table = CellTable(
        columns: counts.enumerated().map { .init(source: .input($0), cells: $1) },
        rules: (0..<Int.random(in: 1...700, using: &random)).map { _ in
          CellTable.Rule(
            cells: counts.map { count in
              let low = Int.random(in: 0..<count, using: &random)
              return CellSet(low..<min(count, low + Int.random(in: 1...count, using: &random)), of: count)
            }, value: 0)
        }, policy: seed % 2 == 0 ? .first : .unique)
      // Steps of different widths, so that keys between, below and above all of them occur.
      let firstKeys = counts.map { count in
        (0..<count).map { Int64($0) * (seed % 3 == 0 ? 1 : 1_000_000_007) - 20 }
      }
      let bitsets = try #require(RuleBitsets(table, firstKeys: firstKeys))
      var keys: [Int64] = []
      var cells: [[Int]] = []
      for _ in 0..<150 {
        let here = counts.map { Int.random(in: 0..<$0, using: &random) }
        cells.append(here)
        keys += here.enumerated().map { firstKeys[$0][$1] + Int64.random(in: 0...0, using: &random) }
      }
      var found: [Int32] = []
      bitsets.rules(of: keys, into: &found)
      let expected = cells.map { cells -> Int32 in
        let matching = table.rules.indices.filter { rule in
          zip(table.rules[rule].cells, cells).allSatisfy { $0.contains($1) }
        }
        if matching.isEmpty { return RuleBitsets.none }
        return table.policy == .unique && matching.count > 1 ? RuleBitsets.conflict : Int32(matching[0])
      }
      #expect(found == expected, "seed \(seed)")
      guard counts.reduce(1, *) < 40_000, table.rules.count < 60 else { continue }
      var builder = GraphBuilder(inputs: counts, budget: .batch)
      let number = try builder.add(table) { hit in
        switch hit {
        case .none: 0
        case .rule(let rule): rule + 2
        case .conflict, .rules: 1
        }
      }
      let flat = FlatDiagram(builder.diagram(of: number), firstKeys: firstKeys)
      var terminals: [Int32] = []
      flat.terminals(of: keys, into: &terminals)
      #expect(
        terminals == expected.map { $0 == RuleBitsets.none ? 0 : $0 == RuleBitsets.conflict ? 1 : $0 + 2 },
        "seed \(seed)")
    }
  }
}

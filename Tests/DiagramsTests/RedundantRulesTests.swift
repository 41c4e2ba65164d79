import Diagrams
import Testing

@Suite("Rules that make no difference") struct RedundantRulesTests {
  @Test(arguments: Array(UInt64(1)...200))
  func `a rule is redundant exactly when no combination notices its removal`(seed: UInt64) {
    var random = SeededGenerator(seed: seed &+ 4000)
    let counts = (0..<3).map { _ in Int.random(in: 2...4, using: &random) }
    let rules = (0..<Int.random(in: 2...6, using: &random)).map { _ in
      CellTable.Rule(
        cells: counts.map { count in
          if Int.random(in: 0..<2, using: &random) == 0 { return CellSet(all: count) }
          let one = Int.random(in: 0..<count, using: &random)
          return CellSet([one] + (0..<count).filter { _ in Bool.random(using: &random) }, of: count)
        }, value: Int.random(in: 0..<2, using: &random))
    }
    let table = CellTable(
      columns: counts.enumerated().map { .init(source: .input($0), cells: $1) }, rules: rules, policy: .first)
    let combinations = counts.reduce([[]]) { partial, count in
      partial.flatMap { head in (0..<count).map { head + [$0] } }
    }
    func value(_ cells: [Int], without removed: Int?) -> Int? {
      rules.indices.first { rule in
        rule != removed && zip(rules[rule].cells, cells).allSatisfy { $0.contains($1) }
      }.map { rules[$0].value }
    }
    let cover = BoxCover(table)
    for rule in rules.indices where cover.isHidden(rule) == .no {
      let isNoticed = combinations.contains { value($0, without: nil) != value($0, without: rule) }
      #expect(cover.isRedundant(rule, without: []) == (isNoticed ? .no : .yes), "rule \(rule)")
    }
  }
}

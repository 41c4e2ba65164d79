import DMN
import FEEL
import Foundation
import SQL
import Testing

@testable import warehouse

/// 160 random models by 720 rows each: more than 100,000 rows in every run, and the shipped rules besides.
@Suite("SQLite answers as the interpreter does") struct SQLiteAgreesTests {
  @Test(arguments: 0..<20)
  func `the outcome and the winning rule are the same for random models`(block: Int) throws {
    for number in (block * 8)..<(block * 8 + 8) {
      let model = RandomModel(seed: UInt64(number) &* 7919 &+ 13)
      let comparison = Comparison(
        name: "random \(number)", model: try model.checked(), goal: model.goal, seed: UInt64(number) + 1)
      try compare(comparison, rows: 720) { "model \(number):\n\(model.text)" }
    }
  }

  @Test func `the outcome and the winning rule are the same for the shipped rules`() throws {
    let rules = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rules").path
    let portable = try Comparison.shipped(in: rules).filter { $0.query(.sqlite, nil) != nil }
    #expect(portable.contains { $0.goal == "Strategy" })
    for comparison in portable {
      try compare(comparison, rows: 400) { "\(comparison.name), \(comparison.goal)" }
    }
  }

  private func compare(_ comparison: Comparison, rows count: Int, _ name: () -> String) throws {
    guard let table = comparison.table(.sqlite), let any = comparison.query(.sqlite, .case) else { return }
    var source = RowSource(comparison, any)
    let inputs = (0..<count).map { _ in source.next() }
    let base = try SQLiteBase()
    try base.run(table.text)
    try base.insert(
      inputs.enumerated().map { number, row in
        [.string(String(number))] + any.inputs.map { row[$0.input] ?? .null }
      })
    let expected = inputs.map { comparison.answers($0, any) }
    for shape in [Shape.case, .join, .diagram] {
      guard let query = comparison.query(.sqlite, shape) else { continue }
      let answers = try base.ask(query.text)
      #expect(answers.count == count)
      for row in answers {
        guard let number = row[0].flatMap({ Int($0) }) else { continue }
        for (column, found) in zip(query.columns, row).dropFirst() {
          let right = shown(expected[number][column] ?? .null)
          if !areSame(found, right) {
            Issue.record(
              "\(shape), \(column): \(found ?? "null"), expected \(right ?? "null") for \(inputs[number]) in \(name())\n\(query.text)"
            )
            return
          }
        }
      }
    }
  }
}

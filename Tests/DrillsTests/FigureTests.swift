import Testing

@testable import Drills

@Suite struct FigureTests {
  static let rows: [(String, String?)] = [
    ("2,000 tokens at $3 per million is 2000 x 3 = $6,000.", "per-million"),
    ("2,000 tokens at $3 per million is 2000 x 3 = 0.006 dollars.", nil),
    ("So it is $10,500 per query.", "magnitude"),
    ("So it is $0.012 per query.", nil),
    ("40 × 12 = 480", nil),
    ("40 × 12 = 700", "sum"),
    ("40,000 times 0.06 is 2,400 dollars", nil),
    ("100k × $0.01 = $1,000", nil),
    ("Three times a day is fine.", nil),
  ]

  @Test(arguments: rows) func `a slip of units or sums is found`(_ row: (text: String, id: String?)) throws {
    let grade = try Shelf.grader().grade(row.text, to: try Shelf.question("cost-per-query"))
    #expect(grade.figures.first?.id == row.id, "\(row.text)")
  }
}

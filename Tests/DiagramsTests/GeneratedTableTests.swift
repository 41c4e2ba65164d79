import Diagrams
import Testing

@Suite("Tables generated as in the literature") struct GeneratedTableTests {
  struct Row: CustomTestStringConvertible {
    let columns: Int
    let rules: Int
    let sets: Int
    var testDescription: String { "\(columns) columns by \(rules) rules" }
  }

  /// The numbers that the program published by Calvanese and others finds.
  static let rows = [
    Row(columns: 3, rules: 500, sets: 212), Row(columns: 3, rules: 1000, sets: 268),
    Row(columns: 3, rules: 1500, sets: 352), Row(columns: 5, rules: 500, sets: 183),
    Row(columns: 5, rules: 1000, sets: 540), Row(columns: 5, rules: 1500, sets: 567),
    Row(columns: 7, rules: 1000, sets: 648),
  ]

  @Test(arguments: rows) func `have the maximal sets of overlapping rules that others found`(row: Row) throws
  {
    let table = GeneratedTable(columns: row.columns, rules: row.rules, enlarged: 0.1).table
    #expect(try table.maximalOverlaps().count == row.sets)
  }

  @Test(arguments: [3, 5]) func `are complete and free of overlaps before rules are enlarged`(columns: Int)
    throws
  {
    let table = GeneratedTable(columns: columns, rules: 500, enlarged: 0).table
    #expect(try table.gaps().uncovered == 0)
    #expect(try table.maximalOverlaps().isEmpty)
  }
}

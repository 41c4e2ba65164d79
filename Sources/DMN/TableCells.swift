package import Diagrams
package import FEEL

/// The pieces into which the tests of a table cut the values of its columns, and which of them each rule accepts.
package struct TableCells: Sendable {
  /// The pieces of each column's values: null, single values, intervals, and any other.
  package let columns: [[Cell]]
  /// Shape: `accepted[column][rule]`.
  package let accepted: [[CellSet]]

  /// The pieces of a table's columns.
  ///
  /// - Parameter types: the type of each column; nil where it has no single values, and nothing tests it.
  /// - Returns: nil where a test does not compare with constants.
  package init?(of table: CheckedTable, types: [ValueType?]) {
    var columns: [[Cell]] = []
    var accepted: [[CellSet]] = []
    for (index, type) in types.enumerated() {
      let tests = table.cells.map { $0[index] }
      guard let type else {
        columns.append([.other])
        accepted.append(tests.map { _ in CellSet(all: 1) })
        continue
      }
      guard !tests.contains(where: { CellConstants(of: $0.tests, in: $0.fragment).isOpaque }) else {
        return nil
      }
      let input = DiagramInput(
        partitioning: "", kind: .given, type: type, domain: nil, tests: tests)
      columns.append(input.cells)
      accepted.append(
        tests.map { test in
          CellSet(
            input.samples.indices.filter { test.matches(input.samples[$0], in: Environment()) == true },
            of: input.samples.count)
        })
    }
    self.columns = columns
    self.accepted = accepted
  }
}

extension CheckedUnaryTests {
  /// The constants that the tests compare with, as far as they do.
  package var constants: [Value] { CellConstants(of: tests, in: fragment).values }
}

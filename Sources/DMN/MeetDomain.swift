public import FEEL
internal import Diagnostics

extension CheckedUnaryTests {
  /// Whether some value that is allowed passes the tests; true as well where that cannot be told.
  ///
  /// - Parameters:
  ///   - domain: the allowed values; nil when any value of the type is.
  ///   - type: the type of the values.
  public func meet(_ domain: CheckedUnaryTests?, of type: ValueType) -> Bool {
    let isOpaque = [self, domain].contains { tests in
      tests.map { CellConstants(of: $0.tests, in: $0.fragment).isOpaque } ?? false
    }
    if isOpaque { return true }
    // One sample stands for all values that no test tells apart.
    let input = DiagramInput(partitioning: "", kind: .given, type: type, domain: domain, tests: [self])
    return input.samples.contains { matches($0, in: Environment()) == true }
  }
}

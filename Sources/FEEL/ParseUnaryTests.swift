public import Diagnostics

extension UnaryTests {
  /// Parses a text as the unary tests of a cell; `?` is the value tested.
  ///
  /// - Throws: `feel.syntax` and `feel.tooDeep`.
  public init(
    parsing fragment: SourceFragment, of input: ValueType = .any, scope: TypeScope
  ) throws(DiagnosticsError) {
    if fragment.text == "-" {
      // Most cells of most tables.
      self = .any
      return
    }
    var parser = Parser(fragment, scope)
    parser.scopes.append(NameTable([NameTable.Entry("?", input)]))
    self = try parser.unaryTests()
  }
}

extension Parser {
  /// Rules 15 to 17.
  mutating func unaryTests() throws(DiagnosticsError) -> UnaryTests {
    if at("-"), next.kind == .end { return .any }
    if at("not"), next.text == "(" {
      let start = index
      advance()
      advance()
      let tests = try self.tests()
      if at(")"), next.kind == .end { return .noneOf(tests) }
      if !at(")") { throw unexpected("`)` to close `not`") }
      index = start
    }
    let tests = try self.tests()
    if token.kind != .end { throw unexpected("`,` or the end of the cell") }
    return .oneOf(tests)
  }

  /// Rules 13 and 14.
  private mutating func tests() throws(DiagnosticsError) -> [UnaryTest] {
    var tests: [UnaryTest] = []
    repeat { tests.append(try test()) } while accept(",")
    return tests
  }

  /// Rule 7: a comparison or an expression.
  mutating func test() throws(DiagnosticsError) -> UnaryTest {
    if let comparison = try comparisonTest() { return comparison }
    return .expression(try expression())
  }
}

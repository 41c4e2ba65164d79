import Diagnostics
import FEEL
import Testing

@Suite("Names that are no plain names") struct PrintNamesTests {
  /// Found by the fuzzer: the name of an argument lost its quotation marks and became another name.
  @Test(arguments: [#"f(" y z": 1)"#, #"{" y z": 1}.f(x: 1)"#])
  func `a quoted name is printed so that it reads back as the same name`(_ source: String) throws {
    let scope = TypeScope(variables: ["f": .any])
    let tree = try Expression(parsing: SourceFragment(source), scope: scope)
    #expect(tree.description == source)
    #expect(try Expression(parsing: SourceFragment(tree.description), scope: scope) == tree)
  }

  /// Found by the property test (seed 924768, round 1838): `list < …` was read as the beginning of `list<…>`.
  @Test(arguments: [
    "(a-b instance of function<date and time>->list) < (true and 1.5) - count instance of Any",
    "(x instance of list) < x", "(x instance of range) < x", "(x instance of context) < x",
    "(x instance of function) < x", "(-x instance of list) < x", "(--x instance of function<>->range) < x",
    "x instance of list<list> < x", "x = 1 or (x instance of date) and time", "x and x instance of list",
    "(x instance of date) and time", "not(x instance of date and time)", "-(-x instance of list)",
  ])
  func `a type that what follows would carry on is set apart by parentheses`(_ source: String) throws {
    let scope = TypeScope(variables: ["x": .any, "a-b": .any, "count": .any, "time": .any])
    let tree = try Expression(parsing: SourceFragment(source), scope: scope)
    #expect(try Expression(parsing: SourceFragment(tree.description), scope: scope) == tree)
  }

  @Test func `a type is set apart only where it has to be`() throws {
    for source in ["(x instance of list) < x", "x instance of list<list> < x", "x instance of number and x"] {
      let tree = try Expression(parsing: SourceFragment(source), scope: TypeScope(variables: ["x": .any]))
      #expect(tree.description == source)
    }
  }
}

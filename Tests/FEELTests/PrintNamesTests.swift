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

  /// The type's entry lost its quotation marks.
  @Test func `a quoted name in a type is printed so that it reads back`() throws {
    let scope = TypeScope(variables: ["x": .any])
    let source = #"x instance of context<" y:z": number>"#
    let tree = try Expression(parsing: SourceFragment(source), scope: scope)
    #expect(tree.description == source)
    #expect(try Expression(parsing: SourceFragment(tree.description), scope: scope) == tree)
  }

  /// Found by the fuzzer: everything up to `in` or the colon was the name, a text in it without its quotation marks.
  @Test(arguments: [
    #"for a":" in l return 1"#, "for a@b in l return 1", "for a\0b in l return 1", "for a, j in l return 1",
    #"some a"b" in l satisfies a"#, #"function(a" : ") a"#, "function(a@b) 1", "function(a\0: number) 1",
  ])
  func `a name is made of words, numerals and the additional symbols of names only`(_ source: String) {
    #expect(throws: DiagnosticsError.self) {
      try Expression(parsing: SourceFragment(source), scope: TypeScope(variables: ["l": .list(.number)]))
    }
  }

  @Test(arguments: [
    "for a-b.c/d's*2 + e in l return a-b.c/d's*2 + e", "for a 1.5 in l return a 1.5",
    "for a..b in l return a..b", "function(a-b: number, c**d) a-b * c**d",
  ])
  func `a name with additional symbols is read and printed as one`(_ source: String) throws {
    let scope = TypeScope(variables: ["l": .list(.number)])
    let tree = try Expression(parsing: SourceFragment(source), scope: scope)
    #expect(tree.description == source)
    #expect(try Expression(parsing: SourceFragment(tree.description), scope: scope) == tree)
  }

  @Test func `a key that begins a comment is not mistaken for its first word`() throws {
    let scope = TypeScope(variables: ["a": .any])
    let tree = try Expression(parsing: SourceFragment(#"{"a//b": 1, c: a}"#), scope: scope)
    #expect(tree.description == #"{"a//b": 1, c: a}"#)
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

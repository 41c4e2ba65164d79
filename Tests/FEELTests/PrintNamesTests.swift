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
}

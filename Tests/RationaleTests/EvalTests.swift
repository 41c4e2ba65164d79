import Testing

@Suite("Evaluating an expression") struct EvalTests {
  @Test func `a value is printed as FEEL writes it`() throws {
    let run = try Folder().run("eval", "sum([1, 2]) * x", "--set", "x=14")
    #expect(run.output == "42\n")
    #expect(run.errors.isEmpty)
    #expect(run.status == 0)
  }

  @Test func `a null tells why, and points at the place`() throws {
    let run = try Folder().run("eval", "1 + \"a\"")
    #expect(run.output == "null\n")
    #expect(
      run.errors == """
        <expression>:1:1: warning: null because cannot add a string to a number
        1 + "a"
        ^

        """)
    #expect(run.status == 0)
  }

  @Test func `a text that is no expression is bad input with its place`() throws {
    let run = try Folder().run("eval", "[1, 2")
    #expect(run.output.isEmpty)
    #expect(
      run.errors == """
        <expression>:1:6: error: expected `]` to close the list, found the end
        [1, 2
             ^

        """)
    #expect(run.status == 65)
  }

  @Test func `a variable without a value is refused`() throws {
    let run = try Folder().run("eval", "x", "--set", "x")
    #expect(
      run.errors == "rationale: `--set` needs a name and an expression, such as `--set a=21`; found `x`\n")
    #expect(run.status == 64)
  }
}

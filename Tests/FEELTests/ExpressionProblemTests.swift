internal import Diagnostics
internal import FEEL
internal import Testing

@Suite("Problems of an expression") struct ExpressionProblemTests {
  @Test(arguments: [
    ("", "1:1: error: expected an expression, found the end"),
    ("1 +", "1:4: error: expected an expression, found the end"),
    ("(1", "1:3: error: expected `)` to close the parenthesis, found the end"),
    ("[1, 2", "1:6: error: expected `]` to close the list, found the end"),
    ("1 2", "1:3: error: expected an operator or the end, found `2`"),
    ("if true then 1", "1:15: error: expected `else` after the first branch of `if`, found the end"),
    ("for x return 1", "1:5: error: expected `in` after the iteration variable, found `x`"),
    ("\"abc", "1:1: error: found a string without its closing quotation mark"),
    ("1 /* x", "1:3: error: found a comment without its end `*/`"),
    ("x between 1", "1:12: error: expected `and` between the bounds of `between`, found the end"),
    ("\n  foo", "2:3: error: unknown name `foo`"),
    (
      "ab + count lits([1])",
      "1:1: error: unknown name `ab`; did you mean `abs`?\n1:6: error: unknown name `count lits`"
    ),
    ("strin(1)", "1:1: error: unknown name `strin`; did you mean `string`?"),
    ("1 instance of numbr", "1:1: error: unknown type `numbr`; did you mean `number`?"),
  ])
  func `an error has its place, what was found and what was expected`(_ source: String, _ expected: String) {
    #expect(value(source) == expected)
  }

  @Test(arguments: [
    ("1 + \"a\"", "1:1: cannot add a string to a number"),
    ("1 / 0", "1:1: division by zero"),
    ("1 < \"a\"", "1:1: cannot compare a number with a string"),
    ("{a: 1}.b", "1:1: the context has no entry `b`"),
    ("[1, 2][3]", "1:1: no element 3 in a list of 2"),
    ("[1, 2][0]", "1:1: lists count from 1, found index 0"),
    ("true and 1", "1:1: `and` needs booleans, found a number"),
    ("123()", "1:1: only functions can be called, found a number"),
    ("(function(a) a)(1, 2)", "1:1: the function takes 1 arguments, found 2"),
    ("@\"2020-02-30\"", "1:1: `2020-02-30` is no date, time or duration"),
    ("1 + (2 * (3 + null + \"x\"))", "1:11: cannot add null to a number"),
    ("{a: 1, a: 2}", "1:1: the context has two entries `a`"),
  ])
  func `a null from an error says why and where`(_ source: String, _ expected: String) {
    #expect(reason(source) == expected)
  }

  @Test func `what FEEL turns into null is a warning of the check`() throws {
    let fragment = SourceFragment("[1 + \"a\", {a: 1}.b, abs(\"x\")]")
    let checked = try CheckedExpression(parsing: fragment, scope: TypeScope())
    #expect(
      checked.warnings.map(\.text) == [
        "1:2: warning: cannot add a string to a number",
        "1:11: warning: the context has no entry `b`; did you mean `a`?",
        "1:21: warning: no form of `abs` takes (string)",
      ])
  }
}

@Suite("Unary tests") struct UnaryTestsTests {
  @Test(arguments: [
    ("-", "5", "true"), ("5", "5", "true"), ("< 5", "5", "false"), ("<= 5, 9", "9", "true"),
    ("[1..5]", "5", "true"), ("(1..5)", "5", "false"), ("]1..5]", "1", "false"), ("not(1, 2)", "3", "true"),
    ("not(< 5)", "3", "false"), ("? > 3 and ? < 9", "5", "true"), ("null", "null", "true"),
    ("\"a\"", "\"a\"", "true"), ("[1, 2, 3]", "2", "true"), ("< \"a\"", "5", "null"),
    ("contains(?, \"b\")", "\"abc\"", "true"), ("not(contains(?, \"b\"))", "\"abc\"", "false"),
  ])
  func `a cell matches its values`(_ cell: String, _ input: String, _ expected: String) throws {
    let tests = try CheckedUnaryTests(parsing: SourceFragment(cell), of: .any, scope: TypeScope())
    let matches = try tests.matches(evaluate(input), in: Environment())
    #expect(matches.map { "\($0)" } ?? "null" == expected)
    let again = try UnaryTests(parsing: SourceFragment(tests.tests.description), scope: TypeScope())
    #expect(again == tests.tests)
  }
}

internal import Diagnostics
internal import FEEL
internal import Testing

/// What an expression comes to, as text; problems as text too.
func value(_ source: String, _ variables: [String: Value] = [:], limits: Limits = .standard) -> String {
  do {
    return try evaluate(source, variables, limits: limits).description
  } catch {
    return error.diagnostics.map(\.text).joined(separator: "\n")
  }
}

func evaluate(
  _ source: String, _ variables: [String: Value] = [:], limits: Limits = .standard
) throws(DiagnosticsError) -> Value {
  let scope = TypeScope(variables: variables.mapValues { _ in .any })
  let checked = try CheckedExpression(parsing: SourceFragment(source), scope: scope)
  return checked.evaluate(in: Environment(variables, limits: limits))
}

/// Why an expression is null, with its place.
func reason(_ source: String, _ variables: [String: Value] = [:], limits: Limits = .standard) -> String {
  do {
    guard case .null(let reason) = try evaluate(source, variables, limits: limits) else { return "not null" }
    guard let reason else { return "no reason" }
    return (reason.location.map { "\($0.line):\($0.column): " } ?? "") + reason.message
  } catch {
    return error.diagnostics.map(\.text).joined(separator: "\n")
  }
}

extension Diagnostic {
  /// `1:2: error: message; help`, as the tables of the tests write it.
  var text: String {
    let place = location.map { "\($0.line):\($0.column): " } ?? ""
    return "\(place)\(severity.rawValue): \(message)" + (help.map { "; \($0)" } ?? "")
  }
}

@Suite("Evaluating an expression") struct EvaluateExpressionTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 4 - 3", "3"),
    ("-3 + 5", "2"),
    ("\"a\" + \"b\"", "\"ab\""),
    ("true and null", "null"),
    ("false and null", "false"),
    ("true or null", "true"),
    ("null or false", "null"),
    ("1 < 2", "true"),
    ("\"a\" = \"a\"", "true"),
    ("null = 1", "false"),
    ("5 between 1 and 10", "true"),
    ("5 in (1..5)", "false"),
    ("5 in [1..5]", "true"),
    ("5 in (< 3, > 4)", "true"),
    ("if 1 < 2 then \"yes\" else \"no\"", "\"yes\""),
    ("for i in 1..3 return i * i", "[1, 4, 9]"),
    ("for i in 3..1 return i", "[3, 2, 1]"),
    ("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]"),
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ("some x in [1, 2] satisfies x > 1", "true"),
    ("every x in [1, 2] satisfies x > 1", "false"),
    ("[1, 2, 3][2]", "2"),
    ("[1, 2, 3][-1]", "3"),
    ("[1, 2, 3][item > 1]", "[2, 3]"),
    ("[{a: 1}, {a: 2}][a = 2]", "[{a: 2}]"),
    ("[{a: 1}, {a: 2}].a", "[1, 2]"),
    ("{a: 1, b: a + 1}.b", "2"),
    ("{foo bar: 1, c: foo bar + 1}", "{foo bar: 1, c: 2}"),
    ("(function(x) x + 1)(2)", "3"),
    ("{f: function(x: number) x + 1, y: f(x: 2)}.y", "3"),
    ("1 instance of number", "true"),
    ("]1..2[", "(1..2)"),
    ("(< 5)", "(< 5)"),
    ("[1..5].start", "1"),
  ])
  func `an expression comes to its value`(_ source: String, _ expected: String) {
    #expect(value(source) == expected)
  }
}

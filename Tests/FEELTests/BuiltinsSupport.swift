internal import Diagnostics
internal import FEEL
internal import Testing

/// An expression and what it gives; prints itself.
struct Evaluation: Sendable, CustomTestStringConvertible {
  let expression: String
  let expected: String
  init(_ expression: String, _ expected: String) {
    self.expression = expression
    self.expected = expected
  }
  var testDescription: String { "\(expression) is \(expected)" }
}

/// The value of an expression as FEEL text; for a null with a reason, `line:column: reason`.
func evaluated(_ expression: String, _ variables: [String: Value] = [:], limits: Limits = .standard) -> String
{
  let fragment = SourceFragment(expression, file: "<test>")
  do throws(DiagnosticsError) {
    let scope = TypeScope(variables: variables.mapValues { _ in .any })
    let checked = try CheckedExpression(parsing: fragment, scope: scope)
    let value = checked.evaluate(in: Environment(variables, limits: limits))
    guard case .null(let reason?) = value else { return value.description }
    return "\(reason.location.map { "\($0.line):\($0.column)" } ?? "nowhere"): \(reason.message)"
  } catch {
    return "not parsed: \(error.diagnostics.map(\.message))"
  }
}

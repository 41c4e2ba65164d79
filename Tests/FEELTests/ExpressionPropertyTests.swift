internal import Diagnostics
internal import FEEL
internal import Foundation
internal import Testing

@Suite("Every expression") struct ExpressionPropertyTests {
  private let scope = TypeScope(
    variables: Dictionary(uniqueKeysWithValues: ExpressionGenerator.names.map { ($0, ValueType.any) }))
  /// The same for each run, so that a run says something of the change and not of chance; `SEED` tries another one.
  private let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 1

  @Test func `printed and parsed again is the same tree`() {
    var generator = ExpressionGenerator(seed: seed)
    for round in 0..<3_000 {
      let expression = generator.expression(1 + round % 4)
      let text = expression.description
      do throws(DiagnosticsError) {
        let again = try Expression(parsing: SourceFragment(text), scope: scope)
        if again != expression {
          Issue.record("seed \(seed), round \(round): \(text) became \(again)")
          return
        }
      } catch {
        Issue.record("seed \(seed), round \(round): \(text): \(error.diagnostics.map(\.text))")
        return
      }
    }
  }

  @Test func `evaluates without a trap, and a null from an error says why`() throws {
    var generator = ExpressionGenerator(seed: seed)
    let limits = Limits(recursionDepth: 50, iterations: 500, listSize: 500, stringLength: 500)
    let variables: [String: Value] = [
      "x": .number(.one), "y": .list([.null, .string("a")]), "zz": .context(Context()),
    ]
    for round in 0..<3_000 {
      let expression = generator.expression(1 + round % 4)
      let fragment = SourceFragment(expression.description)
      let checked = try CheckedExpression(parsing: fragment, scope: scope, isLenient: true)
      let value = checked.evaluate(in: Environment(variables, limits: limits))
      if case .null(let reason?) = value { #expect(!reason.message.isEmpty, "seed \(seed), round \(round)") }
    }
  }

  @Test func `any sequence of tokens is parsed or reported, never a trap`() {
    var generator = ExpressionGenerator(seed: seed)
    let pieces = [
      "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "+", "-", "*", "**", "/", "<", ">=", "!=", "->", "@",
      "?",
      "\"a\"", "\"", "1", ".5", "1e9", "x", "y", "in", "for", "if", "then", "else", "return", "some",
      "satisfies",
      "function", "external", "instance of", "list<", "between", "and", "or", "not", "null", "true", "/*",
      "//",
      "\\", "'", "🐎", "\u{0}", "\n", "\u{FEFF}",
    ]
    for _ in 0..<5_000 {
      let text = (0..<generator.number(14)).map { _ in pieces[generator.number(pieces.count)] }
        .joined(separator: " ")
      let fragment = SourceFragment(text)
      if let checked = try? CheckedExpression(parsing: fragment, scope: scope) {
        _ = checked.evaluate(in: Environment([:], limits: Limits(iterations: 100))).description
      }
      if let tests = try? CheckedUnaryTests(parsing: fragment, of: .any, scope: scope) {
        _ = tests.matches(.number(.one), in: Environment())
      }
    }
  }
}

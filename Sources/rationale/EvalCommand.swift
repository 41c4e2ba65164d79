internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import FEEL

/// `rationale eval`: the value of a FEEL expression, or why it is null.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluates a FEEL expression.",
    discussion: """
      EXAMPLES
        rationale eval 'a * 2' --set a=21
        rationale eval 'sum([1, 2]) / 0' --json
      """)

  @Argument(help: "The expression.")
  var expression: String

  @Option(name: .customLong("set"), help: "A variable, `name=expression`. Repeatable.")
  var assignments: [String] = []

  @OptionGroup var form: PlainForm

  func run() throws {
    try reporting(sources: sources) {
      var variables: [String: Value] = [:]
      for (index, assignment) in assignments.enumerated() {
        guard let equals = assignment.firstIndex(of: "=") else { throw notAnAssignment(assignment) }
        let name = assignment[..<equals].split(separator: " ").joined(separator: " ")
        let text = String(assignment[assignment.index(after: equals)...])
        variables[name] = try evaluate(text, file: file(index), [:])
      }
      let value = try evaluate(expression, file: Self.file, variables)
      if form.isJSON { return Terminal.print(json(value).text) }
      Terminal.print(printable(value.description) + "\n")
      if case .null(let reason?) = value {
        Terminal.say(rendered([because(reason)], sources: sources, paint: Style.diagnostics))
      }
    }
  }

  /// The value, its FEEL text, and why it is null where it is.
  private func json(_ value: Value) -> JSON {
    var problem = JSON.null
    if case .null(let reason?) = value { problem = because(reason).json }
    return ["value": JSON(value), "text": .string(value.description), "problem": problem]
  }

  private static let file = "<expression>"

  private func file(_ index: Int) -> String { "<set \(index + 1)>" }

  private var sources: [String: String] {
    var sources = [Self.file: expression]
    for (index, assignment) in assignments.enumerated() {
      sources[file(index)] = assignment.firstIndex(of: "=").map {
        String(assignment[assignment.index(after: $0)...])
      }
    }
    return sources
  }

  private func evaluate(
    _ text: String, file: String, _ variables: [String: Value]
  ) throws(DiagnosticsError) -> Value {
    let scope = TypeScope(variables: variables.mapValues { _ in .any })
    let checked = try CheckedExpression(parsing: SourceFragment(text, file: file), scope: scope)
    return checked.evaluate(in: Environment(variables))
  }
}

/// What `rationale eval` finds itself.
private enum EvalCode: String {
  case null = "eval.null"
}

// MARK: Wording

private func because(_ reason: NullReason) -> Diagnostic {
  Diagnostic(.warning, EvalCode.null, "null because \(reason.message)", at: reason.location)
}

private func notAnAssignment(_ text: String) -> Failure {
  Failure("`--set` needs a name and an expression, such as `--set a=21`; found `\(text)`", .usage)
}

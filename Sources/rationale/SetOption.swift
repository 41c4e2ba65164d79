internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// Facts given on the command line, `--set "Name=value"`, and in a file of answers.
struct SetOption: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A fact; overrides the files. Repeatable. The value `?` means that nobody knows.",
      valueName: "fact=value"),
    completion: .custom(Completions.facts))
  var assignments: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of facts, `Fact = value` in each line or a JSON object; `-` reads standard input.",
      valueName: "file"),
    completion: .file())
  var answers: String?

  /// The name under which problems point into an assignment.
  static let file = "<set>"

  /// Whether standard input holds facts, so that nobody can be asked.
  var takesStandardInput: Bool { answers == "-" }

  /// The facts: those of the file that no assignment replaces, then the assignments, in order.
  ///
  /// - Throws: `Failure` when an assignment has no `=` or the file cannot be read, `DiagnosticsError` for lines of
  ///   the file that are no answers.
  func facts() throws -> [WrittenFact] {
    let assigned = try assignedFacts()
    let names = Set(assigned.map(\.name.text))
    return try (answers.map(AnswersFile.facts) ?? []).filter { !names.contains($0.name.text) } + assigned
  }

  private func assignedFacts() throws(Failure) -> [WrittenFact] {
    var facts: [WrittenFact] = []
    for (index, assignment) in assignments.enumerated() {
      guard let equals = assignment.firstIndex(of: "=") else { throw notAnAssignment(assignment) }
      let name = trimmed(assignment[..<equals])
      let value = trimmed(assignment[assignment.index(after: equals)...])
      let column = assignment.distance(from: assignment.startIndex, to: value.startIndex) + 1
      let nameColumn = assignment.distance(from: assignment.startIndex, to: name.startIndex) + 1
      facts.append(
        WrittenFact(
          SourceFragment(String(name), at: place(index, nameColumn)),
          SourceFragment(String(value), at: place(index, column))))
    }
    return facts
  }

  /// What problems point into: one line for each assignment, and what standard input held.
  var sources: [String: String] {
    var sources = [Self.file: assignments.joined(separator: "\n")]
    if takesStandardInput, let text = AnswersFile.source("-") { sources[AnswersFile.standardInput] = text }
    return sources
  }

  private func place(_ index: Int, _ column: Int) -> SourceLocation {
    SourceLocation(file: Self.file, line: index + 1, column: column)
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

// MARK: Wording

private func notAnAssignment(_ text: String) -> Failure {
  Failure("`--set` needs a name and a value, such as `--set \"Task scope=narrow\"`; found `\(text)`", .usage)
}

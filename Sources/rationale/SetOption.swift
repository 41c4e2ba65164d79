internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// Facts given on the command line, `--set "Name=value"`.
struct SetOption: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: "A fact; overrides the file. Repeatable. The value `?` means that nobody knows.")
  var assignments: [String] = []

  /// The name under which problems point into an assignment.
  static let file = "<set>"

  /// The facts, in order.
  ///
  /// - Throws: `Failure` when an assignment has no `=`.
  func facts() throws(Failure) -> [WrittenFact] {
    var facts: [WrittenFact] = []
    for (index, assignment) in assignments.enumerated() {
      guard let equals = assignment.firstIndex(of: "=") else { throw notAnAssignment(assignment) }
      let name = trimmed(assignment[..<equals])
      let value = trimmed(assignment[assignment.index(after: equals)...])
      let column = assignment.distance(from: assignment.startIndex, to: value.startIndex) + 1
      let nameColumn = assignment.distance(from: assignment.startIndex, to: name.startIndex) + 1
      facts.append(
        WrittenFact(
          name: SourceFragment(String(name), at: place(index, nameColumn)),
          value: value == "?" ? nil : SourceFragment(String(value), at: place(index, column)),
          status: value == "?" ? .unknown : .stated))
    }
    return facts
  }

  /// What problems point into: one line for each assignment.
  var sources: [String: String] { [Self.file: assignments.joined(separator: "\n")] }

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

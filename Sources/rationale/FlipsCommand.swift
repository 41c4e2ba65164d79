internal import Advisor
internal import ArgumentParser

/// `rationale flips`: the cheapest changes of answers that lead to each other strategy.
struct FlipsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flips", abstract: "Says what would have to change for each other strategy.",
    discussion: """
      EXAMPLES
        rationale flips honeycomb-query-assistant
        rationale flips --set "Change frequency=daily" --set "Task scope=narrow" --json

      Facts that a team cannot change are never offered.
      """)

  @OptionGroup var arguments: CaseArguments

  func run() throws {
    try reporting(sources: arguments.set.sources) {
      let (rulebook, useCase) = try arguments.load()
      let changes = rulebook.changes(for: useCase)
      Terminal.print(arguments.form.isJSON ? changes.json.text : rulebook.text(changes))
    }
  }
}

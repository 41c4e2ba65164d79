internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// `rationale why`: which facts and rules call for the strategy, or what tells it from another one.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Says which facts and rules call for a strategy.",
    discussion: """
      EXAMPLES
        rationale why honeycomb-query-assistant
        rationale why honeycomb-query-assistant --not fine-tuning
      """)

  @OptionGroup var arguments: CaseArguments

  @Option(
    name: .customLong("not"),
    help: ArgumentHelp("Say only what speaks against this strategy.", valueName: "strategy"),
    completion: .list(Strategy.allCases.map(\.rawValue)))
  var not: String?

  @Option(
    help: ArgumentHelp("The same: say only what tells the advice from this strategy.", valueName: "strategy"),
    completion: .list(Strategy.allCases.map(\.rawValue)))
  var ratherThan: String?

  func validate() throws {
    if not != nil, ratherThan != nil {
      throw ValidationError("`--not` and `--rather-than` say the same; use one")
    }
    if let word = not ?? ratherThan, Strategy(rawValue: word) == nil { throw noStrategy(word) }
  }

  func run() throws {
    try reporting(sources: arguments.set.sources) {
      let (rulebook, useCase) = try arguments.load()
      if let other = (not ?? ratherThan).flatMap(Strategy.init) {
        guard let contrast = rulebook.contrast(useCase, with: other) else { throw sameStrategy(other) }
        Terminal.print(arguments.form.isJSON ? contrast.json.text : rulebook.text(contrast))
      } else {
        let explanation = try rulebook.explain(useCase)
        Terminal.print(arguments.form.isJSON ? explanation.json.text : rulebook.text(explanation))
      }
    }
  }
}

// MARK: Wording

private func noStrategy(_ word: String) -> ValidationError {
  let words = Strategy.allCases.map(\.rawValue)
  let help = nearestName(to: word, among: words).map { "; did you mean `\($0)`?" } ?? ""
  return ValidationError(
    "`\(word)` is no strategy; expected \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))\(help)")
}

private func sameStrategy(_ strategy: Strategy) -> Failure {
  Failure("`\(strategy.rawValue)` is what the facts call for; name another strategy", .usage)
}

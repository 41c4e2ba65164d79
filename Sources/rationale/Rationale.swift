internal import ArgumentParser

/// The command line: reads options and files, calls the library, prints, and exits with a documented status.
@main struct Rationale: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rationale",
    abstract: "Advises how to adapt a language model: prompting, RAG, fine-tuning or RAG with fine-tuning.",
    discussion: """
      EXAMPLES
        rationale advise                             ask the questions here
        rationale advise honeycomb-query-assistant   a case built in, or a file
        rationale advise --set "Change frequency=daily" --no-input
        rationale why honeycomb-query-assistant      which facts decided
        rationale export Cases -o answers/           one answer for each case
        rationale check Rules Cases                  every problem, with its place

      MORE HELP
      \(HelpTopic.table)

      --color and --no-color work with every command.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "ADVICE",
        subcommands: [
          AdviseCommand.self,
          AnswerCommand.self,
          CostCommand.self,
          ExportCommand.self,
          BatchCommand.self,
        ]),
      CommandGroup(
        name: "REASONS",
        subcommands: [
          WhyCommand.self,
          FlipsCommand.self,
          EvaluateCommand.self,
        ]),
      CommandGroup(
        name: "PRACTICE",
        subcommands: [
          DrillCommand.self,
          ProgressCommand.self,
          GradeCommand.self,
        ]),
      CommandGroup(
        name: "RULES AND CASES",
        subcommands: [
          CheckCommand.self,
          TestCommand.self,
          DiffCommand.self,
          DrawCommand.self,
          TableCommand.self,
          FmtCommand.self,
          SQLCommand.self,
          SchemaCommand.self,
        ]),
      CommandGroup(
        name: "SERVICES",
        subcommands: [
          ServeCommand.self,
          MCPCommand.self,
        ]),
      CommandGroup(
        name: "OTHER",
        subcommands: [
          EvalCommand.self,
          TokensCommand.self,
          JSONSchemaCommand.self,
        ]),
    ])

  /// Commands that are told to stop by signals, and then finish what they are at.
  private static let takingSignals = ["batch", "serve"]

  /// What is done before any command: signals, what is meant for every command, help that is about no command.
  static func main() {
    let arguments = Style.stripped(Array(CommandLine.arguments.dropFirst()))
    if !takingSignals.contains(arguments.first ?? "") { Interruption.watch() }
    do {
      let commands = configuration.subcommands.compactMap { $0.configuration.commandName }
      if try HelpTopic.answer(arguments, commands: commands) { return }
    } catch {
      exit(withError: error)
    }
    main(arguments)
  }
}

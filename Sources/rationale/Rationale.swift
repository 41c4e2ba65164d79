internal import ArgumentParser

/// The command line: reads options and files, calls the library, prints, and exits with a documented status.
@main struct Rationale: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rationale",
    abstract: "Advises how to adapt a language model: prompting, RAG, fine-tuning or RAG with fine-tuning.",
    discussion: """
      EXAMPLES
        rationale advise                                 ask the questions here
        rationale advise Cases/honeycomb-query-assistant.xml
        rationale advise --set "Change frequency=daily" --no-input
        rationale export Cases -o answers/               one Markdown answer per case, and an index
        rationale check Rules Cases                      every problem, with its place

      EXIT STATUS
      \(ExitStatus.table)
      """,
    version: "0.1.0",
    subcommands: [
      AdviseCommand.self, AnswerCommand.self, ExportCommand.self, CheckCommand.self, EvalCommand.self,
      TestCommand.self,
      EvaluateCommand.self, DrawCommand.self, WhyCommand.self, FlipsCommand.self, CostCommand.self,
      AdviseCommand.self,
      ExportCommand.self,
      CheckCommand.self,
      EvalCommand.self,
      TestCommand.self,
      EvaluateCommand.self,
      DrawCommand.self,
      WhyCommand.self,
      FlipsCommand.self,
      CostCommand.self,
      TokensCommand.self,
      DiffCommand.self,
      BatchCommand.self,
      ServeCommand.self,
      GradeCommand.self,
      SQLCommand.self,
    ])
}

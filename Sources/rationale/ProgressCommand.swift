internal import Advisor
internal import ArgumentParser
internal import Drills
internal import Progress

/// `rationale progress`: what was practised, and what was missed.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Shows what was practised with `rationale drill`, and what was missed.",
    discussion: """
      EXAMPLES
        rationale progress
        rationale progress --json
      """)

  @OptionGroup var progress: ProgressOption
  @OptionGroup var rules: RulesOption

  @OptionGroup var form: PlainForm

  func run() throws {
    try reporting {
      let summary = ProgressSummary(of: try progress.store().known())
      Terminal.print(
        form.isJSON
          ? summary.json.text : try DrillFiles.templates(in: rules.folder).text(of: summary.chart))
    }
  }
}

extension ProgressSummary {
  fileprivate var chart: ProgressChart {
    ProgressChart(
      attempts: attempts, questions: latest.count, lastDay: lastDay, streak: streak,
      topics: topics.map { .init(name: $0.name, questions: $0.questions, score: $0.score) },
      missed: missed.map { ($0.question, $0.text) })
  }

  fileprivate var json: JSON {
    [
      "attempts": .number(String(attempts)), "questions": .number(String(latest.count)),
      "lastDay": JSON(lastDay), "streak": .number(String(streak)),
      "topics": .array(
        topics.map {
          [
            "topic": .string($0.name), "questions": .number(String($0.questions)),
            "attempts": .number(String($0.attempts)), "score": .number(String($0.score)),
          ]
        }),
      "missed": .array(missed.map { ["question": .string($0.question), "point": .string($0.text)] }),
    ]
  }
}

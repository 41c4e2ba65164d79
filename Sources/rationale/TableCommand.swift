internal import Advisor
internal import ArgumentParser
internal import Batch
internal import DMN
internal import Diagnostics

/// `rationale table`: a decision table as people know it.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Prints a decision table, a rule a row, for reading or for a spreadsheet.",
    discussion: """
      EXAMPLES
        rationale table --decision "Tuning readiness"
        rationale table Rules/latency.dmn --decision Latency --format csv > latency.csv
      In csv, a text that a spreadsheet would take for a formula has an apostrophe in front.
      """)

  /// How the table is written.
  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case csv
    case markdown
  }

  @OptionGroup var model: DecisionOption

  @Option(help: "How the table is written.")
  var format = Layout.markdown

  func run() throws {
    try reporting {
      let model = try model.load()
      let name = try self.model.name(in: model)
      guard let decision = model.decision(name) else { throw noTable(name, model) }
      guard let table = decision.decision.table else { throw noTable(name, model) }
      let sheet = TableSheet(table, name: name)
      switch format {
      case .csv: Terminal.print(sheet.csv)
      case .markdown: Terminal.print(sheet.markdown)
      }
    }
  }
}

extension TableSheet {
  /// Comma-separated values as RFC 4180 has them, with newlines as line ends.
  var csv: String {
    ([head] + rows).map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }

  /// A table of Markdown.
  var markdown: String {
    let rows = self.rows.map { line($0) }.joined()
    return line(head) + "|" + String(repeating: " --- |", count: head.count) + "\n" + rows
  }

  private func line(_ cells: [String]) -> String {
    "|" + cells.map { " \(Markup.markdown.escape($0)) |" }.joined() + "\n"
  }
}

/// A text as a field; the dash of a cell that accepts everything is no formula.
private func field(_ text: String) -> String { text == "-" ? text : CSVText.field(text) }

// MARK: Wording

private func noTable(_ name: String, _ model: CheckedModel) -> Failure {
  let tables = model.decisions.filter { $0.decision.table != nil }.map { "`\($0.name)`" }
  let list = tables.isEmpty ? "the model has none" : "the tables are \(tables.joined(separator: ", "))"
  return Failure("the decision `\(name)` is no decision table; \(list)", .usage)
}

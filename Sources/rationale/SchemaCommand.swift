internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import SQL
internal import XML

/// `rationale schema`: the table that a query reads.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the table of facts that a query of `rationale sql` reads.",
    discussion: """
      A column for each fact, named after it; what the rules do not allow is refused by the column where the database \
      can do that. NULL means that the fact is not known. With `--names model` the columns are those that `rationale batch` reads.

      EXAMPLES
        rationale schema --dialect postgres
        rationale schema Rules --decision "Tuning readiness" --dialect duckdb --table lake.intents
      """)

  @OptionGroup var model: DecisionOption

  @OptionGroup var target: DialectOption

  @Option(help: "The name of the table.")
  var table = "cases"

  @Option(help: "A column that says which row it is; may be repeated.")
  var keep: [String] = ["id"]

  func run() throws {
    try reporting {
      let model = try model.load()
      let options = QueryOptions(
        dialect: target.dialect, table: try TableReference(table).text, kept: keep,
        digits: target.digits.digits,
        names: target.names.names)
      let goal = self.model.decision ?? (try? self.model.name(in: model))
      let table = try InputTable(of: model, for: goal, options, comments: questions(in: model))
      Terminal.print(table.text)
    }
  }

  /// The question that asks for each input, with its unit.
  private func questions(in model: CheckedModel) -> [String: String] {
    var found: [String: String] = [:]
    for input in model.model.inputs {
      func extra(_ name: String) -> String? { input.extensions.first { $0.name == name }?.text.text }
      let words = [extra("question") ?? input.description, extra("unit").map { "Unit: \($0)." }].compactMap {
        $0
      }
      if !words.isEmpty { found[input.name] = words.joined(separator: " ") }
    }
    return found
  }
}

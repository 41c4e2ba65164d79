internal import Diagnostics
internal import ArgumentParser
internal import FEEL

/// The day that prices and dated facts are read for.
struct TodayOption: ParsableArguments {
  @Option(name: .customLong("today"), help: "The day to look things up for, such as 2026-11-23; else today.")
  var day: String?

  /// The day as a value.
  ///
  /// - Throws: `Failure` when the text is no day.
  func value() throws -> Value {
    let text = day.map { "date(\"\($0.filter { $0.isNumber || $0 == "-" })\")" } ?? "today()"
    let checked = try CheckedExpression(
      parsing: .init(text, file: "<today>"), scope: TypeScope(variables: [:]))
    let value = checked.evaluate(in: Environment([:]))
    guard case .date(let date) = value else { throw notADay(day ?? "") }
    return .date(date)
  }

  /// The day as ISO 8601 writes it.
  func text() throws -> String {
    guard case .date(let date) = try value() else { return "" }
    return date.description
  }
}

// MARK: Wording

private func notADay(_ text: String) -> Failure {
  Failure("`--today` needs a day such as `2026-11-23`; found `\(text)`", .usage)
}

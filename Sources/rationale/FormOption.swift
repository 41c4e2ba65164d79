internal import ArgumentParser
internal import Diagnostics

/// The forms of an answer.
enum Format: String, CaseIterable {
  case text
  case markdown
  case json
}

/// The form of an answer that can be Markdown, and `--json` for short.
struct AnswerForm: ParsableArguments {
  @Option(
    help: "The form of the answer: text, markdown or json. Unless given: markdown.",
    completion: .list(Format.allCases.map(\.rawValue)), transform: { try choice($0, among: Format.allCases) })
  var format: Format?

  @Flag(help: "Print JSON; the same as `--format json`. `rationale json-schema` prints its schema.")
  var json = false

  func validate() throws {
    if json, let format, format != .json { throw contradiction(format.rawValue) }
  }

  /// The form that was asked for.
  var form: Format { json ? .json : format ?? .markdown }
}

/// The form of a report that is text unless asked otherwise, and `--json` for short.
struct ReportForm: ParsableArguments {
  @Option(
    help: "The form of the report: text, markdown or json. Unless given: text.",
    completion: .list(Format.allCases.map(\.rawValue)), transform: { try choice($0, among: Format.allCases) })
  var format: Format?

  @Flag(help: "Print JSON; the same as `--format json`. `rationale json-schema` prints its schema.")
  var json = false

  func validate() throws {
    if json, let format, format != .json { throw contradiction(format.rawValue) }
  }

  /// The form that was asked for.
  var form: Format { json ? .json : format ?? .text }
}

/// Text or JSON, for what has no Markdown.
struct PlainForm: ParsableArguments {
  /// The forms.
  enum Form: String, CaseIterable {
    case text
    case json
  }

  @Option(
    help: "The form of the answer: text or json. Unless given: text.",
    completion: .list(Form.allCases.map(\.rawValue)), transform: { try choice($0, among: Form.allCases) })
  var format: Form?

  @Flag(help: "Print JSON; the same as `--format json`. `rationale json-schema` prints its schema.")
  var json = false

  func validate() throws {
    if json, let format, format != .json { throw contradiction(format.rawValue) }
  }

  /// Whether JSON was asked for.
  var isJSON: Bool { json || format == .json }
}

/// The value of an option that takes one of a few words.
///
/// - Throws: `ValidationError` with all words, and with the one that was probably meant.
func choice<Word: RawRepresentable<String>>(_ text: String, among words: [Word]) throws -> Word {
  if let word = words.first(where: { $0.rawValue == text }) { return word }
  throw strange(text, words.map(\.rawValue))
}

// MARK: Wording

private func contradiction(_ format: String) -> ValidationError {
  ValidationError("`--json` and `--format \(format)` contradict each other; use one")
}

private func strange(_ text: String, _ words: [String]) -> ValidationError {
  let all = words.map { "`\($0)`" }
  let expected = all.dropLast().joined(separator: ", ") + (all.count > 1 ? " or " : "") + (all.last ?? "")
  let near = nearestName(to: text, among: words).map { "; did you mean `\($0)`?" } ?? ""
  return ValidationError("expected \(expected)\(near)")
}

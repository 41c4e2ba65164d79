public import Diagnostics
internal import Mustache

/// The layouts of answers: Mustache templates by name, read from `Rules/templates`.
///
/// Partials are not available, so that no template can call itself.
public struct Templates: Sendable {
  /// The templates that the program asks for.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case answerMarkdown = "answer.markdown"
    case answerText = "answer.text"
    case answerHeadline = "answer.headline"
    case answerSpoken = "answer.spoken"
    case answerWrittenMarkdown = "answer.written.markdown"
    case answerWrittenText = "answer.written.text"
    case contrast
    case contrastMarkdown = "contrast.answer.markdown"
    case contrastText = "contrast.answer.text"
    case diff
    case explanation
    case flips
    case index
    case question
    case recordBody = "record.body"
    case recordClassic = "record.classic"
    case recordMADR = "record.madr4"
    case recordNygard = "record.nygard"
    case why
  }

  /// Unit: bytes.
  ///
  /// Longer templates are refused, as they are parsed recursively.
  static let largest = 16 << 10

  private let templates: [Name: MustacheTemplate]

  /// Templates from their files.
  ///
  /// - Parameter files: path and text of each file; the name is the last part without `.mustache`.
  /// - Throws: `rules.template`.
  public init(reading files: [(path: String, text: String)]) throws(DiagnosticsError) {
    var templates: [Name: MustacheTemplate] = [:]
    var problems: [Diagnostic] = []
    for name in Name.allCases {
      guard
        let file = files.first(where: { $0.path.split(separator: "/").last == "\(name.rawValue).mustache" })
      else {
        problems.append(missing(name))
        continue
      }
      if file.text.utf8.count > Self.largest {
        problems.append(tooLarge(file.path))
        continue
      }
      do {
        templates[name] = try MustacheTemplate(string: file.text)
      } catch {
        problems.append(unreadable(file.path, error))
      }
    }
    try problems.throwIfAnyIsError()
    self.templates = templates
  }

  /// The text of a template with its gaps filled.
  ///
  /// - Parameters:
  ///   - name: the template.
  ///   - data: what fills it: texts, booleans, lists and dictionaries, already escaped for where they will stand.
  func render(_ name: Name, _ data: [String: Any]) -> String {
    templates[name]?.render(data) ?? ""
  }
}

// MARK: Wording

private func missing(_ name: Templates.Name) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.template, "the template `templates/\(name.rawValue).mustache` is missing", at: nil)
}

private func tooLarge(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.template, "a template may have \(Templates.largest) bytes, and this one has more",
    at: SourceLocation(file: path, line: 1, column: 1))
}

private func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
  let parser = error as? MustacheTemplate.ParserError
  let place = SourceLocation(
    file: path, line: parser?.context.lineNumber ?? 1, column: parser?.context.columnNumber ?? 1)
  let reason = parser.map { "\($0.error)" } ?? "\(error)"
  return Diagnostic(.error, AdvisorCode.template, "the template cannot be read: \(reason)", at: place)
}

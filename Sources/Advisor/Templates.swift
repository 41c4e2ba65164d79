public import Diagnostics
internal import Mustache
internal import Synchronization

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
    case contrastSpoken = "contrast.answer.spoken"
    case diff
    case drillGrade = "drill.grade"
    case drillList = "drill.list"
    case drillProgress = "drill.progress"
    case drillQuestion = "drill.question"
    case explanation
    case flips
    case index
    case question
    case questions
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
  private let builtIn: BuiltInTemplates

  /// Templates from their files.
  ///
  /// - Parameters:
  ///   - files: path and text of each file; the name is the last part without `.mustache`.
  ///   - builtIn: the same, known to be sound, for names that no file has; each is read when it is first used.
  /// - Throws: `rules.template`.
  public init(
    reading files: [(path: String, text: String)], else builtIn: [(path: String, text: String)] = []
  ) throws(DiagnosticsError) {
    var templates: [Name: MustacheTemplate] = [:]
    var texts: [Name: String] = [:]
    var problems: [Diagnostic] = []
    for name in Name.allCases {
      let ending = "\(name.rawValue).mustache"
      guard let file = files.first(where: { isNamed($0.path, ending) }) else {
        texts[name] = builtIn.first { isNamed($0.path, ending) }?.text
        if texts[name] == nil { problems.append(missing(name)) }
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
    self.builtIn = BuiltInTemplates(texts: texts)
  }

  /// The text of a template with its gaps filled.
  ///
  /// - Parameters:
  ///   - name: the template.
  ///   - data: what fills it: texts, booleans, lists and dictionaries, already escaped for where they will stand.
  package func render(_ name: Name, _ data: [String: Any]) -> String {
    (templates[name] ?? builtIn[name])?.render(Filling(data)) ?? ""
  }
}

/// Whether a path ends in a file name.
private func isNamed(_ path: String, _ name: String) -> Bool {
  path.utf8.count == name.utf8.count ? path == name : path.hasSuffix("/" + name)
}

/// Templates that are read when they are first used: an answer needs one of them, and reading all takes longer than
/// the answer.
private final class BuiltInTemplates: Sendable {
  private let texts: [Templates.Name: String]
  private let read = Mutex<[Templates.Name: MustacheTemplate]>([:])

  init(texts: [Templates.Name: String]) { self.texts = texts }

  subscript(name: Templates.Name) -> MustacheTemplate? {
    guard let text = texts[name] else { return nil }
    return read.withLock { read in
      if let known = read[name] { return known }
      let template = try? MustacheTemplate(string: text)
      read[name] = template
      return template
    }
  }
}

// MARK: Wording

extension Templates {
  /// What is wrong with a template, and what was expected.
  package static func words(of problem: any Error) -> String {
    switch problem as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section ends under another name than it began with"
    case .unfinishedName: "expected `}}` after a name"
    case .expectedSectionEnd: "expected the end of a section"
    default: "\(problem)"
    }
  }
}

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
  let reason = parser.map { Templates.words(of: $0.error) } ?? "\(error)"
  return Diagnostic(.error, AdvisorCode.template, "the template cannot be read: \(reason)", at: place)
}

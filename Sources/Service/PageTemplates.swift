public import Diagnostics
internal import Advisor
internal import Mustache

/// The layouts of the pages: Mustache templates by name, read from `Rules/web`.
///
/// Everything that a page says of its own stands in them; what rules and cases say is filled in, escaped.
public struct PageTemplates: Sendable {
  /// The templates that the program asks for.
  enum Name: String, Sendable, CaseIterable {
    case layout
    case home
    case question
    case answers
    case result
    case advice
    case ladder
    case chart
    case facts
    case cases
    case cost
    case models
    case model
    case problem
    case drills
    case drill
    case topic
  }

  /// Unit: bytes.
  ///
  /// Longer templates are refused, as they are parsed recursively.
  static let largest = 16 << 10

  /// How the files' names end.
  static let ending = ".page.mustache"

  private let templates: [Name: MustacheTemplate]

  /// Templates from their files.
  ///
  /// - Parameter files: path and text of each file; the name is the last part without `.page.mustache`.
  /// - Throws: `rules.template`.
  public init(reading files: [(path: String, text: String)]) throws(DiagnosticsError) {
    var templates: [Name: MustacheTemplate] = [:]
    var problems: [Diagnostic] = []
    for name in Name.allCases {
      guard
        let file = files.first(where: {
          $0.path.split(separator: "/").last == "\(name.rawValue)\(Self.ending)"
        })
      else {
        problems.append(missing(name))
        continue
      }
      do throws(Unreadable) {
        templates[name] = try Self.read(file.text, at: file.path)
      } catch {
        problems.append(error.diagnostic)
      }
    }
    try problems.throwIfAnyIsError()
    self.templates = templates
  }

  /// What is wrong in the text of a template.
  static func problem(in text: String, at path: String) -> Diagnostic? {
    do throws(Unreadable) {
      _ = try read(text, at: path)
      return nil
    } catch {
      return error.diagnostic
    }
  }

  private static func read(_ text: String, at path: String) throws(Unreadable) -> MustacheTemplate {
    guard text.utf8.count <= largest else { throw Unreadable(diagnostic: tooLarge(path)) }
    do { return try MustacheTemplate(string: text) } catch {
      throw Unreadable(diagnostic: unreadable(path, error))
    }
  }

  private struct Unreadable: Error { let diagnostic: Diagnostic }

  /// The text of a template with its gaps filled; double braces escape for HTML.
  func render(_ name: Name, _ data: [String: Any]) -> String {
    templates[name]?.render(Filling(data)) ?? ""
  }
}

// MARK: Wording

private func missing(_ name: PageTemplates.Name) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.template, "the template `web/\(name.rawValue).page.mustache` is missing", at: nil)
}

private func tooLarge(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.template,
    "a template may have \(PageTemplates.largest) bytes, and this one has more",
    at: SourceLocation(file: path, line: 1, column: 1))
}

private func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
  let parser = error as? MustacheTemplate.ParserError
  let place = SourceLocation(
    file: path, line: parser?.context.lineNumber ?? 1, column: parser?.context.columnNumber ?? 1)
  let reason = parser.map { Templates.words(of: $0.error) } ?? "\(error)"
  return Diagnostic(.error, AdvisorCode.template, "the template cannot be read: \(reason)", at: place)
}

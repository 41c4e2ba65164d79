internal import Advisor
public import Diagnostics

/// The files of `Rules/web` that are read and not only sent: layouts of pages, and what the service says of itself.
public enum WebFiles {
  /// The names of the documents in JSON: the description of the API, and that of the tools.
  public static let documents = ["openapi.json", "tools.json"]

  /// Whether a file is one of them.
  public static func has(_ path: String) -> Bool {
    path.hasSuffix(PageTemplates.ending) || documents.contains { path == $0 || path.hasSuffix("/\($0)") }
  }

  /// What is wrong in some of these files, each by itself.
  public static func problems(in files: [(path: String, text: String)]) -> [Diagnostic] {
    files.compactMap { path, text in
      path.hasSuffix(PageTemplates.ending)
        ? PageTemplates.problem(in: text, at: path) : documentProblem(in: Array(text.utf8), at: path)
    }
  }

  private static func documentProblem(in bytes: [UInt8], at path: String) -> Diagnostic? {
    do throws(JSON.Problem) {
      return try JSON(parsing: bytes).members == nil ? noObject(path) : nil
    } catch {
      return noJSON(error, bytes, path)
    }
  }
}

// MARK: Wording

private func noObject(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.webDocument, "expected an object; found another kind of JSON",
    at: SourceLocation(file: path, line: 1, column: 1))
}

private func noJSON(_ problem: JSON.Problem, _ bytes: [UInt8], _ path: String) -> Diagnostic {
  let place = problem.place(in: bytes)
  return Diagnostic(
    .error, AdvisorCode.webDocument, problem.message,
    at: SourceLocation(file: path, line: place.line, column: place.column))
}

internal import Diagnostics

/// Runs a command; what goes wrong is said on standard error and becomes the exit status.
///
/// - Parameters:
///   - sources: texts that problems may point into and that are in no file, by the name in angle brackets.
///   - work: what the command does.
func reporting(sources: [String: String] = [:], _ work: () throws -> Void) throws {
  do {
    try work()
  } catch let failure as Failure {
    // A message may hold a path or a name from the command line, and several lines of its own.
    let lines = failure.message.split(separator: "\n", omittingEmptySubsequences: false).map {
      printable(String($0))
    }
    Terminal.say("\(Style.diagnostics(.error, "rationale:")) \(lines.joined(separator: "\n"))\n")
    throw failure.status.code
  } catch let error as DiagnosticsError {
    Terminal.say(rendered(error.diagnostics, sources: sources, paint: Style.diagnostics))
    throw ExitStatus.badInput.code
  }
}

/// The problems as they are printed: each with its place, its line of source and a caret.
///
/// - Parameters:
///   - diagnostics: the problems.
///   - sources: texts that problems may point into and that are in no file.
///   - paint: how parts stand out; not at all unless given, as where the text goes to standard output.
func rendered(
  _ diagnostics: [Diagnostic], sources: [String: String] = [:],
  paint: (Diagnostic.Part, String) -> String = { $1 }
) -> String {
  var texts = sources
  // Looking for a line takes as long as the text before it: among many problems, the last ones go without.
  var budget = 64 << 20
  return diagnostics.sorted().map { diagnostic in
    let files = [diagnostic.location?.file] + diagnostic.notes.map { $0.location?.file }
    for file in files.compactMap({ $0 }) where texts[file] == nil {
      // A line of a large library is not worth reading it again.
      guard Files.size(of: file) <= 4 << 20 else { continue }
      texts[file] = (try? Library.read(file)).map { String(decoding: $0, as: UTF8.self) }
    }
    for file in files { budget -= file.flatMap { texts[$0]?.utf8.count } ?? 0 }
    return diagnostic.rendered(source: { budget > 0 ? texts[$0] : nil }, paint: paint) + "\n"
  }.joined()
}

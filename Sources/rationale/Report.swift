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
    Terminal.say("\(Style.diagnostics(.error, "rationale:")) \(failure.message)\n")
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
  return diagnostics.sorted().map { diagnostic in
    let files = [diagnostic.location?.file] + diagnostic.notes.map { $0.location?.file }
    for file in files.compactMap({ $0 }) where texts[file] == nil {
      // A line of a large library is not worth reading it again.
      guard Files.size(of: file) <= 4 << 20 else { continue }
      texts[file] = (try? Library.read(file)).map { String(decoding: $0, as: UTF8.self) }
    }
    return diagnostic.rendered(source: { texts[$0] }, paint: paint) + "\n"
  }.joined()
}

internal import Foundation

/// `conformance [FOLDER] [RESULTS]`: runs the suite in a folder, prints one line per folder and a total, and
/// writes the results file.
///
/// Exit codes: 0 when every case passed or failed as expected by nobody (the test knows the baseline), 1 when
/// there is no suite.
@main struct Conformance {
  static func main() {
    let arguments = CommandLine.arguments
    let environment = ProcessInfo.processInfo.environment["DMN_TCK"]
    let path = arguments.count > 1 ? arguments[1] : environment ?? "../shared/dmn-tck"
    guard let suite = ConformanceSuite(at: path) else {
      FileHandle.standardError.write(Data("no conformance suite in `\(path)`\n".utf8))
      exit(1)
    }
    var rows: [ConformanceSuite.Row] = []
    for folder in suite.folders {
      let found = suite.run(folder)
      print(line(folder.name, found))
      rows += found
    }
    print(line("total", rows))
    guard arguments.count > 2 else { return }
    do {
      try resultsFile(rows).write(toFile: arguments[2], atomically: true, encoding: .utf8)
    } catch {
      FileHandle.standardError.write(Data("cannot write `\(arguments[2])`: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func line(_ name: String, _ rows: [ConformanceSuite.Row]) -> String {
    let passed = rows.filter { $0.outcome == .success }.count
    return
      "\(name): \(passed) of \(rows.count)\(passed == rows.count ? "" : " (\(rows.count - passed) failed)")"
  }
}

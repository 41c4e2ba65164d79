internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import FEEL
internal import XML

/// `rationale test`: runs the examples that stand beside the rules, and says which rules no example ever fires.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the test cases of rules, and names the rules that none of them fires.",
    discussion: """
      For each model `NAME.dmn` the file `NAME.tests.xml` beside it, in the format of the DMN conformance tests.

      EXAMPLES
        rationale test Rules
        rationale test --quiet Rules/strategy.dmn
      """)

  @Argument(help: "Rules (.dmn), or folders of them.", completion: .directory)
  var paths: [String] = ["Rules"]

  @Flag(help: "Print only what failed, what never fires, and the totals.")
  var quiet = false

  func run() throws {
    try reporting {
      var files: [String] = []
      for path in paths {
        files += try Library.list(path, endingIn: [".dmn"]).filter { $0.hasSuffix(".dmn") }
      }
      let models = try Library.models(at: files)
      var failures = 0
      for (file, model) in zip(files, models) {
        let imports = try models + siblings(of: file, besides: files)
        failures += try run(CheckedModel(checking: model, imports: imports), at: file)
      }
      if failures > 0 { throw ExitStatus.problems.code }
    }
  }

  /// Models of the same folder, to import from, when only some of them are named.
  private func siblings(of file: String, besides files: [String]) throws -> [DecisionModel] {
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    let others = try Library.list(folder, endingIn: [".dmn"]).filter { !files.contains($0) }
    return try Library.models(at: others)
  }

  /// - Returns: how many results were not as expected.
  private func run(_ model: CheckedModel, at file: String) throws -> Int {
    let path = file.dropLast(4) + ".tests.xml"
    guard Library.has(String(path)) else {
      Terminal.print("\(file): no test cases; expected them in `\(path)`\n")
      return 0
    }
    let tests = try TestCases(
      reading: try Element(parsing: try Library.read(String(path)), file: String(path)))
    try checkTests(tests, of: model).throwIfAnyIsError()
    let results = runTests(model, tests)
    for result in results where !quiet || !result.isSuccess { Terminal.print(line(result)) }
    let coverage = ruleCoverage(model, [tests])
    for table in coverage {
      for rule in table.neverFired {
        Terminal.print("\(rule.location): no test case fires rule \(rule.number) of `\(table.owner)`\n")
      }
    }
    let failures = results.count { !$0.isSuccess }
    let rules = coverage.reduce(0) { $0 + $1.table.rules.count }
    let missed = coverage.reduce(0) { $0 + $1.neverFired.count }
    Terminal.print(
      "\(file): \(results.count - failures) of \(results.count) results as expected, "
        + "\(rules - missed) of \(rules) rules fired\n")
    return failures
  }

  private func line(_ result: TestResult) -> String {
    let fired = result.firedRules.filter { !$0.rules.isEmpty }.map { decision, rules in
      "\(decision) \(rules.map { String($0 + 1) }.joined(separator: "+"))"
    }
    let rules = fired.isEmpty ? "" : " (rules: \(fired.joined(separator: ", ")))"
    let place = "\(result.result.location): \(result.testCase.id) `\(result.result.name)`"
    if let failure = result.failure { return "\(place): failed: \(printable(failure))\(rules)\n" }
    return "\(place): expected and got \(printable(shortened(result.actual.description)))\(rules)\n"
  }

  private func shortened(_ text: String) -> String { text.count <= 100 ? text : "\(text.prefix(99))…" }
}

internal import Advisor
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
      EXAMPLES
        rationale test Rules
        rationale test --quiet Rules/strategy.dmn
        rationale test Rules --json

      For each model `NAME.dmn` the file `NAME.tests.xml` beside it, in the format of the DMN conformance tests.
      """)

  @Argument(help: "Rules (.dmn), or folders of them.", completion: .directory)
  var paths: [String] = ["Rules"]

  @Flag(help: "Print only what failed, what never fires, and the totals.")
  var quiet = false

  @OptionGroup var form: PlainForm

  func run() throws {
    try reporting {
      var files: [String] = []
      for path in paths {
        files += try Library.list(path, endingIn: [".dmn"]).filter { $0.hasSuffix(".dmn") }
      }
      let models = try Library.models(at: files)
      var failures = 0
      var progress = ProgressLine(of: files.count, "models")
      var reports: [JSON] = []
      for (file, model) in zip(files, models) {
        let imports = try models + siblings(of: file, besides: files)
        let run = try run(CheckedModel(checking: model, imports: imports), at: file)
        progress.clear()
        failures += run?.failures ?? 0
        if form.isJSON { reports.append(json(run, file)) } else { Terminal.print(text(run, file)) }
        progress.advance()
      }
      progress.clear()
      if form.isJSON { Terminal.print(JSON.array(reports).text) }
      if failures > 0 { throw ExitStatus.problems.code }
    }
  }

  /// Models of the same folder, to import from, when only some of them are named.
  private func siblings(of file: String, besides files: [String]) throws -> [DecisionModel] {
    let others = try Library.list(Files.folder(of: file), endingIn: [".dmn"]).filter { !files.contains($0) }
    return try Library.models(at: others)
  }

  /// What the test cases of one model showed.
  private struct Outcome {
    let results: [TestResult]
    let coverage: [RuleCoverage]

    var failures: Int { results.count { !$0.isSuccess } }
    var rules: Int { coverage.reduce(0) { $0 + $1.table.rules.count } }
    var missed: Int { coverage.reduce(0) { $0 + $1.neverFired.count } }
  }

  /// - Returns: nil where there are no test cases.
  private func run(_ model: CheckedModel, at file: String) throws -> Outcome? {
    let path = String(testsPath(of: file))
    guard Library.has(path) else { return nil }
    let tests = try TestCases(reading: try Element(parsing: try Library.read(path), file: path))
    try checkTests(tests, of: model).throwIfAnyIsError()
    return Outcome(results: runTests(model, tests), coverage: ruleCoverage(model, [tests]))
  }

  private func testsPath(of file: String) -> String { file.dropLast(4) + ".tests.xml" }

  private func text(_ run: Outcome?, _ file: String) -> String {
    guard let run else { return "\(file): no test cases; expected them in `\(testsPath(of: file))`\n" }
    var text = ""
    for result in run.results where !quiet || !result.isSuccess { text += line(result) }
    for table in run.coverage {
      for rule in table.neverFired {
        text += "\(rule.location): no test case fires rule \(rule.number) of `\(table.owner)`\n"
      }
    }
    return text
      + "\(file): \(run.results.count - run.failures) of \(run.results.count) results as expected, "
      + "\(run.rules - run.missed) of \(run.rules) rules fired\n"
  }

  /// For programs.
  private func json(_ run: Outcome?, _ file: String) -> JSON {
    let results = run?.results ?? []
    return [
      "file": .string(file), "hasTests": .boolean(run != nil),
      "results": .array(
        results.filter { !quiet || !$0.isSuccess }.map { result in
          [
            "case": .string(result.testCase.id), "result": .string(result.result.name),
            "place": .string(result.result.location.description), "expected": JSON(result.expected),
            "actual": JSON(result.actual), "failure": JSON(result.failure),
          ]
        }),
      "failed": .number(String(run?.failures ?? 0)), "rules": .number(String(run?.rules ?? 0)),
      "neverFired": .array(
        (run?.coverage ?? []).flatMap { table in
          table.neverFired.map { rule in
            [
              "decision": .string(table.owner), "rule": .number(String(rule.number)),
              "place": .string(rule.location.description),
            ]
          }
        }),
    ]
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

internal import Advisor
internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import Service
internal import XML

/// `rationale check`: every problem in rules and cases, sorted by place.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says whether rules and cases are sound.",
    discussion: """
      EXAMPLES
        rationale check Rules Cases
        rationale check Cases/mine.xml
        rationale check Rules --json

      Cases are checked against the rules among the paths, or those built in where there are none.
      """)

  @Argument(
    help: "Files, or folders of them: rules (.dmn), layouts (.mustache), cases (.xml), the API's description."
  )
  var paths: [String] = []

  @Option(
    help: "A folder of decision records: says which decisions would be others today.", completion: .directory)
  var records: String?

  @Flag(help: "Count the questions that it takes to settle the strategy, by several ways of asking.")
  var questions = false

  @OptionGroup var rules: RulesOption
  @OptionGroup var today: TodayOption
  @OptionGroup var form: PlainForm

  func validate() throws {
    if paths.isEmpty, records == nil {
      throw ValidationError("there is nothing to check; give files or folders, or `--records` and a folder")
    }
    if records != nil, form.isJSON {
      throw ValidationError("the check of records has no form in JSON; leave `--json` out")
    }
  }

  func run() throws {
    try reporting {
      if let records { try check(records: records) }
      if paths.isEmpty { return }
      var files: [String] = []
      for path in paths {
        files += try Library.list(path, endingIn: [".dmn", ".xml", ".mustache"] + WebFiles.documents)
      }
      var check = Check(
        of: files.count { $0.hasSuffix(".dmn") || $0.hasSuffix(".xml") && !$0.hasSuffix(".tests.xml") })
      try check.web(files.filter(WebFiles.has))
      try check.rules(files.filter { $0.hasSuffix(".dmn") || $0.hasSuffix(".mustache") })
      try check.drills(files.filter { $0.hasSuffix(DrillFiles.ending) })
      try check.cases(
        files.filter {
          $0.hasSuffix(".xml") && !$0.hasSuffix(".tests.xml") && !$0.hasSuffix(DrillFiles.ending)
        })
      try check.ages(files.filter { $0.hasSuffix(".dmn") }, today: try today.text())
      check.progress.clear()
      let counts = questions ? check.rulebook?.questionCounts() : nil
      Terminal.print(
        form.isJSON
          ? check.json(counts).text : rendered(check.problems, paint: Style.results) + check.summary + "\n")
      if !form.isJSON, let counts { Terminal.print("\n" + counts) }
      if check.errors > 0 { throw ExitStatus.problems.code }
    }
  }
}

extension CheckCommand {
  /// Makes the decisions of a folder again.
  private func check(records folder: String) throws {
    guard Files.isFolder(folder) else { throw notAFolder(folder) }
    var check = RecordCheck(
      book: try Library.answerBook(in: rules.folder, today: try today.value()),
      prints: try Fingerprints(in: rules.folder))
    for path in try Files.list(folder, endingIn: [".md"]) { try check.add(path) }
    Terminal.print(check.report + check.summary)
    if check.failed > 0 { throw ExitStatus.problems.code }
    if check.changed > 0 { throw ExitStatus.changed.code }
  }
}

/// A check in progress.
private struct Check {
  private(set) var problems: [Diagnostic] = []
  var progress: ProgressLine
  private var models = 0
  private var studies = 0
  private(set) var rulebook: Rulebook?
  /// The rules of cost among the rules that are checked, or those that are used where none are; nil where there are none.
  private var economics: ConceptModel?
  private var caseProblems = 0
  /// Errors of cases that were counted only.
  private var unkept = 0
  private static let mostKept = 1_000
  private static let costs = "economics"

  init(of files: Int) { progress = ProgressLine(of: files, "files") }

  /// Checks models, and those with the goal as rules that can advise.
  mutating func rules(_ files: [String]) throws {
    let paths = files.filter { $0.hasSuffix(".dmn") }
    models = paths.count
    var read: [DecisionModel] = []
    for path in paths {
      do {
        read.append(try Library.model(at: path))
      } catch let error as DiagnosticsError {
        problems += error.diagnostics
      }
    }
    var hasBrokenModel = read.count < paths.count
    for model in read {
      progress.advance()
      problems += model.warnings
      do {
        let checked = try CheckedModel(checking: model, imports: read)
        problems += checked.warnings
        problems += checked.verify(partlyKnown: isRules(model) ? Rulebook.textDecisions(in: checked) : [])
        if isRules(model) || paths.count == 1 && ConceptModel.goal(of: model) == nil {
          rulebook = try Rulebook(checking: checked, templates: try Library.templates(at: files))
        }
        if model.name == Self.costs { economics = ConceptModel(checked) }
      } catch let error as DiagnosticsError {
        problems += error.diagnostics
        hasBrokenModel = true
      }
    }
    if rulebook == nil, !hasBrokenModel { rulebook = try Library.rulebook(in: nil) }
    // Rules that cannot be read are not what is checked here.
    if paths.isEmpty { economics = try? Concepts(in: nil).concept(Self.costs) }
  }

  /// Warns about what the rules knew only until a day that is past.
  mutating func ages(_ paths: [String], today: String) throws {
    for path in paths {
      guard let root = try? Element(parsing: try Library.read(path), file: path) else { continue }
      problems += staleFacts(in: root, today: today)
    }
  }

  /// Checks the layouts of pages and what the service says of itself.
  mutating func web(_ paths: [String]) throws {
    var files: [(path: String, text: String)] = []
    for path in paths { files.append((path, String(decoding: try Library.read(path), as: UTF8.self))) }
    problems += WebFiles.problems(in: files)
  }

  /// Checks vocabularies and question banks of the drills.
  mutating func drills(_ paths: [String]) throws {
    for path in paths {
      do {
        try DrillFiles.check(path)
      } catch let error as DiagnosticsError {
        problems += error.diagnostics
      }
    }
  }

  /// Checks cases, their facts where the rules are sound, and their figures where there are rules of cost.
  mutating func cases(_ paths: [String]) throws {
    let schema = try Library.caseSchema()
    let economics = economics
    let topics = rulebook?.topics
    var ids = SeenIDs()
    for path in paths {
      var input: Files.Input?
      do {
        try Library.eachCase(at: path, schema: schema, opened: { input = $0 }) { result -> CheckedCase in
          switch result {
          case .failure(let error): return CheckedCase(id: nil, location: nil, problems: error.diagnostics)
          case .success(let study):
            var problems: [Diagnostic] = []
            if let topics {
              do throws(DiagnosticsError) { _ = try UseCase(reading: study.facts, topics: topics) } catch {
                problems = error.diagnostics
              }
            }
            if let economics {
              do throws(DiagnosticsError) { try study.checkFigures(by: economics) } catch {
                problems += error.diagnostics
              }
            }
            return CheckedCase(id: study.id, location: study.location, problems: problems)
          }
        } body: { checked in
          var found = checked.problems
          if let id = checked.id, let location = checked.location {
            studies += 1
            if let first = ids.firstPlace(of: id, at: location) {
              found.append(repeatedID(id, location, first))
            }
          }
          add(found)
          progress.within(input?.shareRead)
        }
      } catch let error as DiagnosticsError {
        add(error.diagnostics)
      }
      progress.advance()
    }
  }

  /// Keeps the problems of cases, up to a number that somebody may read; a library may have any number of them.
  private mutating func add(_ found: [Diagnostic]) {
    let room = max(0, Self.mostKept - caseProblems)
    caseProblems += found.count
    problems += found.prefix(room)
    unkept += found.dropFirst(room).count
  }

  private func isRules(_ model: DecisionModel) -> Bool {
    model.decisions.contains { $0.name == Rulebook.Part.strategy.rawValue }
  }

  var errors: Int { unkept + problems.count { $0.severity == .error } }

  /// For programs.
  func json(_ questionCounts: String?) -> JSON {
    [
      "models": .number(String(models)), "cases": .number(String(studies)), "errors": .number(String(errors)),
      "warnings": .number(String(problems.count { $0.severity == .warning })),
      "notShown": .number(String(unkept)),
      "problems": .array(problems.sorted().map(\.json)), "questionCounts": JSON(questionCounts),
    ]
  }

  var summary: String {
    let warnings = problems.count { $0.severity == .warning }
    let found =
      problems.isEmpty
      ? "no problem"
      : Prose.list(
        [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) })
    let more = unkept > 0 ? "\(unkept) more problems of cases are not shown\n" : ""
    return more + "\(counted(models, "model")) and \(counted(studies, "case")) checked: \(found)"
  }
}

/// What is kept of a case until its turn comes.
private struct CheckedCase {
  let id: String?
  let location: SourceLocation?
  let problems: [Diagnostic]
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

// MARK: Wording

private func repeatedID(_ id: String, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.structure, "two cases have the id `\(id)`", at: location,
    notes: [.init("the first one is here", at: first)])
}

private func notAFolder(_ path: String) -> Failure {
  Files.exists(path)
    ? Failure("`\(path)` is not a folder of records", .noInput)
    : Failure("no such folder: `\(path)`", .noInput)
}

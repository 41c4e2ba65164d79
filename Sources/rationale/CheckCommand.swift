internal import Advisor
internal import ArgumentParser
internal import DMN
internal import Diagnostics
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

  @Argument(help: "Files, or folders of them: rules (.dmn), layouts (.mustache) and cases (.xml).")
  var paths: [String]

  @OptionGroup var today: TodayOption
  @OptionGroup var form: PlainForm

  func run() throws {
    try reporting {
      var files: [String] = []
      for path in paths { files += try Library.list(path, endingIn: [".dmn", ".xml", ".mustache"]) }
      var check = Check(of: files.count { !$0.hasSuffix(".tests.xml") && !$0.hasSuffix(".mustache") })
      try check.rules(files.filter { $0.hasSuffix(".dmn") || $0.hasSuffix(".mustache") })
      try check.cases(files.filter { $0.hasSuffix(".xml") && !$0.hasSuffix(".tests.xml") })
      try check.ages(files.filter { $0.hasSuffix(".dmn") }, today: try today.text())
      check.progress.clear()
      Terminal.print(
        form.isJSON ? check.json.text : rendered(check.problems, paint: Style.results) + check.summary + "\n")
      if check.errors > 0 { throw ExitStatus.problems.code }
    }
  }
}

/// A check in progress.
private struct Check {
  private(set) var problems: [Diagnostic] = []
  var progress: Progress
  private var models = 0
  private var studies = 0
  private var rulebook: Rulebook?

  init(of files: Int) { progress = Progress(of: files, "files") }

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
      } catch let error as DiagnosticsError {
        problems += error.diagnostics
        hasBrokenModel = true
      }
    }
    if rulebook == nil, !hasBrokenModel { rulebook = try Library.rulebook(in: nil) }
  }

  /// Warns about what the rules knew only until a day that is past.
  mutating func ages(_ paths: [String], today: String) throws {
    for path in paths {
      guard let root = try? Element(parsing: try Library.read(path), file: path) else { continue }
      problems += staleFacts(in: root, today: today)
    }
  }

  /// Checks cases, and their facts where the rules are sound.
  mutating func cases(_ paths: [String]) throws {
    let schema = try Library.caseSchema()
    var places: [String: SourceLocation] = [:]
    for path in paths {
      progress.advance()
      do {
        for study in try Library.cases(at: path, schema: schema) {
          studies += 1
          if let first = places[study.id] { problems.append(repeatedID(study, first)) }
          places[study.id] = places[study.id] ?? study.location
          if let rulebook { _ = try UseCase(reading: study.facts, topics: rulebook.topics) }
        }
      } catch let error as DiagnosticsError {
        problems += error.diagnostics
      }
    }
  }

  private func isRules(_ model: DecisionModel) -> Bool {
    model.decisions.contains { $0.name == Rulebook.Part.strategy.rawValue }
  }

  var errors: Int { problems.count { $0.severity == .error } }

  /// For programs.
  var json: JSON {
    [
      "models": .number(String(models)), "cases": .number(String(studies)), "errors": .number(String(errors)),
      "warnings": .number(String(problems.count - errors)),
      "problems": .array(problems.sorted().map(\.json)),
    ]
  }

  var summary: String {
    let warnings = problems.count - errors
    let found =
      problems.isEmpty
      ? "no problem"
      : Prose.list(
        [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) })
    return "\(counted(models, "model")) and \(counted(studies, "case")) checked: \(found)"
  }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

// MARK: Wording

private func repeatedID(_ study: CaseStudy, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.structure, "two cases have the id `\(study.id)`", at: study.location,
    notes: [.init("the first one is here", at: first)])
}

internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import XML

/// `rationale export`: one Markdown answer for each case, and an index.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes one Markdown answer for each case, and an index.",
    discussion: """
      EXAMPLES
        rationale export Cases -o answers/
        rationale export my-case.xml -o docs/decisions --record madr4
        rationale export my-case.xml -o docs/decisions --supersedes 4
        rationale export mine.xml -o answers/ --json

      A case that cannot be used is reported and does not stop the others; the exit status tells.
      """)

  @Argument(help: "Case files, or folders of them.", completion: .directory)
  var paths: [String]

  @Option(name: [.customShort("o"), .long], help: "The folder to write to.", completion: .directory)
  var output: String

  @Option(
    help: """
      Write decision records instead: madr4, classic (for adr-tools and log4brains) or nygard. Left out, a folder that \
      keeps records gets records in its own convention.
      """)
  var record: RecordStyle?

  @Option(help: "The number of the record that the only case replaces; both files are brought up to date.")
  var supersedes: String?

  @OptionGroup var rules: RulesOption
  @OptionGroup var today: TodayOption
  @OptionGroup var form: PlainForm

  func validate() throws {
    // Elsewhere a hyphen is the standard output; a folder of that name would be a surprise.
    if output == "-" {
      throw ValidationError("`-` is no folder, and export writes one; `rationale answer` prints an answer")
    }
  }

  func run() throws {
    try reporting {
      if try exportRecords() { return }
      let rulebook = try rules.load()
      let schema = try Library.caseSchema()
      var files: [String] = []
      for path in paths { files += try Library.list(path, endingIn: [".xml"]) }
      try Files.makeFolder(output)
      Files.removeLeftovers(in: output)
      var export = Export(
        rulebook: rulebook, concepts: try Concepts(in: rules.folder).all, schema: schema, output: output)
      for (index, file) in files.enumerated() {
        try export.add(file, number: index, of: files.count)
      }
      export.progress.clear()
      try Files.write(rulebook.index(of: export.entries), to: "\(output)/index.md")
      if form.isJSON { Terminal.print(export.json.text) } else { Terminal.say(export.summary + "\n") }
      if export.failed > 0 { throw ExitStatus.problems.code }
    }
  }
}

/// The layouts of decision records as the command line names them.
enum RecordStyle: String, ExpressibleByArgument, CaseIterable {
  case madr4
  case classic
  case nygard

  /// The same for the library.
  var style: DecisionRecord.Style {
    switch self {
    case .madr4: .madr4
    case .classic: .classic
    case .nygard: .nygard
    }
  }
}

extension ExportCommand {
  /// Writes records where they are asked for, or where the folder keeps some.
  ///
  /// - Returns: whether it did.
  private func exportRecords() throws -> Bool {
    let folder = try RecordFolder(at: output)
    guard record != nil || supersedes != nil || folder.convention != nil else { return false }
    if form.isJSON { throw noSummary() }
    let style = record?.style ?? folder.convention?.style ?? .madr4
    if record == nil, let found = folder.convention {
      Terminal.say("`\(printable(found.sign))` says that `\(printable(output))` keeps decision records\n")
    }
    let schema = try Library.caseSchema()
    let studies = try paths.flatMap { try Library.list($0, endingIn: [".xml"]) }.flatMap { path in
      try Library.cases(at: path, schema: schema)
    }
    let export = RecordExport(
      book: try Library.answerBook(in: rules.folder, today: try today.value()),
      contrast: try Library.contrastRules(in: rules.folder), prints: try Fingerprints(in: rules.folder),
      folder: folder, style: style, naming: folder.convention?.naming ?? .number, day: try today.text())
    let written = try export.write(studies, superseding: supersedes)
    Terminal.say(written.map { "\(printable($0))\n" }.joined())
    return true
  }
}

/// What is written for a case.
private struct Answer {
  let id: String
  let location: SourceLocation
  let text: String
  let entry: IndexEntry
}

/// An export in progress.
private struct Export {
  let rulebook: Rulebook
  let concepts: [ConceptModel]
  let schema: Schema?
  let output: String
  var entries: [IndexEntry] = []
  var failed = 0
  /// What was wrong, as it was said.
  var problems: [JSON] = []
  /// Nobody knows how many cases a library holds before its end.
  var progress = ProgressLine(of: nil, "cases")
  /// Cases so far, those with problems among them.
  private var done = 0
  private var ids = SeenIDs()
  /// Some dozen cases: their answers are many times as long.
  private static let pieceBytes = 16 << 10

  init(rulebook: Rulebook, concepts: [ConceptModel], schema: Schema?, output: String) {
    self.rulebook = rulebook
    self.concepts = concepts
    self.schema = schema
    self.output = output
  }

  /// Adds the cases of a file; what is wrong with them is said, and the others go on.
  ///
  /// - Parameters:
  ///   - number: how many files came before it.
  ///   - count: how many there are.
  mutating func add(_ file: String, number: Int, of count: Int) throws {
    let rulebook = rulebook
    let concepts = concepts
    var input: Files.Input?
    do {
      try Library.eachCase(at: file, schema: schema, pieceBytes: Self.pieceBytes, opened: { input = $0 }) {
        result -> Result<Answer, DiagnosticsError> in
        result.flatMap { study in
          do throws(DiagnosticsError) {
            let useCase = try UseCase(reading: study.facts, topics: rulebook.topics)
            let recommendation = rulebook.advise(on: useCase)
            let text = rulebook.answer(
              recommendation, for: study, options: .init(markup: .markdown), concepts: concepts)
            let entry = IndexEntry(study: study, recommendation: recommendation)
            return .success(Answer(id: study.id, location: study.location, text: text, entry: entry))
          } catch {
            return .failure(error)
          }
        }
      } body: { result in
        switch result {
        case .success(let answer): try add(answer)
        case .failure(let error): report(error.diagnostics)
        }
        done += 1
        progress.advance(to: done, share: (Double(number) + (input?.shareRead ?? 0)) / Double(count))
      }
    } catch let error as DiagnosticsError {
      report(error.diagnostics)
    } catch let failure as Failure where failure.status != .cannotCreate {
      report(
        "rationale: \(failure.message)\n",
        [
          [
            "severity": "error", "code": .null, "message": .string(failure.message), "place": .null,
            "notes": [],
            "help": .null,
          ]
        ])
    }
  }

  private mutating func add(_ answer: Answer) throws {
    if let first = ids.firstPlace(of: answer.id, at: answer.location) {
      return report([repeatedID(answer.id, answer.location, first)])
    }
    // The folder is synced once, with the index.
    try Files.write(answer.text, to: "\(output)/\(answer.id).md", syncsFolder: false)
    entries.append(answer.entry)
  }

  private mutating func report(_ diagnostics: [Diagnostic]) {
    report(rendered(diagnostics, paint: Style.diagnostics), diagnostics.sorted().map(\.json))
  }

  private mutating func report(_ text: String, _ problems: [JSON]) {
    failed += 1
    self.problems += problems
    progress.clear()
    Terminal.say(text)
  }

  /// For programs.
  var json: JSON {
    [
      "output": .string(output),
      "written": .array(
        entries.map { entry in
          [
            "id": .string(entry.id), "file": .string("\(output)/\(entry.id).md"),
            "strategy": .string(entry.strategy.rawValue), "settled": .boolean(entry.isSettled),
          ]
        }),
      "failed": .number(String(failed)), "problems": .array(problems),
    ]
  }

  var summary: String {
    "\(entries.count) \(entries.count == 1 ? "answer" : "answers") written to `\(output)`"
      + (failed == 0 ? "" : ", \(failed) \(failed == 1 ? "case" : "cases") failed")
  }
}

// MARK: Wording

private func noSummary() -> Failure {
  Failure("decision records have no summary in JSON; leave `--json` out", .usage)
}

private func repeatedID(_ id: String, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.structure, "two cases have the id `\(id)`", at: location,
    notes: [.init("the first one is here", at: first)])
}

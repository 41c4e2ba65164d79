internal import Advisor
internal import ArgumentParser
internal import Batch
internal import DMN
internal import Diagnostics
internal import Glibc
internal import XML

/// `rationale batch`: an answer for each of any number of cases.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Answers any number of cases: a row for each, in order.",
    discussion: """
      EXAMPLES
        rationale batch cases.ndjson -o answers.ndjson
        rationale batch library.xml --to csv > answers.csv
        rationale batch --model loans.dmn --decision Approval applications.csv
        rationale batch cases.ndjson -o answers.ndjson --resume

      INPUT
        ndjson  a JSON object a line: names of facts with words, numbers, true or false; null says that there is none, \
      "?" that nobody knows, a list that it is one of several, and what is left out was not given
        csv     a first line of names, then a record for each case; an empty field was not given
        xml     a case, or a library of them, as `Cases/case-study.xsd` describes it
      The name `id` is carried through to the answer. An input may be of any size.

      OUTPUT
        Each record gets one row, also one that is wrong: it has `error` instead of an answer, is reported on standard \
      error with its line, and does not stop the others. At the end the counts of done, undecided and failed are told. \
      In csv, a text that a spreadsheet would take for a formula has an apostrophe in front.
        With -o, rows go to FILE.partial until all are there. If the run is interrupted, the same command with \
      --resume goes on after the last whole block, if input, rules and options are still the same.
      """)

  @Argument(
    help: "The cases; - for standard input.",
    completion: .file(extensions: ["ndjson", "jsonl", "csv", "xml"]))
  var file = "-"

  @Option(
    help:
      "How the input is written: ndjson, csv or xml. Else its name tells, and ndjson is read from a pipe.",
    transform: oneOf)
  var from: InputFormat?

  @Option(
    help: "How the rows are written: ndjson, csv or markdown. Else the output's name tells.", transform: oneOf
  )
  var to: RowFormat?

  @Option(name: [.customShort("o"), .long], help: "Write the rows to a file.", completion: .file())
  var output: String?

  @Flag(help: "Go on with an interrupted run.")
  var resume = false

  @Option(help: "A model to ask instead of the strategy: a .dmn file, or the name of one built in.")
  var model: String?

  @Option(help: "The decision of the model; else its goal, or its last decision.")
  var decision: String?

  @Flag(help: "Skip names that the rules do not ask for, instead of failing the record.")
  var skipOthers = false

  @Flag(
    help: "Answer each record as soon as it is read, one core only; for an input that is still being written."
  )
  var unbuffered = false

  @Option(help: "How many cores to use; else all.")
  var cores: Int?

  @OptionGroup var rules: RulesOption

  func validate() throws {
    if resume, output == nil {
      throw ValidationError("`--resume` needs the file of the interrupted run, `-o FILE`")
    }
    if decision != nil, model == nil {
      throw ValidationError("`--decision` needs a model, `--model FILE.dmn`")
    }
    if let cores, !(1...1024).contains(cores) {
      throw ValidationError("`--cores` needs a number from 1 to 1024")
    }
  }

  func run() throws {
    try reporting {
      let run = BatchRun(
        decider: try decider(), from: from ?? InputFormat(path: file), to: to ?? RowFormat(path: output),
        schema: try Library.caseSchema(), skipsOthers: skipOthers, cores: cores ?? coreCount)
      let input = try Files.Input(file)
      let news = ProblemNews(file: input.name)
      var progress = ProgressLine(of: nil, "records")
      let report: (RecordProblem) -> Void = { problem in
        progress.clear()
        news.report(problem)
      }
      let step: (Checkpoint) -> Void = { progress.advance(to: $0.tally.all, share: input.shareRead) }
      let result: (tally: Tally, end: BatchRun.End)
      if let output {
        result = try ResumableFile(output).write(
          run, from: input, resuming: resume, report: report, progress: step)
      } else {
        let receiver = BatchRun.Receiver(
          write: {
            if let problem = writeAll($0, to: STDOUT_FILENO) { throw Files.cannotWrite("-", problem) }
          },
          report: report, keep: step)
        result = try run.run(
          input.source, isEager: unbuffered || file == "-" && isatty(STDIN_FILENO) == 1, to: receiver)
      }
      progress.clear()
      news.finish()
      Terminal.say(told(result.tally) + "\n")
      switch result.end {
      case .complete: break
      case .stopped: throw stopped(output ?? "-")
      case .broken(let error):
        Terminal.say(error.rendered() + "\n")
        if let output { Terminal.say(keptRows(output) + "\n") }
        throw ExitStatus.badInput.code
      }
      if result.tally.failed > 0 { throw ExitStatus.problems.code }
    }
  }

  private func decider() throws -> any Decider {
    guard let model else {
      let paths = try rules.folder.map { try Files.list($0, endingIn: [".dmn"]) }
      return try StrategyDecider(try rules.load(), fingerprint: try Library.fingerprint(of: paths))
    }
    let isFile = model.hasSuffix(".dmn") || Files.exists(model)
    let checked: CheckedModel
    if isFile {
      let read = try Library.model(at: model)
      let imports =
        read.imports.isEmpty
        ? [] : try Library.models(at: Files.list(Files.folder(of: model), endingIn: [".dmn"]))
      checked = try CheckedModel(checking: read, imports: imports)
    } else {
      checked = try Concepts(in: rules.folder).checked(model)
    }
    let names = checked.decisions.map(\.name)
    guard let goal = decision ?? ConceptModel.goal(of: checked.model) ?? names.last, names.contains(goal)
    else {
      throw unknownDecision(decision ?? "", names)
    }
    let print = isFile ? Fingerprint(of: try Files.read(model)).value : try Library.fingerprint(of: nil)
    return ModelDecider(checked, goal: goal, fingerprint: print ^ Fingerprint(of: Array(goal.utf8)).value)
  }
}

extension InputFormat {
  /// The format that a file's name tells.
  fileprivate init(path: String) {
    self = path.hasSuffix(".xml") ? .xml : path.hasSuffix(".csv") ? .csv : .ndjson
  }
}

extension RowFormat {
  /// The format that a file's name tells.
  fileprivate init(path: String?) {
    let path = path ?? ""
    self = path.hasSuffix(".md") ? .markdown : path.hasSuffix(".csv") ? .csv : .ndjson
  }
}

extension Library {
  /// A number that changes with the rules: those at some paths, or those built in.
  static func fingerprint(of paths: [String]?) throws -> UInt64 {
    var print = Fingerprint()
    for path in try paths ?? list("Rules", endingIn: [".dmn"]) { print.add(try read(path)) }
    return print.value
  }
}

/// One of some words; ArgumentParser's own way would need these types to be public with it.
private func oneOf<Word: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Word {
  if let word = Word(rawValue: text) { return word }
  let words = Word.allCases.map(\.rawValue)
  let near = nearestName(to: text, among: words).map { "; did you mean `\($0)`?" } ?? ""
  throw ValidationError(
    "found `\(text)`; expected \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))\(near)")
}

/// Says what is wrong with records, up to a number that a person may read.
private final class ProblemNews {
  private static let most = 1_000
  private let file: String
  private var count = 0

  init(file: String) { self.file = file }

  func report(_ problem: RecordProblem) {
    count += 1
    guard count <= Self.most else { return }
    let column = problem.column.map { ":\($0)" } ?? ""
    Terminal.say("\(printable(file)):\(problem.line)\(column): error: \(printable(problem.message))\n")
  }

  func finish() {
    if count > Self.most { Terminal.say("and \(count - Self.most) more, which stand in the output\n") }
  }
}

// MARK: Wording

private func told(_ tally: Tally) -> String {
  "\(tally.all) \(tally.all == 1 ? "record" : "records"): \(tally.done) done, \(tally.undecided) of them undecided; "
    + "\(tally.failed) failed"
}

private func keptRows(_ output: String) -> String {
  "`\(printable(output)).partial` holds the rows before that; `--resume` goes on once the input is mended"
}

private func stopped(_ output: String) -> Failure {
  Failure(
    "stopped; `--resume` with the same command goes on, `\(output).partial` holds the rows so far",
    .interrupted)
}

private func unknownDecision(_ name: String, _ names: [String]) -> Failure {
  if names.isEmpty { return Failure("the model has no decision", .badInput) }
  let near = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
  return Failure(
    "the model has no decision `\(name)`\(near)\nthe decisions are \(Prose.list(names.map { "`\($0)`" }))",
    .usage)
}

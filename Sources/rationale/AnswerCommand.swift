internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import FEEL
internal import Shipped
internal import XML

/// `rationale answer`: a recommendation in words that can be said aloud, in one of three lengths.
struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Puts the advice on a case into words to say aloud, in three lengths.",
    discussion: """
      EXAMPLES
        rationale answer canva-incident-report-summaries
        rationale answer my-case.xml --length written -o answer.md
        rationale answer --question "why fine-tune rather than RAG?"
        rationale answer choco-order-extraction --question "why not train a model?" --length written

      The headline is one sentence, the spoken answer takes 60 to 90 seconds, and the written one adds costs, the path \
      from the facts to the strategy, precedents and sources, in Markdown unless told otherwise; to a question it adds \
      every reason, whether it holds, and what catches people out. All three say the same. How many words it has, and \
      how long it takes to say them, goes to standard error.
      """)

  @Argument(help: "A case file, or the id of a case built in.", completion: .custom(Completions.cases))
  var file: String?

  @Option(help: "How long: headline, spoken or written.")
  var length = Length.spoken

  @Option(help: "A question about two strategies, such as \"why fine-tune rather than RAG?\".")
  var question: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var today: TodayOption

  @OptionGroup var form: ReportForm

  @Option(name: [.customShort("o"), .long], help: "Write the answer to a file.", completion: .file())
  var output: String?

  func run() throws {
    try reporting(sources: set.sources.merging([Self.questionFile: question ?? ""]) { $1 }) {
      let book = try Library.answerBook(in: rules.folder, today: try today.value())
      let study = try file.map { try Library.onlyCase($0) }
      let facts = overriding(study?.facts ?? [], with: try set.facts())
      if let question {
        try reply(to: question, facts, study, book)
        return
      }
      guard !facts.isEmpty else { throw nothingGiven() }
      let useCase = try UseCase(reading: facts, topics: book.rulebook.topics)
      let answer = try book.answer(useCase, for: study)
      try tell(book.json(of: answer)) { book.text(answer, length.answer, in: $0) }
    }
  }

  /// The name under which problems point into the question.
  private static let questionFile = "<question>"

  /// Answers a question about two strategies, on the facts where there are any.
  private func reply(
    to question: String, _ facts: [WrittenFact], _ study: CaseStudy?, _ book: AnswerBook
  ) throws {
    let contrast = try Library.contrastRules(in: rules.folder)
    let written = SourceFragment(
      question, at: SourceLocation(file: Self.questionFile, line: 1, column: 1))
    let answer: ContrastAnswer
    if facts.isEmpty {
      answer = contrast.answer(try contrast.read(written))
    } else {
      let useCase = try UseCase(reading: facts, topics: book.rulebook.topics)
      let contenders = book.rulebook.contenders(for: useCase)
      answer = try book.answer(
        try contrast.read(written, contenders: contenders), on: useCase, for: study, by: contrast)
    }
    try tell(book.json(of: answer, by: contrast)) {
      book.text(answer, length.answer, in: $0, by: contrast)
    }
  }

  /// Writes an answer in the form that is asked for, and says how long it is.
  private func tell(_ json: @autoclosure () -> JSON, or text: (Markup) -> AnswerText) throws {
    switch form.json ? .json : form.format ?? (length == .written ? .markdown : .text) {
    case .json: try write(json().text)
    case .text: try tell(text(.text))
    case .markdown: try tell(text(.markdown))
    }
  }

  private func tell(_ text: AnswerText) throws {
    try write(text.text)
    Terminal.say(measured(text) + "\n")
  }

  private func write(_ text: String) throws {
    if let output, output != "-" { try Files.write(text, to: output) } else { Terminal.print(text) }
  }
}

/// The lengths as the command line names them.
enum Length: String, ExpressibleByArgument, CaseIterable {
  case headline
  case spoken
  case written

  /// The same for the library.
  var answer: AnswerLength {
    switch self {
    case .headline: .headline
    case .spoken: .spoken
    case .written: .written
    }
  }
}

/// The facts with those of the same name replaced by others.
func overriding(_ facts: [WrittenFact], with others: [WrittenFact]) -> [WrittenFact] {
  facts.filter { fact in !others.contains { $0.name.text == fact.name.text } } + others
}

extension Library {
  /// The arguments for one strategy rather than another, of a rules folder where it has them, else as built in.
  ///
  /// - Throws: `Failure` when the folder cannot be read, `DiagnosticsError` when the rules are not sound.
  static func contrastRules(in folder: String?) throws -> ContrastRules {
    let own = try Concepts(in: folder)
    let models = folder == nil ? own : own.filledUp(with: try Concepts(in: nil))
    return try ContrastRules(checking: try models.checked(ContrastRules.name))
  }

  /// Everything that an answer is made from, of a rules folder where it has it, else as built in.
  ///
  /// - Throws: `Failure` when the folder cannot be read, `DiagnosticsError` when rules are not sound.
  static func answerBook(in folder: String?, today: Value) throws -> AnswerBook {
    let rulebook = try rulebook(in: folder)
    let own = try Concepts(in: folder)
    let models = folder == nil ? own : own.filledUp(with: try Concepts(in: nil))
    // Precedents are always the shipped cases, which were checked against their schema when they were built in.
    let studies = try ShippedFile.files(in: "Cases").filter { $0.path.hasSuffix(".xml") }.flatMap { file in
      try CaseStudy.all(reading: try Element(parsing: file.bytes, file: file.path))
    }
    return AnswerBook(
      rulebook: rulebook, rules: try AnswerRules(checking: try models.checked(AnswerRules.name)),
      costRules: .init(
        economics: try models.concept("economics"), assumptions: try models.checked("assumptions"),
        prices: try models.checked("prices")),
      library: studies, today: today)
  }
}

// MARK: Wording

private func measured(_ text: AnswerText) -> String {
  "\(text.words) \(text.words == 1 ? "word" : "words"), about \(text.seconds) seconds"
}

private func nothingGiven() -> Failure {
  Failure(
    "there is nothing to answer; give a case, or facts such as `--set \"Task scope=narrow\"`", .notEnoughFacts
  )
}

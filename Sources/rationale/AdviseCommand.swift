internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// `rationale advise`: one recommendation, for a case file or from answers in the terminal.
struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Recommends a strategy for a case, and says why.",
    discussion: """
      EXAMPLES
        rationale advise                             ask the questions here
        rationale advise honeycomb-query-assistant   a case built in
        rationale advise Cases/mine.xml --trace      what is behind each sentence
        rationale advise --set "Change frequency=daily" --no-input
        rationale advise --answers mine.txt --json   facts from a file; - is stdin
        rationale advise --model retrieval-diagnosis another question

      Without a file, and when a person sits at the terminal, it asks. Answers are numbers of the list or words; `?` \
      means that you don't know, `b` goes back, and `why` tells what the question decides. At the end all answers are \
      shown, and any of them can be changed. Answers are kept after each question: what was broken off can be resumed.
      """)

  @Argument(help: "A case file, or the id of a case built in.", completion: .custom(Completions.cases))
  var file: String?

  @Option(
    help: "Ask one model of the rules alone, such as retrieval-diagnosis.",
    completion: .custom(Completions.models))
  var model: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption

  @Flag(name: .customLong("no-input"), help: "Never ask; use the facts that are given.")
  var noInput = false

  @Flag(help: "Begin the questions anew, whatever was answered before.")
  var fresh = false

  @OptionGroup var form: AnswerForm

  @Flag(help: "List the rules, facts and sources behind every sentence.")
  var trace = false

  @Option(
    name: [.customShort("o"), .long], help: "Write the answer to a file; `-` is standard output.",
    completion: .file())
  var output: String?

  func run() throws {
    try reporting(sources: set.sources) {
      if let model {
        let concept = try Concepts(in: rules.folder).concept(model)
        try deliver(try consult(concept))
        return
      }
      let rulebook = try rules.load()
      let study = try file.map { try Library.onlyCase($0) }
      let useCase = try UseCase(
        reading: overriding(study?.facts ?? [], with: try set.facts()), topics: rulebook.topics)
      let recommendation = rulebook.advise(on: try ask(about: useCase, rulebook))
      let concepts = try Library.concepts(for: recommendation, in: rules.folder)
      func answer(in markup: Markup) -> String {
        rulebook.answer(
          recommendation, for: study, options: .init(markup: markup, showsTrace: trace), concepts: concepts)
      }
      let text =
        switch form.form {
        case .json: recommendation.json(for: study, concepts: concepts).text
        case .text: answer(in: .text)
        case .markdown: answer(in: .markdown)
        }
      try deliver(text)
    }
  }

  private func deliver(_ text: String) throws {
    if let output, output != "-" { return try Files.write(text, to: output) }
    if form.form == .json { Terminal.print(text) } else { Terminal.printAnswer(text) }
  }

  /// Facts of the command line replace those of the file.
  private func overriding(_ facts: [WrittenFact], with others: [WrittenFact]) -> [WrittenFact] {
    facts.filter { fact in !others.contains { $0.name.text == fact.name.text } } + others
  }

  private var asks: Bool { file == nil && !noInput && !set.takesStandardInput && Terminal.canAsk }

  /// Everything that is known once nothing more is to be asked.
  private func ask(about useCase: UseCase, _ rulebook: Rulebook) throws -> UseCase {
    guard asks else {
      if file == nil, useCase.facts.isEmpty {
        throw nothingGiven(rulebook.topics, help: "a case file, or facts")
      }
      return useCase
    }
    let questions = StrategyQuestions(rulebook: rulebook, given: useCase)
    let saved = SavedAnswers(of: questions.name)
    var conversation = Conversation(questions, keptIn: saved)
    let answers = try conversation.run(isFresh: fresh)
    let known = questions.useCase(with: answers)
    if !answers.isEmpty {
      Terminal.say(repeatable("rationale advise", known.facts.map { ($0.name, $0.written) }))
    }
    saved.remove()
    return known
  }

  /// What the rules about one concept answer, to the facts given or to answers from the terminal.
  private func consult(_ concept: ConceptModel) throws -> String {
    let facts = try set.facts()
    let questions = try ConceptQuestions(
      about: concept, given: facts, templates: try Library.templates(in: rules.folder))
    var answers: [GivenAnswer] = []
    if asks {
      let saved = SavedAnswers(of: questions.name)
      var conversation = Conversation(questions, keptIn: saved)
      answers = try conversation.run(isFresh: fresh)
      let all =
        facts.map { ($0.name.text, $0.value?.text ?? GivenAnswer.unknown) }
        + answers.map { ($0.name, $0.text) }
      if !answers.isEmpty { Terminal.say(repeatable("rationale advise --model \(concept.name)", all)) }
      saved.remove()
    }
    guard let answer = questions.consultation(with: answers) else {
      throw nothingGiven(concept.topics, help: "facts")
    }
    switch form.form {
    case .json: return answer.json.text
    case .text: return answer.text(in: .text)
    case .markdown: return answer.text(in: .markdown)
    }
  }
}

// MARK: Wording

private func nothingGiven(_ topics: [Topic], help: String) -> Failure {
  let facts = topics.map { "  --set \"\($0.name)=…\"  (\($0.expectedValues))" }
  return Failure(
    "there is nothing to advise on, and nobody to ask; give \(help):\n" + facts.joined(separator: "\n")
      + "\nor all of them in a file: --answers FILE, with a line `Fact = value` for each", .notEnoughFacts)
}

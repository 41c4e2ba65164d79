internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import FEEL

/// `rationale advise`: one recommendation, for a case file or from answers in the terminal.
struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Recommends a strategy for a case, and says why.",
    discussion: """
      Without a file, and when a person sits at the terminal, it asks. Answers are numbers of the list or words; `?` \
      means that you don't know, `b` goes back, and `why` tells what the question decides.
      """)

  @Argument(help: "A case file, or the id of a case built in.", completion: .file(extensions: ["xml"]))
  var file: String?

  @Option(help: "Ask one model of the rules alone, such as retrieval-diagnosis.")
  var model: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption

  @Flag(name: .customLong("no-input"), help: "Never ask; use the facts that are given.")
  var noInput = false

  @Option(help: "The form of the answer: text, markdown or json.")
  var format = Format.markdown

  @Flag(help: "List the rules, facts and sources behind every sentence.")
  var trace = false

  @Option(name: [.customShort("o"), .long], help: "Write the answer to a file.", completion: .file())
  var output: String?

  func run() throws {
    try reporting(sources: set.sources) {
      if let model {
        let concept = try Concepts(in: rules.folder).concept(model)
        let text = try consult(concept, facts: try set.facts(), asks: !noInput, format: format)
        if let output { try Files.write(text, to: output) } else { Terminal.print(text) }
        return
      }
      let rulebook = try rules.load()
      let study = try file.map { try readCase($0) }
      let useCase = try UseCase(
        reading: overriding(study?.facts ?? [], with: try set.facts()), topics: rulebook.topics)
      let known = try ask(about: useCase, rulebook)
      let recommendation = rulebook.advise(on: known)
      let concepts = try Library.concepts(for: recommendation, in: rules.folder)
      func answer(in markup: Markup) -> String {
        rulebook.answer(
          recommendation, for: study, options: .init(markup: markup, showsTrace: trace), concepts: concepts)
      }
      let text =
        switch format {
        case .json: recommendation.json(for: study, concepts: concepts).text
        case .text: answer(in: .text)
        case .markdown: answer(in: .markdown)
        }
      if let output { try Files.write(text, to: output) } else { Terminal.print(text) }
    }
  }

  private func readCase(_ path: String) throws -> CaseStudy {
    let isID = !Files.exists(path) && !path.contains("/")
    let path = isID ? Library.shippedCase(path) ?? path : path
    let studies = try Library.cases(at: path, schema: try Library.caseSchema())
    guard studies.count == 1, let study = studies.first else { throw severalCases(path, studies.count) }
    return study
  }

  /// Facts of the command line replace those of the file.
  private func overriding(_ facts: [WrittenFact], with others: [WrittenFact]) -> [WrittenFact] {
    facts.filter { fact in !others.contains { $0.name.text == fact.name.text } } + others
  }

  /// Everything that is known once nothing more is to be asked.
  private func ask(about useCase: UseCase, _ rulebook: Rulebook) throws -> UseCase {
    if file != nil || noInput || !Terminal.canAsk {
      if file == nil, useCase.facts.isEmpty { throw nothingGiven(rulebook.topics) }
      return useCase
    }
    return try Conversation(rulebook: rulebook, given: useCase).run()
  }
}

// MARK: Wording

private func severalCases(_ path: String, _ count: Int) -> Failure {
  Failure("`\(path)` holds \(count) cases, and advice is given on one; use `rationale export`", .badInput)
}

private func nothingGiven(_ topics: [Topic]) -> Failure {
  let facts = topics.map { topic in
    let unit = topic.unit.map { "a number of \($0)" }
    let words = topic.choices.compactMap { choice -> String? in
      if case .string(let word)? = choice.value { word } else { nil }
    }
    let values = unit ?? (words.isEmpty ? "yes, no" : words.joined(separator: ", "))
    return "  --set \"\(topic.name)=…\"  (\(values))"
  }
  return Failure(
    "there is nothing to advise on, and nobody to ask; give a case file, or facts:\n"
      + facts.joined(separator: "\n"), .notEnoughFacts)
}

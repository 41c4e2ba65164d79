internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// The arguments of commands that explain: a case or facts, rules, and the form of the answer.
struct CaseArguments: ParsableArguments {
  /// The forms of an explanation.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "A case file, or the id of a case built in.", completion: .file(extensions: ["xml"]))
  var file: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption

  @Option(help: "The form of the answer: text or json.")
  var format = Form.text

  /// The rules and everything that is known.
  ///
  /// - Throws: `Failure` where nothing is known at all, and what reading throws.
  func load() throws -> (rulebook: Rulebook, useCase: UseCase) {
    let rulebook = try rules.load()
    let given = try set.facts()
    let written = try file.map { try Library.onlyCase($0).facts } ?? []
    let facts = written.filter { fact in !given.contains { $0.name.text == fact.name.text } } + given
    guard !facts.isEmpty else { throw nothingGiven() }
    return (rulebook, try UseCase(reading: facts, topics: rulebook.topics))
  }
}

extension Library {
  /// The case of a file that holds one, or the case built in with that id.
  ///
  /// - Throws: `Failure` when the file holds several.
  static func onlyCase(_ path: String) throws -> CaseStudy {
    let isID = !Files.exists(path) && !path.contains("/")
    let path = isID ? shippedCase(path) ?? path : path
    let studies = try cases(at: path, schema: try caseSchema(for: path))
    guard studies.count == 1, let study = studies.first else { throw severalCases(path, studies.count) }
    return study
  }
}

// MARK: Wording

private func nothingGiven() -> Failure {
  Failure(
    "there is nothing to explain; give a case, or facts such as `--set \"Task scope=narrow\"`",
    .notEnoughFacts)
}

private func severalCases(_ path: String, _ count: Int) -> Failure {
  Failure("`\(path)` holds \(count) cases, and one can be explained at a time", .badInput)
}

internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// The arguments of commands that explain: a case or facts, rules, and the form of the answer.
struct CaseArguments: ParsableArguments {
  @Argument(help: "A case file, or the id of a case built in.", completion: .custom(Completions.cases))
  var file: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption

  @OptionGroup var form: PlainForm

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
    let path = try casePath(path)
    let studies = try cases(at: path, schema: try caseSchema(for: path))
    guard studies.count == 1, let study = studies.first else { throw severalCases(path, studies.count) }
    return study
  }
}

// MARK: Wording

private func nothingGiven() -> Failure {
  Failure(
    "there is nothing to explain; give a case, or facts such as `--set \"Task scope=narrow\"` or `--answers FILE`;\n"
      + "`rationale help facts` lists all facts and their values",
    .notEnoughFacts)
}

private func severalCases(_ path: String, _ count: Int) -> Failure {
  Failure(
    "`\(path)` holds \(count) cases, and one is expected; `rationale export` writes an answer for each",
    .badInput)
}

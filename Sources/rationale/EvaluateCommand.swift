internal import Advisor
internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import XML

/// `rationale evaluate`: how the advice compares with what teams used.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Compares the advice with what teams with known outcomes used.",
    discussion: """
      EXAMPLES
        rationale evaluate Cases
        rationale evaluate Cases --mask "Prompting result"

      Prints the agreement for all facts and for stated facts only, next to the rules of thumb in `baselines.dmn`, a \
      confusion table for each, and every disagreement with the reason that the rules give.
      """)

  @Argument(help: "Case files, or folders of them.", completion: .directory)
  var paths: [String] = ["Cases"]

  @Option(
    help: ArgumentHelp("A fact that may not be seen in any case. Repeatable.", valueName: "fact"),
    completion: .custom(Completions.factNames))
  var mask: [String] = []

  @OptionGroup var form: PlainForm

  @OptionGroup var rules: RulesOption

  func run() throws {
    try reporting {
      let rulebook = try rules.load()
      for name in mask where rulebook.topic(name) == nil {
        throw unknownFact(name, rulebook.topics.map(\.name))
      }
      let studies = try cases()
      guard studies.contains(where: { $0.used != nil }) else { throw noOutcome(paths) }
      let baselines = try Library.baselines(in: rules.folder)
      var sections: [Section] = []
      var progress = ProgressLine(of: studies.count * OutcomeComparison.Facts.allCases.count, "answers")
      for facts in OutcomeComparison.Facts.allCases {
        let evaluation = try rulebook.evaluate(studies, seeing: facts, without: Set(mask)) {
          progress.advance()
        }
        let thumbs = baselines.map { (name: $0.name, agreement: evaluation.agreement(of: $0)) }
        sections.append(Section(facts: facts, evaluation: evaluation, baselines: thumbs))
      }
      progress.clear()
      Terminal.print(
        form.isJSON ? JSON.array(sections.map(\.json)).text : sections.map(\.text).joined(separator: "\n"))
    }
  }

  private func cases() throws -> [CaseStudy] {
    let schema = try Library.caseSchema()
    var studies: [CaseStudy] = []
    for path in paths {
      for file in try Library.list(path, endingIn: [".xml"]) {
        var problems: [Diagnostic] = []
        try Library.eachCase(at: file, schema: schema) {
          $0
        } body: { result in
          switch result {
          case .success(let study): studies.append(study)
          case .failure(let error): problems += error.diagnostics
          }
        }
        try problems.throwIfAnyIsError()
      }
    }
    return studies
  }
}

extension OutcomeComparison {
  /// The part of the cases in which a rule of thumb says what the team used; the facts are those of the evaluation.
  fileprivate func agreement(of baseline: Baseline) -> Double {
    let agreeing = entries.count { baseline.strategy(for: $0.recommendation.useCase) == $0.used }
    return Double(agreeing) / Double(max(1, entries.count))
  }
}

/// The evaluation of one choice of facts, ready to print.
private struct Section {
  let facts: OutcomeComparison.Facts
  let evaluation: OutcomeComparison
  let baselines: [(name: String, agreement: Double)]

  var text: String {
    let title = facts == .all ? "All facts" : "Stated facts only"
    var lines = ["\(title), \(evaluation.entries.count) cases", ""]
    lines.append("  agreement             \(percent(evaluation.agreement))")
    lines.append("  among the two first   \(percent(evaluation.agreementOfTwo))")
    lines.append("  macro recall          \(percent(evaluation.macroRecall))")
    for baseline in baselines { lines.append("  \(padded(baseline.name, 22))\(percent(baseline.agreement))") }
    lines += ["", "  used \\ advised        " + Strategy.allCases.map { padded($0.rawValue, 16) }.joined()]
    for used in Strategy.allCases {
      let counts = Strategy.allCases.map { padded(String(evaluation.count(used: used, advised: $0)), 16) }
      lines.append("  \(padded(used.rawValue, 22))\(counts.joined())")
    }
    lines += [""]
    for entry in evaluation.entries where !entry.agrees {
      let shares = entry.recommendation.prospects.map { "\($0.strategy.rawValue) \(percent($0.share))" }
      lines.append(
        "  \(entry.study.id): used \(entry.used.rawValue), advised \(shares.joined(separator: ", "))")
      for reason in entry.reasons { lines.append("    \(printable(reason))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var json: JSON {
    [
      "facts": .string(facts.rawValue), "cases": .number(String(evaluation.entries.count)),
      "agreement": number(evaluation.agreement), "amongTwo": number(evaluation.agreementOfTwo),
      "macroRecall": number(evaluation.macroRecall),
      "baselines": .object(baselines.map { .init($0.name, number($0.agreement)) }),
      "confusion": .object(
        Strategy.allCases.map { used in
          .init(
            used.rawValue,
            .object(
              Strategy.allCases.map {
                .init($0.rawValue, .number(String(evaluation.count(used: used, advised: $0))))
              }))
        }),
      "disagreements": .array(
        evaluation.entries.filter { !$0.agrees }.map { entry in
          [
            "id": .string(entry.study.id), "used": .string(entry.used.rawValue),
            "advised": .string(entry.recommendation.strategy.rawValue),
            "reasons": .array(entry.reasons.map { .string($0) }),
          ]
        }),
    ]
  }

  private func percent(_ share: Double?) -> String {
    guard let share else { return "  -" }
    let whole = String(Int((share * 100).rounded()))
    return String(repeating: " ", count: max(0, 3 - whole.count)) + whole + " %"
  }

  private func number(_ share: Double?) -> JSON {
    share.map { .number(String(Double(Int(($0 * 10_000).rounded())) / 10_000)) } ?? .null
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension OutcomeComparison.Entry {
  /// Why the rules say something else: the recommendation and the facts that decided.
  fileprivate var reasons: [String] {
    let beats = [recommendation[.headline], recommendation[.decidingFacts]].compactMap { $0 }
    return beats.map { $0.sentences.map(\.text).joined(separator: "; ") }
  }
}

// MARK: Wording

private func unknownFact(_ name: String, _ names: [String]) -> Failure {
  let hint = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
  return Failure("the rules have no fact `\(name)`\(hint)", .usage)
}

private func noOutcome(_ paths: [String]) -> Failure {
  Failure(
    "no case in `\(paths.joined(separator: "`, `"))` says what was used, so there is nothing to compare",
    .noInput)
}

internal import Advisor
internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import Diagrams

/// `rationale diff`: where two versions of rules recommend different things.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says where two versions of rules recommend different things.",
    discussion: """
      EXAMPLES
        rationale diff Rules edited/
        rationale diff old/strategy.dmn Rules/strategy.dmn --decision "Tuning readiness"
        rationale diff Rules edited/ --cases my-cases --json

      Compares exactly, over every combination of answers, and then on cases. A version is a folder of rules or a \
      file; where the folder `Rules` is not there, that name means the rules built in.
      """)

  @Argument(help: "The earlier version: a folder of rules, or a file.", completion: .file())
  var old: String

  @Argument(help: "The later version; the rules built in unless given.", completion: .file())
  var new = "Rules"

  @Option(help: "The decision to compare; the strategy, or what the model names as its goal, unless given.")
  var decision: String?

  @Option(help: "Cases to compare the advice on: a file, or a folder; those built in unless given.")
  var cases: String?

  @Option(help: "How many places to list for each change.")
  var limit = 4

  @OptionGroup var form: PlainForm

  func validate() throws {
    if limit < 1 { throw ValidationError("`--limit` is \(limit), and at least 1 was expected") }
  }

  func run() throws {
    try reporting {
      let before = try version(old)
      let after = try version(new)
      let goal = try goal(of: before.model, after.model)
      let studies = before.rulebook == nil || after.rulebook == nil ? [] : try readCases()
      do {
        let difference = try RulesDifference(
          from: before, to: after, decision: goal, cases: studies, limit: limit)
        let templates = try after.rulebook?.templates ?? Library.templates(at: [])
        Terminal.print(form.isJSON ? difference.json.text : difference.text(with: templates))
      } catch let problem as DiagramProblem {
        switch problem {
        case .notRepresentable(let problem), .budgetExceeded(let problem, _):
          throw DiagnosticsError([problem])
        case .unknownDecision(let name): throw unknownDecision(name, old, before.model)
        }
      } catch is BudgetExceeded { throw tooManyPlaces(goal) }
    }
  }

  private func version(_ path: String) throws -> RulesVersion {
    let files = try Library.list(path, endingIn: [".dmn", ".mustache"])
    let models = try Library.models(at: files.filter { $0.hasSuffix(".dmn") })
    let named = decision.flatMap { name in models.first { $0.decisions.contains { $0.name == name } } }
    let model =
      try named.map { try CheckedModel(checking: $0, imports: models) }
      ?? Library.goalModel(of: models, in: path)
    guard model.decision(Rulebook.Part.strategy.rawValue) != nil else {
      return RulesVersion(model: model, rulebook: nil)
    }
    return RulesVersion(
      model: model, rulebook: try Rulebook(checking: model, templates: try Library.templates(at: files)))
  }

  private func goal(of before: CheckedModel, _ after: CheckedModel) throws -> String {
    let strategy = Rulebook.Part.strategy.rawValue
    let name: String
    if let decision {
      name = decision
    } else if before.decision(strategy) != nil || after.decision(strategy) != nil {
      name = strategy
    } else if let goal = ConceptModel.goal(of: after.model) ?? ConceptModel.goal(of: before.model) {
      name = goal
    } else {
      throw noGoal(new, after)
    }
    if before.decision(name) == nil { throw unknownDecision(name, old, before) }
    if after.decision(name) == nil { throw unknownDecision(name, new, after) }
    return name
  }

  private func readCases() throws -> [CaseStudy] {
    let schema = try Library.caseSchema()
    return try Library.list(cases ?? "Cases", endingIn: [".xml"]).flatMap {
      try Library.cases(at: $0, schema: schema)
    }
  }
}

// MARK: Wording

private func unknownDecision(_ name: String, _ path: String, _ model: CheckedModel) -> Failure {
  let near = nearestName(to: name, among: model.decisions.map(\.name)).map { "; did you mean `\($0)`?" }
  return Failure("`\(path)` has no decision `\(name)`\(near ?? "")", .usage)
}

private func noGoal(_ path: String, _ model: CheckedModel) -> Failure {
  let names = Prose.list(model.decisions.map { "`\($0.name)`" }, joinedBy: "or")
  return Failure("`\(path)` names no goal; choose a decision with `--decision`: \(names)", .usage)
}

private func tooManyPlaces(_ decision: String) -> Failure {
  Failure(
    "the places where `\(decision)` changes are too many to tell; compare a decision that it needs, "
      + "with `--decision`, or use a smaller `--limit`", .badInput)
}

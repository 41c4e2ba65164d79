internal import Advisor
internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import Diagrams

/// `rationale draw`: rules as a picture, in the language of the tool that draws it.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws what the decisions need, or how one decision is taken.",
    discussion: """
      EXAMPLES
        rationale draw
        rationale draw Rules --decision "Tuning readiness"
        rationale draw Rules --dot | dot -Tsvg -o rules.svg

      Prints Mermaid, which many Markdown viewers show as a picture, DOT for Graphviz, or nodes and arrows as JSON. A \
      decision is drawn as a flowchart over the facts where at most \(limit) boxes are enough.
      """)

  /// How many boxes a person still reads.
  private static let limit = 60

  @Argument(help: "A rules file, or a folder of them; those built in unless given.", completion: .file())
  var path = "Rules"

  @Option(help: "Draw this decision as a flowchart.")
  var decision: String?

  @Flag(help: "Draw the sources that decisions rest on, too.")
  var sources = false

  @Flag(help: "Print DOT for Graphviz instead of Mermaid.")
  var dot = false

  @Flag(help: "Print nodes and arrows as JSON.")
  var json = false

  func validate() throws {
    if dot, json { throw ValidationError("`--dot` and `--json` contradict each other; use one") }
  }

  func run() throws {
    try reporting {
      let model = try load()
      let drawing = try decision.map { try flowchart(of: $0, in: model) }
      let picture = drawing ?? Drawing(requirementsOf: model, sources: sources)
      Terminal.print(json ? picture.json.text : dot ? picture.dot : picture.mermaid)
    }
  }

  private func load() throws -> CheckedModel {
    let paths = try Library.list(path, endingIn: [".dmn"])
    let models = try Library.models(at: paths)
    if let decision, let model = models.first(where: { $0.decisions.contains { $0.name == decision } }) {
      return try CheckedModel(checking: model, imports: models)
    }
    return try Library.goalModel(of: models, in: path)
  }

  private func flowchart(of name: String, in model: CheckedModel) throws -> Drawing {
    guard model.decision(name) != nil else { throw unknownDecision(name, model) }
    do {
      let diagram = try DecisionDiagram(compiling: model, goal: name)
      guard let drawing = Drawing(of: diagram, limit: Self.limit) else {
        throw tooLarge(name, diagram.nodeCount, Self.limit)
      }
      return drawing
    } catch let problem as DiagramProblem {
      switch problem {
      case .notRepresentable(let problem), .budgetExceeded(let problem, _):
        throw DiagnosticsError([problem])
      case .unknownDecision: throw unknownDecision(name, model)
      }
    }
  }
}

extension Drawing {
  /// For programs that draw themselves.
  fileprivate var json: JSON {
    [
      "nodes": .array(
        nodes.map { ["id": .string($0.id), "label": .string($0.label), "shape": .string("\($0.shape)")] }),
      "arrows": .array(
        arrows.map {
          [
            "from": .string($0.from), "to": .string($0.to), "label": JSON($0.label),
            "dashed": .boolean($0.isDashed),
          ]
        }),
    ]
  }
}

// MARK: Wording

private func unknownDecision(_ name: String, _ model: CheckedModel) -> Failure {
  let help = nearestName(to: name, among: model.decisions.map(\.name)).map { "; did you mean `\($0)`?" }
  return Failure("there is no decision `\(name)`\(help ?? "")", .usage)
}

private func tooLarge(_ name: String, _ nodes: Int, _ limit: Int) -> Failure {
  Failure(
    "`\(name)` would take \(nodes) questions, and a flowchart of more than \(limit) boxes cannot be read; "
      + "draw a decision that it needs, or leave `--decision` out to see which they are", .badInput)
}

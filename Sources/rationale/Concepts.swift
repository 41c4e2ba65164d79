internal import FEEL
internal import Advisor
internal import DMN
internal import Diagnostics

/// The models of a rules folder, to be asked one at a time.
struct Concepts {
  let models: [DecisionModel]

  /// The models of a folder, or those built in.
  ///
  /// - Parameters:
  ///   - folder: the folder; nil for the rules built in.
  ///   - name: a model that a file stands in for.
  ///   - file: that file; nil to replace nothing.
  init(in folder: String?, replacing name: String? = nil, with file: String? = nil) throws {
    let all = try Library.models(at: try Library.list(folder ?? "Rules", endingIn: [".dmn"]))
    guard let file else {
      models = all
      return
    }
    models = try all.filter { $0.name != name } + [Library.model(at: file)]
  }

  private init(models: [DecisionModel]) { self.models = models }

  /// These models, and of others those whose names are not among them.
  func filledUp(with others: Concepts) -> Concepts {
    let names = Set(models.map(\.name))
    return Concepts(models: models + others.models.filter { !names.contains($0.name) })
  }

  /// A model by its name, checked with the others to import from.
  ///
  /// - Throws: `Failure` when there is none, `DiagnosticsError` when it is not sound.
  func checked(_ name: String) throws -> CheckedModel {
    guard let model = models.first(where: { $0.name == name }) else { throw unknown(name) }
    return try CheckedModel(checking: model, imports: models)
  }

  /// A model with a goal, by its name.
  func concept(_ name: String) throws -> ConceptModel {
    let names = models.filter { ConceptModel.goal(of: $0) != nil }.map(\.name)
    guard names.contains(name), let concept = ConceptModel(try checked(name)) else { throw unknown(name) }
    return concept
  }

  /// All models with a goal.
  var all: [ConceptModel] {
    get throws {
      try models.filter { ConceptModel.goal(of: $0) != nil }.compactMap {
        ConceptModel(try CheckedModel(checking: $0, imports: models))
      }
    }
  }

  private func unknown(_ name: String) -> Failure {
    let names = models.filter { ConceptModel.goal(of: $0) != nil }.map(\.name)
    let near = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    return Failure(
      "no model is called `\(name)`\(near)\nthe models are \(Prose.list(names.map { "`\($0)`" }))", .usage)
  }
}

/// Asks one model: with the facts given, or with answers from the terminal.
func consult(_ concept: ConceptModel, facts: [WrittenFact], asks: Bool, format: Format) throws -> String {
  var values = try concept.values(of: facts)
  if asks, Terminal.canAsk {
    for input in concept.model.model.inputs.map(\.name) where values[input] == nil {
      values[input] = try ask(input, of: concept)
    }
  }
  guard !values.isEmpty else { throw nothingGiven(concept) }
  let answer = concept.consult(values)
  switch format {
  case .json: return answer.json.text
  case .text: return answer.text(in: .text)
  case .markdown: return answer.text(in: .markdown)
  }
}

/// The answer to one question; asked again until it can be used, null for none.
private func ask(_ input: String, of concept: ConceptModel) throws -> Value {
  while true {
    let unit = concept.unit(of: input).map { " (\($0))" } ?? ""
    Terminal.say("\n\(concept.question(of: input) ?? input)\(unit)\n")
    if let help = concept.help(of: input) { Terminal.say("  \(help)\n") }
    Terminal.say("> ")
    guard let line = Terminal.readLine() else { throw Failure("stopped", .interrupted) }
    if line.isEmpty { return .null }
    let fact = WrittenFact(
      name: .init(input, file: "<answer>"), value: .init(line, file: "<answer>"), status: .stated)
    do {
      return try concept.value(of: fact)
    } catch {
      Terminal.say(error.diagnostics.map(\.message).joined(separator: "\n") + "\n")
    }
  }
}

// MARK: Wording

private func nothingGiven(_ concept: ConceptModel) -> Failure {
  let facts = concept.model.model.inputs.map { input in
    "  --set \"\(input.name)=…\"  \(concept.question(of: input.name) ?? "")"
  }
  return Failure(
    "there is nothing to advise on, and nobody to ask; give facts:\n" + facts.joined(separator: "\n"),
    .notEnoughFacts)
}

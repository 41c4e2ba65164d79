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

  /// The names of those with a goal.
  var names: [String] { models.filter { ConceptModel.goal(of: $0) != nil }.map(\.name) }

  /// A model by its name, checked with the others to import from.
  ///
  /// - Throws: `Failure` when there is none, `DiagnosticsError` when it is not sound.
  func checked(_ name: String) throws -> CheckedModel {
    guard let model = models.first(where: { $0.name == name }) else { throw unknown(name) }
    return try CheckedModel(checking: model, imports: models)
  }

  /// A model with a goal, by its name.
  func concept(_ name: String) throws -> ConceptModel {
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
    let near = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    return Failure(
      "no model is called `\(name)`\(near)\nthe models are \(Prose.list(names.map { "`\($0)`" }))", .usage)
  }
}

public import DMN
public import Diagnostics
internal import Diagrams
internal import FEEL

/// Rules that are known to be able to advise: the seam between `Rules/` and this program, checked once.
public struct Rulebook: Sendable {
  /// The decisions that the advice is made of, by the names that `Rules/` gives them.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case whatIsMissing = "What is missing"
    case knowledgeFit = "Knowledge fit"
    case promptingVerdict = "Prompting verdict"
    case tuningReadiness = "Tuning readiness"
    case strategy = "Strategy"
    case headline = "Headline"
    case whyNotCheaper = "Why not cheaper"
    case whyNotCostlier = "Why not costlier"
    case firstStep = "First step"
    case gate = "Gate"
    case mainRisk = "Main risk"
    case whatWouldChange = "What would change it"
    case lookAgain = "Look again"
    case sections = "Sections"
  }

  /// The rules, checked.
  public let model: CheckedModel
  /// What the rules ask.
  ///
  /// Order: of the rules file.
  public let topics: [Topic]
  /// The strategy, and the decisions on the way to it, as functions of the topics.
  public let diagram: DecisionDiagram
  /// How usual each cell of an input is, by input.
  let weights: [String: [Double]]
  /// What it takes to find out, by input.
  let costs: [String: Double]
  /// How answers are laid out.
  public let templates: Templates

  /// Rules whose decisions, words, questions and references are all there.
  ///
  /// - Parameters:
  ///   - model: the rules.
  ///   - templates: how answers are laid out.
  /// - Throws: `rules.missingDecision`, `rules.strategyWords`, `rules.question`, `rules.unknownReference`,
  ///   `rules.diagram`.
  public init(checking model: CheckedModel, templates: Templates) throws(DiagnosticsError) {
    var problems = missingDecisions(in: model.model)
    var topics: [Topic] = []
    for input in model.model.inputs {
      do {
        topics.append(try Topic(reading: input, in: model.model))
      } catch {
        problems += error.diagnostics
      }
    }
    problems += strangeStrategies(in: model.model)
    problems += unknownReferences(in: model.model, topics: topics)
    try problems.throwIfAnyIsError()
    self.model = model
    self.topics = topics
    self.templates = templates
    do {
      diagram = try DecisionDiagram(compiling: model, goal: Part.strategy.rawValue)
    } catch {
      throw DiagnosticsError([notCompiled(error, model.model)])
    }
    weights = cellWeights(of: topics, in: diagram)
    costs = Dictionary(topics.compactMap { topic in topic.cost.map { (topic.name, double($0)) } }) { $1 }
  }

  /// The topic of a name.
  public func topic(_ name: String) -> Topic? { topics.first { $0.name == name } }

  /// The decision of a part, as written.
  func decision(_ name: String) -> Decision? { model.model.decisions.first { $0.name == name } }
}

/// The weight of each choice, spread evenly over the cells that it touches; cells outside all choices weigh nothing.
///
/// A cell may gather several choices (the rules need not tell all of them apart), and a choice may touch several cells.
func cellWeights(of topics: [Topic], in diagram: DecisionDiagram) -> [String: [Double]] {
  var weights: [String: [Double]] = [:]
  for topic in topics where topic.choices.contains(where: { $0.weight != nil }) {
    guard let input = diagram.input(topic.name) else { continue }
    var sums = input.cells.map { _ in 0.0 }
    for choice in topic.choices {
      guard let touched = diagram.cells(of: topic.name, matching: choice.tests)?.cells else { continue }
      let weight = choice.weight.map(double) ?? 1
      for cell in touched { sums[cell] += weight / Double(touched.count) }
    }
    weights[topic.name] = sums
  }
  return weights
}

private func double(_ number: Number) -> Double { Double(Value.number(number).description) ?? 1 }

private func missingDecisions(in model: DecisionModel) -> [Diagnostic] {
  let names = model.decisions.map(\.name)
  return Rulebook.Part.allCases.filter { !names.contains($0.rawValue) }.map { part in
    Diagnostic(
      .error, AdvisorCode.missingDecision, "the decision `\(part.rawValue)` is missing", at: model.location,
      help: nearestName(to: part.rawValue, among: names).map { "is it the one called `\($0)`?" })
  }
}

/// Every word that a rule of the goal can say must be one of the four, and each of the four must be said.
private func strangeStrategies(in model: DecisionModel) -> [Diagnostic] {
  guard let table = model.decisions.first(where: { $0.name == Rulebook.Part.strategy.rawValue })?.table else {
    return []
  }
  let words = Strategy.allCases.map(\.rawValue)
  var said: Set<String> = []
  var problems: [Diagnostic] = []
  for rule in table.rules {
    guard let entry = rule.outputEntries.first, let word = word(entry.text) else { continue }
    said.insert(word)
    if !words.contains(word) { problems.append(strangeStrategy(word, entry.location, words)) }
  }
  let unsaid = words.filter { !said.contains($0) }
  if !unsaid.isEmpty { problems.append(unsaidStrategies(unsaid, table.location)) }
  return problems
}

private func word(_ text: String) -> String? {
  guard let expression = try? CheckedExpression(parsing: SourceFragment(text), scope: TypeScope()),
    case .string(let word) = expression.evaluate(in: Environment())
  else { return nil }
  return word
}

/// Sources that rules name, and facts that their texts speak of, must exist.
private func unknownReferences(in model: DecisionModel, topics: [Topic]) -> [Diagnostic] {
  let ids = model.knowledgeSources.map(\.id)
  let names = topics.map(\.name)
  var problems: [Diagnostic] = []
  for decision in model.decisions {
    guard let table = decision.table else { continue }
    for rule in table.rules {
      for id in sourceIDs(of: rule, in: table) where id != ownAssumption && !ids.contains(id) {
        problems.append(unknownReference("source", id, rule.location, ids))
      }
      for entry in rule.outputEntries where entry.text.hasPrefix("\"") {
        for name in Placeholder.names(in: entry.text) where !names.contains(name) {
          problems.append(unknownReference("fact", name, entry.location, names))
        }
      }
    }
  }
  return problems
}

/// What stands in the column `Source` where a rule is an assumption of the rules' authors.
let ownAssumption = "ours"

/// The ids in the annotation column `Source`, separated by commas or spaces.
func sourceIDs(of rule: Rule, in table: DecisionTable) -> [String] {
  guard let column = table.annotations.firstIndex(of: "Source"), column < rule.annotations.count else {
    return []
  }
  // By scalars: whole characters take several times as long, and every rule is read at every start.
  return rule.annotations[column].unicodeScalars.split { $0 == "," || $0.properties.isWhitespace }
    .map { String($0) }
}

// MARK: Wording

private func strangeStrategy(_ word: String, _ location: SourceLocation, _ words: [String]) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.strategyWords,
    "`\(word)` is no strategy; expected \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))", at: location,
    help: nearestName(to: word, among: words).map { "did you mean `\($0)`?" })
}

private func unsaidStrategies(_ words: [String], _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.strategyWords,
    "no rule ever says \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))", at: location)
}

private func unknownReference(
  _ kind: String, _ name: String, _ location: SourceLocation, _ names: [String]
) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.unknownReference, "there is no \(kind) `\(name)`", at: location,
    help: nearestName(to: name, among: names).map { "did you mean `\($0)`?" })
}

func notCompiled(_ problem: DiagramProblem, _ model: DecisionModel) -> Diagnostic {
  switch problem {
  case .notRepresentable(let diagnostic), .budgetExceeded(let diagnostic, _): diagnostic
  case .unknownDecision(let name):
    Diagnostic(.error, AdvisorCode.missingDecision, "the decision `\(name)` is missing", at: model.location)
  }
}

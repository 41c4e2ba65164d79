public import Diagnostics

/// What test cases name that the model does not have: a misspelled input would silently count as not given.
///
/// Names of other namespaces belong to imported models and are left alone.
///
/// Order: as written.
public func checkTests(_ tests: TestCases, of model: CheckedModel) -> [Diagnostic] {
  tests.cases.flatMap { unknownNames(in: $0, of: model.model) }
}

private func unknownNames(in test: TestCase, of model: DecisionModel) -> [Diagnostic] {
  let decisions = model.decisions.map(\.name)
  var inputs = model.inputs.map(\.name) + decisions
  var results = decisions
  if let called = test.invocableName {
    let functions = model.businessKnowledgeModels.filter { $0.name == called }
    let services = model.decisionServices.filter { $0.name == called }
    guard !functions.isEmpty || !services.isEmpty || decisions.contains(called) else {
      let names = model.businessKnowledgeModels.map(\.name) + model.decisionServices.map(\.name) + decisions
      return [unknown("nothing to call", called, among: names, at: test.location)]
    }
    inputs += functions.flatMap { $0.function?.parameters.map(\.name) ?? [] }
    results += functions.map(\.name) + services.map(\.name)
    // A function's result may be called anything.
    if !functions.isEmpty { results += test.results.map(\.name) }
  }
  let strangers = test.inputs.filter { ($0.namespace ?? model.namespace) == model.namespace }
    .filter { !inputs.contains($0.name) }
  return strangers.map { unknown("no input or decision", $0.name, among: inputs, at: $0.location) }
    + test.results.filter { !results.contains($0.name) }
    .map { unknown("no decision", $0.name, among: results, at: $0.location) }
}

// MARK: Wording

private func unknown(
  _ what: String, _ name: String, among names: [String], at location: SourceLocation
) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.testCase, "the model has \(what) named `\(name)`", at: location,
    help: didYouMean(nearestName(to: name, among: names)))
}

internal import Diagnostics
public import FEEL

/// What became of one expected value.
public struct TestResult: Sendable {
  /// The case it belongs to.
  public let testCase: TestCase
  /// The expected value with its name and place.
  public let result: TestCase.Result
  /// What the model answered.
  public let actual: Value
  /// The decisions evaluated for the case that have a table, with the rules that fired, counted from 0.
  public let firedRules: [(decision: String, rules: [Int])]
  /// What differs, nil where the answer is as expected.
  public let failure: String?

  /// Whether the answer is as expected.
  public var isSuccess: Bool { failure == nil }
  /// What is expected.
  public var expected: Value { result.expected }
}

/// The rules of a table and which of them some test case fired.
public struct RuleCoverage: Sendable {
  /// The decision or function the table belongs to.
  public let owner: String
  /// The table.
  public let table: DecisionTable
  /// Order: as written.
  ///
  /// The rules that no test case ever fired.
  public let neverFired: [Rule]
}

/// Runs test cases on a model.
///
/// - Returns: a result for each expected value, in the order written.
public func runTests(_ model: CheckedModel, _ tests: TestCases, limits: Limits = .standard) -> [TestResult] {
  tests.cases.flatMap { model.run($0, limits: limits).results }
}

/// Which rules of a model's tables no test case fires, tables inside functions and boxes included.
public func ruleCoverage(_ model: CheckedModel, _ tests: [TestCases]) -> [RuleCoverage] {
  var fired: [SourceLocation: Set<Int>] = [:]
  for test in tests.flatMap(\.cases) {
    for table in model.run(test, limits: .standard).tables {
      fired[table.location, default: []].formUnion(table.firedRules)
    }
  }
  return model.model.tables.map { owner, table in
    let hit = fired[table.location] ?? []
    let missed = table.rules.enumerated().filter { !hit.contains($0.offset) }.map(\.element)
    return RuleCoverage(owner: owner, table: table, neverFired: missed)
  }
}

extension CheckedModel {
  fileprivate func run(_ test: TestCase, limits: Limits) -> (results: [TestResult], tables: [TableTrace]) {
    var inputs: [String: Value] = [:]
    for input in test.inputs {
      let isForeign = input.namespace.map { $0 != model.namespace } ?? false
      inputs[isForeign ? "\(input.namespace ?? "")#\(input.name)" : input.name] = input.value
    }
    var tables: [TableTrace] = []
    let results = test.results.map { result in
      let evaluation = evaluate(test.invocableName ?? result.name, inputs: inputs, limits: limits)
      tables += evaluation.tables
      let actual = value(of: result.name, in: evaluation, of: test)
      let fired = evaluation.trace.filter { $0.table != nil }.map { ($0.decision, $0.firedRules) }
      return TestResult(
        testCase: test, result: result, actual: actual, firedRules: fired,
        failure: difference(expected: result.expected, actual))
    }
    return (results, tables)
  }

  /// A service with several outputs answers all of them by name.
  private func value(of name: String, in evaluation: Evaluation, of test: TestCase) -> Value {
    guard let called = test.invocableName, let service = service(called), service.outputs.count > 1,
      case .context(let outputs) = evaluation.value
    else { return evaluation.value }
    return outputs[name] ?? .null(NullReason("`\(called)` has no output `\(name)`"))
  }
}

extension DecisionModel {
  /// Every table with the name of the element it belongs to.
  public var tables: [(owner: String, table: DecisionTable)] {
    decisions.flatMap { decision in (decision.logic?.tables ?? []).map { (decision.name, $0) } }
      + businessKnowledgeModels.flatMap { element in
        (element.function?.body?.tables ?? []).map { (element.name, $0) }
      }
  }
}

extension Logic {
  /// The tables in the box, at any depth.
  fileprivate var tables: [DecisionTable] {
    switch form {
    case .literal: []
    case .table(let table): [table]
    case .context(let entries): entries.flatMap(\.value.tables)
    case .list(let items): items.flatMap(\.tables)
    case .relation(_, let rows): rows.flatMap { $0.flatMap(\.tables) }
    case .invocation(let called, let bindings): called.tables + bindings.flatMap { $0.value?.tables ?? [] }
    case .function(let function): function.body?.tables ?? []
    case .conditional(let condition, let yes, let no): condition.tables + yes.tables + no.tables
    case .filter(let list, let match): list.tables + match.tables
    case .for(let iterator, let body), .some(let iterator, let body), .every(let iterator, let body):
      iterator.domain.tables + body.tables
    }
  }
}

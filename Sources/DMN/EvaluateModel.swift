internal import Diagnostics
public import FEEL
internal import Synchronization

extension CheckedModel {
  /// Evaluates a decision, a decision service or a business knowledge model by name.
  ///
  /// Cost: each required decision once.
  ///
  /// - Parameters:
  ///   - name: what to evaluate.
  ///   - inputs: values by name: of inputs; of decisions, which are then not evaluated; of parameters. Elements
  ///     of imported models are named `namespace#name`, `import.name`, or as entries of a context `import`.
  ///   - limits: what the evaluation may spend.
  ///   - clock: what `now()` and `today()` read.
  /// - Returns: the value with its trace; an unknown name is a null with that reason.
  public func evaluate(
    _ name: String, inputs: [String: Value], limits: Limits = .standard, clock: Clock = .system
  ) -> Evaluation {
    let recorder = Recorder()
    let context = CallContext(limits: limits, clock: clock)
    var run = ModelRun(model: self, inputs: inputs, recorder: recorder, context: context)
    let value: Value
    if decision(name) != nil {
      value = run.value(ofDecision: name, in: self)
    } else if let service = service(name) {
      // A parameter that is not given is null, even where the model has a value for the decision it stands for.
      // Nothing else is seen: a service knows only what its caller gives.
      var given: [String: Value] = [:]
      for parameter in service.parameters {
        let supplied = home(of: parameter.element).flatMap { run.supplied(parameter.element.name, in: $0) }
        given[parameter.element.key] =
          supplied ?? notGiven("parameter", parameter.element.name, at: service.service.location)
      }
      run = ModelRun(model: self, inputs: given, recorder: recorder, context: context)
      value = run.value(of: service, in: self)
    } else if let element = knowledgeModel(name) {
      let arguments = element.function.parameters.map {
        inputs[$0.name] ?? notGiven("parameter", $0.name, at: element.element.location)
      }
      value = context.invoke(function(of: element, recorder), arguments)
    } else {
      value = .null(NullReason(unknownElement(name, in: model)))
    }
    return Evaluation(value: value, trace: run.trace, tables: recorder.tables)
  }

  /// Evaluates several decisions together, each required decision once.
  ///
  /// - Returns: the value of each name; the traces are those of all of them.
  public func evaluate(
    _ names: [String], inputs: [String: Value], limits: Limits = .standard, clock: Clock = .system
  ) -> (
    values: [String: Value], trace: [DecisionTrace]
  ) {
    let run = ModelRun(
      model: self, inputs: inputs, recorder: Recorder(), context: CallContext(limits: limits, clock: clock))
    var values: [String: Value] = [:]
    for name in names {
      values[name] =
        decision(name) == nil
        ? .null(NullReason(unknownElement(name, in: model))) : run.value(ofDecision: name, in: self)
    }
    return (values, run.trace)
  }

  /// The function that a business knowledge model is.
  func function(of element: CheckedKnowledgeModel, _ recorder: Recorder) -> Function {
    element.function.value(recorder) { self.functions(element.dependencies, and: element, recorder) }
  }

  /// The function that a decision service is.
  func function(of service: CheckedService, _ recorder: Recorder) -> Function {
    let parameters = service.parameters.map { Function.Parameter($0.element.name, $0.type?.type ?? .any) }
    return Function(
      name: service.service.name, parameters: parameters, result: resultType(of: service)
    ) { arguments, context in
      var inputs: [String: Value] = [:]
      for (parameter, argument) in zip(service.parameters, arguments) {
        inputs[parameter.element.key] = argument
      }
      let run = ModelRun(model: self, inputs: inputs, recorder: recorder, context: context)
      return run.value(of: service, in: self)
    }
  }

  private func resultType(of service: CheckedService) -> ValueType {
    if let declared = service.result { return declared.type }
    let outputs = service.outputs.map { output in
      ValueType.Field(output.name, home(of: output)?.decision(output.name)?.type ?? .any)
    }
    return outputs.count == 1 ? outputs[0].type : .context(outputs)
  }

  /// The functions that a business knowledge model can call, itself among them.
  private func functions(
    _ dependencies: [Dependency], and element: CheckedKnowledgeModel, _ recorder: Recorder
  ) -> [String: Value] {
    var scope = ScopeBuilder()
    for dependency in dependencies {
      guard let home = home(of: dependency) else { continue }
      if let target = home.knowledgeModel(dependency.name) {
        scope.add(.function(home.function(of: target, recorder)), for: dependency)
      } else if let target = home.service(dependency.name) {
        scope.add(.function(home.function(of: target, recorder)), for: dependency)
      }
    }
    var variables = scope.variables
    if variables[element.function.name] == nil {
      variables[element.function.name] = .function(function(of: element, recorder))
    }
    return variables
  }

  /// The model that an element lives in.
  func home(of dependency: Dependency) -> CheckedModel? {
    guard let namespace = dependency.namespace else { return self }
    return imports[namespace]
  }
}

extension Dependency {
  /// The name in the table of supplied values.
  var key: String { namespace.map { "\($0)#\(name)" } ?? name }
}

/// Puts the values of dependencies under the names that expressions use.
struct ScopeBuilder {
  private var plain: [String: Value] = [:]
  private var imported: [String: Context] = [:]

  mutating func add(_ value: Value, for dependency: Dependency) {
    if let name = dependency.importName {
      imported[name, default: Context()][dependency.name] = value
    } else {
      plain[dependency.name] = value
    }
  }

  var variables: [String: Value] {
    plain.merging(imported.mapValues { .context($0) }) { first, _ in first }
  }
}

/// Collects what tables do while functions, which know nothing of the evaluation around them, run.
final class Recorder: Sendable {
  private let recorded = Mutex<[TableTrace]>([])

  var tables: [TableTrace] { recorded.withLock { $0 } }

  func record(_ table: TableTrace) { recorded.withLock { $0.append(table) } }
}

// MARK: Wording

func notGiven(_ kind: String, _ name: String, at location: SourceLocation?) -> Value {
  .null(NullReason("no value is given for the \(kind) `\(name)`", at: location))
}

private func unknownElement(_ name: String, in model: DecisionModel) -> String {
  let names =
    model.decisions.map(\.name) + model.decisionServices.map(\.name)
    + model.businessKnowledgeModels.map(\.name)
  let help = nearestName(to: name, among: names).map { ", did you mean `\($0)`?" } ?? ""
  return "there is no decision named `\(name)`\(help)"
}

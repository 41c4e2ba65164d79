internal import Diagnostics
internal import FEEL

/// One evaluation of a model: what is known so far.
///
/// Lives no longer than the call that made it.
final class ModelRun {
  let model: CheckedModel
  let inputs: [String: Value]
  let recorder: Recorder
  let context: CallContext
  private(set) var trace: [DecisionTrace] = []
  private var known: [Key: Value] = [:]
  /// What is being answered, to tell a circle from a chain.
  private var open: Set<Key> = []

  private struct Key: Hashable {
    let namespace: String
    let name: String
  }

  init(model: CheckedModel, inputs: [String: Value], recorder: Recorder, context: CallContext) {
    self.model = model
    self.inputs = inputs
    self.recorder = recorder
    self.context = context
  }

  /// The answer of a decision of `home`; those it requires are answered first, each once.
  ///
  /// Only imports recurse: a chain of decisions may be as long as its file.
  func value(ofDecision name: String, in home: CheckedModel) -> Value {
    let needed = decisions(neededFor: name, in: home)
    for decision in home.decisions where needed.contains(decision.name) {
      let key = Key(namespace: home.model.namespace, name: decision.name)
      guard known[key] == nil, open.insert(key).inserted else { continue }
      known[key] = answer(decision, in: home)
      open.remove(key)
    }
    return known[Key(namespace: home.model.namespace, name: name)]
      ?? .null(NullReason(needsItself(name), at: home.decision(name)?.decision.location))
  }

  /// The answer of a decision service: of its only output decision, or of all of them by name.
  func value(of service: CheckedService, in home: CheckedModel) -> Value {
    let outputs = service.outputs.map { output in
      (
        name: output.name,
        value: home.home(of: output).map { value(ofDecision: output.name, in: $0) } ?? .null
      )
    }
    let result: Value =
      outputs.count == 1 ? outputs.first?.value ?? .null : .context(Context(outputs))
    return service.result?.conform(
      result, as: "the result of `\(service.service.name)`", at: service.service.location, within: context)
      ?? result
  }

  private func decisions(neededFor name: String, in home: CheckedModel) -> Set<String> {
    var needed: Set<String> = [name]
    var pending = [name]
    while let next = pending.popLast() {
      guard let decision = home.decision(next), supplied(next, in: home) == nil else { continue }
      for dependency in decision.dependencies
      where dependency.kind == .decision && dependency.namespace == nil {
        if needed.insert(dependency.name).inserted { pending.append(dependency.name) }
      }
    }
    return needed
  }

  private func answer(_ decision: CheckedDecision, in home: CheckedModel) -> Value {
    let name =
      home.model.namespace == model.model.namespace
      ? decision.name : "\(home.model.namespace)#\(decision.name)"
    if let given = supplied(decision.name, in: home) {
      let value = conform(given, decision)
      trace.append(
        DecisionTrace(decision: name, value: value, inputs: [], table: nil, isSupplied: true))
      return value
    }
    var scope = ScopeBuilder()
    var read: [(name: String, value: Value)] = []
    for dependency in decision.dependencies {
      let value = value(of: dependency, in: home)
      scope.add(value, for: dependency)
      if dependency.kind == .input || dependency.kind == .decision { read.append((dependency.path, value)) }
    }
    let environment = Environment(scope.variables, limits: context.limits)
    var table: TableTrace?
    let raw = decision.logic.evaluate(in: environment, recorder, within: context, table: &table)
    let value = context.allow(nesting: raw) ?? conform(raw, decision)
    trace.append(
      DecisionTrace(decision: name, value: value, inputs: read, table: table, isSupplied: false))
    return value
  }

  private func conform(_ value: Value, _ decision: CheckedDecision) -> Value {
    decision.declared?.conform(
      value, as: "decision `\(decision.name)`", at: decision.decision.location, within: context)
      ?? value
  }

  private func value(of dependency: Dependency, in home: CheckedModel) -> Value {
    guard let target = home.home(of: dependency) else { return .null }
    switch dependency.kind {
    case .input: return value(ofInput: dependency.name, in: target)
    case .decision:
      // Those of the same model are known already: they stand earlier in its order.
      if let value = known[Key(namespace: target.model.namespace, name: dependency.name)] { return value }
      return value(ofDecision: dependency.name, in: target)
    case .knowledgeModel:
      guard let element = target.knowledgeModel(dependency.name) else { return .null }
      return .function(target.function(of: element, recorder))
    case .service:
      guard let service = target.service(dependency.name) else { return .null }
      return .function(target.function(of: service, recorder))
    }
  }

  private func value(ofInput name: String, in home: CheckedModel) -> Value {
    let location = home.input(name)?.location
    guard let given = supplied(name, in: home) else { return notGiven("input", name, at: location) }
    return home.inputTypes[name]?.conform(given, as: "input `\(name)`", at: location, within: context)
      ?? given
  }

  /// A value given for an element; nil when none is.
  func supplied(_ name: String, in home: CheckedModel) -> Value? {
    if home.model.namespace == model.model.namespace { return inputs[name] }
    if let value = inputs["\(home.model.namespace)#\(name)"] { return value }
    for path in model.importPaths(to: home.model.namespace) {
      if let value = inputs[(path + [name]).joined(separator: ".")] { return value }
      if let first = path.first, let value = inputs[first]?.entry(at: path.dropFirst() + [name]) {
        return value
      }
    }
    return model.input(name) == nil && model.decision(name) == nil ? inputs[name] : nil
  }
}

extension CheckedModel {
  /// The names of imports that lead to a model from this one, shortest first.
  ///
  /// Cost: at most a thousand paths are looked at, as models that import one another twice have no end of them.
  fileprivate func importPaths(to namespace: String) -> [[String]] {
    var found: [[String]] = []
    var level: [(path: [String], model: CheckedModel)] = [([], self)]
    var looked = 0
    while !level.isEmpty, looked < 1_000 {
      var next: [(path: [String], model: CheckedModel)] = []
      for (path, model) in level {
        for item in model.model.imports {
          guard looked < 1_000, let target = model.imports[item.namespace] else { continue }
          looked += 1
          if item.namespace == namespace { found.append(path + [item.name]) }
          next.append((path + [item.name], target))
        }
      }
      level = next
    }
    return found
  }
}

extension Value {
  fileprivate func entry(at path: ArraySlice<String>) -> Value? {
    guard let first = path.first else { return self }
    guard case .context(let context) = self else { return nil }
    return context[first]?.entry(at: path.dropFirst())
  }
}

// MARK: Wording

private func needsItself(_ name: String) -> String { "decision `\(name)` needs its own answer" }

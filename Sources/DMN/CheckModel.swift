public import Diagnostics
internal import FEEL

extension CheckedModel {
  /// The model with its decisions in order and every expression parsed with only the names its requirements give.
  ///
  /// - Parameters:
  ///   - model: the model to check.
  ///   - imports: the models it may import, at any depth, in any order.
  ///   - tolerant: whether an expression that does not parse becomes a null with that reason, and everything
  ///     else that is wrong a warning, as the conformance suite asks; otherwise it is an error.
  /// - Throws: all problems found, by place, if one of them is an error; a tolerant check never throws.
  public init(checking model: DecisionModel, imports: [DecisionModel] = [], tolerant: Bool = false)
    throws(DiagnosticsError)
  {
    var library = ModelLibrary(models: imports, isTolerant: tolerant)
    self = try library.check(model, within: [model])
  }
}

/// The models at hand, each checked once.
private struct ModelLibrary {
  let models: [DecisionModel]
  let isTolerant: Bool
  var checked: [String: CheckedModel] = [:]

  mutating func check(_ model: DecisionModel, within path: [DecisionModel]) throws(DiagnosticsError)
    -> CheckedModel
  {
    var problems = model.warnings
    var imports: [String: CheckedModel] = [:]
    for item in model.imports {
      let isModel = DMNVersion(rawValue: item.importType) != nil || item.importType.isEmpty
      guard isModel || isTolerant && models.contains(where: { $0.namespace == item.namespace }) else {
        problems.append(notRead(item))
        continue
      }
      if let done = checked[item.namespace] {
        imports[item.namespace] = done
      } else if path.contains(where: { $0.namespace == item.namespace }) {
        problems.append(importCycle(item))
      } else if let target = models.first(where: { $0.namespace == item.namespace }) {
        do {
          let done = try check(target, within: path + [target])
          checked[item.namespace] = done
          imports[item.namespace] = done
          problems += done.warnings
        } catch {
          problems += error.diagnostics
        }
      } else {
        problems.append(notGiven(item, among: models))
      }
    }
    if isTolerant { problems = problems.map { Diagnostic(warning: $0) } }
    try problems.throwIfAnyIsError()
    var checker = ModelChecker(
      model: model, imports: imports, isTolerant: isTolerant, problems: problems)
    return try checker.check()
  }
}

/// What is known while a model is checked, and what was found wrong so far.
struct ModelChecker {
  let model: DecisionModel
  let imports: [String: CheckedModel]
  let isTolerant: Bool
  var problems: [Diagnostic]
  let types: TypeTable
  let elements: ElementIndex
  var inputTypes: [String: CheckedType] = [:]
  var knowledgeModels: [CheckedKnowledgeModel] = []
  var services: [CheckedService] = []
  var decisions: [CheckedDecision] = []
  /// The types of this model's elements by id, as far as they are known yet.
  var elementTypes: [String: ValueType] = [:]

  init(
    model: DecisionModel, imports: [String: CheckedModel], isTolerant: Bool, problems: [Diagnostic]
  ) {
    self.model = model
    self.imports = imports
    self.isTolerant = isTolerant
    elements = ElementIndex(of: model)
    var found = problems
    types = TypeTable(of: model, imports: imports, tolerant: isTolerant, problems: &found)
    self.problems = found
  }

  mutating func check() throws(DiagnosticsError) -> CheckedModel {
    for input in model.inputs {
      let type = resolve(input.typeRef, at: input.location)
      inputTypes[input.name] = type
      elementTypes[input.id] = type?.type ?? .any
    }
    let order = model.decisionsInOrder(problems: &problems)
    for decision in model.decisions {
      var ignored: [Diagnostic] = []
      let declared = types.resolve(decision.typeRef, at: decision.location, problems: &ignored)
      elementTypes[decision.id] = declared?.type ?? .any
    }
    services = model.decisionServices.map { service($0) }
    for service in services { elementTypes[service.service.id] = service.type }
    declareKnowledgeModels()
    for element in model.businessKnowledgeModels {
      let checked = knowledgeModel(element)
      elementTypes[element.id] = checked.function.type
      knowledgeModels.append(checked)
    }
    for decision in order {
      let checked = self.decision(decision)
      elementTypes[decision.id] = checked.type
      decisions.append(checked)
    }
    if isTolerant { problems = problems.map { Diagnostic(warning: $0) } }
    try problems.throwIfAnyIsError()
    return CheckedModel(
      model: model, decisions: decisions, elements: elements,
      positions: Dictionary(zip(decisions.map(\.name), decisions.indices)) { first, _ in first },
      inputTypes: inputTypes, types: types.declared,
      knowledgeModels: knowledgeModels, services: services, imports: imports,
      warnings: Set(problems).sorted())
  }

  mutating func resolve(_ typeRef: String?, at location: SourceLocation) -> CheckedType? {
    types.resolve(typeRef, at: location, problems: &problems)
  }

  private mutating func decision(_ decision: Decision) -> CheckedDecision {
    let requirements = decision.requirements
    let dependencies = dependencies(
      on: requirements.inputs + requirements.decisions + requirements.knowledge)
    let declared = resolve(decision.typeRef, at: decision.location)
    let scope = scope(of: dependencies)
    let logic =
      decision.logic.map { self.logic($0, scope, output: declared) }
      ?? CheckedLogic(
        .nothing(NullReason(noLogic(decision), at: decision.location)), declared: nil, type: .any,
        location: decision.location)
    return CheckedDecision(
      decision: decision, dependencies: dependencies, declared: declared, logic: logic)
  }

  /// The signatures first: functions may call one another in any order.
  private mutating func declareKnowledgeModels() {
    for element in model.businessKnowledgeModels {
      var ignored: [Diagnostic] = []
      let parameters = (element.function?.parameters ?? []).map {
        types.resolve($0.typeRef, at: $0.location, problems: &ignored)?.type ?? .any
      }
      let result = types.resolve(
        element.typeRef ?? element.function?.body?.typeRef, at: element.location, problems: &ignored)
      elementTypes[element.id] = .function(parameters, resultType(result)?.type ?? .any)
    }
  }

  private mutating func knowledgeModel(_ element: BusinessKnowledgeModel) -> CheckedKnowledgeModel {
    let dependencies = dependencies(on: element.requirements.knowledge)
    var variables = scope(of: dependencies).variables
    variables[element.name] = elementTypes[element.id] ?? .any
    let result = resultType(resolve(element.typeRef, at: element.location))
    let definition =
      element.function
      ?? FunctionLogic(kind: .feel, parameters: [], body: nil, location: element.location)
    let function = function(
      definition, named: element.name, result: result,
      TypeScope(variables: variables, types: types.valueTypes))
    return CheckedKnowledgeModel(element: element, dependencies: dependencies, function: function)
  }

  private mutating func service(_ service: DecisionService) -> CheckedService {
    let parameters = dependencies(on: service.inputData) + dependencies(on: service.inputDecisions)
    return CheckedService(
      service: service,
      parameters: parameters.map { .init(element: $0, type: declaredType(of: $0)) },
      outputs: dependencies(on: service.outputDecisions),
      result: resultType(resolve(service.typeRef, at: service.location)))
  }

  /// The variable of a function has a function type by the standard; older tools gave it the type of the result.
  private func resultType(_ declared: CheckedType?) -> CheckedType? {
    guard let declared else { return nil }
    if case .function(_, let result) = declared.type {
      return CheckedType(name: "the result of \(declared.name)", type: result)
    }
    return declared
  }

  private func declaredType(of element: Dependency) -> CheckedType? {
    let home = element.namespace.flatMap { imports[$0] }
    if element.kind == .input { return (home?.inputTypes ?? inputTypes)[element.name] }
    if let home { return home.decision(element.name)?.declared }
    guard let decision = elements.decision(named: element.name) else { return nil }
    var ignored: [Diagnostic] = []
    return types.resolve(decision.typeRef, at: decision.location, problems: &ignored)
  }

  /// The elements that references point to; those that point nowhere were reported when the model was read.
  mutating func dependencies(on references: [Reference]) -> [Dependency] {
    var found: [Dependency] = []
    for reference in references {
      let home = reference.namespace.flatMap { imports[$0] }
      let elements = home?.elements ?? (reference.namespace == nil ? self.elements : nil)
      guard let target = elements?[id: reference.id] else {
        if home != nil { problems.append(notImported(reference)) }
        continue
      }
      let importName = model.imports.first { $0.namespace == reference.namespace }?.name
      found.append(
        Dependency(
          kind: target.kind, name: target.name, namespace: reference.namespace,
          importName: importName?.isEmpty == true ? nil : importName))
    }
    return found
  }

  /// The names that dependencies bring into scope; those of an import as one context under its name.
  func scope(of dependencies: [Dependency]) -> TypeScope {
    var variables: [String: ValueType] = [:]
    var imported: [String: [ValueType.Field]] = [:]
    for dependency in dependencies {
      let type = type(of: dependency)
      if let name = dependency.importName {
        imported[name, default: []].append(.init(dependency.name, type))
      } else {
        variables[dependency.name] = type
      }
    }
    for (name, fields) in imported { variables[name] = .context(fields) }
    return TypeScope(variables: variables, types: types.valueTypes)
  }

  private func type(of dependency: Dependency) -> ValueType {
    guard let namespace = dependency.namespace else {
      return elements.id(named: dependency.name).flatMap { elementTypes[$0] } ?? .any
    }
    guard let home = imports[namespace] else { return .any }
    switch dependency.kind {
    case .input: return home.inputTypes[dependency.name]?.type ?? .any
    case .decision: return home.decision(dependency.name)?.type ?? .any
    case .knowledgeModel: return home.knowledgeModel(dependency.name)?.function.type ?? .any
    case .service: return home.service(dependency.name)?.type ?? .any
    }
  }
}

// MARK: Wording

private func noLogic(_ decision: Decision) -> String { "decision `\(decision.name)` has no logic" }

private func notRead(_ item: Import) -> Diagnostic {
  Diagnostic(
    .warning, ModelProblem.missingImport,
    "the import `\(item.name)` is of type `\(item.importType)`, which is not read",
    at: item.location)
}

private func notGiven(_ item: Import, among models: [DecisionModel]) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.missingImport,
    "no model with the namespace `\(item.namespace)` to import as `\(item.name)`",
    at: item.location, help: didYouMean(nearestName(to: item.namespace, among: models.map(\.namespace))))
}

private func importCycle(_ item: Import) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.cycle, "the import `\(item.name)` leads back to this model", at: item.location)
}

private func notImported(_ reference: Reference) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.missingRequirement,
    "the imported model has no element with the id `\(reference.id)`", at: reference.location)
}

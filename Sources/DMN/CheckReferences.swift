internal import Diagnostics

extension DecisionModel {
  /// Elements that share a name: expressions could not tell them apart.
  var duplicateNames: [Diagnostic] {
    var problems: [Diagnostic] = []
    var first: [String: NamedElement] = [:]
    for element in namedElements.sorted(by: { $0.location < $1.location }) {
      if let earlier = first[element.name] {
        problems.append(sameName(element, earlier))
      } else {
        first[element.name] = element
      }
    }
    var types: [String: ItemDefinition] = [:]
    for type in itemDefinitions {
      if let earlier = types[type.name] {
        problems.append(sameType(type, earlier))
      } else {
        types[type.name] = type
      }
    }
    return problems
  }

  /// Requirements that point nowhere, or at an element of the wrong kind.
  var brokenReferences: [Diagnostic] {
    let elements = Dictionary(allElements.map { ($0.id, $0) }) { first, _ in first }
    let imported = Set(imports.map(\.namespace))
    var problems: [Diagnostic] = []
    func check(_ references: [Reference], of owner: String, are kinds: Set<ElementKind>) {
      for reference in references {
        if let namespace = reference.namespace {
          if !imported.contains(namespace) { problems.append(notImported(namespace, by: owner, reference)) }
        } else if let target = elements[reference.id] {
          if !kinds.contains(target.kind) { problems.append(wrongKind(owner, target, kinds, reference)) }
        } else {
          problems.append(nowhere(owner, reference, kinds, among: elements.values))
        }
      }
    }
    for decision in decisions {
      let owner = "decision `\(decision.name)`"
      check(decision.requirements.inputs, of: owner, are: [.input])
      check(decision.requirements.decisions, of: owner, are: [.decision])
      check(decision.requirements.knowledge, of: owner, are: [.knowledgeModel, .service])
      check(decision.requirements.authorities, of: owner, are: [.source, .decision, .input])
    }
    for model in businessKnowledgeModels {
      let owner = "business knowledge model `\(model.name)`"
      check(model.requirements.knowledge, of: owner, are: [.knowledgeModel, .service])
      check(model.requirements.authorities, of: owner, are: [.source, .decision, .input])
    }
    for service in decisionServices {
      let owner = "decision service `\(service.name)`"
      let decisions = service.outputDecisions + service.encapsulatedDecisions + service.inputDecisions
      check(decisions, of: owner, are: [.decision])
      check(service.inputData, of: owner, are: [.input])
    }
    for source in knowledgeSources {
      check(source.authorities, of: "knowledge source `\(source.name)`", are: [.source, .decision, .input])
    }
    return problems
  }

  /// Everything whose name expressions can use.
  private var namedElements: [NamedElement] { allElements.filter { $0.kind != .source } }

  private var allElements: [NamedElement] {
    inputs.map { NamedElement(.input, $0.id, $0.name, $0.location) }
      + decisions.map { NamedElement(.decision, $0.id, $0.name, $0.location) }
      + businessKnowledgeModels.map { NamedElement(.knowledgeModel, $0.id, $0.name, $0.location) }
      + decisionServices.map { NamedElement(.service, $0.id, $0.name, $0.location) }
      + knowledgeSources.map { NamedElement(.source, $0.id, $0.name, $0.location) }
  }
}

private enum ElementKind: String {
  case input = "input data"
  case decision = "decision"
  case knowledgeModel = "business knowledge model"
  case service = "decision service"
  case source = "knowledge source"
}

private struct NamedElement {
  let kind: ElementKind
  let id: String
  let name: String
  let location: SourceLocation

  init(_ kind: ElementKind, _ id: String, _ name: String, _ location: SourceLocation) {
    self.kind = kind
    self.id = id
    self.name = name
    self.location = location
  }
}

// MARK: Wording

private func sameName(_ element: NamedElement, _ earlier: NamedElement) -> Diagnostic {
  let message =
    element.kind == earlier.kind
    ? "two elements of kind \(element.kind.rawValue) are named `\(element.name)`"
    : "\(element.kind.rawValue) `\(element.name)` has the name of \(earlier.kind == .input ? "" : "a ")\(earlier.kind.rawValue)"
  return Diagnostic(
    .error, ModelProblem.duplicateName, message, at: element.location,
    notes: [.init("the first `\(element.name)` is here", at: earlier.location)])
}

private func sameType(_ type: ItemDefinition, _ earlier: ItemDefinition) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.duplicateName, "two item definitions are named `\(type.name)`", at: type.location,
    notes: [.init("the first `\(type.name)` is here", at: earlier.location)])
}

private func notImported(_ namespace: String, by owner: String, _ reference: Reference) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.missingImport,
    "\(owner) requires an element of `\(namespace)`, which is not imported",
    at: reference.location)
}

private func wrongKind(
  _ owner: String, _ target: NamedElement, _ kinds: Set<ElementKind>, _ reference: Reference
) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.requirementKind,
    "\(owner) requires `\(target.name)` as \(words(kinds)), but it is \(target.kind == .input ? "" : "a ")\(target.kind.rawValue)",
    at: reference.location)
}

private func nowhere(
  _ owner: String, _ reference: Reference, _ kinds: Set<ElementKind>,
  among elements: some Sequence<NamedElement>
) -> Diagnostic {
  let ids = elements.filter { kinds.contains($0.kind) }.sorted { $0.location < $1.location }.map(\.id)
  return Diagnostic(
    .error, ModelProblem.missingRequirement,
    "\(owner) requires `\(reference.id)`, but no \(words(kinds)) has that id", at: reference.location,
    help: didYouMean(nearestName(to: reference.id, among: ids)))
}

private func words(_ kinds: Set<ElementKind>) -> String {
  kinds.map(\.rawValue).sorted().joined(separator: " or ")
}

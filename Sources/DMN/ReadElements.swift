internal import Diagnostics
internal import XML

extension ModelReader {
  mutating func inputData(_ element: Element) -> InputData {
    let name = name(of: element)
    return InputData(
      id: id(of: element, or: name), name: name, typeRef: variableType(of: element),
      description: description(of: element), extensions: extensions(of: element), location: element.location)
  }

  mutating func knowledgeSource(_ element: Element) -> KnowledgeSource {
    let name = name(of: element)
    return KnowledgeSource(
      id: id(of: element, or: name), name: name, type: words(of: element.child("type")),
      owner: element.child("owner")?[attribute: "href"] ?? words(of: element.child("owner")),
      locationURI: element[attribute: "locationURI"], description: description(of: element),
      authorities: requirements(of: element).authorities, extensions: extensions(of: element),
      location: element.location)
  }

  mutating func decision(_ element: Element) -> Decision {
    let name = name(of: element)
    return Decision(
      id: id(of: element, or: name), name: name, question: words(of: element.child("question")),
      allowedAnswers: words(of: element.child("allowedAnswers")), description: description(of: element),
      typeRef: variableType(of: element), requirements: requirements(of: element),
      logic: logic(in: element, beside: decisionParts), extensions: extensions(of: element),
      location: element.location)
  }

  mutating func businessKnowledgeModel(_ element: Element) -> BusinessKnowledgeModel {
    let name = name(of: element)
    return BusinessKnowledgeModel(
      id: id(of: element, or: name), name: name, description: description(of: element),
      typeRef: variableType(of: element), requirements: requirements(of: element),
      function: element.child("encapsulatedLogic").map { function($0) }, extensions: extensions(of: element),
      location: element.location)
  }

  mutating func decisionService(_ element: Element) -> DecisionService {
    let name = name(of: element)
    return DecisionService(
      id: id(of: element, or: name), name: name, description: description(of: element),
      typeRef: variableType(of: element), outputDecisions: references("outputDecision", in: element),
      encapsulatedDecisions: references("encapsulatedDecision", in: element),
      inputDecisions: references("inputDecision", in: element),
      inputData: references("inputData", in: element), extensions: extensions(of: element),
      location: element.location)
  }

  private func variableType(of element: Element) -> String? {
    typeRef(element.child("variable")?[attribute: "typeRef"])
  }

  private mutating func requirements(of element: Element) -> Requirements {
    let information = element.children("informationRequirement")
    let authority = element.children("authorityRequirement")
    return Requirements(
      inputs: information.flatMap { references("requiredInput", in: $0) },
      decisions: information.flatMap { references("requiredDecision", in: $0) },
      knowledge: element.children("knowledgeRequirement").flatMap {
        references("requiredKnowledge", in: $0)
      },
      authorities: authority.flatMap { requirement in
        ["requiredAuthority", "requiredDecision", "requiredInput"].flatMap {
          references($0, in: requirement)
        }
      })
  }

  private mutating func references(_ name: String, in element: Element) -> [Reference] {
    element.children(name).compactMap { reference($0) }
  }

  /// `#id`, `namespace#id`, or (as some tools write) a bare id.
  private mutating func reference(_ element: Element) -> Reference? {
    guard let href = element.attribute("href"), !href.value.isEmpty else {
      report(.missingPart, "`\(element.name)` has no `href`", at: element.location)
      return nil
    }
    guard let hash = href.value.lastIndex(of: "#") else {
      return Reference(id: href.value, location: href.valueLocation)
    }
    let target = String(href.value[..<hash])
    return Reference(
      namespace: target.isEmpty || target == namespace ? nil : target,
      id: String(href.value[href.value.index(after: hash)...]), location: href.valueLocation)
  }
}

private let decisionParts: Set<String> = [
  "description", "extensionElements", "question", "allowedAnswers", "variable", "informationRequirement",
  "knowledgeRequirement", "authorityRequirement", "supportedObjective", "impactedPerformanceIndicator",
  "decisionMaker", "decisionOwner", "usingProcess", "usingTask",
]

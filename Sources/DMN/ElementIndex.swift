/// The elements of a model that can be required, by id and by name.
struct ElementIndex: Sendable {
  private var byId: [String: (kind: Dependency.Kind, name: String)] = [:]
  private var ids: [String: String] = [:]
  private var decisions: [String: Decision] = [:]

  init(of model: DecisionModel) {
    for element in model.inputs { add(.input, element.id, element.name) }
    for element in model.decisions {
      add(.decision, element.id, element.name)
      decisions[element.name] = element
    }
    for element in model.businessKnowledgeModels { add(.knowledgeModel, element.id, element.name) }
    for element in model.decisionServices { add(.service, element.id, element.name) }
  }

  private mutating func add(_ kind: Dependency.Kind, _ id: String, _ name: String) {
    if byId[id] == nil { byId[id] = (kind, name) }
    if ids[name] == nil { ids[name] = id }
  }

  subscript(id id: String) -> (kind: Dependency.Kind, name: String)? { byId[id] }

  func id(named name: String) -> String? { ids[name] }

  func decision(named name: String) -> Decision? { decisions[name] }
}

public import Diagnostics
public import FEEL

/// A decision model with every name and type resolved and every expression parsed.
public struct CheckedModel: Sendable {
  /// The model as written.
  public let model: DecisionModel
  /// Order: each after those it requires.
  public let decisions: [CheckedDecision]
  /// What its references point to.
  let elements: ElementIndex
  /// Where in `decisions` a name stands.
  let positions: [String: Int]
  /// The declared types of the inputs by name; absent where none is declared.
  public let inputTypes: [String: CheckedType]
  /// The types it declares by name.
  public let types: [String: CheckedType]
  /// Its business knowledge models.
  public let knowledgeModels: [CheckedKnowledgeModel]
  /// Its decision services.
  public let services: [CheckedService]
  /// The models it imports, by namespace.
  public let imports: [String: CheckedModel]
  /// Order: by place.
  ///
  /// What deserves a look but can be evaluated.
  public let warnings: [Diagnostic]

  /// The decision of that name.
  public func decision(_ name: String) -> CheckedDecision? { positions[name].map { decisions[$0] } }

  func knowledgeModel(_ name: String) -> CheckedKnowledgeModel? {
    knowledgeModels.first { $0.function.name == name }
  }

  func service(_ name: String) -> CheckedService? { services.first { $0.service.name == name } }

  func input(_ name: String) -> InputData? { model.inputs.first { $0.name == name } }
}

/// A decision with its logic parsed and its requirements resolved.
public struct CheckedDecision: Sendable {
  /// The decision as written.
  public let decision: Decision
  /// The inputs, decisions and functions it requires.
  public let dependencies: [Dependency]
  /// The declared type of the answer.
  public let declared: CheckedType?
  /// How it is answered.
  public let logic: CheckedLogic

  /// The name that other expressions use.
  public var name: String { decision.name }
  /// The names of everything it requires, those of imports as `import.name`.
  public var inputs: [String] { dependencies.map(\.path) }
  /// The decision table, where the logic is one.
  public var table: CheckedTable? { logic.table }
  /// What the answer will be when it is not null.
  public var type: ValueType { declared?.type ?? logic.type }
}

/// An element that another one requires, by its name.
public struct Dependency: Sendable, Hashable {
  /// What is required.
  public enum Kind: Sendable, Hashable {
    case input
    case decision
    case knowledgeModel
    case service
  }

  /// What is required.
  public let kind: Kind
  /// The name in its own model.
  public let name: String
  /// The namespace of another model; nil for this one.
  public let namespace: String?
  /// The name of the import it comes through; nil for an element of this model or of a nameless import.
  public let importName: String?

  /// The name as expressions write it.
  public var path: String { importName.map { "\($0).\(name)" } ?? name }
}

/// A business knowledge model with its function parsed.
public struct CheckedKnowledgeModel: Sendable {
  /// The element as written.
  public let element: BusinessKnowledgeModel
  /// The functions it requires.
  public let dependencies: [Dependency]
  /// The function.
  public let function: CheckedFunction
}

/// A decision service with its requirements resolved.
public struct CheckedService: Sendable {
  /// The service as written.
  public let service: DecisionService
  /// The parameters in order: input data, then input decisions.
  public let parameters: [Parameter]
  /// The decisions whose answers it gives.
  public let outputs: [Dependency]
  /// The declared type of the result.
  public let result: CheckedType?

  /// A value that the caller gives.
  public struct Parameter: Sendable {
    /// The input or decision it stands for.
    public let element: Dependency
    /// Its declared type.
    public let type: CheckedType?
  }

  /// The type of the service as a function.
  public var type: ValueType { .function(parameters.map { $0.type?.type ?? .any }, result?.type ?? .any) }
}

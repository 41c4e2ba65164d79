public import Diagnostics
public import XML

/// A named function of the model.
///
/// Source: DMN 1.5, 6.3.9.
public struct BusinessKnowledgeModel: Sendable, Hashable {
  /// The `id` attribute; the name where there is none.
  public let id: String
  /// The name it is called by.
  public let name: String
  /// The `description` child.
  public let description: String?
  /// The declared type: of the function, or (in older models) of its result.
  public let typeRef: String?
  /// What it needs.
  public let requirements: Requirements
  /// The function itself; nil where the model leaves it open.
  public let function: FunctionLogic?
  /// The children of `extensionElements`.
  public let extensions: [Element]
  /// Where it begins.
  public let location: SourceLocation

  /// A business knowledge model by its parts.
  package init(
    id: String, name: String, description: String? = nil, typeRef: String? = nil,
    requirements: Requirements = .init(), function: FunctionLogic?, extensions: [Element] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.typeRef = typeRef
    self.requirements = requirements
    self.function = function
    self.extensions = extensions
    self.location = location
  }
}

/// A part of the model that can be called as a whole.
///
/// Source: DMN 1.5, 6.3.10.
public struct DecisionService: Sendable, Hashable {
  /// The `id` attribute; the name where there is none.
  public let id: String
  /// The name it is called by.
  public let name: String
  /// The `description` child.
  public let description: String?
  /// The declared type: of the service as a function, or of its result.
  public let typeRef: String?
  /// The decisions whose answers it gives.
  public let outputDecisions: [Reference]
  /// The decisions it makes on the way.
  public let encapsulatedDecisions: [Reference]
  /// The decisions whose answers the caller gives.
  public let inputDecisions: [Reference]
  /// The facts the caller gives.
  public let inputData: [Reference]
  /// The children of `extensionElements`.
  public let extensions: [Element]
  /// Where it begins.
  public let location: SourceLocation

  /// A decision service by its parts.
  package init(
    id: String, name: String, description: String? = nil, typeRef: String? = nil,
    outputDecisions: [Reference],
    encapsulatedDecisions: [Reference] = [], inputDecisions: [Reference] = [], inputData: [Reference] = [],
    extensions: [Element] = [], location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.typeRef = typeRef
    self.outputDecisions = outputDecisions
    self.encapsulatedDecisions = encapsulatedDecisions
    self.inputDecisions = inputDecisions
    self.inputData = inputData
    self.extensions = extensions
    self.location = location
  }
}

public import Diagnostics

/// A declared type: a simple one with constraints, a structure, or a function.
///
/// Source: DMN 1.5, 7.3.2.
public struct ItemDefinition: Sendable, Hashable {
  /// Its name; for a component, the name of the field.
  public let name: String
  /// The type it stands for; nil for a structure or a function.
  public let typeRef: String?
  /// Whether its values are lists.
  public let isCollection: Bool
  /// The fields of a structure.
  public let components: [ItemDefinition]
  /// What a value (of a collection: each item) must satisfy, as unary tests.
  public let allowedValues: SourceFragment?
  /// What the whole value must satisfy, as unary tests.
  public let typeConstraint: SourceFragment?
  /// The signature, where values are functions.
  public let function: FunctionItem?
  /// The `description` child.
  public let description: String?
  /// Where the definition begins.
  public let location: SourceLocation

  /// A definition by its parts.
  package init(
    name: String, typeRef: String? = nil, isCollection: Bool = false, components: [ItemDefinition] = [],
    allowedValues: SourceFragment? = nil, typeConstraint: SourceFragment? = nil,
    function: FunctionItem? = nil,
    description: String? = nil, location: SourceLocation
  ) {
    self.name = name
    self.typeRef = typeRef
    self.isCollection = isCollection
    self.components = components
    self.allowedValues = allowedValues
    self.typeConstraint = typeConstraint
    self.function = function
    self.description = description
    self.location = location
  }
}

/// The signature of a function type.
public struct FunctionItem: Sendable, Hashable {
  /// The parameters in order.
  public let parameters: [InformationItem]
  /// The type of the result.
  public let outputTypeRef: String?

  /// A signature by its parts.
  package init(parameters: [InformationItem], outputTypeRef: String?) {
    self.parameters = parameters
    self.outputTypeRef = outputTypeRef
  }
}

/// A name with a type: a variable, a formal parameter, a column of a relation.
public struct InformationItem: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The declared type, if any.
  public let typeRef: String?
  /// Where it stands.
  public let location: SourceLocation

  /// A name with a type.
  package init(name: String, typeRef: String?, location: SourceLocation) {
    self.name = name
    self.typeRef = typeRef
    self.location = location
  }
}

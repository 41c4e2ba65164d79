public import Diagnostics

/// A boxed expression as written.
///
/// Source: DMN 1.5, 7.3.1 and chapter 8 and 10.2.
public struct Logic: Sendable, Hashable {
  /// What kind of box it is.
  public let form: Form
  /// The declared type of its value.
  public let typeRef: String?
  /// The `id` attribute, if any.
  public let id: String?
  /// The `description` child.
  public let description: String?
  /// Where it begins.
  public let location: SourceLocation

  /// A boxed expression by its parts.
  package init(
    _ form: Form, typeRef: String? = nil, id: String? = nil, description: String? = nil,
    location: SourceLocation
  ) {
    self.form = form
    self.typeRef = typeRef
    self.id = id
    self.description = description
    self.location = location
  }

  /// The boxes of the standard.
  public indirect enum Form: Sendable, Hashable {
    /// A FEEL text; nil where the box is empty.
    case literal(SourceFragment?)
    case table(DecisionTable)
    case context([ContextEntry])
    case list([Logic])
    case relation(columns: [InformationItem], rows: [[Logic]])
    case invocation(Logic, bindings: [Binding])
    case function(FunctionLogic)
    case conditional(if: Logic, then: Logic, else: Logic)
    case filter(in: Logic, match: Logic)
    case `for`(IteratorLogic, return: Logic)
    case some(IteratorLogic, satisfies: Logic)
    case every(IteratorLogic, satisfies: Logic)
  }
}

/// A row of a boxed context; without a variable it is the result.
public struct ContextEntry: Sendable, Hashable {
  /// The name of the row, nil for the result row.
  public let variable: InformationItem?
  /// Its value.
  public let value: Logic

  /// A row by its parts.
  package init(variable: InformationItem?, value: Logic) {
    self.variable = variable
    self.value = value
  }
}

/// A parameter of a boxed invocation and what is given for it.
public struct Binding: Sendable, Hashable {
  /// The parameter.
  public let parameter: InformationItem
  /// What is given; nil gives null.
  public let value: Logic?

  /// A binding by its parts.
  package init(parameter: InformationItem, value: Logic?) {
    self.parameter = parameter
    self.value = value
  }
}

/// A function definition.
public struct FunctionLogic: Sendable, Hashable {
  /// Who runs the body.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case feel = "FEEL"
    case java = "Java"
    case pmml = "PMML"
  }

  /// Who runs the body.
  public let kind: Kind
  /// The formal parameters in order.
  public let parameters: [InformationItem]
  /// The body; nil where it is left open.
  public let body: Logic?
  /// The declared type of the definition.
  public let typeRef: String?
  /// Where it begins.
  public let location: SourceLocation

  /// A function definition by its parts.
  package init(
    kind: Kind, parameters: [InformationItem], body: Logic?, typeRef: String? = nil, location: SourceLocation
  ) {
    self.kind = kind
    self.parameters = parameters
    self.body = body
    self.typeRef = typeRef
    self.location = location
  }
}

/// The variable of `for`, `some` and `every`, and what it runs over.
public struct IteratorLogic: Sendable, Hashable {
  /// The name of the variable.
  public let variable: String
  /// What it runs over.
  public let domain: Logic

  /// An iterator by its parts.
  package init(variable: String, domain: Logic) {
    self.variable = variable
    self.domain = domain
  }
}

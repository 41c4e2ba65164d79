public import Diagnostics
public import XML

/// A question and the logic that answers it.
///
/// Source: DMN 1.5, 6.3.7.
public struct Decision: Sendable, Hashable {
  /// The `id` attribute; the name where there is none.
  public let id: String
  /// The name that other expressions use.
  public let name: String
  /// The question in words.
  public let question: String?
  /// The possible answers in words.
  public let allowedAnswers: String?
  /// The `description` child.
  public let description: String?
  /// The declared type of the answer.
  public let typeRef: String?
  /// What it needs.
  public let requirements: Requirements
  /// How it is answered; nil where the model leaves that open.
  public let logic: Logic?
  /// The children of `extensionElements`.
  public let extensions: [Element]
  /// Where the decision begins.
  public let location: SourceLocation

  /// A decision by its parts.
  package init(
    id: String, name: String, question: String? = nil, allowedAnswers: String? = nil,
    description: String? = nil,
    typeRef: String? = nil, requirements: Requirements = .init(), logic: Logic?, extensions: [Element] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.question = question
    self.allowedAnswers = allowedAnswers
    self.description = description
    self.typeRef = typeRef
    self.requirements = requirements
    self.logic = logic
    self.extensions = extensions
    self.location = location
  }

  /// The decision table, where the logic is one.
  public var table: DecisionTable? {
    if case .table(let table)? = logic?.form { table } else { nil }
  }
}

/// What a decision or a function needs from elsewhere in the model.
public struct Requirements: Sendable, Hashable {
  /// Input data.
  public let inputs: [Reference]
  /// Other decisions.
  public let decisions: [Reference]
  /// Business knowledge models and decision services, as functions.
  public let knowledge: [Reference]
  /// Knowledge sources (or decisions and inputs that are named as authority).
  public let authorities: [Reference]

  /// Requirements by kind.
  package init(
    inputs: [Reference] = [], decisions: [Reference] = [], knowledge: [Reference] = [],
    authorities: [Reference] = []
  ) {
    self.inputs = inputs
    self.decisions = decisions
    self.knowledge = knowledge
    self.authorities = authorities
  }
}

/// A pointer to an element of this model or of an imported one: `#id` or `namespace#id`.
public struct Reference: Sendable, Hashable {
  /// The namespace of another model; nil for this one.
  public let namespace: String?
  /// The id of the element pointed to.
  public let id: String
  /// Where the pointer stands.
  public let location: SourceLocation

  /// A pointer by its parts.
  package init(namespace: String? = nil, id: String, location: SourceLocation) {
    self.namespace = namespace
    self.id = id
    self.location = location
  }
}

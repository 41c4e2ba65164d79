public import Diagnostics
public import XML

/// A fact that comes from outside the model.
///
/// Source: DMN 1.5, 6.3.11.
public struct InputData: Sendable, Hashable {
  /// The `id` attribute; the name where there is none.
  public let id: String
  /// The name that expressions use.
  public let name: String
  /// The declared type.
  public let typeRef: String?
  /// The `description` child.
  public let description: String?
  /// The children of `extensionElements`.
  public let extensions: [Element]
  /// Where the input begins.
  public let location: SourceLocation

  /// An input by its parts.
  package init(
    id: String, name: String, typeRef: String? = nil, description: String? = nil, extensions: [Element] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.typeRef = typeRef
    self.description = description
    self.extensions = extensions
    self.location = location
  }
}

/// Where rules come from: a law, a paper, an expert.
///
/// Source: DMN 1.5, 6.3.12.
public struct KnowledgeSource: Sendable, Hashable {
  /// The `id` attribute; the name where there is none.
  public let id: String
  /// Its name.
  public let name: String
  /// What kind of source it is, in words.
  public let type: String?
  /// Who answers for it: the `href` of the owner.
  public let owner: String?
  /// Where it can be read.
  public let locationURI: String?
  /// The `description` child.
  public let description: String?
  /// What it rests on itself.
  public let authorities: [Reference]
  /// The children of `extensionElements`.
  public let extensions: [Element]
  /// Where the source begins.
  public let location: SourceLocation

  /// A source by its parts.
  package init(
    id: String, name: String, type: String? = nil, owner: String? = nil, locationURI: String? = nil,
    description: String? = nil, authorities: [Reference] = [], extensions: [Element] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.owner = owner
    self.locationURI = locationURI
    self.description = description
    self.authorities = authorities
    self.extensions = extensions
    self.location = location
  }
}

public import Diagnostics
public import XML

/// A decision model as written: expressions are still text, each with its place.
///
/// Order: every list as written.
///
/// Source: DMN 1.5, 6.3.2 "Definitions metamodel".
public struct DecisionModel: Sendable, Hashable {
  /// The `id` attribute, if any.
  public let id: String?
  /// The name people know it by.
  public let name: String
  /// The namespace its own elements live in; imports name it.
  public let namespace: String
  /// Which edition of the standard the file is written in.
  public let version: DMNVersion
  /// The `description` child.
  public let description: String?
  /// The other models it uses.
  public let imports: [Import]
  /// The types it declares.
  public let itemDefinitions: [ItemDefinition]
  /// What it asks of the world.
  public let inputs: [InputData]
  /// What it decides.
  public let decisions: [Decision]
  /// Its functions.
  public let businessKnowledgeModels: [BusinessKnowledgeModel]
  /// Its parts that can be called as a whole.
  public let decisionServices: [DecisionService]
  /// Where its rules come from.
  public let knowledgeSources: [KnowledgeSource]
  /// The children of the root's `extensionElements`.
  public let extensions: [Element]
  /// What is odd about the file but does no harm.
  public let warnings: [Diagnostic]
  /// Where the root element begins.
  public let location: SourceLocation

  /// A model by its parts; `init(reading:)` is how one is made.
  package init(
    id: String? = nil, name: String, namespace: String, version: DMNVersion = .dmn15,
    description: String? = nil,
    imports: [Import] = [], itemDefinitions: [ItemDefinition] = [], inputs: [InputData] = [],
    decisions: [Decision] = [], businessKnowledgeModels: [BusinessKnowledgeModel] = [],
    decisionServices: [DecisionService] = [], knowledgeSources: [KnowledgeSource] = [],
    extensions: [Element] = [], warnings: [Diagnostic] = [], location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.version = version
    self.description = description
    self.imports = imports
    self.itemDefinitions = itemDefinitions
    self.inputs = inputs
    self.decisions = decisions
    self.businessKnowledgeModels = businessKnowledgeModels
    self.decisionServices = decisionServices
    self.knowledgeSources = knowledgeSources
    self.extensions = extensions
    self.warnings = warnings
    self.location = location
  }
}

/// An edition of the standard, told by the namespace of the root element.
public enum DMNVersion: String, Sendable, Hashable, CaseIterable {
  case dmn11 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
  case dmn12 = "http://www.omg.org/spec/DMN/20180521/MODEL/"
  case dmn13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
  case dmn14 = "https://www.omg.org/spec/DMN/20211108/MODEL/"
  case dmn15 = "https://www.omg.org/spec/DMN/20230324/MODEL/"
}

/// Another model whose elements this one uses, under a name of its own.
public struct Import: Sendable, Hashable {
  /// What stands before the dot in `name.Element`; empty where the elements come without a prefix.
  public let name: String
  /// The namespace of the imported model.
  public let namespace: String
  /// Where the file is said to be, if said.
  public let locationURI: String?
  /// What kind of file it is: the namespace of DMN for models.
  public let importType: String
  /// Where the import stands.
  public let location: SourceLocation

  /// An import by its parts.
  package init(
    name: String, namespace: String, locationURI: String?, importType: String, location: SourceLocation
  ) {
    self.name = name
    self.namespace = namespace
    self.locationURI = locationURI
    self.importType = importType
    self.location = location
  }
}

public import Diagnostics
public import XML

/// A decision table as written: cells are still text, each with its place.
///
/// Source: DMN 1.5, 8.3.
public struct DecisionTable: Sendable, Hashable {
  /// The letter that says what to do when several rules match.
  public let hitPolicy: HitPolicy
  /// Order: as written.
  public let inputs: [InputClause]
  /// Order: as written; never empty.
  public let outputs: [OutputClause]
  /// Names of the annotation columns.
  public let annotations: [String]
  /// Order: as written; FIRST, PRIORITY and the ordered policies depend on it.
  public let rules: [Rule]
  /// The `id` attribute, if any.
  public let id: String?
  /// Where the table begins.
  public let location: SourceLocation

  /// A table by its parts.
  package init(
    hitPolicy: HitPolicy, inputs: [InputClause], outputs: [OutputClause], annotations: [String],
    rules: [Rule], id: String?, location: SourceLocation
  ) {
    self.hitPolicy = hitPolicy
    self.inputs = inputs
    self.outputs = outputs
    self.annotations = annotations
    self.rules = rules
    self.id = id
    self.location = location
  }
}

/// A column that is tested.
public struct InputClause: Sendable, Hashable {
  /// The expression whose value the cells test.
  public let expression: SourceFragment
  /// The declared type of that value.
  public let typeRef: String?
  /// The allowed values, as unary tests.
  public let allowedValues: SourceFragment?
  /// The label shown to people, if any.
  public let label: String?
  /// Where the clause begins.
  public let location: SourceLocation

  /// A column by its parts.
  package init(
    expression: SourceFragment, typeRef: String?, allowedValues: SourceFragment?, label: String?,
    location: SourceLocation
  ) {
    self.expression = expression
    self.typeRef = typeRef
    self.allowedValues = allowedValues
    self.label = label
    self.location = location
  }
}

/// A column that is produced.
public struct OutputClause: Sendable, Hashable {
  /// Nil where the table has a single output.
  public let name: String?
  /// The label shown to people, if any.
  public let label: String?
  /// The declared type.
  public let typeRef: String?
  /// Order: highest priority first.
  public let allowedValues: SourceFragment?
  /// The value when no rule matches.
  public let defaultEntry: SourceFragment?
  /// Where the clause begins.
  public let location: SourceLocation

  /// A column by its parts.
  package init(
    name: String?, label: String?, typeRef: String?, allowedValues: SourceFragment?,
    defaultEntry: SourceFragment?,
    location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.typeRef = typeRef
    self.allowedValues = allowedValues
    self.defaultEntry = defaultEntry
    self.location = location
  }
}

/// A row.
public struct Rule: Sendable, Hashable {
  /// The `id` attribute, or `rule N` where there is none.
  public let id: String
  /// Its position in the table, from 1, as editors show it.
  public let number: Int
  /// Shape: as many as the table has inputs.
  public let inputEntries: [SourceFragment]
  /// Shape: as many as the table has outputs.
  public let outputEntries: [SourceFragment]
  /// Shape: at most as many as the table has annotation columns.
  public let annotations: [String]
  /// The `description` child: where dmn-js keeps its annotation column.
  public let description: String?
  /// The children of `extensionElements`.
  public let extensions: [Element]
  /// Where the rule begins.
  public let location: SourceLocation

  /// A row by its parts.
  package init(
    id: String, number: Int, inputEntries: [SourceFragment], outputEntries: [SourceFragment],
    annotations: [String], description: String?, extensions: [Element] = [], location: SourceLocation
  ) {
    self.id = id
    self.number = number
    self.inputEntries = inputEntries
    self.outputEntries = outputEntries
    self.annotations = annotations
    self.description = description
    self.extensions = extensions
    self.location = location
  }
}

/// What a table answers when several rules match.
///
/// Source: DMN 1.5, 8.2.10 and table 32.
public enum HitPolicy: Sendable, Hashable {
  case unique
  case first
  case priority
  case any
  case collect(Aggregation?)
  case ruleOrder
  case outputOrder

  /// How COLLECT folds the outputs into one number.
  public enum Aggregation: String, Sendable, Hashable, CaseIterable {
    case sum = "SUM"
    case count = "COUNT"
    case min = "MIN"
    case max = "MAX"
  }
}

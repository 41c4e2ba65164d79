public import Diagnostics
public import FEEL

/// A boxed expression with every text parsed and typed.
public struct CheckedLogic: Sendable {
  /// What kind of box it is.
  public let form: Form
  /// The declared type, which the value is made to conform to.
  public let declared: CheckedType?
  /// What the value will be when it is not null.
  public let type: ValueType
  /// Where it begins.
  public let location: SourceLocation

  init(_ form: Form, declared: CheckedType?, type: ValueType, location: SourceLocation) {
    self.form = form
    self.declared = declared
    self.type = declared.map(\.type) ?? type
    self.location = location
  }

  /// The decision table, where it is one.
  public var table: CheckedTable? { if case .table(let table) = form { table } else { nil } }

  /// The boxes of the standard.
  public indirect enum Form: Sendable {
    case literal(CheckedExpression)
    /// Always null: the box is empty, or in a model checked tolerantly does not parse.
    case nothing(NullReason?)
    case table(CheckedTable)
    case context([Entry])
    case list([CheckedLogic])
    case relation(columns: [(name: String, type: CheckedType?)], rows: [[CheckedLogic]])
    case invocation(CheckedLogic, bindings: [(name: String, value: CheckedLogic?)])
    case function(CheckedFunction)
    case conditional(if: CheckedLogic, then: CheckedLogic, else: CheckedLogic)
    case filter(in: CheckedLogic, match: CheckedLogic)
    case `for`(String, in: CheckedLogic, return: CheckedLogic)
    case some(String, in: CheckedLogic, satisfies: CheckedLogic)
    case every(String, in: CheckedLogic, satisfies: CheckedLogic)
  }

  /// A row of a boxed context.
  public struct Entry: Sendable {
    /// The name, nil for the result row.
    public let name: String?
    /// The declared type of the variable.
    public let declared: CheckedType?
    /// Its value.
    public let value: CheckedLogic
  }
}

/// A function definition with its body parsed and typed.
public struct CheckedFunction: Sendable {
  /// The name, for messages; empty for a boxed function.
  public let name: String
  /// Who runs the body.
  public let kind: FunctionLogic.Kind
  /// The formal parameters in order.
  public let parameters: [(name: String, type: CheckedType?)]
  /// What the result is made to conform to.
  public let result: CheckedType?
  /// The body; nil where the model leaves it open.
  public let body: CheckedLogic?
  /// Where it begins.
  public let location: SourceLocation

  /// The type of the function as a value.
  public var type: ValueType {
    .function(parameters.map { $0.type?.type ?? .any }, result?.type ?? body?.type ?? .any)
  }
}

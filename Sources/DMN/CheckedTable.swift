public import FEEL

/// A decision table with every cell parsed and typed.
public struct CheckedTable: Sendable {
  /// The table as written.
  public let table: DecisionTable
  /// What the columns test.
  ///
  /// Order: of the input clauses.
  public let inputExpressions: [CheckedExpression]
  /// The declared types of those values, nil where none is declared.
  public let inputTypes: [CheckedType?]
  /// The tests.
  ///
  /// Shape: `cells[rule][input]`.
  public let cells: [[CheckedUnaryTests]]
  /// The results.
  ///
  /// Shape: `outputs[rule][output]`.
  public let outputs: [[CheckedExpression]]
  /// The declared types of the outputs, nil where none is declared.
  public let outputTypes: [CheckedType?]
  /// The allowed values of each input clause.
  public let allowedInputs: [CheckedUnaryTests?]
  /// The allowed values of each output clause.
  public let allowedOutputs: [CheckedUnaryTests?]
  /// The single allowed outputs, highest priority first; empty where none are declared.
  public let priorities: [[CheckedExpression]]
  /// The results when no rule matches.
  public let defaults: [CheckedExpression?]
  /// `sum`, `min` or `max` over the variable `outputs`, for COLLECT with an aggregation.
  let aggregate: CheckedExpression?
  /// What the value will be when it is not null.
  public let type: ValueType
}

public import Diagnostics
public import FEEL

/// What a model answered, and how it came to that.
public struct Evaluation: Sendable {
  /// The answer; null carries its reason.
  public let value: Value
  /// Order: as evaluated, so each decision after those it requires; the answered one last.
  public let trace: [DecisionTrace]
  /// Every table that was asked, those inside functions and boxes included, in the order they answered.
  public let tables: [TableTrace]

  /// The trace of a decision of the model, if it was evaluated.
  public func trace(of decision: String) -> DecisionTrace? { trace.first { $0.decision == decision } }
}

/// How one decision was answered.
public struct DecisionTrace: Sendable {
  /// The name of the decision, that of an imported model with its namespace in front.
  public let decision: String
  /// Its answer.
  public let value: Value
  /// The values it read: the inputs and decisions it requires.
  ///
  /// Order: as required.
  public let inputs: [(name: String, value: Value)]
  /// The table's part, where the logic is a table.
  public let table: TableTrace?
  /// Whether the value was supplied instead of decided.
  public let isSupplied: Bool

  /// The rules that matched, counted from 0, in the order written; empty where the logic is no table.
  public var matchedRules: [Int] { table?.matchedRules ?? [] }
  /// The rules whose outputs make the answer, counted from 0; empty where the logic is no table.
  public var firedRules: [Int] { table?.firedRules ?? [] }
  /// Why the answer is null, if an error made it so.
  public var reason: NullReason? { if case .null(let reason) = value { reason } else { nil } }
}

/// How one table answered.
public struct TableTrace: Sendable {
  /// Where the table stands in its file.
  public let location: SourceLocation
  /// The values tested.
  ///
  /// Order: of the input clauses.
  public let tested: [Value]
  /// The rules that matched, counted from 0, in the order written.
  public let matchedRules: [Int]
  /// The rules whose outputs make the answer, counted from 0, in the order of the answer.
  public let firedRules: [Int]
  /// The answer.
  public let value: Value
}

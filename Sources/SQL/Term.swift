internal import Diagnostics
internal import FEEL

/// A FEEL value as SQL: a scalar expression that is null where the value is.
struct Term {
  let sql: SQLExpression
  /// Nil only for the literal `null`, which has every type.
  let type: ColumnType?
  /// The value, where it is always the same.
  var constant: Value?

  static let null = Term(sql: .null(.text), type: nil, constant: .null)
}

/// What a name stands for.
enum Meaning {
  case scalar(Term)
  /// The outputs of a decision table, each a column.
  case parts([(name: String, term: Term)])
}

/// A condition from both sides, since FEEL knows a third one: a condition that is null holds as little as it fails.
struct Condition {
  /// True exactly where the condition is true; false or null elsewhere.
  let holds: SQLExpression
  /// True exactly where the condition is false; false or null elsewhere.
  let fails: SQLExpression

  static let undecided = Condition(holds: .isFalse, fails: .isFalse)

  var negated: Condition { Condition(holds: fails, fails: holds) }

  func and(_ other: Condition) -> Condition {
    Condition(holds: .all([holds, other.holds]), fails: .any([fails, other.fails]))
  }

  func or(_ other: Condition) -> Condition {
    Condition(holds: .any([holds, other.holds]), fails: .all([fails, other.fails]))
  }
}

/// Why something has no exact counterpart.
struct Refusal: Error {
  let problem: Diagnostic

  init(_ message: String, at location: SourceLocation, code: SQLProblem = .notPortable, help: String? = nil) {
    problem = Diagnostic(.error, code, message, at: location, help: help)
  }
}

extension ColumnType {
  /// The FEEL type of its values.
  var valueType: ValueType {
    switch self {
    case .boolean: .boolean
    case .text: .string
    case .date: .date
    case .decimal: .number
    }
  }

  /// The type as a person calls it.
  var words: String {
    switch self {
    case .boolean: "a boolean"
    case .text: "a text"
    case .date: "a date"
    case .decimal: "a number"
    }
  }

  var isDecimal: Bool { if case .decimal = self { true } else { false } }

  /// Whether values of both can stand in one column.
  func isSameKind(as other: ColumnType) -> Bool {
    switch (self, other) {
    case (.boolean, .boolean), (.text, .text), (.date, .date), (.decimal, .decimal): true
    case (.boolean, _), (.text, _), (.date, _), (.decimal, _): false
    }
  }

  /// The type of a column with values of both.
  func joined(with other: ColumnType) -> ColumnType {
    if case .decimal(let a) = self, case .decimal(let b) = other { return .decimal(a.joined(with: b)) }
    return self
  }
}

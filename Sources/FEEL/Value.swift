public import Diagnostics

/// A FEEL value.
///
/// Swift's `==` is structural and total; FEEL's `=` is three-valued and lives in the evaluator.
/// Source: DMN 1.5, 10.3.2.2 and table 42.
public enum Value: Sendable {
  /// No value. The reason says why, when an error made it null; it takes no part in equality.
  case null(NullReason?)
  case boolean(Bool)
  case number(Number)
  case string(String)
  case date(Date)
  case time(Time)
  case dateTime(DateTime)
  case daysAndTime(DaysAndTimeDuration)
  case yearsAndMonths(YearsAndMonthsDuration)
  case list([Value])
  case context(Context)
  case range(RangeValue)
  case function(Function)

  /// A null that nothing went wrong for.
  public static var null: Value { .null(nil) }
}

extension Value: Hashable {
  /// The same value by structure; nulls are the same whatever caused them.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.date(let a), .date(let b)): a == b
    case (.time(let a), .time(let b)): a == b
    case (.dateTime(let a), .dateTime(let b)): a == b
    case (.daysAndTime(let a), .daysAndTime(let b)): a == b
    case (.yearsAndMonths(let a), .yearsAndMonths(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.context(let a), .context(let b)): a == b
    case (.range(let a), .range(let b)): a == b
    case (.function(let a), .function(let b)): a == b
    default: false
    }
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .date(let value): hasher.combine(value)
    case .time(let value): hasher.combine(value)
    case .dateTime(let value): hasher.combine(value)
    case .daysAndTime(let value): hasher.combine(value)
    case .yearsAndMonths(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .context(let value): hasher.combine(value)
    case .range(let value): hasher.combine(value)
    case .function(let value): hasher.combine(value)
    }
  }
}

/// Why a value is null.
public struct NullReason: Sendable {
  /// What went wrong, in the wording of a diagnostic.
  public let message: String
  /// Where, if known.
  public let location: SourceLocation?

  /// A reason by its words and place.
  public init(_ message: String, at location: SourceLocation? = nil) {
    self.message = message
    self.location = location
  }
}

extension NullReason: Hashable {
  /// All reasons are equal: two nulls are the same value whatever caused them.
  public static func == (left: NullReason, right: NullReason) -> Bool { true }
  /// Nothing to hash, as all reasons are equal.
  public func hash(into hasher: inout Hasher) {}
}

internal import FEEL

/// An expression of SQL as data; `SQLText` writes it in a dialect.
///
/// Two kinds of truth: where a condition stands behind `WHEN`, null counts as false, so a condition is made of parts that
/// are true exactly when they should be, and of `AND` and `OR`; only `isTotal` conditions are ever negated.
indirect enum SQLExpression: Sendable, Hashable {
  case column(String)
  /// A column of the table that is decided.
  case given(String)
  /// The column of a joined table.
  case joined(String, String)
  case null(ColumnType)
  case integer(Int)
  case boolean(Bool)
  case number(Number)
  case text(String)
  case date(Date)
  case isNull(SQLExpression)
  case isNotNull(SQLExpression)
  case comparison(ComparisonOperator, SQLExpression, SQLExpression)
  case isIn(SQLExpression, [SQLExpression])
  case isNotIn(SQLExpression, [SQLExpression])
  case and([SQLExpression])
  case or([SQLExpression])
  case not(SQLExpression)
  /// False where the condition is null.
  case orFalse(SQLExpression)
  case arithmetic(ArithmeticOperator, SQLExpression, SQLExpression)
  case negated(SQLExpression)
  case cast(SQLExpression, ColumnType)
  case concatenated([SQLExpression])
  /// A searched `CASE`; null, or the last value, where no condition is true.
  case choice([Branch], otherwise: SQLExpression?)
  /// A `CASE` over whole numbers.
  case lookup(SQLExpression, [Branch], otherwise: SQLExpression?)
  /// The text compared byte by byte, whatever the column's collation.
  case bytewise(SQLExpression)
  /// Whether the value is one of that type; for SQLite, whose columns hold anything.
  case isOfType(SQLExpression, ColumnType)
  /// The bits that both have.
  case commonBits(SQLExpression, SQLExpression)
  case count
  case minimum(SQLExpression)
  case maximum(SQLExpression)
  case total(SQLExpression)

  /// A branch of a `CASE`.
  struct Branch: Sendable, Hashable {
    let when: SQLExpression
    let then: SQLExpression
    /// What a person should know about it.
    let comment: String?

    init(_ when: SQLExpression, _ then: SQLExpression, comment: String? = nil) {
      self.when = when
      self.then = then
      self.comment = comment
    }
  }

  static let isTrue = SQLExpression.boolean(true)
  static let isFalse = SQLExpression.boolean(false)

  /// All of them; true for none.
  static func all(_ parts: [SQLExpression]) -> SQLExpression {
    var flat: [SQLExpression] = []
    for part in parts {
      switch part {
      case .boolean(true): continue
      case .boolean(false): return .isFalse
      case .and(let inner): flat += inner
      default: flat.append(part)
      }
    }
    return flat.count == 1 ? flat[0] : flat.isEmpty ? .isTrue : .and(flat)
  }

  /// One of them; false for none.
  static func any(_ parts: [SQLExpression]) -> SQLExpression {
    var flat: [SQLExpression] = []
    for part in parts {
      switch part {
      case .boolean(false): continue
      case .boolean(true): return .isTrue
      case .or(let inner): flat += inner
      default: flat.append(part)
      }
    }
    return flat.count == 1 ? flat[0] : flat.isEmpty ? .isFalse : .or(flat)
  }
}

internal import Diagnostics
internal import FEEL

/// Writes expressions in a dialect.
struct SQLWriter {
  let dialect: Dialect

  /// What the table that is decided is called inside the query.
  static let given = "given"
  private static let width = 110

  /// An expression on as many lines as it needs; the first one begins where the caller stands.
  func lines(_ expression: SQLExpression, indent: String) -> String {
    switch expression {
    case .choice(let branches, let otherwise):
      return caseLines("CASE", branches, otherwise, indent)
    case .lookup(let value, let branches, let otherwise):
      return caseLines("CASE \(text(value))", branches, otherwise, indent)
    case .and(let parts) where text(expression).count + indent.count > Self.width:
      return parts.map { text($0, inside: .and) }.joined(separator: "\n\(indent)AND ")
    case .arithmetic(.add, _, _) where text(expression).count + indent.count > Self.width:
      return summands(expression).map { lines($0, indent: indent + "  ") }.joined(separator: "\n\(indent)+ ")
    case .concatenated(let parts) where text(expression).count + indent.count > Self.width:
      return parts.map { text($0, inside: .operand) }.joined(separator: "\n\(indent)|| ")
    default: return text(expression)
    }
  }

  private func summands(_ expression: SQLExpression) -> [SQLExpression] {
    if case .arithmetic(.add, let left, let right) = expression { return summands(left) + [right] }
    return [expression]
  }

  private func caseLines(
    _ head: String, _ branches: [SQLExpression.Branch], _ otherwise: SQLExpression?, _ indent: String
  ) -> String {
    var text = head
    let inner = indent + "  "
    for branch in branches {
      text += "\n\(inner)WHEN \(lines(branch.when, indent: inner + "  "))"
      text += " THEN \(lines(branch.then, indent: inner + "  "))"
      if let comment = branch.comment { text += " -- \(self.comment(comment))" }
    }
    if let otherwise { text += "\n\(inner)ELSE \(lines(otherwise, indent: inner + "  "))" }
    return text + "\n\(indent)END"
  }

  /// How strongly an operator holds its operands together.
  enum Strength: Int, Comparable {
    case or
    case and
    case not
    case comparison
    case sum
    case product
    case operand

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// An expression on one line.
  func text(_ expression: SQLExpression, inside weakest: Strength = .or) -> String {
    let bare = bare(expression)
    return strength(expression) < weakest ? "(\(bare))" : bare
  }

  private func strength(_ expression: SQLExpression) -> Strength {
    switch expression {
    case .or: .or
    case .and: .and
    case .not: .not
    case .isNull, .isNotNull, .comparison, .isIn, .isNotIn: .comparison
    case .arithmetic(let sign, _, _): sign == .multiply ? .product : .sum
    case .concatenated, .negated, .bytewise, .commonBits: .sum
    case .isOfType: .comparison
    case .number(let number): number.isNegative ? .sum : .operand
    case .integer(let number): number < 0 ? .sum : .operand
    case .column, .given, .joined, .null, .boolean, .text, .date, .orFalse, .choice, .lookup, .count,
      .minimum,
      .maximum, .total, .cast:
      .operand
    }
  }

  private func bare(_ expression: SQLExpression) -> String {
    switch expression {
    case .column(let name): return dialect.quoted(name)
    case .given(let name): return "\(dialect.quoted(Self.given)).\(dialect.quoted(name))"
    case .joined(let table, let name): return "\(dialect.quoted(table)).\(dialect.quoted(name))"
    case .null(let type): return "CAST(NULL AS \(name(of: type)))"
    case .integer(let number): return String(number)
    case .boolean(let flag): return flag ? "TRUE" : "FALSE"
    case .number(let number): return literal(number)
    case .text(let text): return literal(text)
    case .date(let date): return dialect == .sqlite ? "'\(date)'" : "DATE '\(date)'"
    case .isNull(let value): return "\(text(value, inside: .operand)) IS NULL"
    case .isNotNull(let value): return "\(text(value, inside: .operand)) IS NOT NULL"
    case .comparison(let sign, let left, let right):
      let word = sign == .notEqual ? "<>" : sign.rawValue
      return "\(text(left, inside: .sum)) \(word) \(text(right, inside: .sum))"
    case .isIn(let value, let list): return "\(text(value, inside: .sum)) IN (\(self.list(list)))"
    case .isNotIn(let value, let list): return "\(text(value, inside: .sum)) NOT IN (\(self.list(list)))"
    case .and(let parts): return parts.map { text($0, inside: .not) }.joined(separator: " AND ")
    case .or(let parts): return parts.map { text($0, inside: .and) }.joined(separator: " OR ")
    case .not(let condition): return "NOT \(text(condition, inside: .operand))"
    case .orFalse(let condition): return "COALESCE(\(text(condition)), FALSE)"
    case .arithmetic(let sign, let left, let right):
      let own = strength(expression)
      return "\(text(left, inside: own)) \(sign.rawValue) "
        + text(right, inside: own == .sum ? .product : .operand)
    case .cast(let value, let type): return "CAST(\(text(value)) AS \(name(of: type)))"
    case .negated(let value): return "- \(text(value, inside: .operand))"
    case .concatenated(let parts): return parts.map { text($0, inside: .operand) }.joined(separator: " || ")
    case .choice(let branches, let otherwise): return caseText("CASE", branches, otherwise)
    case .lookup(let value, let branches, let otherwise):
      return caseText("CASE \(text(value, inside: .sum))", branches, otherwise)
    case .bytewise(let value): return bytewise(value)
    case .isOfType(let value, let type): return typeTest(value, type)
    case .commonBits(let left, let right):
      return "(\(text(left, inside: .operand)) & \(text(right, inside: .operand)))"
    case .count: return "COUNT(*)"
    case .minimum(let value): return "MIN(\(text(value)))"
    case .maximum(let value): return "MAX(\(text(value)))"
    case .total(let value): return "SUM(\(text(value)))"
    }
  }

  private func list(_ values: [SQLExpression]) -> String { values.map { text($0) }.joined(separator: ", ") }

  private func caseText(_ head: String, _ branches: [SQLExpression.Branch], _ otherwise: SQLExpression?)
    -> String
  {
    let ways = branches.map { " WHEN \(text($0.when)) THEN \(text($0.then))" }.joined()
    return head + ways + (otherwise.map { " ELSE \(text($0))" } ?? "") + " END"
  }

  private func bytewise(_ value: SQLExpression) -> String {
    switch dialect {
    case .postgres: "\(text(value, inside: .operand)) COLLATE \"C\""
    case .sqlite: "\(text(value, inside: .operand)) COLLATE BINARY"
    case .duckdb, .spark: text(value, inside: .operand)
    }
  }

  /// SQLite stores what it is given, whatever the column is declared as; the others have checked when it was stored.
  private func typeTest(_ value: SQLExpression, _ type: ColumnType) -> String {
    let name = text(value, inside: .operand)
    return switch type {
    case .boolean: "\(name) IN (0, 1)"
    case .text: "typeof(\(name)) = 'text'"
    // Without a step the day is not held against the month: 2023-02-29 would stay as it is.
    case .date: "date(\(name), '+0 days') = \(name)"
    case .decimal: "typeof(\(name)) IN ('integer', 'real')"
    }
  }

  /// The name of a type.
  func name(of type: ColumnType) -> String {
    switch (type, dialect) {
    case (.boolean, _): "BOOLEAN"
    case (.text, .duckdb): "VARCHAR"
    case (.text, .spark): "STRING"
    case (.text, .postgres), (.text, .sqlite): "TEXT"
    case (.date, .sqlite): "TEXT"
    case (.date, _): "DATE"
    case (.decimal, .sqlite): "NUMERIC"
    case (.decimal(let digits), .postgres): "NUMERIC(\(digits.precision), \(digits.scale))"
    case (.decimal(let digits), _): "DECIMAL(\(digits.precision), \(digits.scale))"
    }
  }
}

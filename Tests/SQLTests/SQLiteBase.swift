import CSQLite
import FEEL
import SQL

/// A database in memory, closed with its owner.
final class SQLiteBase {
  private var base: OpaquePointer?

  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  init() throws {
    guard sqlite3_open(":memory:", &base) == SQLITE_OK else { throw problem("open") }
  }

  deinit { sqlite3_close(base) }

  func run(_ text: String) throws {
    guard sqlite3_exec(base, text, nil, nil, nil) == SQLITE_OK else { throw problem(text) }
  }

  /// Inserts rows of values into `cases`.
  func insert(_ rows: [[Value]]) throws {
    guard let width = rows.first?.count else { return }
    let marks = Array(repeating: "?", count: width).joined(separator: ",")
    try run("BEGIN")
    let statement = try prepare("INSERT INTO cases VALUES (\(marks))")
    defer { sqlite3_finalize(statement) }
    for row in rows {
      for (index, value) in row.enumerated() { bind(value, to: statement, at: Int32(index + 1)) }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw problem("insert \(row)") }
      sqlite3_reset(statement)
    }
    try run("COMMIT")
  }

  /// The rows of a query as texts; nil for null.
  func ask(_ query: String) throws -> [[String?]] {
    let statement = try prepare(query)
    defer { sqlite3_finalize(statement) }
    var rows: [[String?]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) }
          })
      case SQLITE_DONE: return rows
      default: throw problem(query)
      }
    }
  }

  private func prepare(_ text: String) throws -> OpaquePointer? {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(base, text, -1, &statement, nil) == SQLITE_OK else { throw problem(text) }
    return statement
  }

  private func bind(_ value: Value, to statement: OpaquePointer?, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .boolean(let flag): sqlite3_bind_int(statement, index, flag ? 1 : 0)
    case .string(let text): bind(text, to: statement, at: index)
    case .date(let date): bind("\(date)", to: statement, at: index)
    // The column's affinity makes a number of it.
    default: bind("\(value)", to: statement, at: index)
    }
  }

  private func bind(_ text: String, to statement: OpaquePointer?, at index: Int32) {
    // The text is copied: -1 stands for SQLITE_TRANSIENT.
    sqlite3_bind_text(
      statement, index, text, Int32(text.utf8.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
  }

  private func problem(_ what: String) -> Problem {
    Problem(description: "\(sqlite3_errmsg(base).map { String(cString: $0) } ?? "?") in: \(what)")
  }
}

/// A value as SQLite gives it back.
func shown(_ value: Value) -> String? {
  switch value {
  case .null: nil
  case .boolean(let flag): flag ? "1" : "0"
  case .string(let text): text
  case .date(let date): "\(date)"
  default: "\(value)"
  }
}

/// Whether two answers are the same; numbers may be written in different ways.
func areSame(_ found: String?, _ expected: String?) -> Bool {
  if found == expected { return true }
  guard let found, let expected, let a = Number(found), let b = Number(expected) else { return false }
  return a == b
}

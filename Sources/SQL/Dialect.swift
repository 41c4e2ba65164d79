internal import Diagnostics

/// A database's way to write the same query.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
  case duckdb
  case postgres
  case spark
  case sqlite

  /// The name as its makers write it.
  public var name: String {
    switch self {
    case .duckdb: "DuckDB"
    case .postgres: "PostgreSQL"
    case .spark: "Spark SQL"
    case .sqlite: "SQLite"
    }
  }

  /// How many digits a decimal may have and still be compared exactly.
  ///
  /// SQLite keeps what is no 64-bit integer as a binary fraction, and those keep apart, in order, decimals of 15 digits.
  var digits: Int { self == .sqlite ? 15 : 38 }

  /// How many rules one `CASE` takes before another shape is used.
  ///
  /// DuckDB takes a fifth of the join's time for a `CASE` of 1,000 rules (`Benchmarks/README.md`). Spark splits the Java
  /// methods of long expressions since 2.3, and a join in a chain of decisions costs it more, as its planner works out
  /// what holds of each column by way of all the others: with 37 rules after five other decisions, Spark 4.3 planned
  /// the join until 1 GB was full, and the `CASE` in half a second.
  var branches: Int { self == .duckdb ? 1_000 : 100 }

  /// What keeps the planner from copying a computed column to each place that reads it.
  ///
  /// PostgreSQL and SQLite merge nested queries; in a chain of decisions the copies would double at each step.
  var fence: String? {
    switch self {
    case .postgres: "OFFSET 0"
    case .sqlite: "LIMIT -1 OFFSET 0"
    case .duckdb, .spark: nil
    }
  }

  /// How deep queries may stand inside one another; nil for any depth.
  ///
  /// Spark looks over a query 100 times (`spark.sql.analyzer.maxIterations`) and resolves a step or two each time; 49
  /// were still resolved, 64 no more.
  var depth: Int? { self == .spark ? 50 : nil }

  /// How many bytes a name may have before it is cut without a word.
  var longestName: Int? { self == .postgres ? 63 : nil }

  /// The names as they must be written: in quotation marks where they are no plain words or mean something else.
  func quoted(_ name: String) -> String {
    let isPlain =
      name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      } && name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    if isPlain, !reserved.contains(name) { return name }
    return doublyQuoted(name, mark: self == .spark ? "`" : "\"")
  }
}

/// Words that at least one of the dialects does not take as the name of a column or a table.
private let reserved: Set<String> = [
  "abort", "action", "add", "after", "all", "alter", "always", "analyse", "analyze", "and", "anti", "any",
  "array",
  "as", "asc", "asof", "asymmetric", "at", "attach", "authorization", "before", "begin", "between", "binary",
  "both",
  "by", "cascade", "case", "cast", "check", "collate", "collation", "column", "commit", "concurrently",
  "conflict",
  "constraint", "create", "cross", "current", "current_catalog", "current_date", "current_role",
  "current_schema",
  "current_time", "current_timestamp", "current_user", "database", "default", "deferrable", "deferred",
  "delete",
  "desc", "describe", "detach", "distinct", "do", "drop", "each", "else", "end", "escape", "except",
  "exclude",
  "exclusive", "exists", "explain", "fail", "false", "fetch", "filter", "first", "following", "for",
  "foreign",
  "freeze", "from", "full", "generated", "glob", "grant", "group", "groups", "having", "if", "ignore",
  "ilike",
  "immediate", "in", "index", "indexed", "initially", "inner", "insert", "instead", "intersect", "into", "is",
  "isnull", "join", "key", "lambda", "last", "lateral", "leading", "left", "like", "limit", "localtime",
  "localtimestamp", "map", "match", "materialized", "minus", "natural", "no", "not", "nothing", "notnull",
  "null",
  "nulls", "of", "offset", "on", "only", "or", "order", "others", "outer", "over", "overlaps", "partition",
  "pivot",
  "pivot_longer", "pivot_wider", "placing", "plan", "positional", "pragma", "preceding", "primary", "qualify",
  "query", "raise", "range", "recursive", "references", "regexp", "reindex", "release", "rename", "replace",
  "restrict", "returning", "right", "rollback", "row", "rows", "savepoint", "select", "semi", "session_user",
  "set",
  "show", "similar", "some", "struct", "summarize", "symmetric", "system_user", "table", "tablesample",
  "temp",
  "temporary", "then", "ties", "time", "to", "trailing", "transaction", "trigger", "true", "unbounded",
  "union",
  "unique", "unknown", "unpivot", "update", "user", "using", "vacuum", "values", "variadic", "verbose",
  "view",
  "virtual", "when", "where", "window", "with", "within", "without",
]

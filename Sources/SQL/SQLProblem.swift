/// The codes of what a query cannot say exactly.
public enum SQLProblem: String, Sendable, CaseIterable {
  case unknownDecision = "sql.unknownDecision"
  case notPortable = "sql.notPortable"
  case name = "sql.name"
  case type = "sql.type"
  case digits = "sql.digits"
}

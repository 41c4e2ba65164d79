public import DMN
public import Diagnostics
internal import FEEL

/// The table that a query reads: a column for each input, with what its type allows.
public struct InputTable: Sendable {
  /// The columns, in the order of the model.
  public let columns: [InputColumn]
  private let name: String
  private let kept: [String]
  private let dialect: Dialect
  /// The condition that each column's values must meet, null aside.
  private let conditions: [String: SQLExpression]
  private let comments: [String: String]
  private let heading: [String]

  /// The table of the inputs of a decision.
  ///
  /// - Parameters:
  ///   - goal: the decision that is asked; nil for all inputs of the model.
  ///   - comments: what is said of an input, such as the question that asks for it.
  ///   - isChecked: whether the columns refuse what their types do not allow.
  /// - Throws: `sql.…` for inputs that are no columns, by place.
  public init(
    of model: CheckedModel, for goal: String?, _ options: QueryOptions, comments: [String: String] = [:],
    isChecked: Bool = true
  ) throws(DiagnosticsError) {
    let given = try model.inputs(neededFor: goal)
    var problems: [Diagnostic] = []
    var names = ColumnNames(for: options.dialect)
    for column in options.kept { _ = names.claim(column, for: "the carried column `\(column)`", at: nil) }
    var columns: [InputColumn] = []
    var conditions: [String: SQLExpression] = [:]
    for input in given {
      _ = names.claim(input.name, for: "input `\(input.name)`", at: input.location)
      problems.collect {
        () throws(Refusal) in
        let column = try InputColumn(input, in: model, options)
        columns.append(column)
        if isChecked { conditions[column.column] = try condition(on: column, input, model, options.dialect) }
      }
    }
    problems += names.problems
    try problems.throwIfAnyIsError()
    self.columns = columns
    self.conditions = conditions
    self.comments = comments
    name = options.table
    kept = options.kept
    dialect = options.dialect
    heading = [
      "The facts of each row, for the model \(model.model.name), \(model.model.namespace).",
      "NULL means: not known.",
    ]
  }

  /// The statements that create the table, each ended by a semicolon.
  public var text: String {
    let writer = SQLWriter(dialect: dialect)
    var lines = kept.enumerated().map { index, column in
      let key = index == 0 && dialect != .spark ? " PRIMARY KEY" : ""
      return "  \(dialect.quoted(column)) \(writer.name(of: .text))\(key)"
    }
    for column in columns {
      var line = "  \(dialect.quoted(column.column)) \(writer.name(of: column.type))"
      if dialect == .spark, let comment = comment(on: column, writer) {
        line += " COMMENT \(writer.literal(comment))"
      }
      if dialect != .spark, let check = check(column, writer) { line += " CHECK (\(check))" }
      if dialect == .sqlite, let comment = comments[column.input] {
        line = "  -- \(writer.comment(comment))\n" + line
      }
      lines.append(line)
    }
    let end = dialect == .spark ? ") USING parquet;\n" : ");\n"
    var text = heading.map { "-- \(writer.comment($0))\n" }.joined()
    text += "CREATE TABLE \(name) (\n" + lines.joined(separator: ",\n") + "\n" + end
    guard dialect == .duckdb || dialect == .postgres else { return text }
    for column in columns {
      guard let comment = comments[column.input] else { continue }
      text += "COMMENT ON COLUMN \(name).\(dialect.quoted(column.column)) IS \(writer.literal(comment));\n"
    }
    return text
  }

  private func check(_ column: InputColumn, _ writer: SQLWriter) -> String? {
    let name = dialect.quoted(column.column)
    var parts: [String] = []
    if dialect == .sqlite {
      switch column.type {
      case .boolean: parts.append("\(name) IN (0, 1)")
      case .text: parts.append("typeof(\(name)) IN ('text', 'null')")
      case .date: parts.append("date(\(name), '+0 days') = \(name)")
      case .decimal: parts.append("typeof(\(name)) IN ('integer', 'real', 'null')")
      }
    }
    if let condition = conditions[column.column] { parts.append(writer.text(condition, inside: .and)) }
    return parts.isEmpty ? nil : parts.joined(separator: " AND ")
  }

  /// Spark keeps no constraints, so that its comment says what is allowed.
  private func comment(on column: InputColumn, _ writer: SQLWriter) -> String? {
    let allowed = conditions[column.column].map { "Allowed: \(writer.text($0))" }
    let parts = [comments[column.input], allowed].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

/// What a column's type allows; nil where it allows everything.
private func condition(
  on column: InputColumn, _ input: InputData, _ model: CheckedModel, _ dialect: Dialect
) throws(Refusal) -> SQLExpression? {
  guard column.type != .boolean, let tests = model.inputTypes[input.name]?.valueTests else { return nil }
  let term = Term(sql: .column(column.column), type: column.type)
  var conditions: [SQLExpression] = []
  for tests in tests {
    if let condition = try ExpressionCompiler(dialect, [:], tests.fragment).accepts(tests.tests, term) {
      conditions.append(condition)
    }
  }
  if conditions.isEmpty { return nil }
  let all = SQLExpression.all(conditions)
  return all.refusesNull ? .any([.isNull(term.sql), all]) : all
}

extension SQLExpression {
  /// Whether the condition is false, and not only null, of a null.
  fileprivate var refusesNull: Bool {
    switch self {
    case .isNotNull, .boolean(false), .not: true
    case .and(let parts): parts.contains(where: \.refusesNull)
    case .or(let parts): parts.allSatisfy(\.refusesNull)
    default: false
    }
  }
}

extension CheckedModel {
  /// The inputs that lead to a decision, or all of them.
  func inputs(neededFor goal: String?) throws(DiagnosticsError) -> [InputData] {
    guard let goal else { return model.inputs }
    guard let decision = decision(goal) else { throw DiagnosticsError([unknown(goal, in: self)]) }
    var given: Set<String> = []
    var seen: Set<String> = [goal]
    var pending = [decision]
    while let next = pending.popLast() {
      for dependency in next.dependencies where dependency.namespace == nil {
        if dependency.kind == .input { given.insert(dependency.name) }
        guard dependency.kind == .decision, seen.insert(dependency.name).inserted else { continue }
        if let required = self.decision(dependency.name) { pending.append(required) }
      }
    }
    return model.inputs.filter { given.contains($0.name) }
  }
}

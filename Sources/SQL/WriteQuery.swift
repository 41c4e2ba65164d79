internal import Diagnostics

extension Query {
  /// The text of the query, in lines that end in a newline; no semicolon, so that it can stand inside another query.
  public var text: String {
    let writer = SQLWriter(dialect: dialect)
    var text = comments.map { "-- \(writer.comment($0))\n" }.joined() + "WITH\n"
    text += tables.map { writer.text(of: $0) }.joined(separator: ",\n")
    let columns = self.columns.map { "  \(dialect.quoted($0))" }.joined(separator: ",\n")
    return text + "\nSELECT\n\(columns)\nFROM \(dialect.quoted(tables.last?.name ?? ""))\n"
  }
}

extension SQLWriter {
  func text(of table: CommonTable) -> String {
    let comments = table.comments.map { "  -- \(comment($0))\n" }.joined()
    switch table.body {
    case .select(let select):
      let shared = table.isShared && dialect != .spark ? " MATERIALIZED" : ""
      return "\(dialect.quoted(table.name)) AS\(shared) (\n\(comments)\(text(of: select, indent: "  "))\n)"
    case .values(let columns, let rows):
      let names = columns.map { dialect.quoted($0) }.joined(separator: ", ")
      let lines = rows.map { row in "    (" + row.map { text($0) }.joined(separator: ", ") + ")" }
      return "\(dialect.quoted(table.name)) (\(names)) AS (\n\(comments)  VALUES\n"
        + lines.joined(separator: ",\n") + "\n)"
    }
  }

  func text(of select: Select, indent: String) -> String {
    var columns: [String] = []
    switch select.takes {
    case .none: break
    case .all: columns.append("\(indent)  *")
    case .allOf(let table): columns.append("\(indent)  \(dialect.quoted(table)).*")
    }
    for column in select.columns {
      let name = dialect.quoted(column.name)
      let value = lines(column.expression, indent: indent + "  ")
      // A column that keeps its name needs no other.
      columns.append(isNamed(column) ? "\(indent)  \(value)" : "\(indent)  \(value) AS \(name)")
    }
    var text = "\(indent)SELECT\(select.isDistinct ? " DISTINCT" : "")\n\(columns.joined(separator: ",\n"))\n"
    text += "\(indent)FROM \(source(select.source, indent: indent))"
    if !select.groups.isEmpty {
      text += "\n\(indent)GROUP BY " + select.groups.map { self.text($0) }.joined(separator: ", ")
    }
    if let fence = dialect.fence { text += "\n\(indent)\(fence)" }
    return text
  }

  private func isNamed(_ column: Select.Column) -> Bool {
    switch column.expression {
    case .column(let name), .given(let name), .joined(_, let name): name == column.name
    default: false
    }
  }

  private func source(_ source: Select.Source, indent: String) -> String {
    switch source {
    case .given(let table): return "\(table) AS \(dialect.quoted(Self.given))"
    case .table(let name, let alias):
      return dialect.quoted(name) + (alias.map { " AS \(dialect.quoted($0))" } ?? "")
    case .nested(let select, let name):
      return "(\n\(text(of: select, indent: indent + "  "))\n\(indent)) AS \(dialect.quoted(name))"
    case .join(let left, let right, let condition, let keepsAll):
      let on = lines(condition, indent: indent + "  ")
      return "\(self.source(left, indent: indent))\n\(indent)\(keepsAll ? "LEFT JOIN" : "JOIN") "
        + "\(self.source(right, indent: indent))\n\(indent)  ON \(on)"
    }
  }
}

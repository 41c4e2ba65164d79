internal import Diagnostics

/// A decision table as rows of cells, as people draw it: inputs on the left, outputs, then what is noted beside.
public struct TableSheet: Sendable, Hashable {
  /// The first row: the hit policy, then the name of each column.
  public let head: [String]
  /// A row for each rule, beginning with its number.
  ///
  /// Shape: as many cells in each row as in `head`.
  public let rows: [[String]]
  /// How many columns are inputs and outputs, without the number and the notes.
  public let inputs: Int

  /// The sheet of a table.
  ///
  /// - Parameter name: what a single output without a name is called.
  public init(_ table: DecisionTable, name: String) {
    let outputs = table.outputs.map { $0.name ?? $0.label ?? name }
    let notes = table.annotations.indices.filter { column in
      table.rules.contains { $0.annotations.indices.contains(column) && !$0.annotations[column].isEmpty }
    }
    let inputs = table.inputs.map { plain($0.label ?? $0.expression.text) }
    head = [table.hitPolicy.name] + inputs + outputs + notes.map { table.annotations[$0] }
    rows = table.rules.map { rule in
      [String(rule.number)] + rule.inputEntries.map { plain($0.text) }
        + rule.outputEntries.map { plain($0.text) }
        + notes.map { rule.annotations.indices.contains($0) ? rule.annotations[$0] : "" }
    }
    self.inputs = table.inputs.count
  }
}

/// A text without the layout around it and with single blanks inside, outside of quotation marks.
private func plain(_ text: String) -> String {
  var result = ""
  var isQuoted = false
  var isGap = false
  for character in text {
    if !isQuoted, character.isWhitespace {
      isGap = true
      continue
    }
    if isGap, !result.isEmpty { result += " " }
    isGap = false
    if character == "\"" { isQuoted.toggle() }
    result.append(character)
  }
  return result
}

package import DMN
package import FEEL
package import SQL

/// A decision that databases and the interpreter are to answer alike.
package struct Comparison: Sendable {
  package let name: String
  package let model: CheckedModel
  package let goal: String
  package let seed: UInt64

  package init(name: String, model: CheckedModel, goal: String, seed: UInt64) {
    self.name = name
    self.model = model
    self.goal = goal
    self.seed = seed
  }

  /// The query in a dialect and a shape; nil where it is refused.
  package func query(_ dialect: Dialect, _ shape: Shape?) -> Query? {
    try? Query(
      deciding: goal, of: model, QueryOptions(dialect: dialect, shape: shape, hasReasons: false))
  }

  /// The table that the query reads, which takes everything.
  package func table(_ dialect: Dialect) -> InputTable? {
    try? InputTable(of: model, for: goal, QueryOptions(dialect: dialect), isChecked: false)
  }

  /// What the interpreter answers, by the columns of the query.
  package func answers(_ inputs: [String: Value], _ query: Query) -> [String: Value] {
    let trace = model.evaluate(query.decisions.map(\.decision), inputs: inputs).trace
    var answers: [String: Value] = [:]
    for columns in query.decisions {
      guard let step = trace.first(where: { $0.decision == columns.decision }) else { continue }
      for (output, column) in columns.answers {
        guard let output else { answers[column] = step.value; continue }
        if case .context(let context) = step.value { answers[column] = context[output] }
      }
      guard let column = columns.rule, let table = model.decision(columns.decision)?.table?.table else {
        continue
      }
      let ids = step.firedRules.map { table.rules[$0].id }
      if case .collect = table.hitPolicy {
        answers[column] = ids.isEmpty ? .null : .string(ids.map { "\($0) " }.joined())
      } else {
        answers[column] = ids.first.map { .string($0) } ?? .null
      }
    }
    return answers
  }
}

/// Rows of facts: on, beside and between the constants of the rules, unknown, and not allowed.
package struct RowSource {
  private var random: SeededGenerator
  private let pools: [(input: String, values: [Value])]
  /// The columns of the table.
  package let columns: [String]

  package init(_ comparison: Comparison, _ query: Query) {
    random = SeededGenerator(seed: comparison.seed)
    let model = comparison.model
    columns = ["id"] + query.inputs.map(\.column)
    pools = query.inputs.map { input in
      (input.input, Self.values(of: input, constants: Self.constants(of: input.input, in: model)))
    }
  }

  package mutating func next() -> [String: Value] {
    var row: [String: Value] = [:]
    for (input, values) in pools { row[input] = values.randomElement(using: &random) ?? .null }
    return row
  }

  private static func constants(of input: String, in model: CheckedModel) -> [Value] {
    var found = model.inputTypes[input]?.allowedValues?.constants ?? []
    for table in model.decisions.compactMap(\.table) {
      for (index, expression) in table.inputExpressions.enumerated()
      where expression.expression.mentionedNames.contains(input) {
        found += table.cells.flatMap { $0[index].constants }
        found += table.allowedInputs[index]?.constants ?? []
      }
    }
    return found
  }

  private static func values(of input: InputColumn, constants: [Value]) -> [Value] {
    // Each constant twice, so that not every row holds something unusual.
    switch input.type {
    case .boolean: return [.boolean(true), .boolean(false), .boolean(true), .boolean(false), .null]
    case .text:
      let words = constants.compactMap { if case .string(let word) = $0 { word } else { nil } }
      let near = words.prefix(3).flatMap { ["\($0) ", $0.uppercased(), " \($0)"] }
      let others = [
        "", " ", "zebra", "Ä", "A\u{308}", "it's", "\\", "a\nb", "{{ x }}", "${x}", "\u{1F600}", "%s",
        "\"q\"",
      ]
      return (words + words + words + near + others).map { .string($0) } + [.null, .null]
    case .date:
      var dates = constants.compactMap { if case .date(let date) = $0 { date } else { nil } }
      dates += dates.flatMap {
        [Date(daysSinceEpoch: $0.daysSinceEpoch - 1), Date(daysSinceEpoch: $0.daysSinceEpoch + 1)]
      }
      .compactMap { $0 }
      dates += ["0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"].compactMap { Date($0) }
      return dates.map { .date($0) } + [.null, .null]
    case .decimal(let digits):
      let step = Number("0." + String(repeating: "0", count: digits.scale - 1) + "1") ?? .one
      var numbers = constants.compactMap { if case .number(let number) = $0 { number } else { nil } }
      numbers += numbers.flatMap { [$0 + step, $0 - step, $0 + Number(1), $0 * Number(2)].compactMap { $0 } }
      numbers += [
        "0", "-0.0001", "0.0001", "1", "-1", "0.1", "0.3", "7.5", "12345678901.2345", "-99999999999.9999",
      ]
      .compactMap { Number($0) }
      let most = Number("99999999999.9999") ?? .one
      // Only what the column holds exactly: more digits than it has would be rounded on the way in.
      let fitting = numbers.filter { number in
        number.magnitude <= most && number.rounded(toScale: digits.scale, rule: .down) == number
      }
      return fitting.map { .number($0) } + [.null, .null]
    }
  }
}

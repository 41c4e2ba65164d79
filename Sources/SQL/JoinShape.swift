internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

extension RuleHits {
  /// The rules as rows.
  ///
  /// Each row of data is first classified: which of the pieces, that the rules distinguish, holds each value. Only the
  /// different combinations of pieces then meet the rules, and the rows find theirs again by equality; so the costly
  /// join grows with the combinations and not with the rows. A rule's cell is the set of its pieces as the bits of a
  /// number, or, where a column has more pieces than a number has bits, a run of them.
  init(joining question: RuleQuestion) throws(Refusal) {
    guard let cells = CellColumns(question), !cells.columns.isEmpty, question.parts.refused == nil else {
      throw notPieces(question)
    }
    switch question.policy {
    case .first, .priority, .unique, .any: break
    case .collect, .ruleOrder, .outputOrder: throw isList(question)
    }
    let names = (cells: question.name("cells"), rules: question.name("rules"), hits: question.name("hits"))
    let keys = cells.columns.map { question.name("in_\($0.index + 1)_cell") }
    let order = try question.precedence()
    let groups = question.policy == .any ? try question.groups() : []
    tables = [
      CommonTable(
        name: names.cells, comments: ["which of the pieces that the rules distinguish holds each value"],
        body: .select(Select(columns: try question.classified(cells, keys), source: question.rows)),
        isShared: true),
      try question.ruleRows(cells, order, groups, names.rules),
      CommonTable(
        name: names.hits, comments: ["the rules of each different combination of pieces"],
        body: .select(question.matches(cells, keys, names))),
    ]
    let on = SQLExpression.all(
      keys.map { .comparison(.equal, .joined(names.cells, $0), .joined(names.hits, $0)) })
    let found = Self.found(question)
    source = Select(
      takes: .allOf(names.cells), columns: found.map { .init(.joined(names.hits, $0), as: $0) },
      source: .join(.table(names.cells), .table(names.hits), on: on, keepsAll: true))
    hit = question.hit(order)
  }

  /// The columns that the matches of a combination give.
  fileprivate static func found(_ question: RuleQuestion) -> [String] {
    switch question.policy {
    case .unique: [question.name("hit"), question.name("last")]
    case .any: [question.name("hit"), question.name("low"), question.name("high")]
    case .first, .priority, .collect, .ruleOrder, .outputOrder: [question.name("hit")]
    }
  }
}

extension RuleQuestion {
  /// The rule that counts, from the columns of the matches.
  fileprivate func hit(_ order: [Int]) -> SQLExpression {
    let hit = SQLExpression.column(name("hit"))
    var branches: [SQLExpression.Branch] = [.init(.isNull(hit), .integer(0))]
    switch policy {
    case .unique:
      branches.append(.init(.comparison(.notEqual, hit, .column(name("last"))), .integer(-1)))
    case .any:
      branches.append(
        .init(.comparison(.notEqual, .column(name("low")), .column(name("high"))), .integer(-1)))
    case .priority:
      return .choice(
        branches,
        otherwise: .lookup(
          hit, order.enumerated().map { .init(.integer($0 + 1), .integer($1 + 1)) }, otherwise: nil))
    case .first, .collect, .ruleOrder, .outputOrder: break
    }
    return .choice(branches, otherwise: hit)
  }

  fileprivate func classified(_ cells: CellColumns, _ keys: [String]) throws(Refusal) -> [Select.Column] {
    var columns: [Select.Column] = []
    for (column, key) in zip(cells.columns, keys) {
      let isMask = column.isMask
      columns.append(
        .init(
          try column.classified(compiler) { piece in piece < 0 ? 0 : isMask ? 1 << piece : piece + 1 },
          as: key))
    }
    return columns
  }

  /// A row for each rule, or several where a cell is no run of pieces.
  fileprivate func ruleRows(_ cells: CellColumns, _ order: [Int], _ groups: [Int], _ name: String)
    throws(Refusal)
    -> CommonTable
  {
    var names = ["rule"] + (groups.isEmpty ? [] : ["answer"])
    for column in cells.columns {
      names +=
        column.isMask ? ["in_\(column.index + 1)"] : ["from_\(column.index + 1)", "to_\(column.index + 1)"]
    }
    var rows: [[SQLExpression]] = []
    for (rank, rule) in order.enumerated() {
      var variants: [[SQLExpression]] = [
        [.integer(rank + 1)] + (groups.isEmpty ? [] : [.integer(groups[rule] + 1)])
      ]
      for column in cells.columns {
        let accepted = column.accepted[rule]
        let choices: [[SQLExpression]] =
          column.isMask
          ? [[.integer(accepted.cells.reduce(0) { $0 | 1 << $1 })]]
          : accepted.runs.map { [.integer($0.lowerBound + 1), .integer($0.upperBound)] }
        variants = variants.flatMap { row in choices.map { row + $0 } }
        guard variants.count <= 1_000 else { throw notPieces(self) }
      }
      rows += variants
    }
    return CommonTable(
      name: name, comments: ["the rules, in the order in which they win"], body: .values(names, rows))
  }

  fileprivate func matches(
    _ cells: CellColumns, _ keys: [String], _ names: (cells: String, rules: String, hits: String)
  )
    -> Select
  {
    let combinations = Select(
      takes: .none, isDistinct: true, columns: keys.map { .init(.column($0), as: $0) },
      source: .table(names.cells))
    let one = name("combinations")
    var conditions: [SQLExpression] = []
    for (column, key) in zip(cells.columns, keys) {
      let value = SQLExpression.joined(one, key)
      if column.isMask {
        conditions.append(
          .comparison(
            .notEqual, .commonBits(.joined(names.rules, "in_\(column.index + 1)"), value), .integer(0)))
      } else {
        conditions.append(.comparison(.lessOrEqual, .joined(names.rules, "from_\(column.index + 1)"), value))
        conditions.append(.comparison(.greaterOrEqual, .joined(names.rules, "to_\(column.index + 1)"), value))
      }
    }
    let rule = SQLExpression.joined(names.rules, "rule")
    let answer = SQLExpression.joined(names.rules, "answer")
    var found: [Select.Column] = [.init(.minimum(rule), as: name("hit"))]
    switch policy {
    case .unique: found.append(.init(.maximum(rule), as: name("last")))
    case .any: found += [.init(.minimum(answer), as: name("low")), .init(.maximum(answer), as: name("high"))]
    case .first, .priority, .collect, .ruleOrder, .outputOrder: break
    }
    return Select(
      takes: .none, columns: keys.map { .init(.joined(one, $0), as: $0) } + found,
      source: .join(
        .nested(combinations, as: one), .table(names.rules), on: .all(conditions), keepsAll: false),
      groups: keys.map { .joined(one, $0) })
  }
}

extension CellColumns.Column {
  /// Whether each piece can have a bit of its own.
  fileprivate var isMask: Bool { cells.count <= 60 }
}

// MARK: Wording

func notPieces(_ question: RuleQuestion) -> Refusal {
  Refusal(
    "the rules cannot be written as rows: a cell compares with more than constants, or none is tested",
    at: question.table.table.location, help: "`--shape case` writes them as conditions")
}

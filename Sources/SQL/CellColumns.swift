internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

/// The columns of a table as numbers of the pieces that its rules distinguish.
struct CellColumns {
  /// Only the columns that tell rules apart.
  struct Column {
    let index: Int
    let term: Term
    let cells: [Cell]
    let accepted: [CellSet]
  }

  let columns: [Column]

  /// The pieces; nil where a test compares with something else than constants.
  init?(_ question: RuleQuestion) {
    let types = question.parts.inputs.map { meaning -> ValueType? in
      if case .scalar(let term) = meaning { term.type?.valueType } else { nil }
    }
    guard let cells = TableCells(of: question.table, types: types) else { return nil }
    var columns: [Column] = []
    for (index, input) in question.parts.inputs.enumerated() {
      guard case .scalar(let term) = input, term.type != nil,
        !cells.accepted[index].allSatisfy(\.isAll)
      else { continue }
      columns.append(
        Column(index: index, term: term, cells: cells.columns[index], accepted: cells.accepted[index]))
    }
    self.columns = columns
  }

  /// Whether some values match both rules.
  func overlap(_ one: Int, _ other: Int) -> Bool {
    columns.allSatisfy { !$0.accepted[one].intersection($0.accepted[other]).isEmpty }
  }
}

extension CellColumns.Column {
  /// The number that `number` gives to the piece in which the value lies.
  func classified(_ compiler: ExpressionCompiler, number: (Int) -> Int) throws(Refusal) -> SQLExpression {
    var branches: [SQLExpression.Branch] = []
    var other: SQLExpression?
    for (piece, cell) in cells.enumerated() {
      let result = SQLExpression.integer(number(piece))
      switch cell {
      case .other: other = result
      case .null: branches.append(.init(.isNull(term.sql), result))
      case .value(let value):
        let constant = try compiler.term(value, at: compiler.fragment.location)
        branches.append(
          .init(try compiler.compare(.equal, term, constant, at: compiler.fragment.location).holds, result))
      case .range(let range):
        branches.append(.init(try within(range, compiler), result))
      }
    }
    return .choice(branches, otherwise: other ?? .integer(number(-1)))
  }

  private func within(_ range: RangeValue, _ compiler: ExpressionCompiler) throws(Refusal) -> SQLExpression {
    let place = compiler.fragment.location
    var parts: [SQLExpression] = []
    if range.lower.isClosed, range.upper.isClosed, let value = range.lower.value, value == range.upper.value {
      return try compiler.compare(.equal, term, compiler.term(value, at: place), at: place).holds
    }
    if let value = range.lower.value {
      parts.append(
        try compiler.compare(
          range.lower.isClosed ? .greaterOrEqual : .greater, term, compiler.term(value, at: place), at: place
        ).holds)
    }
    if let value = range.upper.value {
      parts.append(
        try compiler.compare(
          range.upper.isClosed ? .lessOrEqual : .less, term, compiler.term(value, at: place), at: place
        ).holds)
    }
    return parts.isEmpty ? .isNotNull(term.sql) : .all(parts)
  }
}

extension RuleQuestion {
  /// Whether two rules may match at once, as far as their cells show.
  var rulesCanOverlap: Bool {
    guard let cells = CellColumns(self) else { return true }
    let rules = table.cells.indices
    return rules.contains { one in rules.contains { other in one < other && cells.overlap(one, other) } }
  }

  /// A compiler for constants of this table.
  var compiler: ExpressionCompiler {
    ExpressionCompiler(
      dialect, [:], table.inputExpressions.first?.fragment ?? SourceFragment("", at: table.table.location))
  }
}

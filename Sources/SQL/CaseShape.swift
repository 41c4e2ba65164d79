internal import DMN
internal import FEEL

extension RuleHits {
  /// The rules as the branches of a `CASE`, in the order in which they win.
  init(branching question: RuleQuestion) throws(Refusal) {
    switch question.policy {
    case .first, .priority: try self.init(winner: question)
    case .unique: try self.init(unique: question)
    case .any: try self.init(any: question)
    case .collect(let aggregation?): try self.init(collecting: question, aggregation)
    case .collect(nil), .ruleOrder, .outputOrder: throw isList(question)
    }
  }

  private init(winner question: RuleQuestion) throws(Refusal) {
    let order = try question.precedence()
    let hit = question.name("hit")
    source = Select(
      columns: [.init(question.firstMatch(in: order) { $0 + 1 }, as: hit)], source: question.rows)
    self.hit = .column(hit)
  }

  /// The first and the last rule that match are the same one, or the answer is null.
  private init(unique question: RuleQuestion) throws(Refusal) {
    let rules = Array(question.table.cells.indices)
    let (hit, last) = (question.name("hit"), question.name("last"))
    var columns = [Select.Column(question.firstMatch(in: rules) { $0 + 1 }, as: hit)]
    if question.rulesCanOverlap {
      columns.append(.init(question.firstMatch(in: rules.reversed(), commented: false) { $0 + 1 }, as: last))
    }
    source = Select(columns: columns, source: question.rows)
    self.hit =
      columns.count == 1
      ? .column(hit)
      : .choice(
        [.init(.comparison(.notEqual, .column(hit), .column(last)), .integer(-1))], otherwise: .column(hit))
  }

  /// The least and the greatest of the outputs that match are the same one, or the answer is null.
  private init(any question: RuleQuestion) throws(Refusal) {
    let rules = Array(question.table.cells.indices)
    let groups = try question.groups()
    let (hit, low, high) = (question.name("hit"), question.name("low"), question.name("high"))
    let ascending = rules.sorted { (groups[$0], $0) < (groups[$1], $1) }
    let descending = rules.sorted { (-groups[$0], $0) < (-groups[$1], $1) }
    source = Select(
      columns: [
        .init(question.firstMatch(in: rules) { $0 + 1 }, as: hit),
        .init(question.firstMatch(in: ascending, commented: false) { groups[$0] + 1 }, as: low),
        .init(question.firstMatch(in: descending, commented: false) { groups[$0] + 1 }, as: high),
      ], source: question.rows)
    self.hit = .choice(
      [.init(.comparison(.notEqual, .column(low), .column(high)), .integer(-1))], otherwise: .column(hit))
  }

  private init(collecting question: RuleQuestion, _ aggregation: HitPolicy.Aggregation) throws(Refusal) {
    let rules = Array(question.table.cells.indices)
    let flags = rules.map { SQLExpression.column(question.name("hit_\($0 + 1)")) }
    source = Select(
      columns: rules.map { rule in
        .init(
          .choice(
            [.init(question.parts.conditions[rule], .integer(1), comment: question.comment(rule))],
            otherwise: .integer(0)), as: question.name("hit_\(rule + 1)"))
      }, source: question.rows)
    let none = SQLExpression.all(flags.map { .comparison(.equal, $0, .integer(0)) })
    let refusals = question.parts.refused.map { [SQLExpression.Branch($0, .integer(-1))] } ?? []
    hit = .choice(refusals + [.init(none, .integer(0))], otherwise: .integer(1))
    fired = question.fired(flags)
    switch aggregation {
    case .count:
      aggregate = flags.dropFirst().reduce(flags.first ?? .integer(0)) { .arithmetic(.add, $0, $1) }
    case .sum:
      let values = try question.numbers()
      guard question.dialect != .sqlite || values.allSatisfy({ $0.integer != nil }) else {
        throw noSum(question)
      }
      let products = zip(flags, values).map {
        SQLExpression.choice(
          [.init(.comparison(.equal, $0, .integer(1)), .number($1))], otherwise: .number(.zero))
      }
      aggregate = products.dropFirst().reduce(products.first ?? .integer(0)) { .arithmetic(.add, $0, $1) }
    case .min, .max:
      let values = try question.numbers()
      let order = rules.sorted { aggregation == .min ? values[$0] < values[$1] : values[$1] < values[$0] }
      aggregate = .choice(
        order.map { .init(.comparison(.equal, flags[$0], .integer(1)), .number(values[$0])) }, otherwise: nil)
    }
  }
}

extension RuleQuestion {
  /// The number of the first rule that matches in this order, -1 where a value is refused, 0 where none matches.
  func firstMatch(in order: [Int], commented: Bool = true, number: (Int) -> Int) -> SQLExpression {
    var branches: [SQLExpression.Branch] = []
    if let refused = parts.refused {
      branches.append(.init(refused, .integer(-1), comment: "a value that its column does not allow"))
    }
    for rule in order {
      branches.append(
        .init(parts.conditions[rule], .integer(number(rule)), comment: commented ? comment(rule) : nil))
    }
    // Behind a rule that accepts everything no other one is ever reached.
    if let last = branches.firstIndex(where: { $0.when == .isTrue }) {
      let rest = Array(branches[..<last])
      return rest.isEmpty ? branches[last].then : .choice(rest, otherwise: branches[last].then)
    }
    return branches.isEmpty ? .integer(0) : .choice(branches, otherwise: .integer(0))
  }

  /// The ids of the rules whose flag is 1, in order, with a blank between them.
  func fired(_ flags: [SQLExpression]) -> SQLExpression {
    let ids = zip(flags, table.table.rules).map { flag, rule in
      SQLExpression.choice(
        [.init(.comparison(.equal, flag, .integer(1)), .text("\(rule.id) "))], otherwise: .text(""))
    }
    return .concatenated(ids)
  }
}

// MARK: Wording

func isList(_ question: RuleQuestion) -> Refusal {
  Refusal(
    "hit policy \(question.policy.name) gives a list, and a column holds one value",
    at: question.table.table.location,
    help: "FIRST, UNIQUE, ANY, PRIORITY and COLLECT with SUM, MIN, MAX or COUNT give one")
}

private func noSum(_ question: RuleQuestion) -> Refusal {
  Refusal(
    "SQLite adds fractions in binary, which is not exact for decimals", at: question.table.table.location,
    code: .digits)
}

internal import DMN
internal import Diagnostics
internal import FEEL

/// The columns with a table's answer, its rule and its reason, looked up by the number of the rule.
struct AnswerColumns {
  let types: [ColumnType]
  private let question: RuleQuestion
  private let hits: RuleHits
  private let decision: CheckedDecision
  private let names: [String]
  private let rule: String
  private let reason: String?

  init(
    _ question: RuleQuestion, _ hits: RuleHits, _ decision: CheckedDecision, names: [String], rule: String,
    reason: String?
  ) {
    self.question = question
    self.hits = hits
    self.decision = decision
    self.names = names
    self.rule = rule
    let reasons = question.table.table.rules.compactMap { $0.reason(in: question.table.table) }
    self.reason = reasons.isEmpty || hits.aggregate != nil ? nil : reason
    types =
      hits.aggregate == nil
      ? question.parts.types.map { $0 ?? .text } : [.decimal(question.aggregateDigits)]
  }

  /// Whether a rule of the table has a reason.
  var hasReason: Bool { reason != nil }

  /// Refuses an aggregate that a type would have to be held against.
  func checkAggregate() throws(Refusal) {
    guard hits.aggregate != nil else { return }
    for type in [decision.logic.declared, decision.declared].compactMap({ $0 }) {
      guard type.isUnconstrained, ValueType.number.conforms(to: type.type) else {
        throw constrained(type.name, question.table.table.location)
      }
    }
  }

  func columns(_ hit: SQLExpression) -> [Select.Column] {
    var columns: [Select.Column] = []
    let rules = question.table.table.rules
    for (output, name) in names.enumerated() {
      var branches: [SQLExpression.Branch] = []
      if let aggregate = hits.aggregate {
        branches.append(.init(.integer(1), aggregate))
      } else {
        branches = rules.indices.map { index in
          .init(
            .integer(index + 1), question.parts.answers[index][output].sql.typed(types[output]),
            comment: rules[index].id)
        }
      }
      if let otherwise = question.parts.otherwise {
        branches.append(
          .init(.integer(0), otherwise[output].sql.typed(types[output]), comment: "no rule matches"))
      }
      columns.append(.init(lookup(hit, branches, .null(types[output])), as: name))
    }
    let fired: SQLExpression
    if let several = hits.fired {
      fired = .lookup(hit, [.init(.integer(1), several)], otherwise: nil)
    } else {
      fired = lookup(hit, rules.indices.map { .init(.integer($0 + 1), .text(rules[$0].id)) }, .null(.text))
    }
    columns.append(.init(fired, as: rule))
    if let reason {
      let branches = rules.indices.compactMap { index in
        rules[index].reason(in: question.table.table).map {
          SQLExpression.Branch(.integer(index + 1), .text($0))
        }
      }
      columns.append(.init(lookup(hit, branches, .null(.text)), as: reason))
    }
    return columns
  }

  private func lookup(_ hit: SQLExpression, _ branches: [SQLExpression.Branch], _ none: SQLExpression)
    -> SQLExpression
  {
    branches.isEmpty ? none : .lookup(hit, branches, otherwise: nil)
  }
}

extension RuleQuestion {
  /// The digits that an aggregate can have: those of the outputs, and of a sum of all of them.
  fileprivate var aggregateDigits: ColumnType.Digits {
    let numbers = (try? self.numbers()) ?? []
    let digits = numbers.reduce(ColumnType.Digits(whole: 1, scale: 0)) { $0.joined(with: .init(of: $1)) }
    return .init(whole: digits.whole + String(table.cells.count).utf8.count, scale: digits.scale)
  }
}

extension Rule {
  /// Why it decides as it does: its annotation `Reason`, or its description.
  func reason(in table: DecisionTable) -> String? {
    if let column = table.annotations.firstIndex(of: "Reason"), annotations.indices.contains(column),
      !annotations[column].isEmpty
    {
      return annotations[column]
    }
    return description
  }
}

// MARK: Wording

private func constrained(_ type: String, _ location: SourceLocation) -> Refusal {
  Refusal(
    "the aggregate is declared as `\(type)`, whose allowed values it cannot be held against", at: location)
}

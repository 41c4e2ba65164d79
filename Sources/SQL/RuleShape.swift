internal import DMN
internal import Diagnostics
internal import FEEL

/// How the rules of a table are looked up.
public enum Shape: String, Sendable, Hashable, CaseIterable {
  /// One searched `CASE`, a branch for each rule.
  case `case`
  /// The rules as rows, joined once for each different combination of what they distinguish.
  case join
  /// A decision diagram, one column for each step down.
  case diagram
}

/// Which rules match, as columns: the work of a shape, from which the answers are then read.
struct RuleHits {
  /// Tables that stand before that of the decision.
  var tables: [CommonTable] = []
  /// Where the columns of the hits are found.
  var source: Select
  /// The number of the rule that counts, from 1; 0 where none matches; -1 where there is no answer.
  var hit: SQLExpression
  /// The ids of all rules that fired, where they can be several.
  var fired: SQLExpression?
  /// The aggregated answer of COLLECT.
  var aggregate: SQLExpression?
}

/// What all shapes are told.
struct RuleQuestion {
  let table: CheckedTable
  let parts: TableParts
  /// The decision's column, which the names of others begin with.
  let prefix: String
  /// The table that the rows come from.
  let source: String
  let dialect: Dialect

  var policy: HitPolicy { table.table.hitPolicy }

  func name(_ what: String) -> String { "\(prefix)_\(what)" }

  /// The rows with the calculated input columns.
  var rows: Select.Source {
    parts.calculated.isEmpty
      ? .table(source)
      : .nested(Select(columns: parts.calculated, source: .table(source)), as: name("inputs"))
  }

  func comment(_ rule: Int) -> String {
    let answer = table.outputs[rule].map(\.fragment.text).joined(separator: ", ")
    return "\(table.table.rules[rule].id): \(answer)"
  }

  /// The rules in the order in which they win.
  func precedence() throws(Refusal) -> [Int] {
    guard policy == .priority else { return Array(table.cells.indices) }
    let allowed = table.priorities.map { $0.map { $0.evaluate(in: Environment()) } }
    var ranks: [[Int]] = []
    for rule in table.cells.indices {
      let values = try constants(of: rule)
      ranks.append(
        zip(values, allowed).map { value, allowed in
          allowed.firstIndex { feelEqual(value, $0) == true } ?? allowed.count
        })
    }
    return table.cells.indices.sorted {
      ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0].lexicographicallyPrecedes(ranks[$1])
    }
  }

  /// For each rule a number that those with the same outputs share.
  func groups() throws(Refusal) -> [Int] {
    var found: [[Value]] = []
    var groups: [Int] = []
    for rule in table.cells.indices {
      let values = try constants(of: rule)
      let same = found.firstIndex { zip($0, values).allSatisfy { feelEqual($0, $1) == true || $0 == $1 } }
      groups.append(same ?? found.count)
      if same == nil { found.append(values) }
    }
    return groups
  }

  func constants(of rule: Int) throws(Refusal) -> [Value] {
    guard let values = parts.values[rule] else {
      throw notConstant(policy, table.outputs[rule][0].fragment.location)
    }
    return values
  }

  /// The numbers that COLLECT adds or compares.
  func numbers() throws(Refusal) -> [Number] {
    var numbers: [Number] = []
    for rule in table.cells.indices {
      guard case .number(let number)? = try constants(of: rule).first, table.table.outputs.count == 1 else {
        throw notANumber(policy, table.outputs[rule][0].fragment.location)
      }
      numbers.append(number)
    }
    return numbers
  }
}

// MARK: Wording

private func notConstant(_ policy: HitPolicy, _ location: SourceLocation) -> Refusal {
  Refusal("hit policy \(policy.name) compares outputs, which have to be constants here", at: location)
}

private func notANumber(_ policy: HitPolicy, _ location: SourceLocation) -> Refusal {
  Refusal("\(policy.name) is exact for single numbers only", at: location, code: .type)
}

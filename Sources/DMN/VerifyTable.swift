internal import Diagnostics
internal import Diagrams
internal import FEEL

/// One table with all it looks at compiled, so that only what can really arise is judged.
struct VerifiedTable {
  let planned: PlannedTable
  let shape: PlannedTable.Shape
  let inputs: [DiagramInput]
  let compiled: [String: GraphCompiler.Compiled]
  /// The rules, counted as written, that decide for at least one combination of inputs; nil when that was too costly.
  let live: Set<Int>?
  private let budget: DiagramBudget

  init(_ name: String, of model: CheckedModel, budget: DiagramBudget) throws(DiagramProblem) {
    let plan = try DiagramPlan(of: model, goals: [name])
    var compiler = GraphCompiler(inputs: plan.inputs, budget: budget)
    guard let last = plan.tables.last else { throw .unknownDecision(name) }
    for table in plan.tables.dropLast() { try compiler.add(table) }
    planned = last
    shape = last.shape(inputs: plan.inputs, compiled: compiler.compiled)
    inputs = plan.inputs
    compiled = compiler.compiled
    live = Self.liveRules(&compiler, shape, last)
    self.budget = budget
  }

  private static func liveRules(
    _ compiler: inout GraphCompiler, _ shape: PlannedTable.Shape, _ table: PlannedTable
  ) -> Set<Int>? {
    var hits: [Hit] = []
    let number = try? compiler.add(shape, of: table) { hit in
      hits.append(hit)
      return hits.count - 1
    }
    guard let number else { return nil }
    let diagram = compiler.builder.diagram(of: number)
    var live: Set<Int> = []
    for value in diagram.values(within: diagram.everything) {
      switch hits[value] {
      case .none: break
      case .rule(let rule): live.insert(rule)
      case .conflict(let one, let other): live.formUnion([one, other])
      case .rules(let rules): live.formUnion(rules)
      }
    }
    return live
  }

  /// Everything found, in no order.
  func findings() -> [Diagnostic] {
    gaps() + overlaps() + unreachable() + duplicates() + misleading() + neverProduced() + impossibleCells()
  }

  private var table: DecisionTable { planned.checked.table }
  private var name: String { planned.name }

  // MARK: Gaps and overlaps

  private func gaps() -> [Diagnostic] {
    let hasDefault = planned.checked.defaults.contains { $0 != nil }
    switch table.hitPolicy {
    case .collect, .ruleOrder, .outputOrder: return []
    case .unique, .first, .priority, .any: if hasDefault { return [] }
    }
    do throws(BudgetExceeded) {
      let gaps = try shape.cells.gaps(limit: 20, budget: budget)
      guard let uncovered = gaps.uncovered, let total = gaps.total else { return [undecided(table, "gaps")] }
      guard uncovered > 0 else { return [] }
      return [gap(table, name, gaps.boxes.map(describe), isComplete: gaps.isComplete, uncovered, of: total)]
    } catch { return [undecided(table, "gaps")] }
  }

  private func overlaps() -> [Diagnostic] {
    let isForbidden: Bool
    switch table.hitPolicy {
    case .unique, .any: isForbidden = true
    case .first, .priority, .collect, .ruleOrder, .outputOrder: isForbidden = false
    }
    guard isForbidden else { return [] }
    do throws(BudgetExceeded) {
      return try shape.cells.maximalOverlaps(budget: budget).compactMap { set in
        let values = Set(set.map { shape.cells.rules[$0].value })
        if table.hitPolicy == .any, values.count == 1 { return nil }
        let box = shape.cells.commonBox(of: set) ?? []
        return overlap(table, set.map { shape.order[$0] }, describe(box))
      }
    } catch { return [undecided(table, "overlaps")] }
  }

  // MARK: Rules that make no difference

  private func unreachable() -> [Diagnostic] {
    let cover = BoxCover(shape.cells)
    let takesFirst = shape.cells.policy == .first
    var found: [Diagnostic] = []
    var removed: Set<Int> = []
    for rule in shape.cells.rules.indices {
      let written = shape.order[rule]
      if let column = shape.cells.rules[rule].cells.firstIndex(where: \.isEmpty) {
        found.append(neverMatches(table, written, planned.checked.cells[written][column]))
        removed.insert(rule)
        continue
      }
      guard takesFirst else {
        if let live, !live.contains(written) { found.append(deadInGraph(table, written)) }
        continue
      }
      switch cover.isHidden(rule) {
      case .yes:
        found.append(hidden(table, written, by: coveringRules(rule).map { shape.order[$0] }))
        removed.insert(rule)
      case .undecided: found.append(undecided(table, "rule \(written + 1)"))
      case .no:
        if let live, !live.contains(written) {
          found.append(deadInGraph(table, written))
        } else if !hasOwnReason(written), cover.isRedundant(rule, without: removed) == .yes {
          found.append(redundant(table, written))
          removed.insert(rule)
        }
      }
    }
    return found
  }

  /// Whether an annotation of the rule says what no other rule says: it then changes the explanation, if not the value.
  private func hasOwnReason(_ rule: Int) -> Bool {
    let rules = table.rules
    guard let reason = rules[rule].annotations.first, !reason.isEmpty else { return false }
    return rules.count { $0.annotations.first == reason } == 1
  }

  /// The earlier rules that hide a rule: one if one suffices, else those that meet it, as few as removal leaves.
  private func coveringRules(_ rule: Int) -> [Int] {
    let cover = BoxCover(shape.cells)
    let box = shape.cells.rules[rule].cells
    if let one = (0..<rule).first(where: { cover.covers(box, with: [$0]) == .yes }) { return [one] }
    var rules = (0..<rule).filter { shape.cells.commonBox(of: [$0, rule]) != nil }
    for candidate in rules.reversed() {
      let fewer = rules.filter { $0 != candidate }
      if cover.covers(box, with: fewer) == .yes { rules = fewer }
    }
    return rules
  }

  private func duplicates() -> [Diagnostic] {
    var first: [CellTable.Rule: Int] = [:]
    return shape.cells.rules.indices.compactMap { rule in
      let written = shape.order[rule]
      guard let earlier = first[shape.cells.rules[rule]] else {
        first[shape.cells.rules[rule]] = written
        return nil
      }
      return duplicate(table, written, of: earlier)
    }
  }

  /// PRIORITY only: a rule that accepts more than one it beats, so that the reader expects the narrower one to win.
  private func misleading() -> [Diagnostic] {
    guard table.hitPolicy == .priority else { return [] }
    let rules = shape.cells.rules
    return rules.indices.compactMap { rule in
      let beaten = ((rule + 1)..<max(rule + 1, rules.count)).first { later in
        rules[later].value != rules[rule].value && shape.cells.commonBox(of: [rule, later]) != nil
          && zip(rules[rule].cells, rules[later].cells).contains { $0.isAll && !$1.isAll }
      }
      return beaten.map { misleads(table, shape.order[rule], shape.order[$0]) }
    }
  }

  // MARK: Values between tables

  private func neverProduced() -> [Diagnostic] {
    guard let live else { return [] }
    return planned.checked.priorities.enumerated().flatMap { column, allowed -> [Diagnostic] in
      let environment = Environment()
      let defaults = planned.checked.defaults[column].map { [$0.evaluate(in: environment)] } ?? []
      let produced = live.map { planned.checked.outputs[$0][column].evaluate(in: environment) } + defaults
      return allowed.compactMap { expression in
        let value = expression.evaluate(in: environment)
        return produced.contains(value) ? nil : notProduced(table, value, at: expression.fragment.location)
      }
    }
  }

  private func impossibleCells() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (column, source) in planned.sources.enumerated() {
      guard case .decision(let earlier) = source else { continue }
      for row in planned.checked.cells {
        for value in CellConstants(of: row[column].tests, in: row[column].fragment).values {
          if case .string = value, !shape.samples[column].contains(value) {
            found.append(impossible(value, earlier, shape.samples[column], at: row[column].fragment.location))
          }
        }
      }
    }
    return found
  }

  // MARK: Words for boxes

  /// A box as conditions on its columns, those that accept everything left out.
  private func describe(_ box: [CellSet]) -> String {
    let conditions = box.enumerated().filter { !$1.isAll }.map { column, set -> String in
      let label = planned.checked.inputExpressions[column].fragment.text
      let input = inputs.first { input in
        if case .input(let name) = planned.sources[column] { input.name == name } else { false }
      }
      let condition =
        input?.condition(for: set) ?? set.cells.map { "\(shape.samples[column][$0])" }.joined(separator: ", ")
      return "`\(label)`: \(condition)"
    }
    return conditions.isEmpty ? "anything" : conditions.joined(separator: "; ")
  }
}

// MARK: Wording

private func gap(
  _ table: DecisionTable, _ name: String, _ boxes: [String], isComplete: Bool, _ uncovered: UInt128,
  of total: UInt128
) -> Diagnostic {
  let more = isComplete ? [] : [Diagnostic.Note("there are more; the first \(boxes.count) are listed")]
  return Diagnostic(
    .warning, VerificationCode.gap,
    "no rule covers \(uncovered) of \(total) combinations of cells in `\(name)`", at: table.location,
    notes: boxes.map { Diagnostic.Note("no rule for \($0)") } + more,
    help: "add a rule, or give the output a default")
}

private func overlap(_ table: DecisionTable, _ rules: [Int], _ box: String) -> Diagnostic {
  let places = rules.sorted()
  return Diagnostic(
    .error, VerificationCode.overlap,
    "rules \(listed(places)) all match \(box), which hit policy \(table.hitPolicy.name) forbids",
    at: table.rules[places[places.count - 1]].location,
    notes: places.dropLast().map { .init("rule \($0 + 1) is here", at: table.rules[$0].location) })
}

private func hidden(_ table: DecisionTable, _ rule: Int, by others: [Int]) -> Diagnostic {
  let who =
    others.count == 1 ? "rule \(others[0] + 1) accepts" : "rules \(listed(others.sorted())) together accept"
  return Diagnostic(
    .warning, VerificationCode.hidden, "rule \(rule + 1) never fires: \(who) everything it accepts",
    at: table.rules[rule].location)
}

private func redundant(_ table: DecisionTable, _ rule: Int) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.redundant,
    "rule \(rule + 1) changes nothing: without it later rules give the same value",
    at: table.rules[rule].location)
}

private func deadInGraph(_ table: DecisionTable, _ rule: Int) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.deadInGraph,
    "rule \(rule + 1) never fires: the decisions before it never give it the values it waits for",
    at: table.rules[rule].location)
}

private func neverMatches(_ table: DecisionTable, _ rule: Int, _ cell: CheckedUnaryTests) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.neverMatches,
    "rule \(rule + 1) never fires: no value passes `\(cell.fragment.text)`", at: cell.fragment.location)
}

private func duplicate(_ table: DecisionTable, _ rule: Int, of earlier: Int) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.duplicate, "rule \(rule + 1) says the same as rule \(earlier + 1)",
    at: table.rules[rule].location,
    notes: [.init("rule \(earlier + 1) is here", at: table.rules[earlier].location)])
}

private func misleads(_ table: DecisionTable, _ rule: Int, _ beaten: Int) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.misleading,
    "rule \(rule + 1) wins over the more specific rule \(beaten + 1) by priority",
    at: table.rules[rule].location,
    notes: [.init("rule \(beaten + 1) is here", at: table.rules[beaten].location)])
}

private func notProduced(_ table: DecisionTable, _ value: Value, at location: SourceLocation) -> Diagnostic {
  Diagnostic(.warning, VerificationCode.neverProduced, "no rule that can fire gives `\(value)`", at: location)
}

private func impossible(_ value: Value, _ decision: String, _ possible: [Value], at location: SourceLocation)
  -> Diagnostic
{
  let given = possible.map { "\($0)" }.joined(separator: ", ")
  return Diagnostic(
    .warning, VerificationCode.impossibleCell,
    "`\(decision)` never gives `\(value)`; it gives \(given)", at: location)
}

private func undecided(_ table: DecisionTable, _ what: String) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.undecided, "\(what) could not be decided within the budget",
    at: table.location,
    help: "split the table or use fewer thresholds")
}

/// `1, 3 and 4`, as editors count rules.
private func listed(_ rules: [Int]) -> String {
  let words = rules.map { String($0 + 1) }
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return "\(words.dropLast().joined(separator: ", ")) and \(last)"
}

internal import Diagnostics
internal import FEEL

extension CheckedTable {
  /// The answer of the hit policy and the rules it comes from.
  ///
  /// Source: DMN 1.5, 8.2.10 and 8.2.11.
  ///
  /// - Parameters:
  ///   - matched: the rules that matched, in the order written.
  ///   - outputs: the outputs of a rule, evaluated when asked for.
  ///   - defaults: the default of each output, nil where there is none.
  ///   - priorities: the allowed values of each output, highest priority first.
  ///   - aggregate: folds the outputs for COLLECT with an aggregation.
  func resolve(
    _ matched: [Int], outputs: (Int) -> [Value], defaults: () -> [Value?], priorities: () -> [[Value]],
    aggregate: ([Value]) -> Value?
  ) -> (value: Value, fired: [Int]) {
    guard !matched.isEmpty else { return (noMatch(defaults(), aggregate), []) }
    switch table.hitPolicy {
    case .unique:
      guard matched.count == 1 else { return (null(severalMatch(matched)), []) }
      return (result(outputs(matched[0])), [matched[0]])
    case .first:
      return (result(outputs(matched[0])), [matched[0]])
    case .any:
      let all = matched.map(outputs)
      if let other = all.firstIndex(where: { !same($0, all[0]) }) {
        return (null(disagree(matched[0], matched[other])), [])
      }
      return (result(all[0]), matched)
    case .priority:
      let best = byPriority(matched, outputs, priorities())[0]
      return (result(best.outputs), [best.rule])
    case .outputOrder:
      let ordered = byPriority(matched, outputs, priorities())
      return (.list(ordered.map { result($0.outputs) }), ordered.map(\.rule))
    case .ruleOrder, .collect(nil):
      return (.list(matched.map { result(outputs($0)) }), matched)
    case .collect(.some):
      guard table.outputs.count == 1 else {
        return (null("\(table.hitPolicy.name) needs a single output"), matched)
      }
      return (aggregate(matched.flatMap(outputs)) ?? .null, matched)
    }
  }

  /// The value of one rule: that of the only output, or all by name.
  private func result(_ values: [Value]) -> Value {
    if values.count == 1 { return values[0] }
    return .context(Context(zip(table.outputs, values).map { ($0.name ?? "", $1) }))
  }

  private func noMatch(_ defaults: [Value?], _ aggregate: ([Value]) -> Value?) -> Value {
    if defaults.contains(where: { $0 != nil }) {
      let value = result(defaults.map { $0 ?? .null })
      switch table.hitPolicy {
      case .unique, .first, .priority, .any, .collect(.some): return value
      case .ruleOrder, .outputOrder, .collect(nil):
        if case .list = value { return value }
        return .list([value])
      }
    }
    return null("no rule matches")
  }

  private func null(_ message: String) -> Value { .null(NullReason(message, at: table.location)) }

  private func byPriority(_ matched: [Int], _ outputs: (Int) -> [Value], _ priorities: [[Value]]) -> [(
    rule: Int, outputs: [Value]
  )] {
    let ranked = matched.map { rule in
      let values = outputs(rule)
      return (rule: rule, outputs: values, ranks: zip(values, priorities).map { rank($0, $1) })
    }
    let sorted = ranked.sorted { left, right in
      for (a, b) in zip(left.ranks, right.ranks) where a != b { return a < b }
      return left.rule < right.rule
    }
    return sorted.map { ($0.rule, $0.outputs) }
  }

  /// The place among the allowed values; a value that is not among them comes last.
  private func rank(_ value: Value, _ allowed: [Value]) -> Int {
    allowed.firstIndex { feelEqual(value, $0) == true } ?? allowed.count
  }

  private func same(_ left: [Value], _ right: [Value]) -> Bool {
    zip(left, right).allSatisfy { feelEqual($0, $1) == true || $0 == $1 }
  }
}

// MARK: Wording

private func severalMatch(_ rules: [Int]) -> String {
  "rules \(numbers(rules)) match, but hit policy UNIQUE allows only one"
}

private func disagree(_ first: Int, _ other: Int) -> String {
  "rules \(first + 1) and \(other + 1) match with different outputs, which hit policy ANY forbids"
}

/// `1, 3 and 4`, as editors count rules.
private func numbers(_ rules: [Int]) -> String {
  let words = rules.map { String($0 + 1) }
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return "\(words.dropLast().joined(separator: ", ")) and \(last)"
}

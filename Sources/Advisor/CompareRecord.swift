public import Diagnostics

/// What today's rules and prices make of a saved decision.
public struct RecordComparison: Sendable {
  /// A decision that says something else.
  public struct Change: Sendable, Hashable {
    /// What changed.
    public let name: String
    /// What the record says.
    public let before: String
    /// What is said today.
    public let now: String
  }

  /// What the record advises.
  public let before: Strategy
  /// What is advised today.
  public let now: Strategy
  /// Decisions on the way that say something else, from the facts to the strategy.
  public let path: [Change]
  /// Ways whose cost a month is another.
  public let costs: [Change]
  /// Whether the rules are the same to the byte.
  public let hasSameRules: Bool
  /// Whether the prices are.
  public let hasSamePrices: Bool
  /// The headline of today's answer.
  public let headline: String

  /// Whether the recommendation would be another one.
  public var hasChanged: Bool { before != now }
}

extension AnswerBook {
  /// Makes a saved decision again.
  ///
  /// - Parameters:
  ///   - saved: as a record keeps it.
  ///   - rules: the fingerprint of today's rules.
  ///   - prices: that of today's prices.
  /// - Throws: what reading its facts throws, where the rules ask other questions today.
  public func compare(
    _ saved: SavedDecision, rules: String, prices: String
  ) throws(DiagnosticsError) -> RecordComparison {
    let useCase = try UseCase(reading: saved.facts, topics: rulebook.topics)
    let answer = try answer(useCase, figures: saved.figures)
    let today = SavedDecision(answer, day: saved.day, rules: rules, prices: prices)
    return RecordComparison(
      before: saved.strategy, now: today.strategy, path: changes(from: saved.path, to: today.path),
      costs: changes(from: saved.costs, to: today.costs), hasSameRules: saved.rules == rules,
      hasSamePrices: saved.prices == prices, headline: answer[.headline]?.sentences.first?.text ?? "")
  }

  private func changes(
    from before: [SavedDecision.Entry], to now: [SavedDecision.Entry]
  ) -> [RecordComparison.Change] {
    now.compactMap { entry in
      let old = before.first { $0.name == entry.name }?.value ?? ""
      return old == entry.value ? nil : .init(name: entry.name, before: old, now: entry.value)
    }
  }
}

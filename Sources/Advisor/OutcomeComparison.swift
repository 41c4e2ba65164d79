public import Diagnostics

/// How the advice for cases with a known outcome compares with what the teams used.
public struct OutcomeComparison: Sendable {
  /// Which facts of a case the advice may see.
  public enum Facts: String, Sendable, Hashable, CaseIterable {
    /// All that the case gives.
    case all
    /// Only what the source states, nothing that was assumed by whoever wrote the case down.
    case stated

    /// Whether a fact may be seen.
    func include(_ fact: Fact) -> Bool {
      switch self {
      case .all: true
      case .stated: fact.status != .assumed
      }
    }
  }

  /// One case and what was advised for it.
  public struct Entry: Sendable {
    /// The case.
    public let study: CaseStudy
    /// What the team used.
    public let used: Strategy
    /// What is advised.
    public let recommendation: Recommendation

    /// Whether the advice is what the team used.
    public var agrees: Bool { recommendation.strategy == used }
    /// Whether what the team used is one of the two likeliest.
    public var isAmongTwo: Bool { recommendation.prospects.prefix(2).contains { $0.strategy == used } }
  }

  /// Order: of the cases given.
  public let entries: [Entry]

  /// An evaluation of some cases.
  public init(entries: [Entry]) { self.entries = entries }

  /// The part of the cases in which the advice is what the team used; nil without cases.
  public var agreement: Double? { share(entries.count(where: \.agrees), of: entries.count) }

  /// The part of the cases in which what the team used is one of the two likeliest; nil without cases.
  public var agreementOfTwo: Double? { share(entries.count(where: \.isAmongTwo), of: entries.count) }

  /// The mean, over the strategies that were used, of the part of their cases that is found; nil without cases.
  public var macroRecall: Double? {
    let recalls = Strategy.allCases.compactMap { strategy -> Double? in
      let own = entries.filter { $0.used == strategy }
      return share(own.count(where: \.agrees), of: own.count)
    }
    return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }

  /// How many cases of one used strategy were advised another, or the same.
  public func count(used: Strategy, advised: Strategy) -> Int {
    entries.count { $0.used == used && $0.recommendation.strategy == advised }
  }

  private func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }
}

extension Rulebook {
  /// Advises on every case whose outcome is known, seeing only some of its facts.
  ///
  /// - Parameters:
  ///   - studies: the cases; those without a known outcome are passed over.
  ///   - facts: which facts may be seen.
  ///   - hidden: names of facts that may not be seen in any case.
  ///   - step: called after each case.
  /// - Throws: `DiagnosticsError` when a case's facts do not fit the rules.
  public func evaluate(
    _ studies: [CaseStudy], seeing facts: OutcomeComparison.Facts, without hidden: Set<String> = [],
    step: () -> Void = {}
  ) throws(DiagnosticsError) -> OutcomeComparison {
    var entries: [OutcomeComparison.Entry] = []
    for study in studies {
      defer { step() }
      guard let used = study.used?.strategy else { continue }
      let whole = try UseCase(reading: study.facts, topics: topics)
      let seen = whole.facts.filter { !hidden.contains($0.name) && facts.include($0) }
      entries.append(.init(study: study, used: used, recommendation: advise(on: UseCase(checked: seen))))
    }
    return OutcomeComparison(entries: entries)
  }
}

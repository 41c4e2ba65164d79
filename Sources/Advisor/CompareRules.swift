public import DMN
internal import Diagnostics
internal import Diagrams
public import FEEL

/// What two versions of rules say differently.
public struct RulesDifference: Sendable {
  /// An outcome that became another, and where.
  public struct Change: Sendable {
    /// The outcome before.
    public let from: Value
    /// The outcome after.
    public let to: Value
    /// The part of the space that it takes.
    public let share: Double
    /// Where, as boxes that may meet; each has at least one condition, or none where everything changed.
    public let boxes: [Box]
    /// The part of `share` that lies in none of the boxes.
    public let left: Double
  }

  /// A part of the space in which the change holds everywhere.
  public struct Box: Sendable {
    /// What must hold, all of it.
    public let conditions: [Condition]
    /// The part of the space that it takes.
    public let share: Double
  }

  /// A case for which the advice is another.
  public struct CaseChange: Sendable {
    /// The case.
    public let id: String
    /// What the earlier rules leave possible, the likeliest first; nil where they cannot read the case.
    public let before: [Recommendation.Prospect]?
    /// What the later rules leave possible, the likeliest first; nil where they cannot read the case.
    public let after: [Recommendation.Prospect]?
    /// Facts of the case that one of the versions does not ask.
    public let leftOut: [String]

    /// Whether another strategy is the likeliest now.
    public var isOverturned: Bool { before?.first?.strategy != after?.first?.strategy }
  }

  /// The decision compared.
  public let decision: String
  /// How much of the space changes.
  public let extent: DecisionComparison.Extent
  /// Whether `share` counts answers as often as rules say they are given; else each cell counts the same.
  public let isWeighted: Bool
  /// Order: the greatest share first.
  public let changes: [Change]
  /// Questions that only one version asks, and values that only one allows, as facts to be told.
  public let onlyOld: [String]
  /// Questions that only the later version asks.
  public let onlyNew: [String]
  /// What may be answered in one version only.
  public let domains: [(input: String, onlyOld: String, onlyNew: String)]
  /// Computed values that were compared as if each could be anything.
  public let limitations: [String]
  /// How many cases were compared; nil where there was nothing to compare them with.
  public let caseCount: Int?
  /// Order: those that another strategy leads now, then the others; each as the cases came.
  public let cases: [CaseChange]
}

/// One version of rules, as it takes part in a comparison.
public struct RulesVersion: Sendable {
  /// The rules, checked.
  public let model: CheckedModel
  /// The same as rules that advise; nil for other models.
  public let rulebook: Rulebook?

  /// A version by its parts.
  public init(model: CheckedModel, rulebook: Rulebook?) {
    self.model = model
    self.rulebook = rulebook
  }
}

extension RulesDifference {
  /// Compares a decision of two versions, and what they advise on cases.
  ///
  /// Answers are counted as often as the later version says they are given, where it says so.
  ///
  /// - Parameters:
  ///   - old: the earlier version.
  ///   - new: the later version.
  ///   - decision: a decision that both have.
  ///   - cases: cases to advise on; left out where one of the versions does not advise.
  ///   - limit: how many boxes to list for each pair of outcomes.
  /// - Throws: `DiagramProblem`, `BudgetExceeded`.
  public init(
    from old: RulesVersion, to new: RulesVersion, decision: String, cases: [CaseStudy], limit: Int
  ) throws {
    let comparison = try DecisionComparison(of: old.model, and: new.model, goal: decision)
    let speaker = new.rulebook ?? old.rulebook
    let weights = speaker.map { cellWeights(of: $0.topics, in: comparison.new) } ?? [:]
    func condition(_ input: DiagramInput, _ cells: CellSet) -> Condition {
      let asked = new.rulebook?.topic(input.name) == nil ? old.rulebook ?? speaker : speaker
      let test = input.condition(for: cells)
      return Condition(
        name: input.name, words: asked?.words(for: cells, of: input, in: comparison.new) ?? test, test: test)
    }
    self.decision = decision
    extent = comparison.extent(weights: weights)
    isWeighted = !weights.isEmpty
    changes = try comparison.changes(weights: weights, limit: limit).map { change in
      Change(
        from: change.from, to: change.to, share: change.cover.share,
        boxes: change.cover.boxes.map { box in
          Box(
            conditions: comparison.conditions(of: box).map { condition($0.input, $0.cells) }, share: box.share
          )
        },
        left: change.cover.left)
    }
    onlyOld = comparison.onlyOld
    onlyNew = comparison.onlyNew
    domains = comparison.domains.compactMap { domain in
      guard let input = comparison.new.input(domain.input) else { return nil }
      return (
        domain.input, domain.onlyOld.isEmpty ? "" : condition(input, domain.onlyOld).words,
        domain.onlyNew.isEmpty ? "" : condition(input, domain.onlyNew).words
      )
    }
    limitations =
      comparison.old.limitations
      + comparison.new.limitations.filter { !comparison.old.limitations.contains($0) }
    if let before = old.rulebook, let after = new.rulebook, decision == Rulebook.Part.strategy.rawValue {
      caseCount = cases.count
      // Cases whose advice is overturned come first; the rest only lean otherwise.
      let changed = cases.compactMap { CaseChange($0, before, after) }
      self.cases = changed.filter(\.isOverturned) + changed.filter { !$0.isOverturned }
    } else {
      caseCount = nil
      self.cases = []
    }
  }
}

extension RulesDifference.CaseChange {
  /// How the advice on a case changes; nil where it is the same.
  fileprivate init?(_ study: CaseStudy, _ old: Rulebook, _ new: Rulebook) {
    let before = Self.prospects(of: study, old)
    let after = Self.prospects(of: study, new)
    func possible(_ prospects: [Recommendation.Prospect]?) -> [Strategy]? {
      prospects.map { [$0.first?.strategy].compactMap { $0 } + $0.map(\.strategy).sorted() }
    }
    guard possible(before) != possible(after) else { return nil }
    id = study.id
    self.before = before
    self.after = after
    leftOut = study.facts.map(\.name.text).filter { old.topic($0) == nil || new.topic($0) == nil }
  }

  /// Facts that a version does not ask are left out; a value that it does not allow makes the case unreadable.
  private static func prospects(of study: CaseStudy, _ rules: Rulebook) -> [Recommendation.Prospect]? {
    let facts = study.facts.filter { rules.topic($0.name.text) != nil }
    guard let useCase = try? UseCase(reading: facts, topics: rules.topics) else { return nil }
    return rules.prospects(for: useCase)
  }
}

public import DMN
public import FEEL

/// Everything that an answer is made from: the rules of strategy, of wording and of cost, and the library of cases.
public struct AnswerBook: Sendable {
  /// The rules of cost.
  public struct CostRules: Sendable {
    let economics: ConceptModel
    let assumptions: CheckedModel
    let prices: CheckedModel

    /// The rules by their models.
    public init(economics: ConceptModel, assumptions: CheckedModel, prices: CheckedModel) {
      self.economics = economics
      self.assumptions = assumptions
      self.prices = prices
    }
  }

  /// The rules of strategy.
  public let rulebook: Rulebook
  /// The rules of wording.
  public let rules: AnswerRules
  /// The rules of cost.
  public let costRules: CostRules
  /// The cases that may be precedents, with their facts checked.
  let library: [Shelved]
  /// The day to look prices up for.
  private(set) var today: Value

  /// A case on the shelf.
  struct Shelved: Sendable {
    let study: CaseStudy
    let useCase: UseCase
  }

  /// A book by its parts.
  ///
  /// - Parameters:
  ///   - library: cases that may be precedents; those whose facts do not fit the rules are passed over, as the rules may
  ///     be a user's own.
  ///   - today: the day to look prices up for.
  public init(
    rulebook: Rulebook, rules: AnswerRules, costRules: CostRules, library: [CaseStudy], today: Value
  ) {
    self.rulebook = rulebook
    self.rules = rules
    self.costRules = costRules
    self.library = library.compactMap { study in
      (try? UseCase(reading: study.facts, topics: rulebook.topics)).map { Shelved(study: study, useCase: $0) }
    }
    self.today = today
  }

  /// The same book, with prices looked up for another day.
  public func on(_ today: Value) -> AnswerBook {
    var copy = self
    copy.today = today
    return copy
  }
}

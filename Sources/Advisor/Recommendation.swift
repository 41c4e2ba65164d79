public import DMN
public import FEEL

/// What the rules advise for a use case, and why.
public struct Recommendation: Sendable {
  /// A strategy that the facts leave possible.
  public struct Prospect: Sendable, Hashable {
    /// The strategy.
    public let strategy: Strategy
    /// The part of the combinations of open answers that lead there, by weight; all parts make 1.
    public let share: Double
  }

  /// A fact that would help to decide, if somebody found it out.
  public struct OpenQuestion: Sendable, Hashable {
    /// The input.
    public let name: String
    /// The question as the rules ask it.
    public let question: String
    /// What each answer would leave.
    ///
    /// Order: of the choices.
    public let answers: [Answer]

    /// One answer to the question.
    public struct Answer: Sendable, Hashable {
      /// How the rules name it.
      public let label: String
      /// The strategies that it would leave possible, from the cheapest rung.
      public let leaves: [Strategy]
      /// The strategies that are possible now and would not be any more.
      public let rulesOut: [Strategy]
    }
  }

  /// What has to be shown before a costlier rung is taken.
  public struct Gate: Sendable, Hashable {
    /// The rung.
    public let before: Strategy
    /// The test to pass, as a sentence.
    public let test: Sentence
  }

  /// Another model of the rules that has something to say about the case.
  public struct Section: Sendable, Hashable {
    /// The model's name.
    public let model: String
    /// What the case tells it, by its own inputs; what the case leaves open is not in it.
    public let facts: [String: Value]
    /// Why it matters here.
    public let why: Sentence
  }

  /// Where this is heading: the strategy that the facts call for, or the likeliest while it is open.
  public let strategy: Strategy
  /// What to do now: the cheapest rung whose failure has not been shown; nil where the rules do not say.
  public let now: Strategy?
  /// Order: the greatest share first.
  ///
  /// One where the facts settle it.
  public let prospects: [Prospect]
  /// The fact that would narrow the prospects most; nil when they are settled.
  public let openQuestion: OpenQuestion?
  /// The smallest number of given facts that would have to be wrong for another strategy; 0 while several are
  /// possible, nil where no answers lead to another one.
  public let wrongFacts: Int?
  /// Order: as the rules give them.
  public let gates: [Gate]
  /// Order: as in the answer.
  public let justification: [Beat]
  /// Order: as the rules give them.
  ///
  /// Models that say nothing to this case are left out.
  public let sections: [Section]
  /// What was known.
  public let useCase: UseCase
  /// The knowledge sources named by the rules that were applied, in the order of the rules file.
  public let sources: [KnowledgeSource]

  /// Whether every completion of the facts leads to the same strategy.
  public var isSettled: Bool { prospects.count == 1 }

  /// Every sentence of the answer that rules or facts stand behind, in its order.
  public var sentences: [Sentence] {
    let split = justification.firstIndex { $0.kind > .evidence } ?? justification.endIndex
    return justification[..<split].flatMap(\.sentences) + gates.map(\.test)
      + justification[split...].flatMap(\.sentences) + sections.map(\.why)
  }

  /// The part of the justification about one thing, if there is any.
  public subscript(kind: Beat.Kind) -> Beat? { justification.first { $0.kind == kind } }
}

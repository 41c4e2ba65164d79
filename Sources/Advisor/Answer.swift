public import DMN

/// How long an answer may be.
public enum AnswerLength: String, Sendable, Hashable, CaseIterable {
  /// One sentence.
  case headline
  /// What can be said in an interview without losing the listener.
  case spoken
  /// A page with the costs, the path and the sources.
  case written
}

/// A recommendation put into words: the parts that every length is made of.
public struct Answer: Sendable {
  /// Something that an answer tells.
  public struct Part: Sendable, Hashable {
    /// What a part is about; the order of the cases is the order of the answer.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case headline
      case situation
      case facts
      case cheaper
      case costlier
      case assumed
      case cost
      case risk
      case precedent
      case measure
      case firstStep = "first step"
      case evidence
      case change
      case lookAgain = "look again"

      /// Whether there is room for it in something that is said.
      var isSpoken: Bool {
        switch self {
        case .firstStep, .evidence, .lookAgain: false
        case .headline, .situation, .facts, .cheaper, .costlier, .assumed, .cost, .risk, .precedent, .measure,
          .change:
          true
        }
      }
    }

    /// What it is about.
    public let kind: Kind
    /// Order: as they are to be said, the one to keep first; never empty.
    public let sentences: [Sentence]
    /// Another wording of the first sentence, with fewer words.
    let shorter: Sentence?
  }

  /// What it puts into words.
  public let recommendation: Recommendation
  /// The case, if it is a real one.
  public let study: CaseStudy?
  /// What the rules of cost reckoned with besides the facts.
  public let figures: [WrittenFact]
  /// Order: of the answer.
  public let parts: [Part]
  /// What each way costs in the month that fits the case; nil where the rules compute nothing.
  public let costs: AnswerCosts?
  /// The way from the facts to the strategy.
  public let path: DecisivePath
  /// Order: the nearest first.
  public let precedents: [Precedent]
  /// The knowledge sources that the sentences name, in the order of the rules files.
  public let sources: [KnowledgeSource]

  /// The part of one kind, if there is any.
  public subscript(kind: Part.Kind) -> Part? { parts.first { $0.kind == kind } }
}

/// A text with its length.
public struct AnswerText: Sendable, Hashable {
  /// The text.
  public let text: String
  /// How many words count; a picture, a table and the list of sources do not.
  public let words: Int
  /// How long it takes to say them.
  public let seconds: Int
}

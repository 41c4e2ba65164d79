public import Advisor

/// Everything that can be asked: questions as written, and patterns for those about cases and rules.
public struct QuestionBank: Sendable {
  /// A question that can be asked about any case; the rubric comes from the advice on the case.
  public struct CaseQuestion: Sendable, Hashable {
    /// What the rubric is taken from.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
      /// The advice.
      case advice
      /// What speaks against a strategy that is not advised; asked for each of them.
      case other
      /// The advice on the same case with one fact multiplied.
      case multiplied
    }

    /// A part of the advice that becomes points.
    public enum Part: Sendable, Hashable {
      /// What is recommended.
      case strategy
      /// The sentences of a part of the justification.
      case beat(Beat.Kind)
      /// What has to be shown before a costlier strategy.
      case gates
    }

    /// The last part of the questions' names.
    public let id: String
    /// What the rubric is taken from.
    public let subject: Subject
    /// The question, with `{strategy}` for the one that is not advised.
    public let text: String
    /// Order: of the points.
    public let parts: [Part]
    /// What answers get wrong.
    public let traps: [String]
    /// The share of what the facts leave open that a strategy needs to be a recommendation that they bear out.
    ///
    /// Range: 0 to 1.
    public let leastShare: Double
    /// The fact that is multiplied.
    public let fact: String?
    /// By what; 1 where nothing is multiplied.
    public let factor: Int
    /// Points for when the advice stays the same.
    public let whenSame: [String]
    /// Points for when it changes.
    public let whenChanged: [String]
  }

  /// How a row of the rules is asked about.
  public struct RuleQuestion: Sendable, Hashable {
    /// The question, with `{model}`, `{conditions}` and `{decision}`.
    public let text: String
    /// The point, with `{decision}` and `{outcome}`, for outcomes of a word or two.
    public let point: String
  }

  /// Order: as written.
  public let questions: [Question]
  /// Order: as written.
  public let caseQuestions: [CaseQuestion]
  /// Nil where rows of rules are not asked about.
  public let ruleQuestion: RuleQuestion?
  /// The words on cards.
  public let ankiWords: AnkiWords
  /// How a point says that a strategy is recommended, in several ways.
  public let strategyPoints: [Strategy: Question.Point]
  /// Other ways to say what the rules say, so that plain words earn a point about a case.
  public let paraphrases: Paraphrases
}

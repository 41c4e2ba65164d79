public import Advisor

/// An interview question with what a good answer holds: a rubric in plain sentences.
public struct Question: Sendable, Hashable {
  /// The name by which it is asked for.
  public let id: String
  /// What it is about, such as `cost`.
  public let topic: String
  /// The question.
  public let text: String
  /// What a good answer says.
  ///
  /// Shape: never empty; each is one sentence, or several ways to say the same thing.
  public let points: [Point]
  /// What answers get wrong.
  public let traps: [String]
  /// Where the points come from: addresses or titles; empty where they are the authors' own.
  public let sources: [String]
  /// The case that it is asked about; nil where it is asked in general.
  public let caseID: String?
  /// Strategies that the facts of the case call for or leave open; empty where the question has no case, or asks
  /// for no recommendation.
  public let advised: [Strategy]
  /// What an answer must not say of the case.
  public let falsehoods: [Falsehood]
  /// What the case gives as facts.
  public let givens: [Given]
  /// Whether it asks for the advice itself, so that the spoken answer of the case is what to compare with.
  public let asksForAdvice: Bool
  /// The strategy that it asks why not to take; nil where it names none.
  public let against: Strategy?
  /// An answer to compare one's own with; nil where there is none.
  public var model: String?

  /// A fact that the case gives.
  public struct Given: Sendable, Hashable {
    /// The fact's name in the rules.
    public let fact: String
    /// What it is.
    public let content: Content
    /// What a user is told that it is.
    public let truth: String

    /// A word, or the numbers that are possible.
    public enum Content: Sendable, Hashable {
      case word(String)
      case numbers(ClosedRange<Double>)
    }
  }

  /// What another answer to a question of the rules would say, and what the case says.
  public struct Falsehood: Sendable, Hashable {
    /// The statement.
    public let text: String
    /// What the case says instead.
    public let truth: String
  }

  /// Something that a good answer says.
  public struct Point: Sendable, Hashable {
    /// The sentence that a user is shown.
    public let text: String
    /// Other sentences that earn it.
    public let alternatives: [String]

    /// A point by its sentences.
    public init(_ text: String, alternatives: [String] = []) {
      self.text = text
      self.alternatives = alternatives
    }
  }

  /// A question by its parts.
  public init(
    id: String, topic: String, text: String, points: [Point], traps: [String] = [], sources: [String] = [],
    caseID: String? = nil, advised: [Strategy] = [], falsehoods: [Falsehood] = [], givens: [Given] = [],
    asksForAdvice: Bool = false, against: Strategy? = nil, model: String? = nil
  ) {
    self.id = id
    self.topic = topic
    self.text = text
    self.points = points
    self.traps = traps
    self.sources = sources
    self.caseID = caseID
    self.advised = advised
    self.falsehoods = falsehoods
    self.givens = givens
    self.asksForAdvice = asksForAdvice
    self.against = against
    self.model = model
  }
}

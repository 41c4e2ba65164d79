/// An answer that was given, and what it earned.
public struct Attempt: Sendable, Hashable {
  /// A point of the rubric and what became of it.
  public struct Point: Sendable, Hashable {
    /// The point.
    public let text: String
    /// `earned`, `partly`, `denied` or `missing`.
    public let standing: String

    /// A point by its parts.
    public init(_ text: String, standing: String) {
      self.text = text
      self.standing = standing
    }

    /// Whether nothing or the opposite was said.
    public var isMissed: Bool { standing == "missing" || standing == "denied" }
  }

  /// The question's id.
  public let question: String
  /// What it is about.
  public let topic: String
  /// The day as ISO 8601 writes it, such as `2026-11-25`.
  public let day: String
  /// Range: 0 to 100.
  public let score: Int
  /// `weak`, `middling` or `strong`.
  public let band: String
  /// Order: of the rubric.
  public let points: [Point]

  /// An attempt by its parts.
  public init(question: String, topic: String, day: String, score: Int, band: String, points: [Point]) {
    self.question = question
    self.topic = topic
    self.day = day
    self.score = score
    self.band = band
    self.points = points
  }
}

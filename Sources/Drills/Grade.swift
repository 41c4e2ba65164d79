/// What a rubric makes of an answer, with the sentence behind each remark.
public struct Grade: Sendable, Hashable {
  /// How far an answer gets.
  public enum Band: String, Sendable, Hashable, CaseIterable {
    case weak
    case middling
    case strong
  }

  /// What became of an expected point.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// A sentence says it.
    case earned
    /// A sentence says some of it.
    case partly
    /// A sentence says the opposite.
    case denied
    /// No sentence says it.
    case missing
  }

  /// An expected point and the sentence that earned it.
  public struct Point: Sendable, Hashable {
    /// The point, as the rubric has it.
    public let text: String
    /// What became of it.
    public let standing: Standing
    /// Range: 0 to 1.
    public let value: Double
    /// The sentence as the answer has it; nil where nothing comes near.
    public let sentence: String?
  }

  /// Something that is wrong or noteworthy, and where the answer says it.
  public struct Remark: Sendable, Hashable {
    /// The name in the vocabulary, or `trap`.
    public let id: String
    /// What a user is told.
    public let says: String
    /// The sentence as the answer has it.
    public let sentence: String
    /// A second sentence, with which the first is at odds.
    public let other: String?

    init(id: String, says: String, sentence: String, other: String? = nil) {
      self.id = id
      self.says = says
      self.sentence = sentence
      self.other = other
    }
  }

  /// Range: 0 to 100.
  public let score: Int
  /// The score before rounding, to rank by.
  public let exactScore: Double
  /// How far that is.
  public let band: Band
  /// Order: of the rubric.
  public let points: [Point]
  /// Traps of this question that it fell into.
  public let traps: [Remark]
  /// Statements known to be wrong.
  public let mistakes: [Remark]
  /// Where it is at odds with itself.
  public let contradictions: [Remark]
  /// Sums that do not come out, and amounts that cannot be.
  public let figures: [Remark]
  /// How it reasons: one remark for each kind of sign.
  public let signs: [Remark]
  /// The kinds of sign that are not there, as a user is told.
  public let absentSigns: [String]
  /// Ways of speaking that weaken it.
  public let weaknesses: [Remark]
  /// Whether it is a list of terms rather than sentences.
  public let isList: Bool
  /// Unit: words.
  public let words: Int
}

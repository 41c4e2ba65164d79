public import DMN
public import FEEL

/// What rules about one concept answer, and from where.
public struct Consultation: Sendable {
  /// An answer that the facts leave possible: its parts by name, or one part without a name for a single value.
  public typealias Answer = [(name: String, value: Value)]

  /// A rule that decides.
  public struct Ground: Sendable {
    /// The decision that it belongs to.
    public let decision: String
    /// Its number in the table, from 1.
    public let rule: Int
    /// Why it stands, in the words of the rules.
    public let reason: String?
  }

  /// A figure that the rules compute on the way.
  public struct Figure: Sendable {
    /// The decision that it is.
    public let name: String
    /// What it is.
    public let value: Value
    /// What it counts; empty for a pure number or a word.
    public let unit: String
  }

  /// The rules' name.
  public let model: String
  /// Order: of the rules; one where the facts settle it.
  public let answers: [Answer]
  /// The question of each input that is not known: while several answers are possible, only of those that can still
  /// change the answer, the most telling first.
  public let open: [(name: String, question: String)]
  /// The rules that decide, the answering one first; empty while several answers are possible.
  public let grounds: [Ground]
  /// The figures whose facts are all known, in the order of the rules.
  public let figures: [Figure]
  /// What the deciding rules rest on.
  public let sources: [KnowledgeSource]

  /// Whether every completion of the facts has the same answer.
  public var isSettled: Bool { answers.count == 1 }
}

public import Diagnostics

/// What a team needs as facts and, where it is known, what it used and what came of it.
public struct CaseStudy: Sendable, Hashable {
  /// A place where the case can be read.
  public struct Source: Sendable, Hashable {
    /// Who wrote it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// The team itself.
      case original
      /// Somebody about it.
      case summary
      /// A research paper.
      case paper
    }

    /// The address.
    public let url: String
    /// Who wrote it.
    public let kind: Kind
    /// What to know about it; nil where nothing is said.
    public let remark: String?
  }

  /// What a team did, and how it went.
  public struct Used: Sendable, Hashable {
    /// The strategy that the team ended with.
    public let strategy: Strategy
    /// How it went and what decided.
    public let result: String?
  }

  /// A short name that no other case has.
  public let id: String
  /// What was to be built.
  public let title: String
  /// Who did it.
  public let organisation: String
  /// When, as written; nil where nobody says.
  public let year: String?
  /// Order: as written; empty for a case of one's own.
  public let sources: [Source]
  /// The need, as it stood before the decision.
  public let narrative: String
  /// Order: as written.
  public let facts: [WrittenFact]
  /// What the rules of cost are to reckon with.
  ///
  /// Order: as written.
  public let figures: [WrittenFact]
  /// What the team did; nil where nothing is known or nothing was done yet.
  public let used: Used?
  /// Where the case begins.
  public let location: SourceLocation
}

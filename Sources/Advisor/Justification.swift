public import Diagnostics

/// One sentence and everything that stands behind it.
public struct Sentence: Sendable, Hashable {
  /// The rule that says so.
  public struct Rule: Sendable, Hashable {
    /// The decision whose table holds the rule.
    public let decision: String
    /// The rule's id in the rules file.
    public let id: String
    /// The row, from 1.
    public let number: Int
    /// Where it is written.
    public let location: SourceLocation
  }

  /// The sentence in plain text, placeholders filled in.
  public let text: String
  /// The rules that were decisive, in the order in which they were applied.
  public let rules: [Rule]
  /// The names of the facts that were read.
  public let facts: [String]
  /// The ids of the knowledge sources behind the rules.
  public let sources: [String]

  /// A sentence with its trace.
  public init(_ text: String, rules: [Rule] = [], facts: [String] = [], sources: [String] = []) {
    self.text = text
    self.rules = rules
    self.facts = facts
    self.sources = sources
  }
}

extension Sentence {
  /// The same with a capital letter in front.
  var capitalized: Sentence {
    Sentence(Prose.capitalized(text), rules: rules, facts: facts, sources: sources)
  }
}

extension Beat.Kind: Comparable {
  /// Order: of the answer.
  public static func < (left: Beat.Kind, right: Beat.Kind) -> Bool {
    let all = allCases
    return (all.firstIndex(of: left) ?? 0) < (all.firstIndex(of: right) ?? 0)
  }
}

/// A part of the justification: sentences that belong together.
public struct Beat: Sendable, Hashable {
  /// What the part is about; the order of the cases is the order of the answer.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case headline
    case decidingFacts
    case whyNotCheaper
    case whyNotCostlier
    case firstStep
    case evidence
    case risk
    case containment
    case whatWouldChange
    case lookAgain
  }

  /// What the part is about.
  public let kind: Kind
  /// Order: as they are to be read; never empty.
  public let sentences: [Sentence]

  /// A part by its sentences.
  public init(_ kind: Kind, _ sentences: [Sentence]) {
    self.kind = kind
    self.sentences = sentences
  }
}

/// The words of the drills: what says the same, what denies, what is known to be wrong, and what counts for how much.
///
/// Read from a file of the rules, so that it can be corrected without building.
public struct Vocabulary: Sendable {
  /// What a group of wordings is for.
  enum Kind: Sendable, Hashable {
    case idea
    case sign
    case weakness
    case mistake
    /// One half of a contradiction, by its number.
    case oneHalf(Int)
    case otherHalf(Int)
    case denies
    case deniesBefore
    case notDenial
    /// What takes back a mistake in front of it, such as `can not`.
    case retracts
    case reversal
    case jargon
    /// With which a trap says that something is left out.
    case omission
    /// What names things to think about without saying anything of them.
    case survey
    case figure(FigureWord)
    /// How a strategy is recommended; its id is the strategy's word.
    case stance
    /// How an answer that is asked for advice begins by recommending a strategy; its id is the strategy's word.
    case opening
    /// A statement about a fact of a case; without a value, the number in it is the value.
    case claim(fact: String, value: String?)
    /// What makes a sentence no statement about the case, such as `if`.
    case noClaim
    /// What makes a sentence no recommendation, such as `until`.
    case noStance
  }

  /// Words around sums, and slips in them.
  enum FigureWord: String, Sendable, CaseIterable {
    case rate
    case times
    case equals
    case perCall = "per-call"
    case perMillion = "per-million"
    case sum
    case magnitude
  }

  /// Wordings that mean one thing.
  struct Theme: Sendable {
    let kind: Kind
    let id: String
    /// What a user is told; empty where nothing is said.
    let says: String
    /// What an idea counts for beside others.
    let weight: Double
    /// The ideas of a principle that a mistake offends; the ways between which a survey does not decide.
    let against: [String]
    let wordings: [Wording]
  }

  /// An answer that holds both halves is at odds with itself.
  struct Contradiction: Sendable {
    let id: String
    let says: String
  }

  let forms: WordForms
  let scale: Scale
  /// Stems that say nothing by themselves.
  let empty: Set<String>
  /// Stems with which a rubric speaks of the speaker.
  let rubricWords: Set<String>
  /// Stems at which a denial ends.
  let denialEnds: Set<String>
  /// Order: as written.
  let themes: [Theme]
  let contradictions: [Contradiction]
  /// What a user is told where an answer contradicts a fact of the case; `{truth}` stands for the fact.
  let saysFalsehood: String
  /// The theme of an idea.
  let ideas: [String: Int]
  let lookup: WordingLookup

  init(
    forms: WordForms, scale: Scale, empty: Set<String>, rubricWords: Set<String>, denialEnds: Set<String>,
    themes: [Theme], contradictions: [Contradiction], saysFalsehood: String
  ) {
    self.saysFalsehood = saysFalsehood
    self.forms = forms
    self.scale = scale
    self.empty = empty
    self.rubricWords = rubricWords
    self.denialEnds = denialEnds
    self.themes = themes
    self.contradictions = contradictions
    ideas = Dictionary(
      themes.enumerated().filter { $0.element.kind == .idea }.map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    lookup = WordingLookup(themes: themes, ideas: ideas, without: [])
  }

  /// The same vocabulary as if some wordings had never been written down.
  func without(_ wordings: Set<WordingID>) -> Vocabulary {
    Vocabulary(self, lookup: WordingLookup(themes: themes, ideas: ideas, without: wordings))
  }

  private init(_ other: Vocabulary, lookup: WordingLookup) {
    forms = other.forms
    scale = other.scale
    empty = other.empty
    rubricWords = other.rubricWords
    denialEnds = other.denialEnds
    themes = other.themes
    contradictions = other.contradictions
    saysFalsehood = other.saysFalsehood
    ideas = other.ideas
    self.lookup = lookup
  }
}

/// A wording by its theme and its number in there.
struct WordingID: Sendable, Hashable {
  let theme: Int
  let wording: Int
}

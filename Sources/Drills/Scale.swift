/// What counts for how much in a grade; every figure stands in the vocabulary file.
struct Scale: Sendable {
  /// The figures by their names, as the file has them.
  private let figures: [Figure: Double]

  /// The figures that a vocabulary has to give.
  ///
  /// Range: from 0 to 1, but for those that `largest` names.
  enum Figure: String, Sendable, CaseIterable {
    /// From which share of denied words on a point counts as denied.
    case deniedShare = "denied-share"
    /// From which share of a point on a sentence is about it at all.
    case countedShare = "counted-share"
    /// From which share of a point on it is earned in full.
    case fullShare = "full-share"
    /// What a point is worth that takes two sentences, or three, or lies scattered.
    case twoSentences = "two-sentences"
    case threeSentences = "three-sentences"
    case scattered
    /// What a way to make a point is worth that is told by one word, or by two.
    case oneWord = "one-word"
    case twoWords = "two-words"
    /// What is left of a point where the words that set it apart most are missing.
    case withoutCore = "without-core"
    /// From which value on a point is called partly there, or earned.
    case partlyFrom = "partly-from"
    case earnedFrom = "earned-from"
    /// From how many times as much or as little on a number contradicts a case.
    case farNumber = "far-number"
    /// What a word is worth that is denied where the point affirms it, or the other way about.
    case deniedValue = "denied-value"
    /// What a word is worth in a sentence that only lists what to think about.
    case survey
    /// How many parts of a sentence behind its first, and of how many words at most, make a list, if they
    /// name as many topics.
    case listParts = "list-parts"
    case listWords = "list-words"
    /// The part of a word's weight that depends on how rare it is in the questions.
    case rareWeight = "rare-weight"
    /// The weight of a word that belongs to no idea.
    case plainWord = "plain-word"
    /// The weight of a word that the question itself says.
    case echo
    /// The part of the score that the points make; the signs of reasoning lift the rest.
    case coverage
    /// How many signs lift it all.
    case signsForAll = "signs-for-all"
    /// For an answer of how many words that holds, and the part of it by which twice the words need more signs.
    case signsAtWords = "signs-at-words"
    case signsPerDoubling = "signs-per-doubling"
    /// What each of these is multiplied onto the score.
    case mistake
    case weakness
    case contradiction
    case deniedPoint = "denied-point"
    case wrongFigure = "wrong-figure"
    /// The share of plain words below which a text is a list of terms, where it is nothing else, and what is left then.
    case bareBelow = "bare-below"
    case bareAll = "bare-all"
    case bareLeast = "bare-least"
    /// From which share of terms on they cost something, how much, and what is left at least.
    case jargonFrom = "jargon-from"
    case jargonSlope = "jargon-slope"
    case jargonLeast = "jargon-least"
    /// How many words a denial reaches, and how many a no may have that answers a question.
    case denialReach = "denial-reach"
    case shortNo = "short-no"
    /// How many words may stand between a mistake and what takes it back.
    case takenBackWithin = "taken-back-within"
    /// The share of a trap's words that a sentence must have, and how many at least.
    case trapShare = "trap-share"
    case trapWords = "trap-words"
    /// Above how many dollars the cost of one call is a slip of units.
    case dollarsPerCall = "dollars-per-call"
    /// From which score on an answer is called strong, or middling.
    case strongFrom = "strong-from"
    case middlingFrom = "middling-from"

    /// The greatest value that makes sense.
    var largest: Double {
      switch self {
      case .signsForAll, .trapWords, .listParts, .listWords, .denialReach, .shortNo, .takenBackWithin: 50
      case .signsAtWords: 1000
      case .jargonSlope: 20
      case .dollarsPerCall: 1e6
      case .strongFrom, .middlingFrom, .farNumber: 100
      default: 1
      }
    }
  }

  /// A scale of all figures; a missing one is the reader's mistake and counts as 1.
  init(_ figures: [Figure: Double]) { self.figures = figures }

  subscript(figure: Figure) -> Double { figures[figure] ?? 1 }
}

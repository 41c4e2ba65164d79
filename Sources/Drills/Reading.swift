/// A text in which every wording of the vocabulary has been found, and what is denied is known.
struct Reading: Sendable {
  /// A wording found.
  struct Occurrence: Sendable, Hashable {
    let id: WordingID
    /// The words that it covers.
    let range: Range<Int>
    let sentence: Int
    /// Whether the text denies it.
    let isDenied: Bool
  }

  let text: TokenizedText
  /// Order: by place; empty for a theme that is not found.
  let occurrences: [Int: [Occurrence]]
  /// The places of the words that deny a word, by word.
  private let deniers: [[Int]]

  /// Sentences that only list what to think about.
  let surveys: Surveys

  /// The places of each stem, in order.
  private let placesOfStems: [String: [Int]]

  /// The words.
  var tokens: [Token] { text.tokens }
  /// How many sentences there are.
  var sentenceCount: Int { text.sentences.count }

  /// A text with everything found in it.
  ///
  /// Cost: linear in the text; each word is compared with the wordings that begin with it.
  init(_ text: String, vocabulary: Vocabulary, tokenizer: Tokenizer) {
    self.text = tokenizer.tokenize(text)
    let matcher = WordingMatcher(vocabulary: vocabulary, tokens: self.text.tokens)
    let found = matcher.all()
    let deniers = Denials(found: found, vocabulary: vocabulary, text: self.text).deniers
    self.deniers = deniers
    var occurrences: [Int: [Occurrence]] = [:]
    for match in found {
      occurrences[match.id.theme, default: []].append(
        Occurrence(
          id: match.id, range: match.range, sentence: self.text.tokens[match.range.lowerBound].sentence,
          isDenied: Reading.isDenied(match.range, deniers)))
    }
    self.occurrences = occurrences
    surveys = Surveys(text: self.text, occurrences: occurrences, vocabulary: vocabulary)
    placesOfStems = Dictionary(grouping: self.text.tokens.indices) { [tokens = self.text.tokens] in
      tokens[$0].stem
    }
  }

  /// Where words of a stem stand.
  func places(of stem: String) -> [Int] { placesOfStems[stem] ?? [] }

  /// Whether most of the words are denied by words outside of them; denied twice is affirmed.
  func isDenied(_ range: Range<Int>) -> Bool { Reading.isDenied(range, deniers) }

  private static func isDenied(_ range: Range<Int>, _ deniers: [[Int]]) -> Bool {
    let denied = range.count { place in
      !deniers[place].isEmpty && deniers[place].count { !range.contains($0) } % 2 == 1
    }
    return denied * 2 > range.count
  }

  /// The places of all themes of a kind.
  ///
  /// Order: by theme, then by place.
  func occurrences(of kind: Vocabulary.Kind, _ vocabulary: Vocabulary) -> [Occurrence] {
    vocabulary.themes.indices.filter { vocabulary.themes[$0].kind == kind }.flatMap { occurrences[$0] ?? [] }
  }

  /// The places where a theme is affirmed.
  func affirmed(_ theme: Int) -> [Occurrence] { (occurrences[theme] ?? []).filter { !$0.isDenied } }
}

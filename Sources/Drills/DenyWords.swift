/// Which words of a text are denied, and by what: negation has a scope.
struct Denials {
  /// How many words a denial reaches.
  private let reach: Int
  /// How many words a no may have that answers a question.
  private let shortNo: Int

  /// The places of the words that deny a word, by word.
  private(set) var deniers: [[Int]]

  /// The denials of a text.
  ///
  /// A denial reaches to the end of its clause, at most `reach` words, and stops at words such as `but` and `because`.
  /// One that follows what it denies (`… is not needed`) reaches back in the same way.
  /// So does a short no to the speaker's own question (`Train it? Never.`).
  init(found: [WordingMatcher.Match], vocabulary: Vocabulary, text: TokenizedText) {
    let tokens = text.tokens
    reach = Int(vocabulary.scale[.denialReach])
    shortNo = Int(vocabulary.scale[.shortNo])
    deniers = Array(repeating: [], count: tokens.count)
    var inForm: Set<Int> = []
    for match in found where vocabulary.themes[match.id.theme].kind == .notDenial {
      inForm.formUnion(match.range)
    }
    var seen: Set<Int> = []
    for match in found {
      let first = match.range.lowerBound
      switch vocabulary.themes[match.id.theme].kind {
      case .denies:
        guard !inForm.contains(first), seen.insert(first).inserted else { continue }
        denyAfter(match.range, vocabulary.denialEnds, tokens)
        denyQuestion(before: first, text)
      case .deniesBefore: denyBefore(match.range, tokens)
      default: break
      }
    }
  }

  private mutating func denyAfter(_ range: Range<Int>, _ ends: Set<String>, _ tokens: [Token]) {
    let first = range.lowerBound
    for place in range.upperBound..<min(tokens.count, range.upperBound + reach) {
      guard tokens[place].clause == tokens[first].clause else { return }
      if place > range.upperBound, ends.contains(tokens[place].stem) { return }
      deniers[place].append(first)
    }
  }

  /// The question in the sentence before, if the denial is all that the first clause of its own sentence says.
  private mutating func denyQuestion(before first: Int, _ text: TokenizedText) {
    let tokens = text.tokens
    let (sentence, clause) = (tokens[first].sentence, tokens[first].clause)
    guard first > 0, tokens[first - 1].sentence == sentence - 1, text.sentences[sentence - 1].hasSuffix("?"),
      tokens[first...].prefix(shortNo + 1).count(where: { $0.clause == clause })
        <= shortNo
    else { return }
    let asked = tokens[..<first].indices.reversed().prefix { tokens[$0].sentence == sentence - 1 }
    guard asked.allSatisfy({ deniers[$0].isEmpty }) else { return }
    for place in asked { deniers[place].append(first) }
  }

  private mutating func denyBefore(_ range: Range<Int>, _ tokens: [Token]) {
    let first = range.lowerBound
    for place in (max(0, first - reach)..<first).reversed() {
      guard tokens[place].clause == tokens[first].clause else { return }
      deniers[place].append(first)
    }
  }
}

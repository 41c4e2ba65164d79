/// Which words of a text are denied, and by what: negation has a scope.
struct Denials {
  /// How many words a denial reaches.
  private static let reach = 9

  /// The places of the words that deny a word, by word.
  private(set) var deniers: [[Int]]

  /// The denials of a text.
  ///
  /// A denial reaches to the end of its clause, at most `reach` words, and stops at words such as `but` and `because`.
  /// One that follows what it denies (`… is not needed`) reaches back in the same way.
  init(found: [WordingMatcher.Match], vocabulary: Vocabulary, tokens: [Token]) {
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
      case .deniesBefore: denyBefore(match.range, tokens)
      default: break
      }
    }
  }

  private mutating func denyAfter(_ range: Range<Int>, _ ends: Set<String>, _ tokens: [Token]) {
    let first = range.lowerBound
    for place in range.upperBound..<min(tokens.count, range.upperBound + Denials.reach) {
      guard tokens[place].clause == tokens[first].clause else { return }
      if place > range.upperBound, ends.contains(tokens[place].stem) { return }
      deniers[place].append(first)
    }
  }

  private mutating func denyBefore(_ range: Range<Int>, _ tokens: [Token]) {
    let first = range.lowerBound
    for place in (max(0, first - Denials.reach)..<first).reversed() {
      guard tokens[place].clause == tokens[first].clause else { return }
      deniers[place].append(first)
    }
  }
}

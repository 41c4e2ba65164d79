/// The sentences of a text that only list what to think about.
struct Surveys: Sendable {
  /// Those that say so with words such as `would consider`.
  let announced: Set<Int>
  /// Those that name topics of the vocabulary one after the other, a few words for each, or all ways there are.
  ///
  /// Some questions of the trade ask for such a list; what to do in a case never is one.
  let lists: Set<Int>

  /// - Parameters:
  ///   - text: the text.
  ///   - occurrences: wordings found, by theme.
  ///   - vocabulary: what they are for.
  init(text: TokenizedText, occurrences: [Int: [Reading.Occurrence]], vocabulary: Vocabulary) {
    func found(_ kind: Vocabulary.Kind) -> [Reading.Occurrence] {
      occurrences.filter { vocabulary.themes[$0.key].kind == kind }.flatMap(\.value)
    }
    // A list has two commas at least.
    announced = Set(found(.survey).filter { !$0.isDenied }.map(\.sentence)).filter { sentence in
      text.sentences[sentence].utf8.count { $0 == UInt8(ascii: ",") } > 1
    }
    lists = Surveys.lists(text, found(.idea), vocabulary).union(Surveys.undecided(occurrences, vocabulary))
  }

  /// Sentences that name every way and deny none.
  private static func undecided(
    _ occurrences: [Int: [Reading.Occurrence]], _ vocabulary: Vocabulary
  ) -> Set<Int> {
    let ways =
      vocabulary.themes.first { $0.kind == .survey }?.against.compactMap { vocabulary.ideas[$0] } ?? []
    let named = ways.map { occurrences[$0] ?? [] }
    let denied = Set(named.joined().filter(\.isDenied).map(\.sentence))
    let all = named.map { Set($0.map(\.sentence)) }
    return all.dropFirst().reduce(all.first ?? []) { $0.intersection($1) }.subtracting(denied)
  }

  /// The parts of a list stand between commas; what is said of a topic takes more words than its name.
  private static func lists(
    _ text: TokenizedText, _ ideas: [Reading.Occurrence], _ vocabulary: Vocabulary
  ) -> Set<Int> {
    var topics: [Int: Set<Int>] = [:]
    for idea in ideas { topics[text.tokens[idea.range.lowerBound].clause, default: []].insert(idea.id.theme) }
    let lengths = Dictionary(grouping: text.tokens, by: \.clause).mapValues(\.count)
    let (least, words) = (Int(vocabulary.scale[.listParts]), Int(vocabulary.scale[.listWords]))
    var found: Set<Int> = []
    var run = (parts: 0, topics: Set<Int>())
    var (clause, sentence) = (-1, -1)
    for token in text.tokens where token.clause != clause {
      let isBehindComma = token.clause == clause + 1 && token.sentence == sentence
      (clause, sentence) = (token.clause, token.sentence)
      if isBehindComma, lengths[clause, default: 0] <= words {
        run.parts += 1
        run.topics.formUnion(topics[clause] ?? [])
      } else {
        run = (0, [])
      }
      if run.parts >= least, run.topics.count >= least { found.insert(sentence) }
    }
    return found
  }
}

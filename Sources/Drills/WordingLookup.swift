/// Finds the wordings that may begin at a word, by that word's stem.
struct WordingLookup: Sendable {
  /// Order: by theme, then as written.
  private let byStem: [String: [WordingID]]

  init(themes: [Vocabulary.Theme], ideas: [String: Int], without: Set<WordingID>) {
    var byStem: [String: [WordingID]] = [:]
    var firsts = FirstStems(themes: themes, ideas: ideas)
    for (theme, entry) in themes.enumerated() {
      for (index, wording) in entry.wordings.enumerated() {
        let id = WordingID(theme: theme, wording: index)
        guard !without.contains(id) else { continue }
        for stem in firsts.stems(of: wording) { byStem[stem, default: []].append(id) }
      }
    }
    self.byStem = byStem
  }

  /// The wordings that can begin with a word of this stem.
  func wordings(at stem: String) -> [WordingID] { byStem[stem] ?? [] }
}

/// The stems that a wording can begin with, through the ideas that it names.
private struct FirstStems {
  let themes: [Vocabulary.Theme]
  let ideas: [String: Int]
  private var known: [Int: Set<String>] = [:]

  init(themes: [Vocabulary.Theme], ideas: [String: Int]) {
    self.themes = themes
    self.ideas = ideas
  }

  mutating func stems(of wording: Wording) -> Set<String> {
    var result: Set<String> = []
    for step in wording.steps {
      switch step.part {
      case .stems(let stems): result.formUnion(stems)
      case .rows(let rows): result.formUnion(rows.compactMap(\.first))
      case .number: result.insert(Token.number)
      case .gap: break
      case .beginning: continue
      case .idea(let id): if let theme = ideas[id] { result.formUnion(stems(ofTheme: theme)) }
      }
      if !step.isOptional { break }
    }
    return result
  }

  private mutating func stems(ofTheme theme: Int) -> Set<String> {
    if let stems = known[theme] { return stems }
    // A circle of ideas, which the reader is about to refuse, must not go on forever here.
    known[theme] = []
    var result: Set<String> = []
    for wording in themes[theme].wordings { result.formUnion(stems(of: wording)) }
    known[theme] = result
    return result
  }
}

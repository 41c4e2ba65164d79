/// Looks for wordings in a row of words.
struct WordingMatcher {
  /// A wording and the words that it covers.
  struct Match {
    let id: WordingID
    let range: Range<Int>
  }

  let vocabulary: Vocabulary
  let tokens: [Token]

  /// Every wording at every place where it begins.
  ///
  /// Order: by place, then by theme.
  func all() -> [Match] {
    var matches: [Match] = []
    for place in tokens.indices {
      for id in vocabulary.lookup.wordings(at: tokens[place].stem) {
        let wording = vocabulary.themes[id.theme].wordings[id.wording]
        if let end = end(of: wording, at: place) { matches.append(Match(id: id, range: place..<end)) }
      }
    }
    return matches
  }

  /// Where a wording that begins at a word ends; nil when it is not there.
  private func end(of wording: Wording, at place: Int) -> Int? {
    var result: Int?
    walk(wording.steps[...], place, first: place) { end in
      guard end > place else { return false }
      result = end
      return true
    }
    return result
  }

  /// Tries every way to go through the steps, shortest gaps first, until the visitor is content.
  @discardableResult
  private func walk(
    _ steps: ArraySlice<Wording.Step>, _ place: Int, first: Int, _ visit: (Int) -> Bool
  ) -> Bool {
    guard let step = steps.first else { return visit(place) }
    let rest = steps.dropFirst()
    if step.isOptional, walk(rest, place, first: first, visit) { return true }
    // A wording lies in one sentence.
    func isInside(_ place: Int) -> Bool {
      place < tokens.count && tokens[place].sentence == tokens[min(first, tokens.count - 1)].sentence
    }
    switch step.part {
    case .gap(let most):
      for length in 0...most where length == 0 || isInside(place + length - 1) {
        if walk(rest, place + length, first: first, visit) { return true }
      }
      return false
    case .idea(let id):
      guard isInside(place), let theme = vocabulary.ideas[id] else { return false }
      var tried: Set<Int> = []
      for wording in vocabulary.themes[theme].wordings {
        let isDone = walk(wording.steps[...], place, first: first) { end in
          tried.insert(end).inserted && walk(rest, end, first: first, visit)
        }
        if isDone { return true }
      }
      return false
    case .beginning: return place == 0 && walk(rest, place, first: first, visit)
    case .number:
      return isInside(place) && tokens[place].isNumber && walk(rest, place + 1, first: first, visit)
    case .stems(let stems):
      return isInside(place) && stems.contains(tokens[place].stem)
        && walk(rest, place + 1, first: first, visit)
    case .rows(let rows):
      for row in rows where isInside(place) && place + row.count <= tokens.count {
        guard zip(row, tokens[place...]).allSatisfy({ $0 == $1.stem }) else { continue }
        if walk(rest, place + row.count, first: first, visit) { return true }
      }
      return false
    }
  }
}

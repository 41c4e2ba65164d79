/// A question made ready to grade by: the words of each point, with their weights.
struct Rubric: Sendable {
  /// A word of a point, with everything that says the same.
  struct Slot: Sendable {
    /// Stems that are the word itself.
    var stems: Set<String>
    /// Ideas that the word belongs to, by theme.
    var ideas: Set<Int>
    /// Whether the point denies it.
    let isDenied: Bool
    /// What it counts for beside the others of the point.
    var weight: Double
    /// The last place that it covers in the point.
    fileprivate var place: Int
  }

  /// A point: each inner list is one way to say it.
  struct Point: Sendable {
    let text: String
    let ways: [[Slot]]
  }

  /// A trap, as far as it can be recognised.
  struct Trap: Sendable {
    let text: String
    /// Mistakes of the vocabulary that it describes, by theme.
    let mistakes: Set<Int>
    /// The words that a sentence must have; empty where the trap is that something is left out.
    let stems: Set<String>
  }

  let points: [Point]
  let traps: [Trap]
  /// Whether the question is about a case.
  let isAboutCase: Bool
}

extension Rubric {
  /// The rubric of a question.
  ///
  /// - Parameters:
  ///   - question: the question with its points as sentences.
  ///   - grader: the vocabulary and how rare words are.
  init(of question: Question, for grader: Grader) {
    isAboutCase = question.caseID != nil
    let asked = Set(grader.read(question.text).tokens.map(\.stem))
    points = question.points.map { point in
      Point(
        text: point.text,
        ways: ([point.text] + point.alternatives).map { text in
          let reading = grader.read(text)
          return Rubric.slots(of: reading, grader.vocabulary).map { slot in
            var slot = slot
            slot.weight = grader.weight(of: slot, asked: asked)
            return slot
          }
        })
    }
    traps = question.traps.map { Trap(reading: grader.read($0), text: $0, grader.vocabulary) }
  }

  /// The words of a text that can be looked for; neighbours that share an idea are one.
  static func slots(of reading: Reading, _ vocabulary: Vocabulary) -> [Slot] {
    var cover: [Set<Int>] = Array(repeating: [], count: reading.tokens.count)
    for (theme, occurrences) in reading.occurrences where vocabulary.themes[theme].countsAsIdea {
      for occurrence in occurrences { for place in occurrence.range { cover[place].insert(theme) } }
    }
    var slots: [Slot] = []
    for (place, token) in reading.tokens.enumerated() where !vocabulary.empty.contains(token.stem) {
      if cover[place].isEmpty, vocabulary.rubricWords.contains(token.stem) || token.isNumber { continue }
      if let last = slots.last, place - last.place <= 2, !last.ideas.isDisjoint(with: cover[place]) {
        slots[slots.count - 1].stems.insert(token.stem)
        slots[slots.count - 1].ideas.formUnion(cover[place])
        slots[slots.count - 1].place = place
      } else {
        slots.append(
          Slot(
            stems: [token.stem], ideas: cover[place], isDenied: reading.isDenied(place..<place + 1),
            weight: 1, place: place))
      }
    }
    return slots
  }
}

extension Rubric.Trap {
  fileprivate init(reading: Reading, text: String, _ vocabulary: Vocabulary) {
    self.text = text
    var mistakes: Set<Int> = []
    var isOmission = false
    for theme in reading.occurrences.keys {
      switch vocabulary.themes[theme].kind {
      case .mistake: mistakes.insert(theme)
      case .omission: isOmission = true
      default: break
      }
    }
    self.mistakes = mistakes
    let words = reading.tokens.map(\.stem).filter {
      $0 != Token.number && !vocabulary.empty.contains($0) && !vocabulary.rubricWords.contains($0)
    }
    stems = isOmission ? [] : Set(words)
  }
}

extension Vocabulary.Theme {
  /// Whether it is an idea that a point can be made of; some ideas only serve other wordings.
  var countsAsIdea: Bool { kind == .idea && weight > 0 }
}

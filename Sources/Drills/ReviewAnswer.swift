internal import Glibc

/// What an answer says besides its points: mistakes, traps, contradictions, signs and weaknesses.
struct Review {
  let reading: Reading
  let vocabulary: Vocabulary

  /// One remark for each theme of a kind that is affirmed, with the first sentence that says it.
  ///
  /// Order: of the vocabulary.
  func remarks(_ kind: Vocabulary.Kind) -> [Grade.Remark] {
    vocabulary.themes.indices.compactMap { theme in
      let entry = vocabulary.themes[theme]
      guard entry.kind == kind else { return nil }
      let first: Reading.Occurrence?
      switch kind {
      // A sign is there even inside a denial (`I don't have to`).
      case .sign: first = reading.occurrences[theme]?.first
      case .mistake: first = asserted(theme)
      default: first = reading.affirmed(theme).first
      }
      return first.map { remark(entry.id, entry.says, $0.sentence) }
    }
  }

  /// The first use of a mistake that is neither denied nor taken back.
  private func asserted(_ theme: Int) -> Reading.Occurrence? {
    reading.affirmed(theme).first { !isTakenBack($0) }
  }

  /// Whether the clause goes on to say what is wrong with it (`a model that learnt it by heart can't show the page`).
  private func isTakenBack(_ use: Reading.Occurrence) -> Bool {
    reading.occurrences(of: .retracts, vocabulary).contains { other in
      let gap = use.range.upperBound..<max(use.range.upperBound, other.range.lowerBound)
      return other.range.lowerBound >= use.range.upperBound && other.sentence == use.sentence
        && Double(gap.count) <= vocabulary.scale[.takenBackWithin]
        && !gap.contains { vocabulary.denialEnds.contains(reading.tokens[$0].stem) }
    }
  }

  /// The traps of a rubric that the answer fell into.
  func traps(of rubric: Rubric) -> (remarks: [Grade.Remark], mistakes: Set<String>, sentences: Set<Int>) {
    var remarks: [Grade.Remark] = []
    var mistakes: Set<String> = []
    var sentences: Set<Int> = []
    for trap in rubric.traps {
      if let first = trap.mistakes.sorted().lazy.compactMap(asserted).first {
        for other in trap.mistakes { mistakes.insert(vocabulary.themes[other].id) }
        sentences.insert(first.sentence)
        remarks.append(remark(vocabulary.themes[first.id.theme].id, trap.text, first.sentence))
      } else if let sentence = sentence(asserting: trap) {
        sentences.insert(sentence)
        remarks.append(remark("trap", trap.text, sentence))
      }
    }
    return (remarks, mistakes, sentences)
  }

  /// A sentence that has nearly all words of a trap and does not deny them.
  private func sentence(asserting trap: Rubric.Trap) -> Int? {
    guard Double(trap.stems.count) >= vocabulary.scale[.trapWords] else { return nil }
    var found: [Int: Set<String>] = [:]
    for stem in trap.stems {
      for place in reading.places(of: stem) where !reading.isDenied(place..<place + 1) {
        found[reading.tokens[place].sentence, default: []].insert(stem)
      }
    }
    let needed = vocabulary.scale[.trapShare] * Double(trap.stems.count)
    return found.filter { Double($0.value.count) >= needed }.keys.min()
  }

  /// Where the answer says both one thing and its opposite, or leaves its own principle.
  func contradictions(findings: [PointFinding], trapSentences: Set<Int>) -> [Grade.Remark] {
    var remarks: [Grade.Remark] = []
    for (number, contradiction) in vocabulary.contradictions.enumerated() {
      guard let one = first(.oneHalf(number)), let other = first(.otherHalf(number)) else { continue }
      remarks.append(remark(contradiction.id, contradiction.says, one, other))
    }
    if let (principle, deed) = leftPrinciple(findings, trapSentences) {
      remarks.append(remark("reversal", reversal?.says ?? "", principle, deed))
    }
    return remarks
  }

  private func first(_ kind: Vocabulary.Kind) -> Int? {
    guard let theme = vocabulary.themes.firstIndex(where: { $0.kind == kind }) else { return nil }
    return reading.affirmed(theme).first?.sentence
  }

  private var reversal: Vocabulary.Theme? { vocabulary.themes.first { $0.kind == .reversal } }

  /// The sentence of an earned point, and one after words such as `in practice` that goes against the points.
  private func leftPrinciple(_ findings: [PointFinding], _ trapSentences: Set<Int>) -> (Int, Int)? {
    let scale = vocabulary.scale
    // A few turns are enough; a text of nothing else must not take forever.
    for turn in reading.occurrences(of: .reversal, vocabulary).prefix(8) {
      let earned = findings.filter { $0.value >= scale[.earnedFrom] }.compactMap(\.sentence)
      guard let principle = earned.filter({ $0 <= turn.sentence }).min() else { continue }
      var deeds = trapSentences.filter { $0 >= turn.sentence }
      for theme in vocabulary.themes.indices where vocabulary.themes[theme].goesAgainst {
        let uses = reading.affirmed(theme).filter { $0.range.lowerBound >= turn.range.lowerBound }
        deeds.formUnion(uses.map(\.sentence))
      }
      for denial in findings.flatMap(\.denials) where denial.share >= scale[.partlyFrom] {
        if denial.sentence >= turn.sentence { deeds.insert(denial.sentence) }
      }
      if let deed = deeds.min() { return (principle, deed) }
    }
    return nil
  }

  /// What the signs of reasoning count for together.
  var weightOfSigns: Double {
    reading.occurrences.keys.sorted().reduce(0) { sum, theme in
      let entry = vocabulary.themes[theme]
      return entry.kind == .sign ? sum + entry.weight : sum
    }
  }

  /// How many signs an answer of this length needs: a long one has room for more.
  var signsForAll: Double {
    let scale = vocabulary.scale
    let words = Double(max(20, reading.tokens.count))
    return scale[.signsForAll]
      * (1 + scale[.signsPerDoubling] * log2(words / max(1, scale[.signsAtWords])))
  }

  /// The share of words that say nothing by themselves; sentences need them, lists do not.
  var plainShare: Double {
    guard !reading.tokens.isEmpty else { return 1 }
    let plain = reading.tokens.reduce(0) { $0 + (vocabulary.empty.contains($1.stem) ? 1 : 0) }
    return Double(plain) / Double(reading.tokens.count)
  }

  /// What is left of the points of a list of terms.
  var listFactor: Double {
    let (all, below) = (vocabulary.scale[.bareAll], vocabulary.scale[.bareBelow])
    guard below > all else { return 1 }
    return min(1, max(vocabulary.scale[.bareLeast], (plainShare - all) / (below - all)))
  }

  /// What is left where terms of the trade crowd the answer.
  var jargonFactor: Double {
    let uses = Set(reading.occurrences(of: .jargon, vocabulary).map(\.range)).count
    let share = Double(uses) / Double(max(15, reading.tokens.count))
    let scale = vocabulary.scale
    return max(scale[.jargonLeast], 1 - scale[.jargonSlope] * max(0, share - scale[.jargonFrom]))
  }

  private func remark(_ id: String, _ says: String, _ sentence: Int, _ other: Int? = nil) -> Grade.Remark {
    Grade.Remark(
      id: id, says: says, sentence: reading.text.sentences[sentence],
      other: other.map { reading.text.sentences[$0] })
  }
}

extension Vocabulary.Theme {
  /// Whether saying it after a turn such as `in practice` leaves the principle.
  fileprivate var goesAgainst: Bool { kind == .mistake || kind == .weakness && id == "dismissal" }
}

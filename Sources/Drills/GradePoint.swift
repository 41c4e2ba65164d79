/// How far an answer makes one point, and where.
struct PointFinding {
  /// Range: 0 to 1.
  var value = 0.0
  /// The sentence that makes it, or comes nearest.
  var sentence: Int?
  /// Sentences that say the opposite.
  var denials: [Denial] = []

  /// A sentence that denies a share of a point.
  struct Denial {
    let sentence: Int
    /// The share of the point that the sentence is about.
    let share: Double
  }
}

extension PointFinding {
  /// The best of the ways to make a point; sentences that only list topics give less for it.
  init(of point: Rubric.Point, in reading: Reading, surveys: Set<Int>, scale: Scale) {
    for way in point.ways where !way.isEmpty {
      let finding = PointFinding(way: way, in: reading, surveys, scale)
      if finding.value > value { (value, sentence) = (finding.value, finding.sentence) }
      denials += finding.denials
    }
  }

  private init(way: [Rubric.Slot], in reading: Reading, _ surveys: Set<Int>, _ scale: Scale) {
    let total = way.reduce(0) { $0 + $1.weight }
    guard total > 0, reading.sentenceCount > 0 else { return }
    let hits = way.map { slotHits($0, reading, surveys, scale) }
    let heaviest = way.map(\.weight).max() ?? 0
    let widths = [(1, 1.0), (2, scale[.twoSentences]), (3, scale[.threeSentences])]
    let touched = Set(hits.flatMap(\.keys)).flatMap { [$0, $0 - 1, $0 - 2] }.filter { $0 >= 0 }
    for start in Set(touched).sorted() {
      for (width, discount) in widths {
        var (got, matched, denied) = (0.0, 0.0, 0.0)
        var hasCore = false
        for (slot, hits) in zip(way, hits) {
          guard let best = (start..<start + width).compactMap({ hits[$0] }).max() else { continue }
          got += best.value * slot.weight
          matched += slot.weight
          hasCore = hasCore || slot.weight == heaviest
          if best.isOpposite { denied += slot.weight }
        }
        let isDenied = matched > 0 && denied / matched >= scale[.deniedShare]
        if width == 1, isDenied {
          denials.append(Denial(sentence: start, share: matched / total))
        }
        let share = isDenied ? 0 : got / total * discount * (hasCore ? 1 : scale[.withoutCore])
        if share > value {
          value = share
          sentence = strongest(of: start..<start + width, way, hits)
        }
      }
    }
    guard value > 0 else { return }
    let scattered = zip(way, hits).reduce(0.0) { sum, pair in
      sum + pair.0.weight * (pair.1.values.max()?.value ?? 0)
    }
    value = max(value, scattered / total * scale[.scattered])
    // One word in common can be chance.
    if way.count == 1 { value *= scale[.oneWord] }
    if way.count == 2 { value *= scale[.twoWords] }
  }
}

/// The sentence among neighbours that gives most for a point.
private func strongest(of sentences: Range<Int>, _ way: [Rubric.Slot], _ hits: [[Int: Hit]]) -> Int {
  func gives(_ sentence: Int) -> Double {
    zip(way, hits).reduce(0) { $0 + $1.0.weight * ($1.1[sentence]?.value ?? 0) }
  }
  return sentences.dropFirst().reduce(sentences.lowerBound) { gives($1) > gives($0) ? $1 : $0 }
}

/// What a sentence gives for one word of a point.
private struct Hit: Comparable {
  let value: Double
  /// Whether the sentence denies what the point affirms, or affirms what it denies.
  let isOpposite: Bool

  static func < (left: Hit, right: Hit) -> Bool { left.value < right.value }
}

/// The best hit of each sentence for a word of a point.
private func slotHits(
  _ slot: Rubric.Slot, _ reading: Reading, _ surveys: Set<Int>, _ scale: Scale
) -> [Int: Hit] {
  var hits: [Int: Hit] = [:]
  func add(_ sentence: Int, _ isDenied: Bool) {
    let isOpposite = isDenied != slot.isDenied
    let value =
      (isOpposite ? scale[.deniedValue] : 1) * (surveys.contains(sentence) ? scale[.survey] : 1)
    let hit = Hit(value: value, isOpposite: isOpposite)
    if hits[sentence].map({ $0 < hit }) ?? true { hits[sentence] = hit }
  }
  for idea in slot.ideas {
    for occurrence in reading.occurrences[idea] ?? [] { add(occurrence.sentence, occurrence.isDenied) }
  }
  for stem in slot.stems where stem != Token.number {
    for place in reading.places(of: stem) {
      add(reading.tokens[place].sentence, reading.isDenied(place..<place + 1))
    }
  }
  return hits
}

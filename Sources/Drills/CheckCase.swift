internal import Advisor

/// Whether an answer is at odds with the case that it is about.
struct CaseCheck {
  let reading: Reading
  let vocabulary: Vocabulary
  let question: Question

  /// A remark where another strategy is recommended than those advised, and one for each contradicted fact.
  ///
  /// - Parameter read: reads a statement as an answer is read.
  func remarks(read: (String) -> Reading) -> [Grade.Remark] {
    (strangeStance.map { [$0] } ?? [])
      + question.falsehoods.compactMap { falsehood in
        sentence(saying: falsehood, read: read).map { sentence in
          Grade.Remark(
            id: "case-fact", says: vocabulary.saysFalsehood.replacing("{truth}", with: falsehood.truth),
            sentence: reading.text.sentences[sentence])
        }
      } + wrongClaims
  }

  /// The first sentence that recommends a strategy without a condition, where none of those advised is recommended anywhere.
  private var strangeStance: Grade.Remark? {
    guard !question.advised.isEmpty else { return nil }
    let stances = vocabulary.themes.indices.filter { theme in
      let kind = vocabulary.themes[theme].kind
      return kind == .stance || kind == .opening && question.asksForAdvice
    }
    let advised = Set(question.advised.map(\.rawValue))
    let isAdvised = stances.contains {
      advised.contains(vocabulary.themes[$0].id) && !taken($0).isEmpty
    }
    // What would be done under a condition is not recommended.
    let supposed = sentences(with: .noStance)
    let recommended = stances.flatMap { taken($0) }.filter { !supposed.contains($0.sentence) }
    guard !isAdvised, let first = recommended.min(by: { $0.sentence < $1.sentence }) else { return nil }
    return Grade.Remark(
      id: "stance", says: vocabulary.themes[first.id.theme].says,
      sentence: reading.text.sentences[first.sentence])
  }

  /// Where a strategy is recommended: nowhere that the last word of the wording is denied, which it may be from inside of
  /// it, as in `I would not bother with a prompt`.
  private func taken(_ stance: Int) -> [Reading.Occurrence] {
    reading.affirmed(stance).filter { !reading.isDenied($0.range.upperBound - 1..<$0.range.upperBound) }
  }

  /// The first claim about each fact that is not what the case gives.
  ///
  /// A sentence with a word such as `if` claims nothing.
  private var wrongClaims: [Grade.Remark] {
    let supposed = sentences(with: .noClaim)
    var told: Set<String> = []
    return vocabulary.themes.indices.compactMap { theme in
      guard case .claim(let fact, let value) = vocabulary.themes[theme].kind,
        let given = question.givens.first(where: { $0.fact == fact })
      else { return nil }
      let wrong = reading.affirmed(theme).first { claim in
        !supposed.contains(claim.sentence) && !agrees(claim.range, value, with: given.content)
      }
      guard let wrong, told.insert(fact).inserted else { return nil }
      return Grade.Remark(
        id: "case-fact", says: vocabulary.saysFalsehood.replacing("{truth}", with: given.truth),
        sentence: reading.text.sentences[wrong.sentence])
    }
  }

  private func sentences(with kind: Vocabulary.Kind) -> Set<Int> {
    Set(reading.occurrences(of: kind, vocabulary).map(\.sentence))
  }

  private func agrees(_ claim: Range<Int>, _ value: String?, with given: Question.Given.Content) -> Bool {
    switch given {
    case .word(let word): return value == nil || value == word
    case .numbers(let range):
      guard let number = value.map({ Double($0) }) ?? number(in: claim) else { return true }
      let far = max(1, vocabulary.scale[.farNumber])
      return number * far >= range.lowerBound && number <= range.upperBound * far
    }
  }

  /// The first number, of as many words as it takes: `ten thousand`, `2 million`; nil where one of them is vague.
  private func number(in claim: Range<Int>) -> Double? {
    guard let first = claim.first(where: { reading.tokens[$0].isNumber }) else { return nil }
    var number = 0.0
    for token in reading.tokens[first...].prefix(while: \.isNumber) {
      guard let part = token.value ?? token.named else { return nil }
      number = part >= 100 && number > 0 ? number * part : number + part
    }
    return number
  }

  /// A sentence that has every word by which a falsehood differs from the truth, and most of the others.
  private func sentence(saying falsehood: Question.Falsehood, read: (String) -> Reading) -> Int? {
    let wrong = content(read(falsehood.text))
    let right = content(read(falsehood.truth))
    let telling = wrong.subtracting(right)
    guard !telling.isEmpty, wrong.count > 1 else { return nil }
    var found: [Int: Set<String>] = [:]
    for stem in wrong {
      for place in reading.places(of: stem) where !reading.isDenied(place..<place + 1) {
        found[reading.tokens[place].sentence, default: []].insert(stem)
      }
    }
    let needed = vocabulary.scale[.trapShare] * Double(wrong.count)
    return found.filter { $0.value.isSuperset(of: telling) && Double($0.value.count) >= needed }.keys.min()
  }

  /// Stems that say something, denials among them: `not` tells two phrases apart.
  private func content(_ reading: Reading) -> Set<String> {
    Set(reading.tokens.map(\.stem)).subtracting(vocabulary.empty)
  }
}

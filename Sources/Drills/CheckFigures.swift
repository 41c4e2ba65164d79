/// Looks at the sums of an answer: whether they come out, and whether units are off by orders of magnitude.
struct FigureCheck {
  let reading: Reading
  let vocabulary: Vocabulary
  private let signs: [Int: Set<Unicode.Scalar>]
  /// Where words such as `times` begin.
  private let words: [Vocabulary.FigureWord: Set<Int>]

  init(reading: Reading, vocabulary: Vocabulary) {
    self.reading = reading
    self.vocabulary = vocabulary
    var signs: [Int: Set<Unicode.Scalar>] = [:]
    for sign in reading.text.signs { signs[sign.place, default: []].insert(sign.character) }
    self.signs = signs
    var words: [Vocabulary.FigureWord: Set<Int>] = [:]
    for (theme, entry) in vocabulary.themes.enumerated() {
      guard case .figure(let word) = entry.kind else { continue }
      words[word] = Set((reading.occurrences[theme] ?? []).map(\.range.lowerBound))
    }
    self.words = words
  }

  /// The first slip of each kind.
  ///
  /// Order: of the text.
  var remarks: [Grade.Remark] {
    let rates = ratesPerMillion
    for place in reading.tokens.indices {
      if let product = product(at: place), let remark = remark(on: product, rates) { return [remark] }
      if let remark = costOfOneCall(at: place) { return [remark] }
    }
    return []
  }

  /// `a × b = c`.
  private struct Product {
    let factors: (Double, Double)
    let result: Double
    let sentence: Int
  }

  private func product(at place: Int) -> Product? {
    guard let first = value(place) else { return nil }
    var next = place + 1
    if isSign("×", at: next) {
      // The sign stands between the two numbers.
    } else if isWord(.times, at: next) {
      next += 1
    } else {
      return nil
    }
    next = skipCurrency(next)
    guard let second = value(next) else { return nil }
    next += 1
    if isSign("=", at: next) {
      // As above.
    } else if isWord(.equals, at: next) {
      next += 1
    } else {
      return nil
    }
    guard let result = value(skipCurrency(next)) else { return nil }
    return Product(factors: (first, second), result: result, sentence: reading.tokens[place].sentence)
  }

  private func remark(on product: Product, _ rates: Set<Double>) -> Grade.Remark? {
    let (first, second) = product.factors
    let exact = first * second
    guard exact > 0, product.result > 0 else { return nil }
    let usesRate = rates.contains(first) || rates.contains(second)
    if isNear(product.result, exact) {
      return usesRate && exact >= 1 ? slip(.perMillion, product.sentence) : nil
    }
    let scales = [1e3, 1e6, 1e9, 100]
    let isOtherUnit = scales.contains {
      isNear(product.result * $0, exact) || isNear(product.result, exact * $0)
    }
    return isOtherUnit ? nil : slip(.sum, product.sentence)
  }

  /// An amount of dollars that no single call costs.
  private func costOfOneCall(at place: Int) -> Grade.Remark? {
    guard isSign("$", at: place), let amount = value(place + 1), place + 2 < reading.tokens.count,
      isWord(.perCall, at: place + 2)
    else { return nil }
    return amount > vocabulary.scale[.dollarsPerCall] ? slip(.magnitude, reading.tokens[place].sentence) : nil
  }

  /// Numbers that are called prices per million.
  private var ratesPerMillion: Set<Double> {
    var rates: Set<Double> = []
    for rate in words[.rate] ?? [] {
      for place in max(0, rate - 6)..<rate {
        if let value = value(place) { rates.insert(value) }
      }
    }
    return rates
  }

  private func value(_ place: Int) -> Double? {
    reading.tokens.indices.contains(place) ? reading.tokens[place].value : nil
  }

  private func isSign(_ sign: Unicode.Scalar, at place: Int) -> Bool { signs[place]?.contains(sign) ?? false }

  private func skipCurrency(_ place: Int) -> Int { isSign("$", at: place) ? place + 1 : place }

  private func isWord(_ word: Vocabulary.FigureWord, at place: Int) -> Bool {
    words[word]?.contains(place) ?? false
  }

  private func isNear(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 0.1 * abs(right) }

  private func slip(_ slip: Vocabulary.FigureWord, _ sentence: Int) -> Grade.Remark {
    let theme = vocabulary.themes.first { $0.kind == .figure(slip) }
    return Grade.Remark(
      id: slip.rawValue, says: theme?.says ?? "", sentence: reading.text.sentences[sentence])
  }
}

extension Grade {
  /// The grade of an answer that has been read.
  ///
  /// - Parameters:
  ///   - reading: the answer.
  ///   - rubric: the question, made ready.
  ///   - vocabulary: what counts for how much.
  ///   - figures: what is wrong with its sums.
  ///   - caseRemarks: where it is at odds with the case.
  init(
    of reading: Reading, by rubric: Rubric, vocabulary: Vocabulary, figures: [Remark], caseRemarks: [Remark]
  ) {
    let scale = vocabulary.scale
    let surveys = reading.surveys.announced.union(rubric.isAboutCase ? reading.surveys.lists : [])
    let review = Review(reading: reading, vocabulary: vocabulary)
    let findings = rubric.points.map { PointFinding(of: $0, in: reading, surveys: surveys, scale: scale) }
    self.figures = figures
    points = zip(rubric.points, findings).map { point, finding in
      Point(reading: reading, text: point.text, finding: finding, scale: scale)
    }
    let fallen = review.traps(of: rubric)
    traps = fallen.remarks
    mistakes = review.remarks(.mistake).filter { remark in !fallen.mistakes.contains(remark.id) }
    signs = review.remarks(.sign)
    let present = Set(signs.map(\.id))
    absentSigns = vocabulary.themes.filter { $0.kind == .sign && !present.contains($0.id) }.map(\.says)
    weaknesses = review.remarks(.weakness)
    contradictions = review.contradictions(findings: findings, trapSentences: fallen.sentences) + caseRemarks
    isList = review.plainShare < scale[.bareBelow]
    words = reading.tokens.count

    let values = points.map { min(1, $0.value / scale[.fullShare]) }
    let coverage = values.reduce(0, +) / Double(max(1, values.count)) * review.listFactor
    let reasoning = min(1, review.weightOfSigns / max(1, review.signsForAll))
    var score = coverage * (scale[.coverage] + (1 - scale[.coverage]) * reasoning)
    score *= power(scale[.mistake], mistakes.count + traps.count)
    score *= power(scale[.weakness], weaknesses.count)
    score *= power(scale[.contradiction], contradictions.count)
    score *= power(scale[.deniedPoint], points.count { $0.standing == .denied })
    score *= power(scale[.wrongFigure], min(1, figures.count))
    score *= review.jargonFactor
    exactScore = score * 100
    self.score = Int((score * 100).rounded())
    band =
      exactScore >= scale[.strongFrom] ? .strong : exactScore >= scale[.middlingFrom] ? .middling : .weak
  }
}

extension Grade.Point {
  fileprivate init(reading: Reading, text: String, finding: PointFinding, scale: Scale) {
    self.text = text
    value = finding.value
    let denial = finding.denials.first { $0.share >= scale[.countedShare] }
    if finding.value >= scale[.earnedFrom] {
      standing = .earned
    } else if denial != nil {
      standing = .denied
    } else {
      standing = finding.value >= scale[.partlyFrom] ? .partly : .missing
    }
    switch standing {
    case .earned, .partly: sentence = finding.sentence.map { reading.text.sentences[$0] }
    case .denied: sentence = denial.map { reading.text.sentences[$0.sentence] }
    case .missing: sentence = nil
    }
  }
}

/// A factor as many times as something occurs.
private func power(_ factor: Double, _ count: Int) -> Double {
  (0..<count).reduce(1) { product, _ in product * factor }
}

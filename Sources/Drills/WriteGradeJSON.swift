public import Advisor

extension Grade {
  /// For programs.
  public var json: JSON {
    [
      "score": .number(String(score)), "band": .string(band.rawValue),
      "points": .array(points.map(\.json)), "traps": .array(traps.map(\.json)),
      "mistakes": .array(mistakes.map(\.json)), "contradictions": .array(contradictions.map(\.json)),
      "figures": .array(figures.map(\.json)), "signs": .array(signs.map(\.json)),
      "absentSigns": .array(absentSigns.map { .string($0) }),
      "weaknesses": .array(weaknesses.map(\.json)), "isList": .boolean(isList),
      "words": .number(String(words)),
    ]
  }
}

extension Grade.Point {
  fileprivate var json: JSON {
    [
      "point": .string(text), "standing": .string(standing.rawValue), "value": hundredths(value),
      "sentence": JSON(sentence),
    ]
  }
}

extension Grade.Remark {
  fileprivate var json: JSON {
    var members: [JSON.Member] = [
      .init("id", .string(id)), .init("says", .string(says)), .init("sentence", .string(sentence)),
    ]
    if let other { members.append(.init("other", .string(other))) }
    return .object(members)
  }
}

/// A number with two decimals.
func hundredths(_ number: Double) -> JSON {
  let units = Int((number * 100).rounded())
  let digits = String(units % 100)
  return .number("\(units / 100)." + (digits.count < 2 ? "0" + digits : digits))
}

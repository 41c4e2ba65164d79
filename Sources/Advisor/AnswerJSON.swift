internal import DMN
internal import FEEL

extension AnswerBook {
  /// An answer for programs: its three lengths, its parts with what stands behind them, costs, path and precedents.
  public func json(of answer: Answer) -> JSON {
    let recommendation = answer.recommendation
    var members: [JSON.Member] = [
      .init("strategy", .string(recommendation.strategy.rawValue)),
      .init("settled", .boolean(recommendation.isSettled)),
      .init("prospects", .array(recommendation.prospects.map(\.json))),
    ]
    for length in AnswerLength.allCases {
      let text = text(answer, length, in: length == .written ? .markdown : .text)
      members.append(
        .init(
          length.rawValue,
          [
            // Spoken text is not broken into lines here; a program breaks it where it likes.
            "text": .string(length == .written ? text.text : spoken(answer, length)),
            "words": .number(String(text.words)), "seconds": .number(String(text.seconds)),
            "parts": .array(fitted(answer, to: length).map { .string($0.kind.rawValue) }),
          ]))
    }
    members += [
      .init("parts", .array(answer.parts.map(\.json))), .init("costs", answer.costs?.json ?? .null),
      .init("path", answer.path.json), .init("precedents", .array(answer.precedents.map(\.json))),
      .init(
        "sources",
        .array(
          answer.sources.map {
            ["id": .string($0.id), "name": .string($0.name), "url": JSON($0.locationURI)]
          })),
    ]
    if let study = answer.study { members.append(.init("case", .string(study.id))) }
    return .object(members)
  }

  private func spoken(_ answer: Answer, _ length: AnswerLength) -> String {
    fitted(answer, to: length).flatMap(\.sentences).map(\.text).joined(separator: " ")
  }
}

extension Answer.Part {
  fileprivate var json: JSON {
    ["part": .string(kind.rawValue), "sentences": .array(sentences.map(\.json))]
  }
}

extension AnswerCosts {
  fileprivate var json: JSON {
    [
      "requestsPerMonth": JSON(volume), "own": JSON(own?.name), "rival": JSON(rival?.name),
      "threshold": JSON(threshold),
      "rows": .array(
        rows.map {
          [
            "strategy": .string($0.name), "perRequest": JSON($0.perRequest), "fixedPerMonth": JSON($0.fixed),
            "toSetUp": JSON($0.setUp), "perMonth": JSON($0.perMonth),
          ]
        }), "assumed": .array(assumed.map { .string($0) }),
    ]
  }
}

extension DecisivePath {
  fileprivate var json: JSON {
    [
      "facts": .array(facts.map(\.json)),
      "decisions": .array(
        steps.map {
          [
            "decision": .string($0.decision), "values": .array($0.values.map { .string($0) }),
            "from": .array($0.from.map { .string($0) }),
          ]
        }),
    ]
  }
}

extension Precedent {
  fileprivate var json: JSON {
    [
      "case": .string(study.id), "title": .string(study.title), "organisation": .string(study.organisation),
      "used": .string(used.rawValue), "distance": .number(decimal(distance)),
      "agreements": .array(agreements.map { .string($0) }),
      "differences": .array(differences.map { .string($0) }),
    ]
  }
}

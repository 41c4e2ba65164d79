internal import DMN
internal import Diagnostics
public import FEEL

extension Recommendation {
  /// The recommendation for programs: the same words as in the text, with everything behind them.
  ///
  /// - Parameters:
  ///   - study: the case it was advised for, if it is a real one.
  ///   - concepts: the models that its sections are about; those not there are left out.
  public func json(for study: CaseStudy? = nil, concepts: [ConceptModel] = []) -> JSON {
    var members: [JSON.Member] = [
      .init("strategy", .string(strategy.rawValue)), .init("settled", .boolean(isSettled)),
      .init("now", JSON(now?.rawValue)),
      .init("prospects", .array(prospects.map(\.json))),
      .init("shareCounts", .string(Self.shareCounts)),
      .init("openQuestion", openQuestion?.json ?? .null),
      .init("wrongFacts", wrongFacts.map { .number(String($0)) } ?? .null),
      .init("justification", .array(justification.map(\.json))),
      .init("gates", .array(gates.map { ["before": .string($0.before.rawValue), "test": $0.test.json] })),
      .init(
        "sections",
        .array(
          consultations(of: concepts).map { ["why": $0.why.json, "consultation": $0.consultation.json] })),
      .init("facts", .array(useCase.facts.map(\.json))),
      .init(
        "sources",
        .array(
          sources.map {
            [
              "id": .string($0.id), "name": .string($0.name), "owner": JSON($0.owner),
              "url": JSON($0.locationURI),
            ]
          })),
    ]
    if let study { members.append(.init("case", json(about: study))) }
    return .object(members)
  }

  private func json(about study: CaseStudy) -> JSON {
    [
      "id": .string(study.id), "title": .string(study.title), "organisation": .string(study.organisation),
      "year": JSON(study.year), "used": JSON(study.used?.strategy.rawValue),
      "result": JSON(study.used?.result),
      "agreement": JSON(study.used.map { Agreement(of: self, with: $0.strategy).rawValue }),
      "sources": .array(study.sources.map { ["url": .string($0.url), "kind": .string($0.kind.rawValue)] }),
    ]
  }
}

extension Recommendation {
  /// What the share of a prospect counts.
  static let shareCounts =
    "combinations of the answers still open, each answer as often as the rules say it is given"
}

extension Recommendation.OpenQuestion {
  var json: JSON {
    [
      "fact": .string(name), "question": .string(question),
      "answers": .array(
        answers.map {
          [
            "answer": .string($0.label), "leaves": .array($0.leaves.map { .string($0.rawValue) }),
            "rulesOut": .array($0.rulesOut.map { .string($0.rawValue) }),
          ]
        }),
    ]
  }
}

extension Recommendation.Prospect {
  var json: JSON {
    ["strategy": .string(strategy.rawValue), "share": .number(decimal(share))]
  }
}

extension Beat {
  fileprivate var json: JSON {
    ["beat": .string(kind.rawValue), "sentences": .array(sentences.map(\.json))]
  }
}

extension Sentence {
  var json: JSON {
    [
      "text": .string(text),
      "rules": .array(
        rules.map {
          [
            "decision": .string($0.decision), "id": .string($0.id), "number": .number(String($0.number)),
            "place": .string($0.location.description),
          ]
        }),
      "facts": .array(facts.map { .string($0) }), "sources": .array(sources.map { .string($0) }),
    ]
  }
}

extension Fact {
  fileprivate var json: JSON {
    var members: [JSON.Member] = [.init("name", .string(name)), .init("status", .string(status.rawValue))]
    switch content {
    case .unknown: break
    case .value(let value): members.append(.init("value", JSON(value)))
    case .among(let tests): members.append(.init("among", .string(tests.text)))
    }
    return .object(members)
  }
}

extension JSON {
  /// A FEEL value: dates, times, durations, ranges and functions as their FEEL text.
  public init(_ value: FEEL.Value) {
    switch value {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .number: self = .number(value.description)
    case .string(let text): self = .string(text)
    case .list(let values): self = .array(values.map { JSON($0) })
    case .context(let context): self = .object(context.entries.map { .init($0.name, JSON($0.value)) })
    case .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .range, .function:
      self = .string(value.description)
    }
  }
}

/// A share with four decimals, the same on every machine.
func decimal(_ share: Double) -> String {
  let units = Int((share * 10_000).rounded())
  let digits = String(units % 10_000)
  return "\(units / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
}

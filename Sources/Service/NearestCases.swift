internal import Advisor
internal import DMN
internal import Diagrams
internal import FEEL

extension Service {
  /// The three cases of the library whose facts agree with most of those given, and differ from fewest.
  ///
  /// Facts that either side does not know count for neither.
  func nearestCases(to useCase: UseCase) -> [[String: Any]] {
    let compared = content.studies.compactMap { study -> NearCase? in
      guard let other = try? UseCase(reading: study.facts, topics: content.rulebook.topics) else {
        return nil
      }
      let near = NearCase(study, compared: other, with: useCase, content.rulebook)
      return near.agree.isEmpty ? nil : near
    }
    let order = compared.enumerated().sorted { left, right in
      left.element.score == right.element.score
        ? left.offset < right.offset : left.element.score > right.element.score
    }
    return order.prefix(3).map(\.element.data)
  }
}

/// A case of the library beside the facts of somebody's own.
private struct NearCase {
  let study: CaseStudy
  var agree: [String] = []
  var differ: [String] = []

  init(_ study: CaseStudy, compared other: UseCase, with useCase: UseCase, _ rulebook: Rulebook) {
    self.study = study
    for fact in useCase.facts {
      guard let theirs = other[fact.name].flatMap(rulebook.cells), let ours = rulebook.cells(fact) else {
        continue
      }
      if ours.intersection(theirs).isEmpty { differ.append(fact.name) } else { agree.append(fact.name) }
    }
  }

  var score: Int { agree.count - differ.count }

  var data: [String: Any] {
    var row: [String: Any] = [
      "id": percentEncoded(study.id), "title": study.title, "organisation": study.organisation,
      "agree": agree.count, "of": agree.count + differ.count,
    ]
    if let used = study.used { row["used"] = used.strategy.name }
    if !differ.isEmpty { row["differ"] = Prose.list(differ.map { "“\($0)”" }) }
    return row
  }
}

extension Rulebook {
  /// What a fact leaves possible, as far as the rules tell values apart; nil where it is not known.
  fileprivate func cells(_ fact: Fact) -> CellSet? {
    switch fact.content {
    case .unknown: nil
    case .value(let value): diagram.cells(of: fact.name, equalTo: value)
    case .among(let written):
      topic(fact.name).flatMap { topic in
        try? CheckedUnaryTests(parsing: written, of: topic.type, scope: TypeScope())
      }.flatMap { diagram.cells(of: fact.name, matching: $0) }
    }
  }
}

internal import DMN
internal import FEEL

/// Turns an answer into what a template can fill in.
struct AnswerLayout {
  let answer: Answer
  let parts: [Answer.Part]
  let markup: Markup
  let rules: AnswerRules

  /// Keys: one for each part, its spaces left out; `title`, `strategy`, `costs`, `path`, `precedents`, `sources`.
  ///
  /// - Parameter complete: whether the picture, the table and the sources are among them.
  func data(complete: Bool) -> [String: Any] {
    var data: [String: Any] = ["strategy": escaped(answer.recommendation.strategy.name)]
    if let study = answer.study {
      var about: [String: Any] = [
        "title": escaped(study.title), "organisation": escaped(study.organisation),
      ]
      if let year = study.year { about["year"] = escaped(year) }
      if let used = study.used {
        about["used"] = [
          "usedStrategy": escaped(used.strategy.name),
          Agreement(of: answer.recommendation, with: used.strategy).rawValue: true,
        ]
      }
      data["study"] = about
    }
    for part in parts {
      data[key(part.kind)] = escaped(part.sentences.map(\.text).joined(separator: " "))
    }
    data["precedents"] = block(answer.precedents.enumerated().map(precedent))
    data["path"] = path
    guard complete else { return data }
    data["picture"] = String(answer.path.drawing.mermaid.dropLast())
    if let costs = answer.costs { data["costs"] = table(costs) }
    data["sources"] = block(sources)
    return data
  }

  private func key(_ kind: Answer.Part.Kind) -> String {
    kind.rawValue.split(separator: " ").enumerated().map { index, word in
      index == 0 ? String(word) : Prose.capitalized(String(word))
    }.joined()
  }

  /// A list with a heading; no key where it is empty, so that the heading is left out too.
  private func block(_ items: [[String: Any]]) -> [String: Any]? {
    items.isEmpty ? nil : ["items": items]
  }

  private func precedent(_ place: Int, _ precedent: Precedent) -> [String: Any] {
    var data: [String: Any] = [
      "case": escaped(precedent.study.title), "who": escaped(precedent.study.organisation),
      "id": precedent.study.id, "used": escaped(precedent.used.name),
    ]
    let more = precedent.agreements.count - 3
    let same = precedent.agreements.prefix(3).map { Prose.lowered($0) } + (more > 0 ? ["\(more) more"] : [])
    data["same"] = same.isEmpty ? nil : escaped(Prose.list(same))
    data["different"] = listed(precedent.differences.prefix(3))
    return data
  }

  private func listed(_ names: ArraySlice<String>) -> String? {
    names.isEmpty ? nil : escaped(Prose.list(names.map { Prose.lowered($0) }))
  }

  /// The facts that carry it, the decisions between, and the strategy.
  private var path: [String: Any] {
    let facts = answer.path.facts.map { "\(escaped(Prose.lowered($0.name))): \(escaped($0.words))" }
    var data: [String: Any] = ["steps": answer.path.steps.map(step)]
    if !facts.isEmpty { data["carriedBy"] = facts.joined(separator: "; ") }
    return data
  }

  private func step(_ step: DecisivePath.Step) -> [String: Any] {
    let values = step.values.map { "“\(escaped($0))”" }
    var data = ["decision": escaped(step.decision), "values": Prose.list(values, joinedBy: "or")]
    // More than two say little one beside the other.
    if values.count > 2 { data["likeliest"] = values[0] }
    return data
  }

  private func table(_ costs: AnswerCosts) -> [String: Any] {
    let rows = costs.rows.map { row in
      var data: [String: Any] = [
        "name": escaped(Strategy.name(ofWay: row.name)),
        "thousand": money(thousandfold(row.perRequest), digits: 2),
        "fixed": money(row.fixed, digits: 0), "setUp": money(row.setUp, digits: 0),
        "month": money(row.perMonth, digits: 0),
      ]
      if row.name == costs.own?.name { data["own"] = true }
      if row.perMonth == .null { data["unpriced"] = true }
      return data
    }
    var data: [String: Any] = [
      "rows": rows, "volume": Prose.number(costs.volume), "assumed": costs.assumed.count,
      "missing": costs.missing.map { escaped($0) },
    ]
    if !costs.isVolumeCounted { data["volumeAssumed"] = true }
    if costs.knowledge != .null && costs.knowledge != .number(Number(0)) {
      data["knowledge"] = Prose.number(costs.knowledge)
      if !costs.isKnowledgeCounted { data["knowledgeAssumed"] = true }
    }
    return data
  }

  /// Exact, as a price of a request has up to ten digits after the point.
  private func thousandfold(_ value: Value) -> Value {
    guard case .number(let number) = value else { return .null }
    return (number * Number(1000)).map { .number($0) } ?? .null
  }

  private func money(_ value: Value, digits: Int) -> String {
    guard case .number(let number) = value else { return "–" }
    return Prose.number(.number(number.rounded(toScale: digits, rule: .halfUp) ?? number))
  }

  private var sources: [[String: Any]] {
    let told = answer.study?.sources.map { source($0.remark ?? host(of: $0.url), $0.url) } ?? []
    return told + answer.sources.map { source($0.name, $0.locationURI) }
  }

  private func source(_ title: String, _ url: String?) -> [String: Any] {
    var data: [String: Any] = ["name": escaped(title)]
    if let url = url.flatMap(safeURL) { data["url"] = url }
    return data
  }

  private func escaped(_ text: String) -> String { markup.escape(text) }
}

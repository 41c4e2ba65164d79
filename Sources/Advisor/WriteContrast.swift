internal import DMN

extension AnswerBook {
  /// The answer to a question about two strategies, to be read or said.
  public func text(_ answer: ContrastAnswer, in markup: Markup) -> String {
    let layout = ContrastLayout(answer: answer, markup: markup)
    let template: Templates.Name =
      switch markup {
      case .markdown: .contrastMarkdown
      case .text: .contrastText
      }
    return laidOut(rulebook.templates.render(template, layout.data), markup)
  }
}

/// Turns an answer into what a template can fill in.
private struct ContrastLayout {
  let answer: ContrastAnswer
  let markup: Markup

  var data: [String: Any] {
    var data: [String: Any] = [
      "strategy": Prose.capitalized(answer.question.strategy.name), "other": answer.question.other.name,
      "opening": escaped(answer.opening), answer.verdict.rawValue: true,
    ]
    func list(_ name: String, _ sentences: [Sentence]) {
      if !sentences.isEmpty { data[name] = ["items": sentences.map { ["text": escaped($0.text)] }] }
    }
    if answer.verdict == .general {
      list("reasons", answer.reasons.map(\.sentence))
    } else {
      list("holding", answer.reasons.filter { $0.standing == .holds }.map(\.sentence))
      data["open"] = items(.unknown)
      data["failing"] = items(.fails)
    }
    if !answer.against.isEmpty {
      data["against"] = escaped(answer.against.map(\.text).joined(separator: " "))
    }
    if let turning = answer.turningPoint { data["turning"] = escaped(turning) }
    if !answer.traps.isEmpty {
      data["traps"] = [
        "items": answer.traps.map { ["claim": escaped($0.claim), "reply": escaped($0.reply.text)] }
      ]
    }
    list("evidence", answer.evidence)
    if !answer.sources.isEmpty {
      data["sources"] = [
        "items": answer.sources.map { source in
          var item: [String: Any] = ["name": escaped(source.name)]
          if let url = source.locationURI.flatMap(safeURL) { item["url"] = url }
          return item
        }
      ]
    }
    return data
  }

  private func items(_ standing: ContrastAnswer.Standing) -> [String: Any]? {
    let reasons = answer.reasons.filter { $0.standing == standing }
    guard !reasons.isEmpty else { return nil }
    return [
      "items": reasons.map {
        ["text": escaped($0.sentence.text), "facts": escaped(Prose.clauses($0.said))]
      }
    ]
  }

  private func escaped(_ text: String) -> String { markup.escape(text) }
}

extension ContrastAnswer {
  /// For programs.
  public var json: JSON {
    [
      "strategy": .string(question.strategy.rawValue), "other": .string(question.other.rawValue),
      "verdict": .string(verdict.rawValue), "advised": JSON(advised?.rawValue), "opening": .string(opening),
      "reasons": .array(
        reasons.map {
          [
            "sentence": $0.sentence.json,
            "standing": verdict == .general ? .null : .string($0.standing.rawValue),
            "facts": .array($0.facts.map { .string($0) }),
          ]
        }), "against": .array(against.map(\.json)), "turningPoint": JSON(turningPoint),
      "traps": .array(traps.map { ["claim": .string($0.claim), "reply": $0.reply.json] }),
      "evidence": .array(evidence.map(\.json)),
      "sources": .array(
        sources.map { ["id": .string($0.id), "name": .string($0.name), "url": JSON($0.locationURI)] }),
    ]
  }
}

internal import DMN

extension AnswerBook {
  /// The answer to a question about two strategies in one of its lengths.
  ///
  /// What is too long to be said loses sentences in the order that the rules give, and nothing else.
  public func text(
    _ answer: ContrastAnswer, _ length: AnswerLength, in markup: Markup, by contrast: ContrastRules
  ) -> AnswerText {
    var data: [String: Any] = [:]
    let template: Templates.Name
    let words: Int
    switch length {
    case .headline:
      data["headline"] = markup.escape(answer.headline.text)
      template = .answerHeadline
      words = Prose.words(in: answer.headline.text)
    case .spoken:
      let parts = fitted(answer, by: contrast)
      for kind in ContrastAnswer.SpokenPart.Kind.allCases {
        let said = parts.filter { $0.kind == kind }.map(\.sentence.text)
        if !said.isEmpty { data[kind.rawValue] = markup.escape(said.joined(separator: " ")) }
      }
      template = .contrastSpoken
      words = self.words(parts)
    case .written:
      data = ContrastLayout(answer: answer, markup: markup).data
      template = markup == .markdown ? .contrastMarkdown : .contrastText
      let text = rulebook.templates.render(.contrastText, ContrastLayout(answer: answer, markup: .text).data)
      words = Prose.words(in: text)
    }
    let text = laidOut(rulebook.templates.render(template, data), markup)
    return AnswerText(text: text, words: words, seconds: seconds(words))
  }

  /// What of an answer can be said in the time that a spoken one has.
  func fitted(_ answer: ContrastAnswer, by contrast: ContrastRules) -> [ContrastAnswer.SpokenPart] {
    var parts = answer.spoken
    let limit = rules.limits[.spoken] ?? .max
    for kind in contrast.spoken.leftOutFirst {
      if words(parts) <= limit { break }
      if let last = parts.lastIndex(where: { $0.kind == kind }) { parts.remove(at: last) }
    }
    return parts
  }

  private func words(_ parts: [ContrastAnswer.SpokenPart]) -> Int {
    parts.map { Prose.words(in: $0.sentence.text) }.reduce(0, +)
  }

  /// The answer to a question about two strategies for programs.
  ///
  /// - Parameter length: the one that is wanted besides the parts; both that can be said unless given.
  public func json(of answer: ContrastAnswer, by contrast: ContrastRules, length: AnswerLength? = nil) -> JSON
  {
    var members = answer.members
    for said in [AnswerLength.headline, .spoken] where length == nil || length == said {
      let sentences = said == .headline ? [answer.headline] : fitted(answer, by: contrast).map(\.sentence)
      let words = sentences.map { Prose.words(in: $0.text) }.reduce(0, +)
      let spoken: JSON = [
        "text": .string(sentences.map(\.text).joined(separator: " ")),
        "words": .number(String(words)), "seconds": .number(String(seconds(words))),
        "sentences": .array(sentences.map(\.json)),
      ]
      members.append(.init(said.rawValue, spoken))
    }
    return .object(members)
  }
}

/// Turns an answer into what a template can fill in.
private struct ContrastLayout {
  let answer: ContrastAnswer
  let markup: Markup

  var data: [String: Any] {
    var data: [String: Any] = [
      "strategy": Prose.capitalized(answer.question.strategy.name), "other": answer.question.other.name,
      "opening": escaped(answer.opening.text), answer.verdict.rawValue: true,
    ]
    func list(_ name: String, _ sentences: [Sentence]) {
      if !sentences.isEmpty { data[name] = ["items": sentences.map { ["text": escaped($0.text)] }] }
    }
    if answer.verdict == .general {
      list("reasons", answer.reasons.map(\.sentence))
    } else {
      data["holding"] = items(.holds)
      data["open"] = items(.unknown)
      data["failing"] = items(.fails)
    }
    if !answer.against.isEmpty {
      data["against"] = escaped(answer.against.map(\.text).joined(separator: " "))
    }
    if let turning = answer.turningPoint { data["turning"] = escaped(turning.text) }
    if let bill = answer.bill { data["bill"] = escaped(bill.text) }
    for kind in [ContrastAnswer.SpokenPart.Kind.situation, .facts] {
      let said = answer.spoken.filter { $0.kind == kind }.map(\.sentence.text)
      if !said.isEmpty { data[kind.rawValue] = escaped(said.joined(separator: " ")) }
    }
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
      "items": reasons.map { reason in
        var item = ["text": escaped(reason.sentence.text)]
        if !reason.said.isEmpty { item["hangsOn"] = escaped(Prose.clauses(reason.said)) }
        return item
      }
    ]
  }

  private func escaped(_ text: String) -> String { markup.escape(text) }
}

extension ContrastAnswer {
  /// For programs, without what is said of it.
  fileprivate var members: [JSON.Member] {
    let reasons: [JSON] = reasons.map {
      [
        "sentence": $0.sentence.json,
        "standing": verdict == .general ? .null : .string($0.standing.rawValue),
        "facts": .array($0.facts.map { .string($0) }),
      ]
    }
    let sources: [JSON] = sources.map {
      ["id": .string($0.id), "name": .string($0.name), "url": JSON($0.locationURI)]
    }
    return [
      .init("strategy", .string(question.strategy.rawValue)),
      .init("other", .string(question.other.rawValue)),
      .init("verdict", .string(verdict.rawValue)), .init("advised", JSON(advised?.rawValue)),
      .init("opening", .string(opening.text)), .init("reasons", .array(reasons)),
      .init("against", .array(against.map(\.json))), .init("turningPoint", JSON(turningPoint?.text)),
      .init("bill", bill?.json ?? .null),
      .init("traps", .array(traps.map { ["claim": .string($0.claim), "reply": $0.reply.json] })),
      .init("evidence", .array(evidence.map(\.json))), .init("sources", .array(sources)),
    ]
  }
}

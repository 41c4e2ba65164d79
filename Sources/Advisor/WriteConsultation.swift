internal import DMN
public import FEEL

extension Consultation {
  /// The answer for people: its parts or what is still possible, the figures, why, what to ask, and the sources.
  public func text(in markup: Markup) -> String {
    var blocks = isSettled ? parts(in: markup) : possible(in: markup)
    blocks += section(
      "In detail",
      figures.map { figure in
        let unit = figure.unit.isEmpty ? "" : " " + figure.unit
        return "- " + markup.escape("\(Prose.capitalized(figure.name)): \(Prose.number(figure.value))\(unit)")
      }, in: markup)
    blocks += section(
      "Why",
      grounds.map { ground in
        let place = "(\(ground.decision), rule \(ground.rule))"
        return "- " + markup.escape([ground.reason, place].compactMap { $0 }.joined(separator: " "))
      }, in: markup)
    blocks += section(
      isSettled ? "Not given" : "What would settle it",
      open.map { "- " + markup.escape("\($0.name): \($0.question)") }, in: markup)
    blocks += section(
      "Sources",
      sources.map { source in
        let place = source.locationURI.map { " <\($0)>" } ?? ""
        return "- " + markup.escape("\(source.id): \(source.description ?? source.name)") + place
      }, in: markup)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func parts(in markup: Markup) -> [String] {
    answers[0].map { part in
      let title = part.name.isEmpty ? model : part.name
      return heading(Prose.capitalized(title), in: markup) + paragraph(part.value, in: markup)
    }
  }

  /// The first part of each answer that remains; that is what the rules put first.
  private func possible(in markup: Markup) -> [String] {
    var seen: Set<String> = []
    let lines = answers.compactMap(\.first).map { "- " + markup.escape(Prose.plain($0.value)) }
      .filter { seen.insert($0).inserted }
    return section(notSettled(lines.count), lines, in: markup)
      + (answers.isEmpty ? [heading(notSettled(0), in: markup) + tooLittle] : [])
  }

  /// The answer for programs.
  public var json: JSON {
    [
      "model": .string(model), "settled": .boolean(isSettled),
      "answer": isSettled ? object(answers[0]) : .null,
      "possible": .array(answers.map(object)),
      "figures": .array(
        figures.map { ["name": .string($0.name), "value": $0.value.json, "unit": .string($0.unit)] }),
      "rules": .array(
        grounds.map {
          [
            "decision": .string($0.decision), "rule": .number(String($0.rule)), "reason": JSON($0.reason),
          ]
        }),
      "notGiven": .array(open.map { ["input": .string($0.name), "question": .string($0.question)] }),
      "sources": .array(
        sources.map { ["id": .string($0.id), "name": .string($0.name), "url": JSON($0.locationURI)] }),
    ]
  }

  private func object(_ answer: Answer) -> JSON {
    .object(answer.map { .init($0.name.isEmpty ? "value" : $0.name, $0.value.json) })
  }

  private func paragraph(_ value: Value, in markup: Markup) -> String {
    if case .list(let items) = value, !items.isEmpty {
      return items.map { "- " + markup.escape(Prose.number($0)) }.joined(separator: "\n")
    }
    return markup.escape(Prose.plain(value))
  }

  private func section(_ title: String, _ lines: [String], in markup: Markup) -> [String] {
    lines.isEmpty ? [] : [heading(title, in: markup) + lines.joined(separator: "\n")]
  }
}

/// A title above a block.
func heading(_ title: String, in markup: Markup) -> String {
  switch markup {
  case .markdown: "## \(markup.escape(title))\n\n"
  case .text: "\(markup.escape(title).uppercased())\n"
  }
}

extension Value {
  /// The value for programs.
  var json: JSON {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number: .number(description)
    case .string(let text): .string(text)
    case .list(let items): .array(items.map(\.json))
    default: .string(description)
    }
  }
}

extension Prose {
  /// A value as people write it; a dash where there is none.
  public static func plain(_ value: Value) -> String { value == .null ? "–" : number(value) }
}

// MARK: Wording

private func notSettled(_ count: Int) -> String {
  count > 1 ? "Not settled: \(count) answers are possible" : "Not settled"
}

private let tooLittle = "too little is known to say anything"

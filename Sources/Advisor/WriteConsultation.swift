internal import DMN
public import FEEL

extension Consultation {
  /// The answer for people: its parts, why, what was not given, and the sources.
  public func text(in markup: Markup) -> String {
    var blocks = parts.map { part in
      let title = part.name.isEmpty ? model : part.name
      return heading(Prose.capitalized(title), in: markup) + paragraph(part.value, in: markup)
    }
    let reasons = grounds.map { ground in
      "- "
        + markup.escape(
          "\(ground.reason ?? "no reason is written") (\(ground.decision), rule \(ground.rule))")
    }
    blocks += section("Why", reasons, in: markup)
    blocks += section(
      "Not given", open.map { "- " + markup.escape("\($0.name): \($0.question)") }, in: markup)
    let sources = sources.map { source in
      let place = source.locationURI.map { " <\($0)>" } ?? ""
      return "- " + markup.escape("\(source.id): \(source.description ?? source.name)") + place
    }
    blocks += section("Sources", sources, in: markup)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The answer for programs.
  public var json: JSON {
    [
      "model": .string(model),
      "answer": .object(parts.map { .init($0.name.isEmpty ? "value" : $0.name, $0.value.json) }),
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

  private func paragraph(_ value: Value, in markup: Markup) -> String {
    if case .list(let items) = value, !items.isEmpty {
      return items.map { "- " + markup.escape(Prose.number($0)) }.joined(separator: "\n")
    }
    if case .null = value { return "not known" }
    return markup.escape(Prose.number(value))
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

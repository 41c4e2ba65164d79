internal import Advisor
internal import Diagnostics

extension Service {
  /// The field of an address that asks about two strategies.
  static let asksWhy = ":question"

  /// The three lengths of an answer, to be read, copied and taken along.
  ///
  /// - Parameter query: the facts as the links carry them along.
  func words(_ wording: Wording, _ query: Query) -> [String: Any] {
    let rows = AnswerLength.allCases.map { length -> [String: Any] in
      let text = wording.text(length)
      return [
        "id": "words-\(length.rawValue)", "is-\(length.rawValue)": true, "words": text.words,
        "seconds": text.seconds,
        "html": belowTitle(text.text), "text": text.text,
        "address": query.setting(":length", to: length.rawValue).address("/result.md"),
      ]
    }
    return ["rows": rows, "record": query.address("/record.md")]
  }

  /// The nearest cases of an answer.
  func near(_ answer: Answer) -> [String: Any]? {
    let rows = answer.precedents.map { precedent -> [String: Any] in
      var row: [String: Any] = [
        "id": percentEncoded(precedent.study.id), "title": precedent.study.title,
        "organisation": precedent.study.organisation, "used": precedent.used.name,
        "agree": precedent.agreements.count,
        "of": precedent.agreements.count + precedent.differences.count,
      ]
      if !precedent.differences.isEmpty {
        row["differ"] = Prose.list(precedent.differences.map { "“\($0)”" })
      }
      return row
    }
    return rows.isEmpty ? nil : ["rows": rows]
  }

  /// The form that asks about two strategies, with the answer to what was asked; its problem where it has none.
  ///
  /// - Parameters:
  ///   - question: what was asked; nil or blank where nothing was.
  ///   - action: the page itself.
  ///   - facts: what the form carries along.
  func contrast(
    _ question: String?, on recommendation: Recommendation, action: String, facts: Query
  ) -> (data: [String: Any], refusal: Refusal?) {
    let asked = trimmedSpaces(question ?? "")
    let others = Strategy.allCases.filter { $0 != recommendation.strategy }
    var data: [String: Any] = [
      "action": action, "field": Self.asksWhy, "asked": asked, "facts": AddressedFacts.hidden(facts),
      "others": others.map { other -> [String: Any] in
        [
          "name": other.name,
          "address": facts.setting(Self.asksWhy, to: "why not \(other.rawValue)?").address(action),
        ]
      },
    ]
    guard !asked.isEmpty, let answering = content.answering else { return (data, nil) }
    do throws(Refusal) {
      let answer = try contrast(SourceFragment(asked, file: "<address>"), on: recommendation.useCase)
      let text = answering.book.text(answer, .written, in: .markdown, by: answering.contrast).text
      data["reply"] = ["html": belowTitle(text, keepsTitle: true)]
      return (data, nil)
    } catch {
      let help = error.problems.first?.help.map { ". \(spoken($0))" } ?? ""
      data["problem"] = ["message": spoken(error.detail) + help]
      return (data, error)
    }
  }

  /// A text in Markdown as a part of a page, whose titles stand below a section's.
  private func belowTitle(_ markdown: String, keepsTitle: Bool = false) -> String {
    HTMLText(markdown: markdown).sections.map { section in
      let isTitle = section.level == 1
      let level = isTitle ? 3 : section.level + (keepsTitle ? 2 : 1)
      let title = section.title.isEmpty || (isTitle && !keepsTitle) ? "" : section.title
      return (title.isEmpty ? "" : "<h\(level)>\(title)</h\(level)>\n") + section.html
    }.joined()
  }
}

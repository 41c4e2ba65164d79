internal import DMN
internal import Advisor
internal import Diagnostics

extension Service {
  /// How a result is handed out.
  enum Download {
    case markdown
    case json
    case record
  }

  /// The advice on the facts of an address.
  func resultPage(_ query: Query) throws(Refusal) -> Response {
    let facts = try AddressedFacts(reading: query, content.rulebook)
    guard !facts.query.fields.isEmpty else { return redirect("/decide") }
    let recommendation = content.rulebook.advise(on: facts.useCase)
    var (data, status) = try result(
      recommendation, for: nil, facts: AddressedFacts.written(facts.query), facts.query,
      asking: query[Self.asksWhy])
    let answered = facts.useCase.facts.compactMap { fact in
      content.rulebook.topic(fact.name).map { topic -> [String: Any] in
        var row: [String: Any] = ["question": plainText(topic.question)]
        if let words = content.rulebook.words(for: fact) { row["answer"] = words }
        return row
      }
    }
    data["answered"] = [
      "rows": answered, "change": facts.query.address("/answers"),
      "rehearse": facts.query.address("/drills"),
    ]
    data["title"] = data["headline"]
    data["downloads"] = [
      "markdown": facts.query.address("/result.md"), "json": facts.query.address("/result.json"),
    ]
    return page(status: status, .decide, .result, data)
  }

  /// The advice on a case, beside what its team did.
  func casePage(_ id: String, _ asked: Query) throws(Refusal) -> Response {
    let study = try study(id)
    let useCase: UseCase
    do { useCase = try UseCase(reading: study.facts, topics: content.rulebook.topics) } catch {
      throw Refusal(error)
    }
    let recommendation = content.rulebook.advise(on: useCase)
    let query = AddressedFacts.query(of: study.facts)
    var (data, status) = try result(
      recommendation, for: study, facts: study.facts, query, asking: asked[Self.asksWhy])
    data["title"] = study.title
    data["study"] = ["change": query.address("/answers"), "rehearse": query.address("/drills")]
    let named = query.setting(Self.names, to: study.id)
    data["downloads"] = [
      "markdown": named.address("/result.md"), "json": named.address("/result.json"),
    ]
    return page(status: status, .cases, .result, data)
  }

  /// The advice as a file.
  func download(_ query: Query, as form: Download) throws(Refusal) -> Response {
    let rulebook = content.rulebook
    let facts = try AddressedFacts(reading: query, rulebook)
    guard !facts.query.fields.isEmpty else { throw .nothingGiven() }
    let study = try query[Self.names].map { id throws(Refusal) in try self.study(id) }
    func file(_ name: String, _ type: String, _ text: String) -> Response {
      Response(type, text, [("Content-Disposition", "attachment; filename=\"\(name)\"")])
    }
    let markdown = "text/markdown; charset=utf-8"
    if form == .record {
      let record = try wording(of: facts.useCase, for: study).record(on: writtenDay)
      return file(record.name, markdown, record.text)
    }
    let recommendation = rulebook.advise(on: facts.useCase)
    let name = recommendation.strategy.rawValue
    if form == .json {
      let json = recommendation.json(for: study, concepts: content.models)
      return file("\(name).json", "application/json", json.text)
    }
    guard let word = query[":length"] else {
      return file("\(name).md", markdown, answer(recommendation, for: study))
    }
    guard let length = AnswerLength(rawValue: word) else {
      throw .noSuchThing("length", word, AnswerLength.allCases.map(\.rawValue))
    }
    let text = try wording(of: facts.useCase, for: study).text(length).text
    return file("\(name)-\(length.rawValue).md", markdown, text)
  }

  /// The field of an address that names the case whose facts it has.
  private static let names = ":case"

  /// Everything that a result page shows of a recommendation.
  private func result(
    _ recommendation: Recommendation, for study: CaseStudy?, facts: [WrittenFact], _ query: Query,
    asking question: String?
  ) throws(Refusal) -> (data: [String: Any], status: Int) {
    let rulebook = content.rulebook
    var data: [String: Any] = advice(recommendation, for: study)
    data["ladder"] = ladder(for: recommendation.prospects, now: recommendation.now, marks: true)
    do {
      data["why"] = HTMLText(plain: rulebook.text(try rulebook.explain(recommendation.useCase))).html()
    } catch {
      throw Refusal(error)
    }
    data["flips"] = flips(rulebook.changes(for: recommendation.useCase), query)
    if let models = content.cost {
      let figures = models.figures(from: facts, of: study, leaving: recommendation.prospects.map(\.strategy))
      // A price list without these prices leaves the cost out; the cost page says what is missing.
      if let report = try? costReport(figures.facts, figures: figures.assumptions) {
        data["cost"] = [
          "chart": chart(report), "own": figures.query.address("/cost"), "text": costConclusions(report),
        ]
      }
    }
    data["markdown-text"] = answer(recommendation, for: study)
    guard content.answering != nil else { return (data, 200) }
    // The same with the words: without prices they would speak of costs that nobody knows.
    if let wording = try? wording(of: recommendation.useCase, for: study) {
      data["words"] = words(wording, study.map { query.setting(Self.names, to: $0.id) } ?? query)
      if let near = near(wording.answer) { data["near"] = near }
    }
    let action = study.map { "/cases/\(percentEncoded($0.id))" } ?? "/result"
    let (contrast, refusal) = contrast(
      question, on: recommendation, action: action, facts: study == nil ? query : Query())
    data["contrast"] = contrast
    if refusal != nil { data["error"] = true }
    return (data, refusal?.status ?? 200)
  }

  /// The answer in Markdown, as the terminal gives it.
  private func answer(_ recommendation: Recommendation, for study: CaseStudy?) -> String {
    content.rulebook.answer(
      recommendation, for: study, options: .init(markup: .markdown), concepts: content.models)
  }

  /// The answer's text: the headline, and the rest in sections.
  func advice(_ recommendation: Recommendation, for study: CaseStudy?) -> [String: Any] {
    let text = HTMLText(markdown: answer(recommendation, for: study))
    // The first title is the case's or the page's own; the section below it begins with the headline.
    let sections = text.sections.drop { $0.level == 1 }
    var data: [String: Any] = [
      "strategy": recommendation.strategy.name,
      "headline": recommendation[.headline]?.sentences.map(\.text).joined(separator: " ")
        ?? recommendation.strategy.name,
      "opening": afterHeadline(sections.first?.html ?? ""),
      "sections": sections.dropFirst().map { ["title": $0.title, "id": $0.id, "html": linked($0.html)] },
    ]
    if let study, let first = text.sections.first, first.level == 1 {
      data["introduction"] = first.html
      data["organisation"] = study.organisation
    }
    if recommendation.isSettled { data["settled"] = true }
    return data
  }

  /// The same with each command that asks a model turned into a link to the page that asks it.
  private func linked(_ html: String) -> String {
    content.models.reduce(html) { html, model in
      html.replacing(
        "<code>rationale advise --model \(escapeHTML(model.name))</code>",
        with: "<a href=\"/models/\(percentEncoded(model.name))\">\(escapeHTML(model.goal))</a>")
    }
  }

  /// The ways to other strategies, each with the address of the case as it would then be.
  private func flips(_ changes: StrategyChanges, _ query: Query) -> [String: Any] {
    let text = HTMLText(plain: content.rulebook.text(changes)).html()
    let tries = changes.changes.compactMap { change -> [String: Any]? in
      guard let steps = change.changes, !steps.isEmpty else { return nil }
      let changed = steps.reduce(query) { $0.setting($1.to.name, to: $1.to.test) }
      guard (try? AddressedFacts(reading: changed, content.rulebook)) != nil else { return nil }
      return ["strategy": change.strategy.name, "address": changed.address("/result")]
    }
    return tries.isEmpty ? ["text": text] : ["text": text, "tries": ["rows": tries]]
  }
}

/// A section without its first paragraph, which is the headline that stands above it.
private func afterHeadline(_ html: String) -> String {
  let end = "</p>\n"
  guard let found = html.firstRange(of: end) else { return html }
  return String(html[found.upperBound...])
}

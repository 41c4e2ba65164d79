internal import Advisor
internal import DMN
internal import Diagnostics
internal import FEEL

extension Service {
  /// The cases, all or those that match.
  func casesPage(_ query: Query) -> Response {
    let wanted = trimmedSpaces(query["q"] ?? "")
    let word = wanted.lowercased()
    let used = query["used"].flatMap { $0.isEmpty ? nil : $0 }
    let found = content.studies.filter { study in
      (word.isEmpty
        || [study.title, study.organisation, study.narrative].contains { $0.lowercased().contains(word) })
        && (used == nil || study.used?.strategy.rawValue == used)
    }
    let rows = found.map { study -> [String: Any] in
      var row: [String: Any] = [
        "id": percentEncoded(study.id), "title": study.title, "organisation": study.organisation,
        "year": study.year ?? "",
      ]
      if let used = study.used { row["used"] = used.strategy.name }
      return row
    }
    let strategies = Strategy.allCases.map { strategy -> [String: Any] in
      var option: [String: Any] = ["value": strategy.rawValue, "name": strategy.name]
      if strategy.rawValue == used { option["chosen"] = true }
      return option
    }
    var data: [String: Any] = [
      "q": wanted, "strategies": strategies, "count": found.count, "all": content.studies.count,
      "title": true,
    ]
    data[rows.isEmpty ? "none" : "cases"] = rows.isEmpty ? true : ["rows": rows]
    return page(.cases, .cases, data)
  }

  /// All facts on one page, with the answer beside them.
  func factsPage(_ query: Query) throws(Refusal) -> Response {
    let rulebook = content.rulebook
    let sent = AddressedFacts.facts(of: query)
    var problems: [String: Diagnostic] = [:]
    var sound: [(String, String)] = []
    for topic in rulebook.topics {
      guard let value = sent[topic.name] else { continue }
      do {
        if value != "?" { _ = try topic.content(of: SourceFragment(trimmedSpaces(value), file: "<address>")) }
        sound.append((topic.name, value))
      } catch { problems[topic.name] = error.diagnostics[0] }
    }
    let facts = try AddressedFacts(reading: Query(sound), rulebook)
    if let strange = sent.fields.first(where: { rulebook.topic($0.name) == nil }) {
      _ = try AddressedFacts(reading: Query([(strange.name, strange.value)]), rulebook)
    }
    let open = rulebook.openTopics(for: facts.useCase)
    var data: [String: Any] = [
      "title": true,
      "topics": rulebook.topics.enumerated().map { index, topic in
        field(for: topic, index, facts, sent, problems[topic.name], isOpen: open.contains(topic.name))
      },
    ]
    if !facts.query.fields.isEmpty {
      let recommendation = rulebook.advise(on: facts.useCase)
      data["answer"] = content.pages.render(
        .advice,
        advice(recommendation, for: nil).merging(
          [
            "ladder": ladder(for: recommendation.prospects, now: recommendation.now, marks: true),
            "result": facts.query.address("/result"),
          ]
        ) { $1 })
      data["result"] = facts.query.address("/result")
    }
    if !problems.isEmpty {
      data["error"] = [
        "rows": rulebook.topics.enumerated().compactMap { index, topic in
          problems[topic.name].map { ["id": "fact-\(index + 1)", "message": spoken($0.message)] }
        }
      ]
    }
    return page(status: problems.isEmpty ? 200 : 422, .facts, .facts, data)
  }

  private func field(
    for topic: Topic, _ index: Int, _ facts: AddressedFacts, _ sent: Query, _ problem: Diagnostic?,
    isOpen: Bool
  ) -> [String: Any] {
    let fact = facts.useCase[topic.name]
    let choices = topic.choices.map { choice -> [String: Any] in
      var option: [String: Any] = ["value": choice.written, "label": choice.label]
      if content.rulebook.isChosen(choice, by: fact) { option["chosen"] = true }
      return option
    }
    var field: [String: Any] = [
      "id": "fact-\(index + 1)", "name": topic.name, "question": plainText(topic.question),
      "choices": choices,
    ]
    if let help = topic.help { field["help"] = plainText(help) }
    if fact?.content == .unknown { field["unknown"] = true }
    if let problem { field["problem"] = spoken(problem.message) }
    if isOpen, fact == nil { field["open"] = true }
    // A value that is none of the choices stays one to choose.
    if let value = sent[topic.name], value != "?", !choices.contains(where: { $0["chosen"] != nil }) {
      field["other"] = value
    }
    return field
  }

  /// Inputs that a cost report answers itself, month by month.
  private static let reported = ["Cheapest if low", "Cheapest as expected", "Cheapest if high"]

  /// The cost of each way, for figures that can be changed.
  func costPage(_ query: Query) throws(Refusal) -> Response {
    guard let models = content.cost else {
      throw .noSuchThing("model", "economics", content.models.map(\.name))
    }
    let figures = AddressedFacts.facts(of: query)
    let inputs = models.economics.model.model.inputs.map(\.name).filter { name in
      models.economics.question(of: name) != nil && !Self.reported.contains(name)
    }
    var data: [String: Any] = ["title": true]
    var taken: [String: String] = [:]
    do {
      let report = try costReport(AddressedFacts.written(figures))
      for assumption in report.assumptions {
        taken[assumption.input] = assumption.values[.expected].map(CaseFigures.written) ?? ""
      }
      data["chart"] = chart(report)
      data["sections"] = costSections(report)
    } catch {
      data["error"] = ["rows": error.problems.map { ["message": spoken($0.message)] }]
    }
    data["inputs"] = inputs.enumerated().map { index, name -> [String: Any] in
      var field = self.field(name, of: models.economics, index, figures)
      if let value = taken[name] { field["taken"] = value }
      return field
    }
    return page(status: data["error"] == nil ? 200 : 422, .cost, .cost, data)
  }

  private func field(_ name: String, of model: ConceptModel, _ index: Int, _ sent: Query) -> [String: Any] {
    var field: [String: Any] = [
      "id": "input-\(index + 1)", "name": name, "question": model.question(of: name) ?? name,
    ]
    if let help = model.help(of: name) { field["help"] = help }
    if let unit = model.unit(of: name) { field["unit"] = unit }
    var words = model.words(for: name)
    if model.model.inputTypes[name]?.type == .boolean { words = ["yes", "no"] }
    if words.isEmpty {
      field["typed"] = ["value": sent[name] ?? ""]
    } else {
      field["words"] = [
        "rows": words.map { word -> [String: Any] in
          var option: [String: Any] = ["value": word]
          if sent[name] == word { option["chosen"] = true }
          return option
        }
      ]
      if sent[name] == "?" { field["unknown"] = true }
    }
    return field
  }

  /// The models that answer one question each.
  func modelsPage() -> Response {
    page(
      .models, .models,
      [
        "title": true,
        "models": content.models.map { model in
          [
            "name": model.name, "address": "/models/\(percentEncoded(model.name))",
            "description": model.summary ?? "",
            "goal": model.goal,
          ]
        },
      ])
  }

  /// One model: what it asks, and what it answers to the facts of the address.
  func modelPage(_ name: String, _ query: Query) throws(Refusal) -> Response {
    let model = try model(name)
    let sent = AddressedFacts.facts(of: query)
    var data: [String: Any] = [
      "title": model.goal, "name": model.name, "address": "/models/\(percentEncoded(model.name))",
      "description": model.summary ?? "",
      "inputs": model.model.model.inputs.map(\.name).enumerated().map { field($1, of: model, $0, sent) },
    ]
    if !sent.fields.isEmpty {
      do {
        let answer = model.consult(try model.values(of: AddressedFacts.written(sent)))
        let sections = HTMLText(markdown: answer.text(in: .markdown)).sections
        data["answer"] = ["sections": sections.map { ["title": $0.title, "id": $0.id, "html": $0.html] }]
      } catch {
        data["error"] = [
          "rows": error.diagnostics.map {
            ["message": spoken($0.message), "help": $0.help.map(spoken) ?? ""]
          }
        ]
      }
    }
    return page(status: data["error"] == nil ? 200 : 422, .models, .model, data)
  }
}

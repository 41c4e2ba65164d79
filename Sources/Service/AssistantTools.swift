internal import Advisor
internal import Drills

/// What an assistant can call.
struct Tool: Sendable {
  /// What a tool gives back: for a program, and to be read.
  struct Answer {
    let json: JSON
    let text: String
  }

  let name: String
  let answer: @Sendable (Service, JSON) throws(Refusal) -> Answer

  /// All of them.
  static let all: [Tool] = [advise, why, flips, cost, answer, drills, grade]

  /// The next question while there is one, then the recommendation.
  private static let advise = Tool(name: "advise") { service, body throws(Refusal) in
    let question = try Inquiry(
      reading: body, allowing: ["asFarAsKnown"], in: service.content, needsFacts: false)
    let rulebook = service.content.rulebook
    let useCase = try question.useCase(rulebook)
    if try !question.flag("asFarAsKnown"), question.study == nil,
      let topic = Interview(rulebook: rulebook, given: useCase).topic
    {
      let prospects = rulebook.prospects(for: useCase).map { JSON.string($0.strategy.rawValue) }
      let next = topic.json(for: useCase, rulebook)
      return Answer(
        json: ["status": "question", "question": next, "possible": .array(prospects)],
        text: topic.prompt)
    }
    let recommendation = rulebook.advise(on: useCase)
    let concepts = service.content.models
    return Answer(
      json: [
        "status": "recommendation",
        "recommendation": recommendation.json(for: question.study, concepts: concepts),
      ],
      text: rulebook.answer(
        recommendation, for: question.study, options: .init(markup: .markdown), concepts: concepts))
  }

  private static let why = Tool(name: "why") { service, body throws(Refusal) in
    let json = try Operation.why.answer(service, body)
    let rulebook = service.content.rulebook
    let question = try Inquiry(reading: body, allowing: ["not"], in: service.content)
    let useCase = try question.useCase(rulebook)
    if let other = try question.text("not").flatMap(Strategy.init),
      let contrast = rulebook.contrast(useCase, with: other)
    {
      return Answer(json: json, text: rulebook.text(contrast))
    }
    let explanation = try? rulebook.explain(useCase)
    return Answer(json: json, text: explanation.map(rulebook.text) ?? json.text)
  }

  private static let flips = Tool(name: "flips") { service, body throws(Refusal) in
    let rulebook = service.content.rulebook
    let useCase = try Inquiry(reading: body, in: service.content).useCase(rulebook)
    let changes = rulebook.changes(for: useCase)
    return Answer(json: changes.json, text: rulebook.text(changes))
  }

  private static let cost = Tool(name: "cost") { service, body throws(Refusal) in
    let report = try Operation.costReport(service, body)
    return Answer(json: report.json, text: report.text(in: .markdown))
  }

  /// The advice in words, or why one strategy rather than another.
  private static let answer = Tool(name: "answer") { service, body throws(Refusal) in
    let reply = try Reply(to: body, service)
    return Answer(json: reply.json, text: reply.text)
  }
}

extension Tool {
  /// Interview questions to practise with, all or those of a topic.
  private static let drills = Tool(name: "drills") { service, body throws(Refusal) in
    guard let members = body.members, members.allSatisfy({ $0.name == "topic" }) else {
      throw .shape("expected an object with a `topic`, or an empty one")
    }
    let topic = body["topic"]?.string
    let questions = (service.content.training?.bank.questions ?? []).filter {
      topic == nil || $0.topic == topic
    }
    return Answer(
      json: ["questions": .array(questions.map(\.json))],
      text: questions.map { "\($0.id): \($0.text)" }.joined(separator: "\n"))
  }

  /// What an answer to one of them is worth.
  private static let grade = Tool(name: "grade") { service, body throws(Refusal) in
    let (question, text) = try Operation.answered(service, body)
    let grade = try service.grade(text, to: question)
    return Answer(
      json: grade.json,
      text: service.content.rulebook.templates.text(of: grade, for: question, repeatsQuestion: false))
  }
}

extension Topic {
  /// The question with its choices, to be put to a person.
  fileprivate var prompt: String {
    ([plainText(question)] + [help.map(plainText)].compactMap { $0 }
      + choices.map { "- \($0.label) (`\($0.written)`)" } + ["- ?"]).joined(separator: "\n")
  }
}

extension Content {
  /// What an assistant has to know to use the tools; nil where the file is missing.
  var instructions: String? { assistantWords?["instructions"]?.string }

  /// The tools as a client lists them.
  var tools: [JSON] {
    Tool.all.map { tool in
      let words = assistantWords?["tools"]?[tool.name]
      let facts = tool.name == "cost" ? cost?.economics.factsSchema : rulebook.factsSchema
      let isAboutFacts = tool.name != "drills" && tool.name != "grade"
      let properties: [JSON.Member] =
        (isAboutFacts
          ? [
            .init(
              "case", ["enum": .array(studies.map { .string($0.id) })]),
            .init("facts", facts ?? ["type": "object"]),
          ] : []) + (words?["properties"]?.members ?? [])
      return [
        "name": .string(tool.name), "title": JSON(words?["title"]?.string),
        "description": JSON(words?["description"]?.string),
        "inputSchema": ["type": "object", "additionalProperties": false, "properties": .object(properties)],
        "annotations": ["readOnlyHint": true, "openWorldHint": false],
      ]
    }
  }

  /// The rules and cases as a client lists them.
  var resources: [JSON] {
    files.filter { $0.path.hasSuffix(".dmn") || $0.path.hasSuffix(".xml") }.map { file in
      let id = String(file.name.prefix { $0 != "." })
      var members: [JSON.Member] = [.init("uri", .string(file.address)), .init("name", .string(file.name))]
      if let title = study(id)?.title ?? model(id)?.goal { members.append(.init("title", .string(title))) }
      if let summary = model(id)?.summary { members.append(.init("description", .string(summary))) }
      return .object(members + [.init("mimeType", .string(file.type))])
    }
  }

  private var assistantWords: JSON? {
    files.first { $0.path.hasSuffix("web/tools.json") }.flatMap { try? JSON(parsing: Array($0.text.utf8)) }
  }
}

extension Content.File {
  /// The last part of the path.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// The address under which an assistant reads it.
  var address: String {
    let kind = path.hasSuffix(".dmn") ? "rules" : path.hasSuffix(".xml") ? "cases" : "files"
    return "rationale://\(kind)/\(percentEncoded(name))"
  }

  /// The kind of text.
  var type: String { path.hasSuffix(".json") ? "application/json" : "application/xml" }
}

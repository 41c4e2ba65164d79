internal import Advisor
internal import Diagnostics
internal import FEEL

extension Service {
  /// The field that asks for one question by name, to change or add its answer.
  static let asks = ":ask"
  /// The field with the choice that was marked.
  static let answer = ":answer"
  /// The field with a number that was typed.
  static let exact = ":exact"

  /// The next question, or the one that the address asks for; once nothing is open, the answers.
  func questionPage(_ query: Query) throws(Refusal) -> Response {
    let facts = try AddressedFacts(reading: query, content.rulebook)
    if let name = query[Self.asks] {
      return question(try topic(name), facts, earlier: query[Self.answer], problem: nil)
    }
    guard let topic = Interview(rulebook: content.rulebook, given: facts.useCase).topic else {
      return redirect(facts.query.address("/answers"))
    }
    return question(topic, facts, problem: nil)
  }

  /// Takes what a form sent and goes on to the next question, or shows the same one with what was wrong.
  func takeAnswer(_ query: Query) throws(Refusal) -> Response {
    let facts = try AddressedFacts(reading: query, content.rulebook)
    let topic = try topic(query[Self.asks] ?? "")
    let typed = trimmedSpaces(query[Self.exact] ?? "")
    let written = typed.isEmpty ? query[Self.answer] ?? "" : typed
    guard !written.isEmpty else { return question(topic, facts, problem: .nothing) }
    do { _ = try topic.content(of: SourceFragment(written, file: "<answer>")) } catch {
      return question(topic, facts, problem: .unusable(error.diagnostics[0], typed))
    }
    let known = facts.query.setting(topic.name, to: written)
    // After a change, what has become open is asked first; otherwise the answers are shown again.
    return redirect(known.address("/decide"))
  }

  private func topic(_ name: String) throws(Refusal) -> Topic {
    guard let topic = content.rulebook.topic(name) else {
      throw .noSuchThing("question", name, content.rulebook.topics.map(\.name))
    }
    return topic
  }

  /// Why a form cannot be taken.
  private enum FormProblem {
    case nothing
    case unusable(Diagnostic, String)
  }

  /// The page of one question.
  ///
  /// - Parameters:
  ///   - topic: what is asked.
  ///   - facts: what is known; a fact about the topic is what its answer was so far.
  ///   - earlier: what was answered before somebody went back.
  ///   - problem: why the form could not be taken.
  private func question(
    _ topic: Topic, _ facts: AddressedFacts, earlier: String? = nil, problem: FormProblem?
  ) -> Response {
    let rulebook = content.rulebook
    let isChange = facts.useCase[topic.name] != nil
    let fact = facts.useCase[topic.name] ?? earlier.flatMap { topic.fact($0) }
    let before = rulebook.prospects(for: facts.useCase)
    var data: [String: Any] = [
      "title": plainText(topic.question), "name": topic.name,
      "facts": AddressedFacts.hidden(facts.query),
      "choices": choices(of: topic, chosenBy: fact),
      "why": consequences(of: topic, for: facts.useCase), "field-asks": Self.asks,
      "field-answer": Self.answer,
      "ladder": ladder(for: before, now: nil, marks: true),
    ]
    if let help = topic.help { data["help"] = plainText(help) }
    if fact?.content == .unknown { data["unknown"] = true }
    if topic.type == .number {
      var number: [String: Any] = ["field": Self.exact]
      if let unit = topic.unit { number["unit"] = plainText(unit) }
      if case .value(let value)? = fact?.content, topic.choices.allSatisfy({ $0.value != value }) {
        number["value"] = value.description
      }
      if case .unusable(_, let typed)? = problem { number["value"] = typed }
      data["exact"] = number
    }
    if isChange {
      data["changing"] = true
      data["back"] = facts.query.address("/answers")
    } else {
      data["number"] = facts.query.fields.count + 1
      data["back"] = back(from: facts.query)
      data["effect"] = effect(of: facts)
    }
    switch problem {
    case nil: break
    case .nothing?:
      data["error"] = ["nothing": true, "field": topic.choices.isEmpty ? "unknown" : "choice-1"]
    case .unusable(let diagnostic, _)?:
      var error: [String: Any] = [
        "message": spoken(diagnostic.message),
        "field": topic.type == .number ? "exact" : "choice-1",
      ]
      if let help = diagnostic.help { error["hint"] = spoken(help) }
      data["error"] = error
    }
    return page(status: problem == nil ? 200 : 422, .decide, .question, data)
  }

  private func choices(of topic: Topic, chosenBy fact: Fact?) -> [[String: Any]] {
    topic.choices.enumerated().map { index, choice in
      var data: [String: Any] = ["id": "choice-\(index + 1)", "value": choice.written, "label": choice.label]
      if content.rulebook.isChosen(choice, by: fact) { data["chosen"] = true }
      return data
    }
  }

  private func consequences(of topic: Topic, for useCase: UseCase) -> [[String: Any]] {
    content.rulebook.consequences(of: topic, for: useCase).map { label, strategies in
      ["label": label, "leaves": Prose.list(strategies.map(\.name), joinedBy: "or")]
    }
  }

  /// The address of the question before: the same without the last answer, which is asked again.
  private func back(from query: Query) -> String {
    guard let last = query.fields.last else { return "/" }
    return Query(
      query.removing(last.name).fields.map { ($0.name, $0.value) }
        + [(Self.asks, last.name), (Self.answer, last.value)]
    ).address("/decide")
  }

  /// What the last answer did: what it ruled out, and what is left.
  private func effect(of facts: AddressedFacts) -> [String: Any] {
    let rulebook = content.rulebook
    guard let last = facts.query.fields.last, let fact = facts.useCase[last.name],
      let earlier = try? AddressedFacts(reading: facts.query.removing(last.name), rulebook)
    else { return [:] }
    let left = rulebook.prospects(for: facts.useCase).map(\.strategy)
    let gone = rulebook.prospects(for: earlier.useCase).map(\.strategy).filter { !left.contains($0) }
    var effect: [String: Any] = ["left": Prose.list(left.sorted().map(\.name))]
    if let words = rulebook.words(for: fact) { effect["answer"] = words } else { effect["unknown"] = true }
    if !gone.isEmpty { effect["gone"] = Prose.list(gone.sorted().map(\.name)) }
    return ["last": effect]
  }

  /// Everything that was answered, with a way to change each.
  func answersPage(_ query: Query) throws(Refusal) -> Response {
    let rulebook = content.rulebook
    let facts = try AddressedFacts(reading: query, rulebook)
    guard !facts.query.fields.isEmpty else { return redirect("/decide") }
    let answered = facts.useCase.facts.compactMap { fact in
      rulebook.topic(fact.name).map { row(for: $0, fact, facts.query) }
    }
    let open = rulebook.openTopics(for: facts.useCase).filter { facts.useCase[$0] == nil }
    let rest = rulebook.topics.filter { facts.useCase[$0.name] == nil }.map { row(for: $0, nil, facts.query) }
    var data: [String: Any] = [
      "answers": answered, "result": facts.query.address("/result"), "expert": facts.query.address("/facts"),
      "title": true,
    ]
    data["back"] = back(from: facts.query)
    if !rest.isEmpty { data["notAsked"] = ["rows": rest] }
    if !open.isEmpty { data["open"] = ["count": open.count, "next": facts.query.address("/decide")] }
    return page(.decide, .answers, data)
  }

  private func row(for topic: Topic, _ fact: Fact?, _ query: Query) -> [String: Any] {
    let asks = Query(query.fields.map { ($0.name, $0.value) } + [(Self.asks, topic.name)])
    var row: [String: Any] = [
      "question": plainText(topic.question), "name": topic.name, "change": asks.address("/decide"),
    ]
    if let fact, let words = content.rulebook.words(for: fact) { row["answer"] = words }
    return row
  }
}

extension Topic {
  /// The fact that a text gives; nil where it gives none.
  fileprivate func fact(_ text: String) -> Fact? {
    guard let content = try? content(of: SourceFragment(text, file: "<answer>")) else { return nil }
    return Fact(name, content, status: content == .unknown ? .unknown : .stated)
  }
}

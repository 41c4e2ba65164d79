internal import Advisor
internal import DMN
internal import Diagnostics
package import Drills

extension Content {
  /// What interview questions and their grades are made of.
  public struct Training: Sendable {
    let bank: QuestionBank
    let vocabulary: Vocabulary

    /// Training by its parts.
    ///
    /// - Parameters:
    ///   - bank: what can be asked.
    ///   - vocabulary: the words that grading knows.
    package init(bank: QuestionBank, vocabulary: Vocabulary) {
      self.bank = bank
      self.vocabulary = vocabulary
    }
  }
}

extension Service {
  /// The question of a name: of the bank, about a case of the library, or about the facts of the address.
  func question(_ id: String, _ query: Query = Query()) throws(Refusal) -> Drills.Question {
    let all = try questions(ofOwnerOf: id, query)
    guard let question = all.first(where: { $0.id == id }) else {
      throw .noSuchThing("question", id, all.map(\.id))
    }
    return question
  }

  private func questions(ofOwnerOf id: String, _ query: Query) throws(Refusal) -> [Drills.Question] {
    guard let bank = content.training?.bank else { throw .noSuchPage("/drills") }
    guard let slash = id.firstIndex(of: "/") else { return bank.questions }
    let owner = String(id[..<slash])
    if owner == Self.ownCase { return try questions(about: query) }
    guard let study = content.study(owner) else { return bank.questions }
    let useCase: UseCase
    do { useCase = try UseCase(reading: study.facts, topics: content.rulebook.topics) } catch {
      throw Refusal(error)
    }
    return bank.questions(
      about: study.id, useCase, rulebook: content.rulebook, sources: study.sources.map(\.url))
  }

  /// The name under which the case of an address is asked about.
  private static let ownCase = "my-case"

  private func questions(about query: Query) throws(Refusal) -> [Drills.Question] {
    guard let bank = content.training?.bank else { throw .noSuchPage("/drills") }
    let facts = try AddressedFacts(reading: query, content.rulebook)
    guard !facts.query.fields.isEmpty else { return [] }
    return bank.questions(about: Self.ownCase, facts.useCase, rulebook: content.rulebook, sources: [])
  }

  /// What a text is worth as an answer.
  func grade(_ text: String, to question: Drills.Question) throws(Refusal) -> Grade {
    guard let training = content.training else { throw .noSuchPage("/drills") }
    return Grader(vocabulary: training.vocabulary, questions: training.bank.questions).grade(
      text, to: question)
  }

  /// What can be asked: everything of the bank, and first what an interviewer would ask about the facts of the address;
  /// with what was answered already.
  func drillsPage(_ query: Query) throws(Refusal) -> Response {
    guard let bank = content.training?.bank else { throw .noSuchPage("/drills") }
    let facts = AddressedFacts.facts(of: query)
    let own = try questions(about: query)
    let record = PracticeRecord(reading: query)
    var topics: [String] = []
    for question in bank.questions where !topics.contains(question.topic) { topics.append(question.topic) }
    func part(_ questions: [Drills.Question]) -> [String: Any] {
      var part: [String: Any] = [
        "rows": questions.map { question -> [String: Any] in
          var row: [String: Any] = [
            "text": question.text, "address": address(of: question.id, facts, record),
          ]
          if let score = record[question.id] { row["score"] = [score] }
          return row
        }
      ]
      if let progress = record.summary(of: questions.map(\.id)) { part["progress"] = progress }
      return part
    }
    var data: [String: Any] = [
      "title": true,
      "topics": topics.map { topic -> [String: Any] in
        part(bank.questions.filter { $0.topic == topic }).merging(["name": name(ofTopic: topic)]) { $1 }
      },
    ]
    if !own.isEmpty { data["own"] = part(own) }
    if let progress = record.summary(of: (own + bank.questions).map(\.id)) { data["overall"] = progress }
    return page(.drills, .drills, data)
  }

  /// One question, and once it is answered the grade, point by point, and the next question.
  func drillPage(_ id: String, _ query: Query, answer: String?) throws(Refusal) -> Response {
    let question = try question(id, query)
    let text = answer.map(trimmedSpaces)
    let facts = AddressedFacts.facts(of: query)
    var record = PracticeRecord(reading: query)
    var data: [String: Any] = [
      "title": question.text, "topic": name(ofTopic: question.topic), "answer-text": text ?? "",
    ]
    if let study = question.caseID.flatMap(content.study) {
      data["study"] = ["title": study.title, "narrative": study.narrative]
    }
    if let text {
      if text.isEmpty {
        data["error"] = ["nothing": true]
      } else {
        let grade = try grade(text, to: question)
        var shown: [String: Any] = [
          "score": grade.score, "band": grade.band.rawValue, "words": grade.words,
          "points": grade.points.map { point -> [String: Any] in
            var row: [String: Any] = ["text": point.text, point.standing.rawValue: true]
            if let sentence = point.sentence { row["sentence"] = [sentence] }
            return row
          },
          "text": HTMLText(
            plain: content.rulebook.templates.text(
              of: grade, for: try withSpokenModel(question, query), repeatsQuestion: false,
              repeatsVerdict: false)
          ).html(),
        ]
        if let earlier = record[id] { shown["earlier"] = ["score": earlier] }
        record.note(grade.score, for: id)
        data["grade"] = shown
        let all = try questions(about: query) + (content.training?.bank.questions ?? [])
        if let progress = record.summary(of: all.map(\.id)) { data["progress"] = progress }
        if let next = following(id, in: all, record) {
          data["next"] = ["text": next.text, "address": address(of: next.id, facts, record)]
        }
      }
    }
    data["address"] = address(of: id, facts, record)
    data["back"] = record.address("/drills", facts)
    return page(status: data["error"] == nil ? 200 : 422, .drills, .drill, data)
  }

  /// A question about a case with what could be said aloud; as it is where the rules have no words for it.
  private func withSpokenModel(
    _ question: Drills.Question, _ query: Query
  ) throws(Refusal) -> Drills.Question {
    guard let id = question.caseID, let answering = content.answering else { return question }
    let study = id == Self.ownCase ? nil : content.study(id)
    let own = try AddressedFacts(reading: study == nil ? query : Query(), content.rulebook).useCase
    do throws(DiagnosticsError) {
      let useCase =
        if let study { try UseCase(reading: study.facts, topics: content.rulebook.topics) } else { own }
      return try question.withSpokenModel(
        on: useCase, for: study, by: answering.book.on(today()), answering.contrast)
    } catch { throw Refusal(error) }
  }

  private func name(ofTopic id: String) -> String {
    let name = trimmedSpaces(content.pages.render(.topic, [id: true]))
    return name.isEmpty ? id : name
  }

  private func address(of id: String, _ facts: Query, _ record: PracticeRecord) -> String {
    record.address("/drills/\(percentEncoded(id))", facts)
  }

  /// The next question in the list that has no answer yet, from the beginning again after the last one.
  private func following(
    _ id: String, in all: [Drills.Question], _ record: PracticeRecord
  ) -> Drills.Question? {
    let place = all.firstIndex { $0.id == id }.map { $0 + 1 } ?? 0
    return (all[place...] + all[..<place]).first { record[$0.id] == nil }
  }

  /// The answer that a form sends.
  func drillAnswer(_ call: Call) throws(Refusal) -> Response {
    let type = "application/x-www-form-urlencoded"
    guard call.request.contentType == type else { throw .wrongType(call.request.contentType, [type]) }
    let form = Query(reading: String(decoding: call.request.body, as: UTF8.self))
    return try drillPage(call["id"], call.request.query, answer: form["answer"] ?? "")
  }
}

extension Operation {
  /// What an answer to an interview question is worth, point by point: `rationale drill --format json`.
  static let grade = Operation(name: "grade") { service, body throws(Refusal) in
    try grading(service, body).json
  }

  /// The grade that a program asks for.
  static func grading(_ service: Service, _ body: JSON) throws(Refusal) -> Grade {
    let (question, text) = try answered(service, body)
    return try service.grade(text, to: question)
  }

  /// The question and the answer in an object.
  static func answered(_ service: Service, _ body: JSON) throws(Refusal) -> (Drills.Question, String) {
    guard let members = body.members, members.allSatisfy({ ["question", "text"].contains($0.name) }),
      let id = body["question"]?.string, let text = body["text"]?.string, !trimmedSpaces(text).isEmpty
    else {
      throw .shape("expected an object with `question`, the id of a question, and `text`, the answer to it")
    }
    return (try service.question(id), text)
  }
}

extension Drills.Question {
  /// The question for programs, without what a good answer says.
  var json: JSON {
    ["id": .string(id), "topic": .string(topic), "text": .string(text), "case": JSON(caseID)]
  }
}

internal import Advisor
internal import Diagnostics

extension Operation {
  /// The advice in words in three lengths, or the answer to a question about two strategies: `rationale answer`.
  ///
  /// With a length the others are left out.
  static let answer = Operation(name: "answer") { service, body throws(Refusal) in
    try Reply(to: body, service).json
  }
}

/// The two things that can be asked for.
enum Reply {
  case advice(Wording, length: AnswerLength?)
  case contrast(ContrastAnswer, Content.Answering, length: AnswerLength?)

  /// The reply to a JSON object.
  ///
  /// - Throws: `request.shape` for a length that there is none of.
  init(to body: JSON, _ service: Service) throws(Refusal) {
    let inquiry = try Inquiry(
      reading: body, allowing: ["length", "question"], in: service.content,
      needsFacts: body["question"] == nil)
    let useCase = try inquiry.useCase(service.content.rulebook)
    let word = try inquiry.text("length")
    let length = try word.map { word throws(Refusal) in
      guard let length = AnswerLength(rawValue: word) else { throw noLength(word) }
      return length
    }
    if let question = try inquiry.text("question") {
      let asked = SourceFragment(question, file: "/question")
      let contrast = try service.contrast(asked, on: useCase, for: inquiry.study)
      guard let answering = service.content.answering else { throw .noSuchPage("/") }
      self = .contrast(contrast, answering, length: length)
      return
    }
    self = .advice(try service.wording(of: useCase, for: inquiry.study), length: length)
  }

  /// The reply for programs.
  var json: JSON {
    switch self {
    case .contrast(let contrast, let answering, let length):
      return answering.book.json(of: contrast, by: answering.contrast, length: length)
    case .advice(let wording, let length):
      let json = wording.book.json(of: wording.answer)
      guard let length else { return json }
      let others = AnswerLength.allCases.filter { $0 != length }.map(\.rawValue)
      return .object((json.members ?? []).filter { !others.contains($0.name) })
    }
  }

  /// The reply to be read, in Markdown.
  var text: String {
    switch self {
    case .contrast(let contrast, let answering, let length):
      answering.book.text(contrast, length ?? .written, in: .markdown, by: answering.contrast).text
    case .advice(let wording, let length): wording.text(length ?? .spoken).text
    }
  }
}

// MARK: Wording

private func noLength(_ word: String) -> Refusal {
  let words = AnswerLength.allCases.map(\.rawValue)
  let near = nearestName(to: word, among: words).map { "; did you mean `\($0)`?" } ?? ""
  return .shape(
    "expected \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or")) at `/length`; found `\(Refusal.shortened(word))`\(near)"
  )
}

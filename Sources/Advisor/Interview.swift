public import Diagnostics
internal import FEEL

/// Asking a person for facts, one question at a time, until nothing more needs to be asked.
///
/// Only answers are stored; what is asked next and what it all means is worked out from them. So an answer can be
/// taken back or changed at any time, and answers that were kept elsewhere can be taken up again.
public struct Interview<Questions: Questionnaire>: Sendable {
  /// What a line of input meant.
  public enum Reply: Sendable {
    /// It answered the question; the remark says what that ruled out.
    case answered(remark: String?)
    /// It went back to the question before.
    case wentBack
    /// It wanted to go back, but this is the first question.
    case nothingBefore
    /// It asked what the question decides; the text says it.
    case explanation(String)
    /// It was no answer; the problem says why.
    case rejected(Diagnostic)
  }

  /// What is asked.
  public let questions: Questions
  /// Order: as asked.
  public private(set) var answers: [GivenAnswer] = []
  /// The answer that is being changed, by its position.
  private var changing: Int?

  /// An interview that has not begun.
  public init(_ questions: Questions) { self.questions = questions }

  /// The question to ask now; nil when nothing more needs to be asked.
  public var topic: Topic? {
    if let changing { return questions.topic(named: answers[changing].name) }
    return questions.topic(after: answers)
  }

  /// The question as it is shown.
  public func prompt(for topic: Topic) -> String {
    var data: [String: Any] = [
      "question": plainText(topic.question), "number": (changing ?? answers.count) + 1,
    ]
    if let help = topic.help { data["help"] = plainText(help) }
    if let unit = topic.unit { data["unit"] = plainText(unit) }
    if topic.type == .number, !topic.choices.isEmpty { data["takesNumber"] = true }
    if topic.choices.isEmpty { data["expected"] = topic.expectedValues }
    data["choices"] = topic.choices.enumerated().map { ["number": $0.offset + 1, "label": $0.element.label] }
    return questions.templates.render(.question, data)
  }

  /// Takes a line of input.
  public mutating func take(_ line: String, about topic: Topic) -> Reply {
    let text = plainText(line)
    switch text.lowercased() {
    case "b", "back": return goBack()
    case "why", "w": return .explanation(questions.explanation(of: topic, after: otherAnswers))
    case "": return .rejected(nothingSaid())
    default: break
    }
    do {
      let answer = try answer(text, about: topic)
      if let position = changing {
        answers[position] = answer
        changing = nil
        return .answered(remark: nil)
      }
      answers.append(answer)
      return .answered(remark: questions.remark(on: answers))
    } catch {
      return .rejected(error.diagnostics[0])
    }
  }

  /// Takes back the last answer, or leaves the one that is being changed as it is.
  public mutating func goBack() -> Reply {
    if changing != nil {
      changing = nil
      return .wentBack
    }
    return answers.popLast() == nil ? .nothingBefore : .wentBack
  }

  /// Asks again for an answer; all others are kept.
  ///
  /// - Parameter number: its place in the list, from 1.
  /// - Returns: whether there is such an answer.
  public mutating func change(_ number: Int) -> Bool {
    guard answers.indices.contains(number - 1) else { return false }
    changing = number - 1
    return true
  }

  /// Takes up answers from before, and forgets those of now.
  ///
  /// - Returns: those that the rules of today do not ask for or do not allow, and which are left out.
  public mutating func takeUp(_ kept: [GivenAnswer]) -> [GivenAnswer] {
    changing = nil
    answers = []
    var refused: [GivenAnswer] = []
    for answer in kept {
      if isUsable(answer) { answers.append(answer) } else { refused.append(answer) }
    }
    return refused
  }

  /// What is shown of an answer: the label that was picked, or the words as they were written.
  public func shown(_ answer: GivenAnswer) -> String {
    if answer.text == GivenAnswer.unknown { return "not known" }
    let choice = questions.topic(named: answer.name)?.choices.first {
      questions.text(of: $0) == answer.text
    }
    return plainText(choice?.label ?? answer.text)
  }

  private var otherAnswers: [GivenAnswer] {
    guard let changing else { return answers }
    return answers.enumerated().filter { $0.offset != changing }.map(\.element)
  }

  private func isUsable(_ answer: GivenAnswer) -> Bool {
    guard !answers.contains(where: { $0.name == answer.name }),
      let topic = questions.topic(named: answer.name)
    else { return false }
    if answer.text == GivenAnswer.unknown { return true }
    return (try? questions.check(SourceFragment(answer.text), about: topic)) != nil
  }

  private func answer(_ text: String, about topic: Topic) throws(DiagnosticsError) -> GivenAnswer {
    if text == GivenAnswer.unknown { return GivenAnswer(topic.name, text) }
    if !topic.choices.isEmpty, let number = Int(text) {
      if topic.choices.indices.contains(number - 1) {
        return GivenAnswer(topic.name, questions.text(of: topic.choices[number - 1]))
      }
      if topic.type != .number { throw DiagnosticsError([noSuchChoice(text, topic)]) }
    }
    let exact = text.hasPrefix("=") ? plainText(String(text.dropFirst())) : text
    try questions.check(SourceFragment(exact, file: "<answer>"), about: topic)
    return GivenAnswer(topic.name, exact)
  }
}

// MARK: Wording

private func nothingSaid() -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.factValue, "nothing was answered", at: nil, help: "type `?` if you don't know")
}

private func noSuchChoice(_ text: String, _ topic: Topic) -> Diagnostic {
  let last = topic.choices.count
  return Diagnostic(
    .error, AdvisorCode.factValue, "there is no answer `\(text)`; expected a number from 1 to \(last)",
    at: nil)
}

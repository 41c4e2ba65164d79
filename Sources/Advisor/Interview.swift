public import Diagnostics
internal import DMN
internal import FEEL

/// Asking a person for facts, the most telling question first, until the advice is settled.
public struct Interview: Sendable {
  /// What a line of input meant.
  public enum Reply: Sendable {
    /// It answered the question.
    case answered
    /// It went back to the question before.
    case wentBack
    /// It wanted to go back, but this is the first question.
    case nothingBefore
    /// It asked what the question decides; the text says it.
    case explanation(String)
    /// It was no answer; the problem says why.
    case rejected(Diagnostic)
  }

  private let rulebook: Rulebook
  private let given: [Fact]
  /// Order: as answered.
  public private(set) var answers: [Fact] = []

  /// An interview for what the given facts leave open.
  public init(rulebook: Rulebook, given: UseCase) {
    self.rulebook = rulebook
    self.given = given.facts
  }

  /// Everything known so far.
  public var useCase: UseCase { UseCase(checked: given + answers) }

  /// The next question; nil when no open question can change the advice.
  public var topic: Topic? {
    let known = useCase
    let open = rulebook.openTopics(for: known)
    return open.first { known[$0]?.content == nil }.flatMap { rulebook.topic($0) }
  }

  /// The question as it is shown.
  public func prompt(for topic: Topic) -> String {
    var data: [String: Any] = ["question": plainText(topic.question), "number": answers.count + 1]
    if let help = topic.help { data["help"] = plainText(help) }
    if let unit = topic.unit { data["unit"] = plainText(unit) }
    if topic.type == .number { data["takesNumber"] = true }
    data["choices"] = topic.choices.enumerated().map { ["number": $0.offset + 1, "label": $0.element.label] }
    return rulebook.templates.render(.question, data)
  }

  /// Takes a line of input.
  public mutating func take(_ line: String, about topic: Topic) -> Reply {
    let text = plainText(line)
    switch text.lowercased() {
    case "b", "back":
      guard answers.popLast() != nil else { return .nothingBefore }
      return .wentBack
    case "why", "w": return .explanation(explanation(of: topic))
    default: break
    }
    do {
      answers.append(try fact(text, about: topic))
      return .answered
    } catch {
      return .rejected(error.diagnostics[0])
    }
  }

  private func fact(_ text: String, about topic: Topic) throws(DiagnosticsError) -> Fact {
    if let number = Int(text), topic.choices.indices.contains(number - 1) {
      let choice = topic.choices[number - 1]
      let content = choice.value.map { Fact.Content.value($0) } ?? .among(choice.tests.fragment)
      return Fact(topic.name, content, status: .stated)
    }
    let exact = text.hasPrefix("=") ? String(text.dropFirst()) : text
    let content = try topic.content(of: SourceFragment(exact, file: "<answer>"))
    return Fact(topic.name, content, status: content == .unknown ? .unknown : .stated)
  }

  /// What each answer would leave possible.
  private func explanation(of topic: Topic) -> String {
    let choices = rulebook.consequences(of: topic, for: useCase).map { label, strategies in
      ["label": label, "strategies": Prose.list(strategies.map(\.name), joinedBy: "or")]
    }
    return rulebook.templates.render(.why, ["question": plainText(topic.question), "choices": choices])
  }
}

extension Rulebook {
  /// The topics that can still change the advice, the most telling for its cost first.
  public func openTopics(for useCase: UseCase) -> [String] {
    diagram.questions(given: cells(for: useCase), weights: weights, costs: costs).map(\.input)
  }

  /// For each answer to a question, the strategies that it would leave possible.
  ///
  /// Order: of the choices.
  public func consequences(
    of topic: Topic, for useCase: UseCase
  ) -> [(label: String, strategies: [Strategy])] {
    consequences(of: topic, given: cells(for: useCase))
  }

  func consequences(
    of topic: Topic, given known: DecisionDiagram.Facts
  ) -> [(label: String, strategies: [Strategy])] {
    topic.choices.map { choice in
      var facts = known
      facts[topic.name] = diagram.cells(of: topic.name, matching: choice.tests)
      return (choice.label, prospects(given: facts).map(\.strategy).sorted())
    }
  }
}

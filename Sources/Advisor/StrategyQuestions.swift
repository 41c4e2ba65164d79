internal import DMN
public import Diagnostics
internal import FEEL

/// The questions that lead to a strategy: the most telling first, until the advice is settled.
public struct StrategyQuestions: Questionnaire {
  private let rulebook: Rulebook
  /// What is known without asking.
  public let given: UseCase

  /// Questions for what the given facts leave open.
  public init(rulebook: Rulebook, given: UseCase) {
    self.rulebook = rulebook
    self.given = given
  }

  /// The name under which answers are kept.
  public var name: String { rulebook.model.model.name }

  /// Everything known with some answers.
  public func useCase(with answers: [GivenAnswer]) -> UseCase {
    let facts = answers.compactMap { answer -> Fact? in
      guard given[answer.name] == nil, let topic = topic(named: answer.name) else { return nil }
      if answer.text == GivenAnswer.unknown { return Fact(topic.name, .unknown, status: .unknown) }
      guard let content = try? topic.content(of: SourceFragment(answer.text, file: "<answer>")) else {
        return nil
      }
      return Fact(topic.name, content, status: content == .unknown ? .unknown : .stated)
    }
    return UseCase(checked: given.facts + facts)
  }

  /// Those of the rules.
  public var templates: Templates { rulebook.templates }

  /// The most telling question that can still change the advice.
  public func topic(after answers: [GivenAnswer]) -> Topic? {
    let known = useCase(with: answers)
    return rulebook.openTopics(for: known).first { known[$0]?.content == nil }.flatMap { rulebook.topic($0) }
  }

  /// The question about one fact.
  public func topic(named name: String) -> Topic? { rulebook.topic(name) }

  /// The word, number or band of the choice.
  public func text(of choice: Topic.Choice) -> String { choice.written }

  /// Whether the rules allow what is written.
  ///
  /// - Throws: `case.factType` and `case.factValue`.
  public func check(_ written: SourceFragment, about topic: Topic) throws(DiagnosticsError) {
    _ = try topic.content(of: written)
  }

  /// The decisions that read the answer, and the strategies that each choice would leave possible.
  public func explanation(of topic: Topic, after answers: [GivenAnswer]) -> String {
    let choices = rulebook.consequences(of: topic, for: useCase(with: answers)).map { label, strategies in
      ["label": plainText(label), "consequence": Prose.list(strategies.map(\.name), joinedBy: "or")]
    }
    let readers = rulebook.model.readers(of: topic.name).subtracting(
      Rulebook.textDecisions(in: rulebook.model))
    var data = why(readers.sorted(), choices)
    data["leavesPossible"] = true
    return templates.render(.why, data)
  }

  /// The strategies that the last answer has ruled out.
  public func remark(on answers: [GivenAnswer]) -> String? {
    let before = rulebook.prospects(for: useCase(with: answers.dropLast())).map(\.strategy)
    let after = rulebook.prospects(for: useCase(with: answers)).map(\.strategy)
    let lost = before.filter { !after.contains($0) }.sorted()
    return lost.isEmpty ? nil : ruledOut(lost)
  }
}

extension Interview where Questions == StrategyQuestions {
  /// The questions that lead to a strategy, for what the given facts leave open.
  public init(rulebook: Rulebook, given: UseCase) {
    self.init(StrategyQuestions(rulebook: rulebook, given: given))
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

extension CheckedModel {
  /// The decisions that read an input themselves.
  func readers(of input: String) -> Set<String> {
    Set(decisions.filter { $0.inputs.contains(input) }.map(\.name))
  }
}

/// What fills the layout of an explanation: the decisions that read the answer, and what each choice leads to.
func why(_ readers: [String], _ choices: [[String: String]]) -> [String: Any] {
  var data: [String: Any] = ["choices": choices]
  if !readers.isEmpty {
    var read: [String: Any] = ["list": Prose.list(readers.map { "“\(plainText($0))”" })]
    if readers.count > 1 { read["several"] = true }
    data["readers"] = read
  }
  return data
}

// MARK: Wording

private func ruledOut(_ strategies: [Strategy]) -> String {
  "that rules out \(Prose.list(strategies.map(\.name), joinedBy: "and"))"
}

internal import DMN
public import Diagnostics
internal import FEEL

/// The questions of one concept: the most telling first, until its rules have one answer.
public struct ConceptQuestions: Questionnaire {
  private let concept: ConceptModel
  private let given: [String: Value]
  private let topics: [Topic]
  /// How questions are laid out.
  public let templates: Templates

  /// Questions for what the given facts leave open.
  ///
  /// - Parameters:
  ///   - concept: the rules.
  ///   - facts: what is known without asking.
  ///   - templates: how questions are laid out.
  /// - Throws: what reading the facts throws.
  public init(
    about concept: ConceptModel, given facts: [WrittenFact], templates: Templates
  ) throws(DiagnosticsError) {
    self.concept = concept
    self.given = try concept.values(of: facts)
    self.templates = templates
    topics = concept.topics
  }

  /// The name under which answers are kept.
  public var name: String { concept.name }

  /// What the rules answer with some answers; nil where nothing at all is known.
  public func consultation(with answers: [GivenAnswer]) -> Consultation? {
    let values = values(with: answers)
    return values.isEmpty ? nil : concept.consult(values)
  }

  /// The most telling question that can still change the answer.
  public func topic(after answers: [GivenAnswer]) -> Topic? {
    let consultation = concept.consult(values(with: answers))
    guard !consultation.isSettled else { return nil }
    return consultation.open.lazy.filter { open in
      given[open.name] == nil && !answers.contains { $0.name == open.name }
    }.compactMap { topic(named: $0.name) }.first
  }

  /// The question about one fact.
  public func topic(named name: String) -> Topic? { topics.first { $0.name == name } }

  /// The word, number or band of the choice.
  public func text(of choice: Topic.Choice) -> String { choice.written }

  /// Whether the rules allow what is written.
  ///
  /// - Throws: `case.factType` and `case.factValue`.
  public func check(_ written: SourceFragment, about topic: Topic) throws(DiagnosticsError) {
    let name = SourceFragment(topic.name, file: "<answer>")
    _ = try concept.value(of: WrittenFact(name: name, value: written, status: .stated))
  }

  /// The decisions that read the answer, and what the rules would say to each choice.
  public func explanation(of topic: Topic, after answers: [GivenAnswer]) -> String {
    let known = values(with: answers)
    let choices = topic.choices.map { choice in
      let answer = concept.consult(known.merging([topic.name: choice.value ?? .null]) { $1 })
      return ["label": plainText(choice.label), "consequence": consequence(of: answer)]
    }
    var data = why(concept.model.readers(of: topic.name).sorted(), choices)
    if !choices.isEmpty { data["wouldSay"] = true }
    return templates.render(.why, data)
  }

  /// How many answers the last one has left possible, where it has ruled out some.
  public func remark(on answers: [GivenAnswer]) -> String? {
    let before = concept.consult(values(with: answers.dropLast())).answers.count
    let after = concept.consult(values(with: answers)).answers.count
    return after < before ? remaining(after, before) : nil
  }

  private func values(with answers: [GivenAnswer]) -> [String: Value] {
    var values = given
    for answer in answers where given[answer.name] == nil {
      values[answer.name] = (try? concept.value(of: answer.fact)) ?? .null
    }
    return values
  }
}

// MARK: Wording

private func remaining(_ after: Int, _ before: Int) -> String {
  after == 1 ? "that settles it" : "that leaves \(after) of \(before) answers possible"
}

private func consequence(of answer: Consultation) -> String {
  guard answer.isSettled, let said = answer.answers.first?.first else {
    return "\(answer.answers.count) answers would remain possible"
  }
  return plainText(Prose.plain(said.value))
}

public import Diagnostics

/// What is asked, and what the answers mean: the part of an interview that the rules behind it decide.
///
/// The strategy is asked of a `Rulebook`, and each other concept of its own model; how a person answers, goes back
/// and changes an answer is the same for both, and is in `Interview`.
public protocol Questionnaire: Sendable {
  /// How questions are laid out.
  var templates: Templates { get }

  /// The question to ask next; nil when nothing more needs to be asked.
  func topic(after answers: [GivenAnswer]) -> Topic?

  /// The question about one fact.
  func topic(named name: String) -> Topic?

  /// The answer that picks a choice, as it can be written.
  func text(of choice: Topic.Choice) -> String

  /// Whether a text answers a question.
  ///
  /// - Throws: `case.factType` and `case.factValue`, worded for the person who answers.
  func check(_ written: SourceFragment, about topic: Topic) throws(DiagnosticsError)

  /// What the question decides, in some lines.
  func explanation(of topic: Topic, after answers: [GivenAnswer]) -> String

  /// What the last answer has ruled out; nil where it is nothing that can be told.
  func remark(on answers: [GivenAnswer]) -> String?
}

/// An answer as a person could write it behind `--set`: text, so that it can be kept, shown and read again.
public struct GivenAnswer: Sendable, Hashable {
  /// The fact.
  public let name: String
  /// The value as written; `?` where nobody knows.
  public let text: String

  /// The text that says that nobody knows.
  public static let unknown = "?"

  /// An answer by its parts.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// The fact as written.
  public var fact: WrittenFact {
    WrittenFact(
      name: SourceFragment(name, file: "<answer>"),
      value: text == Self.unknown ? nil : SourceFragment(text, file: "<answer>"),
      status: text == Self.unknown ? .unknown : .stated)
  }
}

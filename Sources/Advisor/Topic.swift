public import Diagnostics
public import FEEL

/// What the rules want to know: an input, and how to ask for it and speak of it.
public struct Topic: Sendable {
  /// An answer that can be picked.
  public struct Choice: Sendable {
    /// The values it stands for.
    public let tests: CheckedUnaryTests
    /// The value itself, where it stands for one only.
    public let value: Value?
    /// What is shown in a list.
    public let label: String
    /// How a sentence speaks of it, as a clause: "the facts change every day".
    public let phrase: String?
    /// How usual it is, compared with the other choices.
    public let weight: Number?
  }

  /// The input's name.
  public let name: String
  /// The type of its values.
  public let type: ValueType
  /// The values that it may have; nil where any value of the type will do.
  public let allowed: CheckedUnaryTests?
  /// The question, with its question mark.
  public let question: String
  /// A line that helps to answer.
  public let help: String?
  /// What a number counts.
  public let unit: String?
  /// How a sentence names the fact: "how often the facts change".
  public let noun: String?
  /// Whether the team cannot change it, so that it is never offered as advice.
  public let isLocked: Bool
  /// What it takes to find out, compared with the other inputs; 1 unless given.
  public let cost: Number?
  /// Order: as written; empty where any value of the type will do.
  public let choices: [Choice]
  /// Where the input is written.
  public let location: SourceLocation
}

extension Topic {
  /// The choice that a value belongs to, if any.
  public func choice(for value: Value) -> Choice? {
    choices.first { $0.tests.matches(value, in: Environment()) == true }
  }

  /// The values that may be written, in words: `narrow | broad`, `a number of requests`, `yes | no`.
  ///
  /// A bar stands between them, because a word may hold a comma.
  public var expectedValues: String {
    let words = choices.compactMap { choice -> String? in
      guard let value = choice.value, value != .null else { return nil }
      return choice.written
    }
    if !words.isEmpty, words.count == choices.count || type != .number {
      return words.map(plainText).joined(separator: " | ")
    }
    switch type {
    case .number: return unit.map { "a number of \(plainText($0))" } ?? "a number"
    case .boolean: return "yes | no"
    case .date: return "a day such as 2026-11-23"
    case .string: return "any words"
    case .list: return "values with commas between them"
    default: return "an expression"
    }
  }
}

extension Topic.Choice {
  /// The choice as it can be written: its word, its number, or the tests of its band.
  public var written: String {
    switch value {
    case .string(let word)?: word
    case .boolean(let flag)?: flag ? "yes" : "no"
    case let value?: value.description
    case nil: tests.fragment.text
    }
  }
}

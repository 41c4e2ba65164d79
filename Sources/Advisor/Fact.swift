public import Diagnostics
public import FEEL

/// What is known about one input of the rules, and how well.
///
/// An input without a fact was not given; a fact that is `unknown` was asked and nobody knows; a fact whose
/// value is null says that there is no such thing. The three are never mixed up.
public struct Fact: Sendable, Hashable {
  /// How somebody came to the value.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// Counted, timed or tested.
    case measured
    /// Said by somebody who should know.
    case stated
    /// Taken for granted until somebody looks.
    case assumed
    /// Nobody knows.
    case unknown
  }

  /// What is known of the value.
  public enum Content: Sendable, Hashable {
    /// Nothing: every value stays possible.
    case unknown
    /// Exactly this; null where there is none.
    case value(Value)
    /// One of those that pass the tests, such as `< 200`.
    case among(SourceFragment)
  }

  /// The input's name.
  public let name: String
  /// What is known of the value.
  public let content: Content
  /// How somebody came to it.
  public let status: Status
  /// Where it was given.
  public let location: SourceLocation?

  /// A fact by its parts.
  public init(_ name: String, _ content: Content, status: Status, at location: SourceLocation? = nil) {
    self.name = name
    self.content = content
    self.status = status
    self.location = location
  }
}

extension Fact {
  /// The value as it is written behind `--set`.
  public var written: String {
    switch content {
    case .unknown: GivenAnswer.unknown
    case .value(.string(let word)): word
    case .value(let value): value.description
    case .among(let tests): tests.text
    }
  }
}

/// A fact as somebody wrote it: name and value are still text, each with its place.
public struct WrittenFact: Sendable, Hashable {
  /// The input's name as written.
  public let name: SourceFragment
  /// The value as written; nil where there is none.
  public let value: SourceFragment?
  /// How somebody came to it.
  public let status: Fact.Status
  /// A remark for readers, such as the figure behind the value; nil where there is none.
  public let note: String?

  /// A fact by its parts.
  public init(name: SourceFragment, value: SourceFragment?, status: Fact.Status, note: String? = nil) {
    self.name = name
    self.value = value
    self.status = status
    self.note = note
  }
}

/// What somebody wants advice on: the facts, each input at most once.
public struct UseCase: Sendable, Hashable {
  /// Order: as given.
  ///
  /// Names are unique and known to the rules, values are allowed.
  public let facts: [Fact]

  /// Facts that `ReadFacts` found sound.
  package init(checked facts: [Fact]) { self.facts = facts }

  /// The fact about an input, nil when it was not given.
  public subscript(name: String) -> Fact? { facts.first { $0.name == name } }
}

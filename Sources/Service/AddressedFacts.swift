internal import FEEL
internal import Advisor
internal import Diagnostics

/// The facts in an address: the whole state of an interview, so that a link is the case.
///
/// A field is a fact and its value as the terminal takes it; `?` means that nobody knows. Fields whose name begins
/// with a colon belong to the page: no fact of any rules can be called so.
struct AddressedFacts: Sendable {
  /// The fields that are facts, as they came.
  let query: Query
  /// The facts, checked.
  let useCase: UseCase

  /// The facts of an address.
  ///
  /// - Throws: what reading facts throws.
  init(reading query: Query, _ rulebook: Rulebook) throws(Refusal) {
    let facts = Self.facts(of: query)
    do { useCase = try UseCase(reading: Self.written(facts), topics: rulebook.topics) } catch {
      throw Refusal(error)
    }
    self.query = facts
  }

  /// The fields of an address that are facts; a field without a value is one that was left open.
  static func facts(of query: Query) -> Query {
    query.filter { !$0.name.hasPrefix(":") && !$0.name.isEmpty && !trimmedSpaces($0.value).isEmpty }
  }

  /// Fields as facts.
  static func written(_ query: Query) -> [WrittenFact] {
    query.fields.map { field in
      let value = trimmedSpaces(field.value)
      return WrittenFact(
        name: SourceFragment(field.name, file: "<address>"),
        value: value == "?" ? nil : SourceFragment(value, file: "<address>"),
        status: value == "?" ? .unknown : .stated)
    }
  }

  /// The fields of facts that were read elsewhere.
  static func query(of facts: [WrittenFact]) -> Query {
    Query(facts.map { ($0.name.text, $0.value?.text ?? "?") })
  }

  /// Fields for a form to carry along.
  static func hidden(_ query: Query) -> [[String: Any]] {
    query.fields.map { ["name": $0.name, "value": $0.value] }
  }
}

extension Rulebook {
  /// How a page speaks of a fact: the label of its choice, or the value with its unit.
  func words(for fact: Fact) -> String? {
    guard let topic = topic(fact.name) else { return nil }
    switch fact.content {
    case .unknown: return nil
    case .value(let value):
      if let choice = topic.choices.first(where: { $0.value == value }) { return choice.label }
      return Prose.plain(value) + (topic.unit.map { " \($0)" } ?? "")
    case .among(let tests):
      if let choice = topic.choices.first(where: {
        plainText($0.tests.fragment.text) == plainText(tests.text)
      }) {
        return choice.label
      }
      return tests.text + (topic.unit.map { " \($0)" } ?? "")
    }
  }

  /// Whether a choice is what a fact says.
  func isChosen(_ choice: Topic.Choice, by fact: Fact?) -> Bool {
    switch fact?.content {
    case nil, .unknown?: false
    case .value(let value)?: choice.value == value
    case .among(let tests)?: plainText(choice.tests.fragment.text) == plainText(tests.text)
    }
  }
}

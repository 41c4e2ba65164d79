public import Diagnostics
internal import FEEL

/// A decision as a record keeps it, so that it can be made again: the facts, what was advised, and by which rules.
public struct SavedDecision: Sendable, Hashable {
  /// A word and what it stood for.
  public struct Entry: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value in words.
    public let value: String
  }

  /// The id of the case; nil where it has none.
  public let caseID: String?
  /// What was advised.
  public let strategy: Strategy
  /// Whether the facts settled it.
  public let isSettled: Bool
  /// The day it was made, as ISO 8601 writes it.
  public let day: String
  /// A fingerprint of the rules of strategy.
  public let rules: String
  /// A fingerprint of the price list.
  public let prices: String
  /// What each decision on the way said.
  public let path: [Entry]
  /// Unit: US dollars a month, by the names that the rules of cost give the ways.
  public let costs: [Entry]
  /// The facts, with how well they were known.
  public let facts: [WrittenFact]
  /// What the rules of cost reckoned with besides the facts.
  public let figures: [WrittenFact]
}

extension SavedDecision {
  /// What an answer rests on.
  public init(_ answer: Answer, day: String, rules: String, prices: String) {
    self.init(
      caseID: answer.study?.id, strategy: answer.recommendation.strategy,
      isSettled: answer.recommendation.isSettled, day: day, rules: rules, prices: prices,
      path: answer.path.steps.map { .init(name: $0.decision, value: $0.values.joined(separator: " | ")) },
      costs: (answer.costs?.rows ?? []).map { .init(name: $0.name, value: $0.perMonth.description) },
      facts: answer.recommendation.useCase.facts.map(WrittenFact.init(saving:)), figures: answer.figures)
  }

  /// The lines that stand in the record, to be read by people and by `init(reading:)`.
  public var text: String {
    var lines: [String] = []
    if let caseID { lines.append("case: \(plainText(caseID))") }
    lines.append("recommendation: \(strategy.rawValue)")
    lines.append("settled: \(isSettled ? "yes" : "no")")
    lines.append("day: \(day)")
    lines.append("rules: \(rules)")
    lines.append("prices: \(prices)")
    lines += path.map { "decision: \(plainText($0.name)) = \(plainText($0.value))" }
    lines += costs.map { "cost: \(plainText($0.name)) = \(plainText($0.value))" }
    for (key, known) in [("fact", facts), ("figure", figures)] {
      lines += known.map { fact in
        let value = fact.value.map { plainText($0.text) } ?? "?"
        return "\(key): \(plainText(fact.name.text)) = \(value) (\(fact.status.rawValue))"
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension WrittenFact {
  /// A fact as a record writes it; one that nobody knows has no value.
  fileprivate init(saving fact: Fact) {
    self = WrittenFact(fact) ?? WrittenFact(name: SourceFragment(fact.name), value: nil, status: .unknown)
  }
}

extension SavedDecision {
  /// The decision that a record keeps; nil where it keeps none, as it is somebody else's.
  ///
  /// - Parameters:
  ///   - record: the text of the record.
  ///   - file: its name, for places.
  /// - Throws: `record.line` for lines that cannot be read.
  public init?(reading record: String, file: String) throws(DiagnosticsError) {
    guard let block = Block(of: record) else { return nil }
    var problems: [Diagnostic] = []
    var single: [String: String] = [:]
    var path: [Entry] = []
    var costs: [Entry] = []
    var facts: [WrittenFact] = []
    var figures: [WrittenFact] = []
    for (number, line) in block.lines {
      let place = SourceLocation(file: file, line: number, column: 1)
      guard let colon = line.firstRange(of: ": ") else {
        if !line.allSatisfy(\.isWhitespace) { problems.append(strangeLine(line, place)) }
        continue
      }
      let key = String(line[..<colon.lowerBound])
      let rest = String(line[colon.upperBound...])
      switch key {
      case "case", "recommendation", "settled", "day", "rules", "prices": single[key] = rest
      case "decision", "cost":
        guard let entry = Entry(rest) else {
          problems.append(strangeLine(line, place))
          continue
        }
        if key == "cost" { costs.append(entry) } else { path.append(entry) }
      case "fact", "figure":
        let start = SourceLocation(file: file, line: number, column: key.count + 3)
        guard let fact = WrittenFact(saved: rest, at: start) else {
          problems.append(strangeLine(line, place))
          continue
        }
        if key == "fact" { facts.append(fact) } else { figures.append(fact) }
      default: problems.append(strangeLine(line, place))
      }
    }
    let place = SourceLocation(file: file, line: block.first, column: 1)
    let strategy = single["recommendation"].flatMap(Strategy.init)
    if strategy == nil { problems.append(noRecommendation(single["recommendation"], place)) }
    try problems.throwIfAnyIsError()
    self.init(
      caseID: single["case"], strategy: strategy ?? .prompting, isSettled: single["settled"] == "yes",
      day: single["day"] ?? "", rules: single["rules"] ?? "", prices: single["prices"] ?? "", path: path,
      costs: costs, facts: facts, figures: figures)
  }
}

extension SavedDecision.Entry {
  fileprivate init?(_ text: String) {
    guard let equals = text.firstRange(of: " = ") else { return nil }
    self.init(name: String(text[..<equals.lowerBound]), value: String(text[equals.upperBound...]))
  }
}

extension WrittenFact {
  /// `Name = value (status)`, or `Name = ? (unknown)`; the place is that of the name.
  fileprivate init?(saved text: String, at place: SourceLocation) {
    guard let entry = SavedDecision.Entry(text), entry.value.hasSuffix(")"),
      let bracket = entry.value.lastIndex(of: "("),
      let status = Fact.Status(rawValue: String(entry.value[bracket...].dropFirst().dropLast()))
    else { return nil }
    let value = plainText(String(entry.value[..<bracket]))
    let column = SourceLocation(
      file: place.file, line: place.line, column: place.column + entry.name.count + 3)
    self.init(
      name: SourceFragment(entry.name, at: place),
      value: value == "?" ? nil : SourceFragment(value, at: column), status: status)
  }
}

/// The fenced block of a record.
private struct Block {
  /// The line of its first line, from 1.
  let first: Int
  /// Its lines with their numbers.
  let lines: [(number: Int, text: String)]

  /// The last block that is marked as ours; nil where there is none.
  init?(of record: String) {
    var fence: Substring?
    var first = 0
    var lines: [(number: Int, text: String)] = []
    var found: Block?
    for (index, line) in record.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if ticks.count >= open.count, line.count == ticks.count {
          found = Block(first: first, lines: lines)
          fence = nil
        } else {
          lines.append((index + 1, String(line)))
        }
      } else if ticks.count > 2, line.dropFirst(ticks.count) == "rationale" {
        (fence, first, lines) = (ticks, index + 1, [])
      }
    }
    guard let found else { return nil }
    self = found
  }

  private init(first: Int, lines: [(number: Int, text: String)]) {
    self.first = first
    self.lines = lines
  }
}

// MARK: Wording

private func strangeLine(_ line: String, _ place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.recordLine,
    "`\(plainText(line))` is no line of a saved decision; expected `fact: NAME = VALUE (STATUS)` or the like",
    at: place)
}

private func noRecommendation(_ word: String?, _ place: SourceLocation) -> Diagnostic {
  let words = Prose.list(Strategy.allCases.map { "`\($0.rawValue)`" }, joinedBy: "or")
  let found = word.map { "`\(plainText($0))` is no strategy" } ?? "the saved decision has no recommendation"
  return Diagnostic(
    .error, AdvisorCode.recordLine, "\(found); expected `recommendation: ` and one of \(words)", at: place)
}

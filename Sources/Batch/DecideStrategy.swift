public import Advisor
internal import FEEL
public import Diagnostics

/// Answers with the strategy that the rules advise, or those that remain possible.
public struct StrategyDecider: Decider {
  private let rulebook: Rulebook
  private let verdicts: StrategyVerdicts
  /// A number that changes with the rules.
  public let fingerprint: UInt64

  /// The order in which an answer is written.
  public let columns = ["strategy", "settled", "prospects", "reason", "rules", "openQuestion"]
  /// The names of the inputs.
  public var inputs: [String] { rulebook.topics.map(\.name) }
  /// Small, for an answer to a short record, where most is not known, takes a millisecond.
  public var blockBytes: Int { 4 << 10 }
  /// A way past the values of JSON; nil where there is none.
  public var lineReader: LineReader? { nil }

  /// A decider for rules.
  ///
  /// - Parameters:
  ///   - rulebook: the rules.
  ///   - fingerprint: a number that changes with them.
  /// - Throws: `rules.diagram` where the rules' winners cannot be compiled.
  public init(_ rulebook: Rulebook, fingerprint: UInt64) throws(DiagnosticsError) {
    self.rulebook = rulebook
    self.fingerprint = fingerprint
    verdicts = try StrategyVerdicts(of: rulebook)
  }

  /// The answer to named values.
  public func answer(_ fields: [Field], line: Int) throws(RecordFailure) -> RecordAnswer {
    var facts: [WrittenFact] = []
    for field in fields {
      guard let fact = try written(field, line) else { continue }
      facts.append(fact)
    }
    let useCase: UseCase
    do { useCase = try UseCase(reading: facts, topics: rulebook.topics) } catch {
      throw RecordFailure(error, line: line)
    }
    let verdict = verdicts.verdict(on: useCase)
    return RecordAnswer(
      values: [
        .string(verdict.prospects.first?.strategy.rawValue ?? ""), .boolean(verdict.prospects.count == 1),
        .object(verdict.prospects.map { $0.member }), JSON(verdict.reason),
        .array(verdict.rules.map { .string($0) }), JSON(verdict.openQuestion),
      ], isDecided: verdict.prospects.count == 1)
  }

  /// A fact in the words that a case would use; nil for an empty cell, which gives none.
  private func written(_ field: Field, _ line: Int) throws(RecordFailure) -> WrittenFact? {
    let place = SourceLocation(file: "", line: line, column: field.column ?? 0)
    let name = SourceFragment(
      field.name, at: SourceLocation(file: "", line: line, column: field.nameColumn ?? field.column ?? 0))
    let text: String
    switch field.content {
    case .unknown: return WrittenFact(name: name, value: nil, status: .unknown)
    case .text(let written):
      if written.isEmpty { return nil }
      text = written
    case .json(let value):
      guard let words = factText(value) else {
        throw RecordFailure(message: notAFact(field.name), column: field.column)
      }
      text = words
    }
    let isUnknown = text == "?"
    return WrittenFact(
      name: name, value: isUnknown ? nil : SourceFragment(text, at: place),
      status: isUnknown ? .unknown : .stated)
  }
}

/// A JSON value as a fact is written; nil where it cannot be one.
private func factText(_ value: JSON) -> String? {
  switch value {
  case .null: return "null"
  case .boolean(let flag): return flag ? "true" : "false"
  case .number(let digits): return Number(digits)?.description
  case .string(let text): return text
  case .array(let values):
    // One of several.
    let words = values.map { value -> String? in
      switch value {
      case .string(let text): Value.string(text).description
      case .number(let digits): Number(digits)?.description
      case .boolean(let flag): flag ? "true" : "false"
      case .null, .array, .object: nil
      }
    }
    let known = words.compactMap { $0 }
    return known.isEmpty || known.count < words.count ? nil : known.joined(separator: ", ")
  case .object: return nil
  }
}

extension Recommendation.Prospect {
  fileprivate var member: JSON.Member {
    let units = Int((share * 10_000).rounded())
    let digits = String(units % 10_000)
    let decimals = String(repeating: "0", count: 4 - digits.count) + digits
    return .init(strategy.rawValue, .number("\(units / 10_000).\(decimals)"))
  }
}

extension RecordFailure {
  /// All that is wrong with a record, in one line.
  init(_ error: DiagnosticsError, line: Int) {
    let texts = error.diagnostics.map { $0.message + ($0.help.map { " (\($0))" } ?? "") }
    let column = error.diagnostics.first?.location?.column ?? 0
    self.init(message: texts.joined(separator: "; "), column: column > 0 ? column : nil)
  }
}

// MARK: Wording

private func notAFact(_ name: String) -> String {
  "the value of `\(name)` is an object or an empty list; expected a word, a number, true, false or null"
}

public import DMN
public import Diagnostics
internal import FEEL

/// The arguments for one strategy rather than another: the seam to `Rules/contrast.dmn`, checked once.
public struct ContrastRules: Sendable {
  /// The decisions, by the names that `Rules/` gives them.
  enum Part: String, CaseIterable {
    case words = "Words"
    case turningWords = "Turning words"
    case thesis = "Thesis"
    case reasons = "Reasons"
    case traps = "Traps"
    case evidence = "Evidence"
    case opening = "Opening"
    case turningPoint = "Turning point"
    case frame = "Frame"
    case bill = "Bill"
    case spoken = "Spoken"
  }

  /// What of an answer is said aloud.
  struct Spoken: Sendable {
    /// The part of the larger of two bills within which they are alike.
    let alikeWithin: Double
    let reasons: Int
    let traps: Int
    let evidence: Int
    /// Each takes away the last part of its kind while the answer is too long.
    let leftOutFirst: [ContrastAnswer.SpokenPart.Kind]
  }

  /// The name of the model.
  public static let name = "contrast"

  /// The rules, checked.
  let model: CheckedModel
  /// What names a strategy, the longest first.
  let words: [(words: [String], strategy: Strategy)]
  /// What turns a question round when it stands before the strategy named first.
  let turningWords: [[String]]
  /// What of an answer is said aloud.
  let spoken: Spoken

  /// Rules whose decisions are all there, and whose words name strategies.
  ///
  /// - Throws: `rules.missingDecision`, `rules.strategyWords`, `rules.answerLimit`, `rules.missingArgument`.
  public init(checking model: CheckedModel) throws(DiagnosticsError) {
    let names = model.decisions.map(\.name)
    var problems = Part.allCases.filter { !names.contains($0.rawValue) }.map { part in
      missingDecision(part.rawValue, names, model.model.location)
    }
    var words: [(words: [String], strategy: Strategy)] = []
    if case .list(let rows) = model.evaluate(Part.words.rawValue, inputs: [:]).value {
      for row in rows {
        guard case .string(let text) = row[part: "words"], case .string(let word) = row[part: "strategy"]
        else {
          continue
        }
        if let strategy = Strategy(rawValue: word) {
          words.append((QuestionWords.split(text), strategy))
        } else {
          problems.append(strangeStrategy(word, model.model.location))
        }
      }
    }
    try problems.throwIfAnyIsError()
    spoken = try Spoken(
      reading: model.evaluate(Part.spoken.rawValue, inputs: [:]).value, at: model.model.location)
    self.model = model
    self.words = words.sorted { $0.words.count > $1.words.count }
    turningWords = model.evaluate(Part.turningWords.rawValue, inputs: [:]).value.texts.map(
      QuestionWords.split)
    try throwIfAnArgumentIsMissing()
  }

  /// Every strategy has an argument against every other, so that no question is answered with nothing.
  private func throwIfAnArgumentIsMissing() throws(DiagnosticsError) {
    let pairs = Strategy.allCases.flatMap { one in
      Strategy.allCases.filter { $0 != one && thesis(for: one, over: $0).isEmpty }.map { (one, $0) }
    }
    try pairs.map { missingArgument($0, over: $1, model.model.location) }.throwIfAnyIsError()
  }

  /// The rules of a table that are about a pair, each with its texts.
  func rows(_ part: Part, for strategy: Strategy, over other: Strategy) -> [Row] {
    guard let table = model.decision(part.rawValue)?.table else { return [] }
    let pair = Value.string("\(strategy.rawValue) over \(other.rawValue)")
    return table.table.rules.indices.compactMap { index in
      guard let first = table.cells[index].first, first.matches(pair, in: Environment()) == true else {
        return nil
      }
      let texts = table.outputs[index].compactMap { output in
        if case .string(let text) = output.evaluate(in: Environment()) { text } else { nil }
      }
      let rule = table.table.rules[index]
      return Row(
        texts: texts, index: index,
        reference: .init(decision: part.rawValue, id: rule.id, number: rule.number, location: rule.location),
        sources: sourceIDs(of: rule, in: table.table))
    }
  }

  /// One rule about a pair.
  struct Row {
    let texts: [String]
    let index: Int
    let reference: Sentence.Rule
    let sources: [String]
  }

  /// A sentence of a table with its gaps filled; nil where a gap has nothing to fill it.
  ///
  /// - Parameter others: the sentences that fill gaps, with what stands behind them.
  func sentence(
    _ part: Part, _ values: [String: Value], filling gaps: [String: String], around others: [Sentence] = []
  ) -> Sentence? {
    let said = model.sentence(
      of: part.rawValue, values, filling: gaps, facts: others.flatMap(\.facts),
      rules: others.flatMap(\.rules),
      sources: others.flatMap(\.sources))
    return said?.capitalized
  }
}

// MARK: Wording

private func strangeStrategy(_ word: String, _ place: SourceLocation) -> Diagnostic {
  let words = Strategy.allCases.map(\.rawValue)
  return Diagnostic(
    .error, AdvisorCode.strategyWords,
    "`\(word)` is no strategy; expected \(Prose.list(words.map { "`\($0)`" }, joinedBy: "or"))", at: place,
    help: nearestName(to: word, among: words).map { "did you mean `\($0)`?" })
}

private func missingArgument(
  _ strategy: Strategy, over other: Strategy, _ place: SourceLocation
) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.missingArgument,
    "`Thesis` has no sentence for `\(strategy.rawValue) over \(other.rawValue)`", at: place)
}

public import DMN
public import Diagnostics
internal import FEEL

/// The rules that put a recommendation into words to be said aloud: the seam to `Rules/answer.dmn`, checked once.
public struct AnswerRules: Sendable {
  /// The decisions, by the names that `Rules/` gives them.
  enum Part: String, CaseIterable {
    case limits = "Limits"
    case leftOutFirst = "Left out first"
    case givenLimits = "Given limits"
    case costRow = "Cost row"
    case costRival = "Cost rival"
    case threshold = "Threshold"
    case frame = "Frame"
    case turningPoint = "Turning point"
    case standing = "Standing"
    case measure = "How to measure"
    case costLine = "Cost line"
    case turningAnswer = "Turning answer"
    case precedent = "Precedent"
    case recordTitle = "Record title"
  }

  /// The name of the model.
  public static let name = "answer"

  /// The rules, checked.
  let model: CheckedModel
  /// The most words that each length may have.
  let limits: [AnswerLength: Int]
  /// The most words that the first sentence of a case may have to be told; 0 where it never is.
  let longestSituation: Int
  /// How many words are spoken in a minute.
  let wordsPerMinute: Int
  /// What is left out first, in order.
  let leftOutFirst: [String]

  /// The facts whose remarks set limits that an answer names.
  let givenLimits: [String]

  /// Rules whose decisions are all there.
  ///
  /// - Throws: `rules.missingDecision`, `rules.answerLimit`.
  public init(checking model: CheckedModel) throws(DiagnosticsError) {
    let names = model.decisions.map(\.name)
    let missing = Part.allCases.filter { !names.contains($0.rawValue) }
    try missing.map { missingDecision($0.rawValue, names, model.model.location) }.throwIfAnyIsError()
    let told = model.evaluate(Part.limits.rawValue, inputs: [:]).value
    var limits: [AnswerLength: Int] = [:]
    for length in AnswerLength.allCases { limits[length] = whole(told[part: length.rawValue]) }
    let pace = whole(told[part: "words a minute"])
    guard limits.count == AnswerLength.allCases.count, let pace, pace > 0 else {
      throw DiagnosticsError([noLimits(model.model.location)])
    }
    self.model = model
    self.limits = limits
    longestSituation = whole(told[part: "situation"]) ?? 0
    wordsPerMinute = pace
    leftOutFirst = model.evaluate(Part.leftOutFirst.rawValue, inputs: [:]).value.texts
    givenLimits = model.evaluate(Part.givenLimits.rawValue, inputs: [:]).value.texts
  }

  /// What a decision says about some values, a word or a sentence with gaps, and the rule that says it.
  func word(_ part: Part, _ values: [String: Value]) -> (
    text: String, rule: Sentence.Rule?, sources: [String]
  )? { model.wording(of: part.rawValue, values) }

  /// A sentence of a decision with its gaps filled; nil where a gap has nothing to fill it.
  ///
  /// - Parameters:
  ///   - facts: names of the facts behind what fills the gaps.
  ///   - sources: ids of the sources behind it.
  ///   - rules: rules behind it.
  func sentence(
    _ part: Part, _ values: [String: Value], filling gaps: [String: String], facts: [String] = [],
    rules: [Sentence.Rule] = [], sources: [String] = []
  ) -> Sentence? {
    model.sentence(
      of: part.rawValue, values, filling: gaps, facts: facts, rules: rules, sources: sources)
  }
}

extension AnswerRules {
  /// Which number of a sentence is said.
  enum Place: String {
    case first = "assumed number"
    case second = "assumed number too"
  }

  /// A number as a sentence says it, called an assumption where nobody counted.
  func counted(_ value: Value, _ isCounted: Bool, as place: Place = .first) -> String {
    let said = Prose.said(value)
    if isCounted { return said }
    let framed = sentence(
      .frame, ["Part": .string(place.rawValue)], filling: ["text": said, "sentence": said])
    return framed?.text ?? said
  }
}

/// A whole number of a rule; nil for anything else.
func whole(_ value: Value) -> Int? { Int(value.description) }

// MARK: Wording

private func noLimits(_ place: SourceLocation) -> Diagnostic {
  let lengths = Prose.list(AnswerLength.allCases.map { "`\($0.rawValue)`" })
  return Diagnostic(
    .error, AdvisorCode.answerLimit,
    "`Limits` needs whole numbers for \(lengths), and `words a minute` above 0", at: place)
}

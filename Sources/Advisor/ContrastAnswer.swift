public import DMN
internal import FEEL

/// Why one strategy rather than another: in general, or on the facts of a case.
public struct ContrastAnswer: Sendable {
  /// How the facts stand to the question.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// No case was given.
    case general
    /// They call for the strategy that is asked about.
    case supports
    /// They call for the one it is held against.
    case opposes
    /// They call for a third one.
    case neither
  }

  /// Whether a reason holds on the facts.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    case holds
    case fails
    case unknown
  }

  /// A reason that can hold up.
  public struct Reason: Sendable, Hashable {
    /// The reason, with what stands behind it.
    public let sentence: Sentence
    /// Whether it holds; always unknown without a case.
    public let standing: Standing
    /// The facts and decisions that would have to be known, or are otherwise.
    public let facts: [String]
    /// The same in words: what would have to be known, or how it is; of a reason that holds, what of it is only assumed.
    public let said: [String]
  }

  /// What sounds like a reason and is none.
  public struct Trap: Sendable, Hashable {
    /// The claim.
    public let claim: String
    /// What is wrong about it.
    public let reply: Sentence
  }

  /// What is asked.
  public let question: ContrastQuestion
  /// How the facts stand to it.
  public let verdict: Verdict
  /// The sentence or two to open with.
  public let opening: Sentence
  /// The answer in a sentence, or two.
  public let headline: Sentence
  /// What the facts speak, or lean, for; nil without a case.
  public let advised: Strategy?
  /// Order: as the rules have them.
  public let reasons: [Reason]
  /// Why the strategy that is advised rather than the one that is asked about; empty where they are the same, or
  /// without a case.
  public let against: [Sentence]
  /// What would make the other answer right; nil where no change does, or without a case.
  public let turningPoint: Sentence?
  /// What the two cost in a month of the case; nil without a case, or where one of them has no price.
  public let bill: Sentence?
  /// Order: as the rules have them.
  public let traps: [Trap]
  /// Order: as the rules have them.
  public let evidence: [Sentence]
  /// What is said aloud where there is time for all of it.
  ///
  /// Order: as it is said.
  public let spoken: [SpokenPart]
  /// The sources of all of it, in the order of the rules.
  public let sources: [KnowledgeSource]
}

/// What a case brings to a question.
struct ContrastCase {
  let recommendation: Recommendation
  let verdict: ContrastAnswer.Verdict
  /// Why the advised strategy rather than the one that is asked about.
  let against: [Sentence]
  let turningPoint: Sentence?
  let bill: Sentence?
  /// What the case is about and what decides it, in the words of its answer.
  let situation: [Sentence]
  let facts: [Sentence]
}

extension ContrastRules {
  /// The argument for a pair in general: every reason that can hold, every trap, the evidence to ask for.
  public func answer(_ question: ContrastQuestion) -> ContrastAnswer {
    answer(question, on: nil) { _, _ in (.unknown, [], []) }
  }

  /// The argument for one strategy over another, in a sentence or two.
  func thesis(for strategy: Strategy, over other: Strategy) -> [Sentence] {
    rows(.thesis, for: strategy, over: other).prefix(1).map { $0.sentence() }
  }

  /// An answer from its rules and from what a case says to them.
  ///
  /// - Parameter standing: of the rule of a table with a number, whether it holds, and what it hangs on.
  func answer(
    _ question: ContrastQuestion, on found: ContrastCase?,
    standing: (Part, Int) -> (ContrastAnswer.Standing, facts: [String], said: [String])
  ) -> ContrastAnswer {
    let (strategy, other) = (question.strategy, question.other)
    let thesis = thesis(for: strategy, over: other).first ?? Sentence("")
    let reasons = rows(.reasons, for: strategy, over: other).map { row in
      let (stands, facts, said) = standing(.reasons, row.index)
      return ContrastAnswer.Reason(sentence: row.sentence(), standing: stands, facts: facts, said: said)
    }
    // What the facts of a case rule out is not told of it.
    func told(_ part: Part) -> [Row] {
      rows(part, for: strategy, over: other).filter { standing(part, $0.index).0 != .fails }
    }
    let traps = told(.traps).filter { $0.texts.count == 2 }.map { row in
      ContrastAnswer.Trap(claim: row.texts[0], reply: row.sentence(1))
    }
    let evidence = told(.evidence).map { $0.sentence() }
    let verdict = found?.verdict ?? .general
    var gaps = ["argument": Prose.lowered(thesis.text), "strategy": strategy.name, "other": other.name]
    if let advised = found?.recommendation {
      let share = { (wanted: Strategy) in advised.prospects.first { $0.strategy == wanted }?.share ?? 0 }
      gaps["advised"] = advised.strategy.name
      if share(strategy) != share(other) {
        gaps["nearer"] = share(strategy) > share(other) ? strategy.name : other.name
      }
    }
    let values: [String: Value] = [
      "Verdict": .string(verdict.rawValue), "Settled": .boolean(found?.recommendation.isSettled ?? true),
      "Nearer known": .boolean(gaps["nearer"] != nil),
    ]
    let opening = sentence(.opening, values, filling: gaps, around: [thesis]) ?? thesis
    let speaker = ContrastSpeaker(rules: self, question: question, values: values)
    let headline = speaker.framed(
      "headline", verdict == .supports || found == nil ? thesis : opening)
    let named = Set(
      (thesis.sources)
        + (reasons.map(\.sentence) + traps.map(\.reply) + evidence + (found?.against ?? [])).flatMap(
          \.sources)
    )
    return ContrastAnswer(
      question: question, verdict: verdict, opening: opening, headline: headline,
      advised: found?.recommendation.strategy, reasons: reasons, against: found?.against ?? [],
      turningPoint: found?.turningPoint, bill: found?.bill, traps: traps, evidence: evidence,
      spoken: speaker.parts(opening, reasons, traps, evidence, found),
      sources: model.model.knowledgeSources.filter { named.contains($0.id) })
  }
}

extension ContrastRules.Row {
  /// One of its texts as a sentence.
  func sentence(_ index: Int = 0) -> Sentence {
    Sentence(texts.indices.contains(index) ? texts[index] : "", rules: [reference], sources: sources)
  }
}

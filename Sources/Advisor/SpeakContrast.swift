internal import FEEL

extension ContrastAnswer {
  /// Something that is said aloud.
  public struct SpokenPart: Sendable, Hashable {
    /// What it is about.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case situation
      case opening
      case facts
      case against
      case reason
      case bill
      case open
      case turning
      case trap
      case evidence
    }

    /// What it is about.
    public let kind: Kind
    /// The sentence, or two that belong together.
    public let sentence: Sentence
  }
}

/// Puts the parts of an answer to a question about two strategies into words that can be said aloud.
struct ContrastSpeaker {
  let rules: ContrastRules
  let question: ContrastQuestion
  /// How the facts stand to the question, as the rules read it.
  let values: [String: Value]

  /// Everything there is to say, in order.
  func parts(
    _ opening: Sentence, _ reasons: [ContrastAnswer.Reason], _ traps: [ContrastAnswer.Trap],
    _ evidence: [Sentence], _ found: ContrastCase?
  ) -> [ContrastAnswer.SpokenPart] {
    let holding = found == nil ? reasons : reasons.filter { $0.standing == .holds }
    // What somebody knows comes before what is only assumed.
    let known = holding.filter { !isAssumed($0) }
    // Of what speaks for a strategy that is not advised, one reason is enough to be fair.
    let limit = found.map { $0.verdict == .supports ? rules.spoken.reasons : 1 } ?? rules.spoken.reasons
    let said: [(ContrastAnswer.SpokenPart.Kind, [Sentence])] = [
      (.situation, found?.situation ?? []), (.opening, [opening]), (.facts, found?.facts ?? []),
      (.against, found?.against ?? []), (.reason, framed(known, "first reason", "reason", upTo: limit)),
      (
        .reason,
        framed(
          holding.filter(isAssumed), "assumed reason", "assumed reason too", upTo: limit - known.count)
      ),
      (.bill, [found?.bill].compactMap { $0 }), (.open, open(reasons, found)),
      (.turning, [found?.turningPoint].compactMap { $0 }),
      (.trap, traps.prefix(rules.spoken.traps).map(trap)),
      (.evidence, evidence.prefix(rules.spoken.evidence).map { framed("evidence", $0) }),
    ]
    return said.flatMap { kind, sentences in sentences.map { .init(kind: kind, sentence: $0) } }
  }

  /// A sentence in the frame that the rules have for it.
  func framed(_ part: String, _ sentence: Sentence, filling others: [String: String] = [:]) -> Sentence {
    var values = values
    values["Part"] = .string(part)
    let gaps = [
      "sentence": sentence.text, "text": Prose.lowered(sentence.text), "strategy": question.strategy.name,
    ]
    return rules.sentence(.frame, values, filling: gaps.merging(others) { $1 }, around: [sentence])
      ?? sentence
  }

  private func isAssumed(_ reason: ContrastAnswer.Reason) -> Bool {
    reason.standing == .holds && !reason.said.isEmpty
  }

  /// Some reasons, the first one in a frame of its own.
  private func framed(
    _ reasons: [ContrastAnswer.Reason], _ first: String, _ later: String, upTo limit: Int
  ) -> [Sentence] {
    reasons.prefix(max(0, limit)).enumerated().map { index, reason in
      framed(index == 0 ? first : later, reason.sentence)
    }
  }

  private func trap(_ trap: ContrastAnswer.Trap) -> Sentence {
    framed("trap", trap.reply, filling: ["claim": trap.claim])
  }

  /// What has to be found out before the reasons that may hold can be counted on, two things at most.
  private func open(_ reasons: [ContrastAnswer.Reason], _ found: ContrastCase?) -> [Sentence] {
    guard found != nil else { return [] }
    let open = reasons.filter { $0.standing == .unknown }
    let nouns = unique(open.flatMap(\.said)).prefix(2)
    guard !nouns.isEmpty else { return [] }
    let text = Prose.list(Array(nouns))
    return [framed("open", Sentence("", facts: unique(open.flatMap(\.facts))), filling: ["text": text])]
  }
}

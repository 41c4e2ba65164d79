/// How well a grader ranks answers that people have graded.
public struct GraderMeasurement: Sendable {
  /// An answer with its scores.
  public struct Entry: Sendable {
    /// The answer, as the person graded it.
    public let answer: GradedAnswer
    /// What the person thought of it.
    public let band: Grade.Band
    /// The grade by the whole vocabulary.
    public let grade: Grade
    /// The score without the wordings that only answers to this question use: as if nobody had looked at them.
    public let unseenScore: Double
    /// Unit: words.
    public let words: Int
    /// The share of the rubric's words that it has.
    public let overlap: Double
  }

  /// Two answers to the same question, of which the first is the better one.
  public struct Pair: Sendable {
    /// The better one, as the person graded it.
    public let better: Entry
    /// The other.
    public let worse: Entry
  }

  /// How many pairs are ranked right.
  public struct Count: Sendable, Hashable {
    /// Ranked right.
    public let right: Int
    /// All pairs.
    public let all: Int
    /// Range: 0 to 1.
    public var share: Double { all == 0 ? 1 : Double(right) / Double(all) }
  }

  /// Order: of the answers' file.
  public let entries: [Entry]

  /// Grades all answers that have a grade and a question.
  public init(
    of answers: [GradedAnswer], to questions: [Question], vocabulary: Vocabulary, background: [Question]
  ) {
    let grader = Grader(vocabulary: vocabulary, questions: background)
    let graded = answers.filter { answer in
      answer.band != nil && questions.contains { $0.id == answer.questionID }
    }
    let unseen = UnseenVocabularies(vocabulary, answers: graded, questions: questions, grader: grader)
    entries = questions.flatMap { question -> [Entry] in
      let own = graded.filter { $0.questionID == question.id }
      guard !own.isEmpty else { return [] }
      let blind = Grader(vocabulary: unseen.vocabulary(without: question.id), questions: background)
      return own.compactMap { answer in
        answer.band.map { band in
          Entry(
            answer: answer, band: band, grade: grader.grade(answer.text, to: question),
            unseenScore: blind.grade(answer.text, to: question).exactScore,
            words: grader.read(answer.text).tokens.count, overlap: overlap(answer, question, grader))
        }
      }
    }.sorted { $0.answer.line < $1.answer.line }
  }

  /// All pairs of answers to the same question with these grades.
  public func pairs(_ better: Grade.Band, _ worse: Grade.Band) -> [Pair] {
    entries.filter { $0.band == better }.flatMap { left in
      entries.filter { $0.band == worse && $0.answer.questionID == left.answer.questionID }.map {
        Pair(better: left, worse: $0)
      }
    }
  }

  /// How many of some pairs a score ranks right; equal scores are wrong.
  public func count(_ pairs: [Pair], by score: (Entry) -> Double) -> Count {
    Count(right: pairs.filter { score($0.better) > score($0.worse) }.count, all: pairs.count)
  }
}

/// The share of the words of the expected points that an answer has: what a naive grader would do.
private func overlap(_ answer: GradedAnswer, _ question: Question, _ grader: Grader) -> Double {
  func stems(_ text: String) -> Set<String> {
    Set(grader.read(text).tokens.map(\.stem)).subtracting(grader.vocabulary.empty)
  }
  let expected = question.points.reduce(into: Set<String>()) { $0.formUnion(stems($1.text)) }
  return Double(expected.intersection(stems(answer.text)).count) / Double(max(1, expected.count))
}

/// Vocabularies in which one question's answers have left no trace.
private struct UnseenVocabularies {
  private let vocabulary: Vocabulary
  /// The questions in whose answers or rubrics a wording occurs; a rubric counts as a question of its own.
  private var uses: [WordingID: Set<String>] = [:]

  init(_ vocabulary: Vocabulary, answers: [GradedAnswer], questions: [Question], grader: Grader) {
    self.vocabulary = vocabulary
    for answer in answers { note(answer.text, as: answer.questionID, grader) }
    for question in questions {
      for text in [question.text] + question.points.map(\.text) + question.traps {
        note(text, as: "rubric of " + question.id, grader)
      }
    }
  }

  private mutating func note(_ text: String, as name: String, _ grader: Grader) {
    for occurrences in grader.read(text).occurrences.values {
      for occurrence in occurrences { uses[occurrence.id, default: []].insert(name) }
    }
  }

  func vocabulary(without question: String) -> Vocabulary {
    vocabulary.without(Set(uses.filter { $0.value == [question] }.keys))
  }
}

internal import Glibc

/// Grades answers by rubrics: which points they make, what they get wrong, and how they reason.
///
/// Deterministic: the same vocabulary, question and answer give the same grade. It recognises wordings, not meaning;
/// whether a number is true or an example real, it cannot know.
public struct Grader {
  /// The words.
  public let vocabulary: Vocabulary
  private let tokenizer: Tokenizer
  /// In how many points of the questions at hand an idea or a stem occurs.
  private var frequency: [Key: Int] = [:]
  private var pointCount = 1

  private enum Key: Hashable {
    case idea(Int)
    case stem(String)
  }

  /// A grader.
  ///
  /// - Parameters:
  ///   - vocabulary: the words.
  ///   - questions: questions of the trade; what is rare in their points counts for more.
  public init(vocabulary: Vocabulary, questions: [Question]) {
    self.vocabulary = vocabulary
    tokenizer = Tokenizer(forms: vocabulary.forms)
    for point in questions.flatMap(\.points) {
      pointCount += 1
      let slots = Rubric.slots(of: read(point.text), vocabulary)
      for idea in Set(slots.flatMap(\.ideas)) { frequency[.idea(idea), default: 0] += 1 }
      for stem in Set(slots.flatMap(\.stems)) { frequency[.stem(stem), default: 0] += 1 }
    }
  }

  /// A text with everything found in it.
  func read(_ text: String) -> Reading { Reading(text, vocabulary: vocabulary, tokenizer: tokenizer) }

  /// What a word of a point counts for: more when it is rare, less when the question says it.
  func weight(of slot: Rubric.Slot, asked: Set<String>) -> Double {
    let counts =
      slot.ideas.map { frequency[.idea($0)] ?? 0 } + slot.stems.compactMap { frequency[.stem($0)] }
    let rare = vocabulary.scale[.rareWeight]
    let count = min(counts.min() ?? 1, pointCount - 1)
    let rarity = pointCount < 3 ? 1 : log2(Double(pointCount) / Double(1 + count)) / log2(Double(pointCount))
    let plain = slot.ideas.map { vocabulary.themes[$0].weight }.max() ?? vocabulary.scale[.plainWord]
    let echo = slot.stems.isSubset(of: asked) ? vocabulary.scale[.echo] : 1
    return plain * (1 - rare + rare * rarity) * echo
  }

  /// The grade of an answer.
  ///
  /// Cost: linear in the answer.
  public func grade(_ answer: String, to question: Question) -> Grade {
    let reading = read(answer)
    let rubric = Rubric(of: question, for: self)
    let remarks = caseRemarks(reading, question)
    return Grade(
      of: reading, by: rubric, vocabulary: vocabulary, figures: figureRemarks(reading), caseRemarks: remarks)
  }

  /// Where the answer recommends what the case does not call for, or contradicts its facts.
  private func caseRemarks(_ reading: Reading, _ question: Question) -> [Grade.Remark] {
    CaseCheck(reading: reading, vocabulary: vocabulary, question: question).remarks(read: read)
  }

  private func figureRemarks(_ reading: Reading) -> [Grade.Remark] {
    FigureCheck(reading: reading, vocabulary: vocabulary).remarks
  }
}

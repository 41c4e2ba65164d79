package import Advisor
internal import Diagnostics
internal import FEEL

extension Content {
  /// What puts advice into words: an answer in three lengths, the argument against another strategy, a record.
  public struct Answering: Sendable {
    let book: AnswerBook
    let contrast: ContrastRules
    let rules: String
    let prices: String

    /// Answering by its parts.
    ///
    /// - Parameters:
    ///   - book: the rules of wording and the cases that may be precedents.
    ///   - contrast: the arguments for one strategy rather than another.
    ///   - rules: a fingerprint of the rules of strategy, for records.
    ///   - prices: a fingerprint of the price list, for records.
    package init(book: AnswerBook, contrast: ContrastRules, rules: String, prices: String) {
      self.book = book
      self.contrast = contrast
      self.rules = rules
      self.prices = prices
    }
  }
}

/// Advice put into words.
struct Wording {
  let answering: Content.Answering
  let book: AnswerBook
  let answer: Answer

  /// A length as a text in Markdown.
  func text(_ length: AnswerLength) -> AnswerText { book.text(answer, length, in: .markdown) }

  /// The decision as the first record of a folder, as MADR 4 lays it out.
  func record(on day: String) -> (name: String, text: String) {
    let record = DecisionRecord(style: .madr4, number: "0001", title: book.recordTitle(of: answer), day: day)
    let saved = SavedDecision(answer, day: day, rules: answering.rules, prices: answering.prices)
    return (record.file, book.text(record, of: answer, saved: saved, by: answering.contrast))
  }
}

extension Service {
  /// The advice on facts, put into words.
  ///
  /// - Throws: not found where the rules have no words for it; what figures that cannot be used throw.
  func wording(of useCase: UseCase, for study: CaseStudy?) throws(Refusal) -> Wording {
    guard let answering = content.answering else { throw .noSuchThing("model", AnswerRules.name, []) }
    let book = answering.book.on(today())
    do throws(DiagnosticsError) {
      return Wording(answering: answering, book: book, answer: try book.answer(useCase, for: study))
    } catch { throw Refusal(error) }
  }

  /// Why one strategy rather than another: in general, or on facts where there are any.
  ///
  /// - Throws: `question.strategies` where the question does not name two.
  func contrast(
    _ question: SourceFragment, on useCase: UseCase, for study: CaseStudy? = nil
  ) throws(Refusal) -> ContrastAnswer {
    guard let answering = content.answering else { throw .noSuchThing("model", ContrastRules.name, []) }
    do throws(DiagnosticsError) {
      guard !useCase.facts.isEmpty else {
        return answering.contrast.answer(try answering.contrast.read(question))
      }
      let contenders = content.rulebook.contenders(for: useCase)
      return try answering.book.on(today()).answer(
        try answering.contrast.read(question, contenders: contenders), on: useCase, for: study,
        by: answering.contrast)
    } catch { throw Refusal(error) }
  }

  /// Today as ISO 8601 writes it.
  var writtenDay: String { if case .date(let date) = today() { date.description } else { "" } }
}

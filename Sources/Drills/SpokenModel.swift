public import Advisor
public import Diagnostics

extension Question {
  /// The question with an answer to compare with that can be said aloud, in the words of the advice on its case; as it
  /// was where it asks for something else.
  ///
  /// - Parameters:
  ///   - useCase: the facts of the case.
  ///   - study: the case, if it is a real one.
  /// - Throws: what reading figures for the cost throws.
  public func withSpokenModel(
    on useCase: UseCase, for study: CaseStudy?, by book: AnswerBook, _ contrast: ContrastRules
  ) throws(DiagnosticsError) -> Question {
    var question = self
    if let against {
      let asked = ContrastQuestion(book.rulebook.advise(on: useCase).strategy, over: against)
      let answer = try book.answer(asked, on: useCase, for: study, by: contrast)
      question.model = book.text(answer, .spoken, in: .text, by: contrast).text
    } else if asksForAdvice {
      question.model = book.text(try book.answer(useCase, for: study), .spoken, in: .text).text
    }
    return question
  }
}

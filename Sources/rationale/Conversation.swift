internal import Advisor
internal import Diagnostics
internal import FEEL

/// The questions in the terminal: prompts on standard error, answers from standard input.
struct Conversation {
  let rulebook: Rulebook
  let given: UseCase

  /// Everything known once the advice is settled.
  ///
  /// - Throws: `Failure` when the input ends before that.
  func run() throws(Failure) -> UseCase {
    var interview = Interview(rulebook: rulebook, given: given)
    while let topic = interview.topic {
      Terminal.say(interview.prompt(for: topic))
      try answer(topic, in: &interview)
    }
    if !interview.answers.isEmpty { Terminal.say(repeatable(interview.useCase)) }
    return interview.useCase
  }

  /// Reads lines until one of them answers the question or leaves it.
  private func answer(_ topic: Topic, in interview: inout Interview) throws(Failure) {
    while true {
      Terminal.say("> ")
      guard let line = Terminal.readLine() else { throw inputEnded(interview.answers.count) }
      switch interview.take(line, about: topic) {
      case .answered, .wentBack: return
      case .nothingBefore: Terminal.say("this is the first question\n")
      case .explanation(let text): Terminal.say(text)
      case .rejected(let problem):
        Terminal.say(problem.message + (problem.help.map { "; \($0)" } ?? "") + "\n")
      }
    }
  }

  /// The command that gives the same advice without asking.
  private func repeatable(_ useCase: UseCase) -> String {
    let facts = useCase.facts.map { fact in
      let value =
        switch fact.content {
        case .unknown: "?"
        case .value(.string(let word)): word
        case .value(let value): value.description
        case .among(let tests): tests.text
        }
      return " --set \(quoted("\(fact.name)=\(value)"))"
    }
    return "\nThe same again: rationale advise --no-input\(facts.joined())\n\n"
  }

  /// A word of a shell command.
  private func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

// MARK: Wording

private func inputEnded(_ answered: Int) -> Failure {
  Failure("the input ended before the advice was settled; questions answered: \(answered)", .interrupted)
}

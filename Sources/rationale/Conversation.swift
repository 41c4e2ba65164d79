internal import Advisor
internal import Diagnostics

/// The questions in the terminal: prompts on standard error, answers from standard input.
///
/// Plain lines that are never drawn over, so that a screen reader, a transcript and a test read the same.
struct Conversation<Questions: Questionnaire> {
  private var interview: Interview<Questions>
  private let saved: SavedAnswers
  private var cannotSave = false

  /// Questions that have not begun.
  ///
  /// - Parameters:
  ///   - questions: what is asked.
  ///   - saved: where answers are kept between runs.
  init(_ questions: Questions, keptIn saved: SavedAnswers) {
    interview = Interview(questions)
    self.saved = saved
  }

  /// All answers, once nothing is left to ask and the person is content with them.
  ///
  /// - Parameter isFresh: begin anew whatever was kept.
  /// - Throws: `Failure` when the input ends before that; the answers are kept then.
  mutating func run(isFresh: Bool) throws(Failure) -> [GivenAnswer] {
    if !isFresh { try resume() }
    Interruption.say(interrupted())
    repeat {
      while let topic = interview.topic {
        Terminal.say(interview.prompt(for: topic))
        try answer(topic)
        save()
        Interruption.say(interrupted())
      }
    } while try !review()
    Interruption.say("")
    return interview.answers
  }

  // MARK: Resuming

  private mutating func resume() throws(Failure) {
    let kept: [GivenAnswer]?
    do {
      kept = try saved.load()
    } catch {
      return Terminal.say(error.message + "\n")
    }
    guard let kept else { return }
    let refused = interview.takeUp(kept)
    Terminal.say("\nAnswers of questions that were broken off:\n")
    for answer in interview.answers { Terminal.say("   \(answer.name): \(interview.shown(answer))\n") }
    for answer in refused { Terminal.say(noLonger(answer.name)) }
    while true {
      Terminal.say(resumeQuestion(interview.answers.count))
      guard let line = Terminal.readLine() else { throw ended(kept.count) }
      switch plainText(line).lowercased() {
      case "", "y", "yes": return
      case "n", "no":
        _ = interview.takeUp([])
        return
      default: Terminal.say("type `y` to go on where you stopped, or `n` to begin anew\n")
      }
    }
  }

  private mutating func save() {
    do {
      try saved.save(interview.answers)
    } catch {
      if !cannotSave { Terminal.say(notSaved(error)) }
      cannotSave = true
    }
  }

  // MARK: Asking

  /// Reads lines until one of them answers the question or leaves it.
  private mutating func answer(_ topic: Topic) throws(Failure) {
    while true {
      Terminal.say("> ")
      guard let line = Terminal.readLine() else { throw ended(interview.answers.count) }
      switch interview.take(line, about: topic) {
      case .answered(let remark):
        if let remark { Terminal.say("  \(remark)\n") }
        return
      case .wentBack: return
      case .nothingBefore: Terminal.say("this is the first question\n")
      case .explanation(let text): Terminal.say(text)
      case .rejected(let problem): Terminal.say(oneLine(problem))
      }
    }
  }

  // MARK: Reviewing

  /// Shows all answers.
  ///
  /// - Returns: whether the person is content; else there is a question to ask again.
  private mutating func review() throws(Failure) -> Bool {
    guard !interview.answers.isEmpty else { return true }
    Terminal.say("\nYour answers:\n")
    for (index, answer) in interview.answers.enumerated() {
      Terminal.say("   \(index + 1). \(answer.name): \(interview.shown(answer))\n")
    }
    Terminal.say("Enter gives the advice, `change 3` asks the third again, b takes back the last.\n")
    while true {
      Terminal.say("> ")
      guard let line = Terminal.readLine() else { throw ended(interview.answers.count) }
      let words = plainText(line).lowercased().split(separator: " ")
      switch (words.first, words.count) {
      case (nil, _), ("y", 1), ("yes", 1), ("ok", 1): return true
      case ("b", 1), ("back", 1):
        _ = interview.goBack()
        save()
        return false
      case ("change", 2), ("c", 2):
        if let number = Int(words[1]), interview.change(number) { return false }
        Terminal.say(noSuchAnswer(String(words[1]), interview.answers.count))
      default: Terminal.say(noReview(plainText(line)))
      }
    }
  }

  // MARK: Wording

  private func ended(_ count: Int) -> Failure {
    let kept = count == 0 || cannotSave ? "" : "; they are kept, and the same command goes on with them"
    return Failure(
      "the input ended before the advice was settled; questions answered: \(count)\(kept)", .interrupted)
  }

  private func interrupted() -> String {
    let isKept = !interview.answers.isEmpty && !cannotSave
    return isKept
      ? "\nstopped; your answers are kept, and the same command goes on with them\n" : "\nstopped\n"
  }
}

/// The command that gives the same advice without asking.
///
/// - Parameters:
///   - command: its first words.
///   - facts: what is known, as it is written behind `--set`.
func repeatable(_ command: String, _ facts: [(name: String, value: String)]) -> String {
  let options = facts.map { " --set \(quoted("\($0.name)=\($0.value)"))" }
  return "\nThe same again: \(command) --no-input\(options.joined())\n\n"
}

/// A word of a shell command.
private func quoted(_ word: String) -> String {
  "'" + replacingScalars(of: word) { $0 == "'" ? "'\\''" : nil } + "'"
}

// MARK: Wording

private func resumeQuestion(_ count: Int) -> String {
  "Resume (\(count) answered)? [Y/n] "
}

private func noLonger(_ name: String) -> String {
  "   the answer to `\(plainText(name))` no longer fits the rules, and is left out\n"
}

private func notSaved(_ failure: Failure) -> String {
  "your answers cannot be kept for another run: \(failure.message)\n"
}

private func oneLine(_ problem: Diagnostic) -> String {
  problem.message + (problem.help.map { "; \($0)" } ?? "") + "\n"
}

private func noSuchAnswer(_ number: String, _ count: Int) -> String {
  "there is no answer `\(number)`; expected a number from 1 to \(count)\n"
}

private func noReview(_ line: String) -> String {
  "found `\(line)`, expected Enter, `change` and a number, or `b`\n"
}

internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import Drills

/// `rationale grade`: grades many answers by rubrics from files, and measures the grader.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grades the answers in a file by rubrics.",
    discussion: """
      Both files have a JSON object on each line. A rubric: `id`, `question`, `expected_points`, and possibly \
      `topic`, `traps`, `source_url`. An answer: `question_id`, `text`, and possibly `grade` and `style`. Prints an \
      object for each answer, with a score from 0 to 100; --measure compares the scores with the answers' grades.

      EXAMPLES
        rationale grade --answers answers.jsonl                           by the questions of the bank
        rationale grade --rubric questions.jsonl --answers answers.jsonl
        rationale grade --rubric questions.jsonl --answers answers.jsonl --measure
      """)

  @Option(
    help: "A file of questions with expected points and traps; else the bank built in.", completion: .file())
  var rubric: String?

  @Option(help: "A file of answers.", completion: .file())
  var answers: String

  @Flag(help: "Print each point and remark too.")
  var full = false

  @Flag(help: "Print how well the scores rank answers that have a grade.")
  var measure = false

  @OptionGroup var rules: RulesOption

  func run() throws {
    try reporting {
      let drills = try DrillFiles(in: rules.folder)
      let questions =
        try rubric.map { try Question.all(readingLines: try Library.read($0), file: $0) }
        ?? drills.bank.questions
      let answers = try GradedAnswer.all(readingLines: try Library.read(self.answers), file: self.answers)
      try checkQuestions(of: answers, among: questions)
      if measure {
        let measurement = GraderMeasurement(
          of: answers, to: questions, vocabulary: drills.vocabulary, background: drills.bank.questions)
        Terminal.print(MeasurementReport(measurement: measurement).text)
      } else {
        let grader = drills.grader
        for answer in answers { print(answer, questions, grader) }
      }
    }
  }

  private func print(_ answer: GradedAnswer, _ questions: [Question], _ grader: Grader) {
    guard let question = questions.first(where: { $0.id == answer.questionID }) else { return }
    let grade = grader.grade(answer.text, to: question)
    var members: [JSON.Member] = [
      .init("question_id", .string(question.id)), .init("line", .number(String(answer.line))),
    ]
    if let band = answer.band { members.append(.init("grade", .string(band.rawValue))) }
    if full, case .object(let parts) = grade.json {
      members += parts
    } else {
      members += [
        .init("score", .number(String(grade.score))), .init("band", .string(grade.band.rawValue)),
      ]
    }
    Terminal.print(JSON.object(members).line + "\n")
  }

  private func checkQuestions(of answers: [GradedAnswer], among questions: [Question]) throws {
    let names = questions.map(\.id)
    let known = Set(names)
    var problems: [Diagnostic] = []
    for answer in answers where !known.contains(answer.questionID) {
      let place = SourceLocation(file: self.answers, line: answer.line, column: 1)
      problems.append(unknownQuestion(answer.questionID, place, names))
    }
    try problems.throwIfAnyIsError()
  }
}

/// What a measurement is printed as.
private struct MeasurementReport {
  let measurement: GraderMeasurement

  var text: String {
    let strongWeak = measurement.pairs(.strong, .weak)
    let strongMiddling = measurement.pairs(.strong, .middling)
    let middlingWeak = measurement.pairs(.middling, .weak)
    func line(_ title: String, _ score: (GraderMeasurement.Entry) -> Double) -> String {
      let counts = [strongWeak, strongMiddling, middlingWeak].map { measurement.count($0, by: score) }
      return "  " + padded(title, 34) + counts.map { padded(shown($0), 20) }.joined() + "\n"
    }
    var text =
      "\(measurement.entries.count) graded answers; pairs of answers to one question ranked right:\n\n"
    text += "  " + padded("", 34)
    text +=
      ["strong over weak", "strong over middling", "middling over weak"].map { padded($0, 20) }.joined()
      + "\n"
    text += line("this grader") { $0.grade.exactScore }
    text += line("  without words of these answers") { $0.unseenScore }
    text += line("longer wins") { Double($0.words) }
    text += line("words of the rubric win") { $0.overlap }
    let pairs = strongWeak + strongMiddling + middlingWeak
    let misses = pairs.filter { $0.better.grade.exactScore <= $0.worse.grade.exactScore }
    if !misses.isEmpty { text += "\nRanked wrong:\n" }
    for miss in misses { text += shown(miss) }
    let unseen = pairs.filter { $0.better.unseenScore <= $0.worse.unseenScore }
    if !unseen.isEmpty { text += "\nRanked wrong without words of these answers:\n" }
    for miss in unseen {
      text +=
        "  \(printable(miss.better.answer.questionID)): \(name(miss.better)) \(Int(miss.better.unseenScore)) "
      text += "is not above \(name(miss.worse)) \(Int(miss.worse.unseenScore))\n"
    }
    return text
  }

  private func shown(_ count: GraderMeasurement.Count) -> String {
    let tenths = Int((count.share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) % (\(count.right)/\(count.all))"
  }

  private func shown(_ pair: GraderMeasurement.Pair) -> String {
    "  \(printable(pair.better.answer.questionID)): \(reason(pair.better)) is not above \(reason(pair.worse))\n"
  }

  /// The answer, its score, and what made it.
  private func reason(_ entry: GraderMeasurement.Entry) -> String {
    let grade = entry.grade
    let earned = grade.points.filter { $0.standing == .earned }.count
    let faults = (grade.traps + grade.mistakes + grade.contradictions + grade.figures).map(\.id)
    return "\(name(entry)) \(grade.score): "
      + "\(earned) of \(grade.points.count) points, \(grade.signs.count) signs, \(grade.weaknesses.count) weaknesses"
      + (faults.isEmpty ? "" : ", " + faults.joined(separator: ", "))
  }

  private func name(_ entry: GraderMeasurement.Entry) -> String {
    "\(entry.band.rawValue) \(printable(entry.answer.style)) (line \(entry.answer.line))"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

// MARK: Wording

private func unknownQuestion(_ id: String, _ place: SourceLocation, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.line, "the rubrics have no question `\(printable(id))`", at: place,
    help: nearestName(to: id, among: names).map { "did you mean `\($0)`?" })
}

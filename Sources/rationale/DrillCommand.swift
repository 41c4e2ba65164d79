internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import Drills
internal import Progress

/// `rationale drill`: asks an interview question and grades the answer.
struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill", abstract: "Asks an interview question, and grades the answer by a rubric.",
    discussion: """
      Without a question's id it asks one that was not asked yet, from the topic with the fewest answers; --weak asks \
      what was missed before. With a case it asks what an interviewer would ask about that case. A typed answer ends \
      with an empty line. Questions about rows of the rules and about the cases built in have a slash in their ids; \
      --list --topic rules and --list --topic cases list them.

      EXAMPLES
        rationale drill
        rationale drill --topic cost
        rationale drill --question what-rag-buys --answer answer.txt
        rationale drill my-case.xml
        rationale drill --export-anki deck.txt
      """)

  @Argument(help: "A case file, or the id of a case built in.", completion: .file(extensions: ["xml"]))
  var file: String?

  @Option(help: "The id of the question.")
  var question: String?

  @Option(help: "Only questions of this topic.")
  var topic: String?

  @Flag(help: "Ask again what the last attempts missed.")
  var weak = false

  @Flag(help: "List the questions with the last scores.")
  var list = false

  @Option(help: "A file with the answer, or - for standard input.", completion: .file())
  var answer: String?

  @OptionGroup var form: PlainForm

  @Option(
    name: .customLong("export-anki"), help: "Write the questions as a deck for Anki.", completion: .file())
  var anki: String?

  @Flag(name: .customLong("no-record"), help: "Keep no record of the attempt.")
  var noRecord = false

  @OptionGroup var progress: ProgressOption
  @OptionGroup var today: TodayOption
  @OptionGroup var rules: RulesOption

  func run() throws {
    try reporting {
      let drills = try DrillFiles(in: rules.folder)
      let pool = DrillPool(drills: drills, folder: rules.folder)
      let study = try file.map { try Library.onlyCase($0) }
      if let anki {
        let deck = AnkiDeck(of: try questions(pool, study), words: drills.bank.ankiWords)
        if anki == "-" { Terminal.print(deck.text) } else { try Files.write(deck.text, to: anki) }
        Terminal.say(exported(deck.cards, anki))
        return
      }
      let templates = try DrillFiles.templates(in: rules.folder)
      if list {
        let scores = ProgressSummary(of: try progress.store().known()).latest
          .map { ($0.question, $0.score) }
        Terminal.print(
          templates.list(try questions(pool, study), scores: Dictionary(scores) { $1 }))
        return
      }
      let grader = drills.grader
      // A case is rehearsed until no answer is given; elsewhere one question is enough.
      repeat {
        guard var next = try next(pool, study) else { return Terminal.say(nothingMissed()) }
        let about = try study ?? pool.study(of: next)
        let shownAlready = answer == nil
        guard let given = try given(templates.text(of: next, case: about)) else {
          if study != nil, answer == nil { return }
          throw Failure("no answer was given, and nothing is kept", .interrupted)
        }
        let grade = grader.grade(given, to: next)
        if let about { next = try withSpokenModel(next, on: about) }
        print(grade, next, repeatsQuestion: !shownAlready, templates)
        try keep(grade, next)
      } while study != nil && answer == nil && question == nil
    }
  }

  /// The questions that the options leave.
  private func questions(_ pool: DrillPool, _ study: CaseStudy?) throws -> [Question] {
    var questions = try study.map { try pool.questions(about: $0) } ?? pool.questions(topic: topic)
    if let topic, study == nil {
      questions = questions.filter { $0.topic == topic }
      if questions.isEmpty { throw unknownTopic(topic, pool.topics) }
    }
    guard weak else { return questions }
    let missed = Set(ProgressSummary(of: try progress.store().known()).missed.map(\.question))
    let own = questions.filter { missed.contains($0.id) }
    // A missed question may be about a case or a row of the rules.
    let others =
      study == nil && topic == nil
      ? missed.subtracting(questions.map(\.id)).sorted().compactMap { try? pool.question($0) } : []
    return own + others
  }

  private func next(_ pool: DrillPool, _ study: CaseStudy?) throws -> Question? {
    if let question {
      if let study {
        let own = try pool.questions(about: study)
        if let found = own.first(where: { $0.id == question || $0.id == "\(study.id)/\(question)" }) {
          return found
        }
        throw DrillPool.unknown(question, own.map(\.id))
      }
      return try pool.question(question)
    }
    let summary = ProgressSummary(of: try progress.store().known())
    return Choice(questions: try questions(pool, study), summary: summary, weak: weak).question
  }

  /// The answer from the file or the terminal; nil where nothing is typed.
  private func given(_ text: String) throws -> String? {
    if let answer {
      return String(decoding: try Files.read(answer == "-" ? "/dev/stdin" : answer), as: UTF8.self)
    }
    guard Terminal.canAsk else { throw nobodyToAsk() }
    Terminal.say(text + "\n" + prompt())
    var lines: [String] = []
    while let line = Terminal.readLine(limit: 1 << 16), !line.allSatisfy(\.isWhitespace) {
      lines.append(line)
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func print(_ grade: Grade, _ question: Question, repeatsQuestion: Bool, _ templates: Templates) {
    guard form.isJSON else {
      Terminal.print(templates.text(of: grade, for: question, repeatsQuestion: repeatsQuestion))
      return
    }
    let json: JSON = [
      "question": .string(question.id), "topic": .string(question.topic), "text": .string(question.text),
      "grade": grade.json, "model": JSON(question.model),
      "sources": .array(question.sources.map { .string($0) }),
    ]
    Terminal.print(json.text)
  }

  /// A question with what could be said aloud, in the words of `rationale answer`.
  private func withSpokenModel(_ question: Question, on study: CaseStudy) throws -> Question {
    let book = try Library.answerBook(in: rules.folder, today: try today.value())
    return try question.withSpokenModel(
      on: UseCase(reading: study.facts, topics: book.rulebook.topics), for: study, by: book,
      try Library.contrastRules(in: rules.folder))
  }

  /// Keeps a graded attempt; an answer without a word is none.
  private func keep(_ grade: Grade, _ question: Question) throws {
    guard !noRecord, grade.words > 0 else { return }
    try progress.store().keep(
      Attempt(
        question: question.id, topic: question.topic, day: try today.text(), score: grade.score,
        band: grade.band.rawValue,
        points: grade.points.map { .init($0.text, standing: $0.standing.rawValue) }))
  }
}

/// Picks the next question.
private struct Choice {
  let questions: [Question]
  let summary: ProgressSummary
  let weak: Bool

  /// Never asked ones first, from the topic with the fewest answers; then the one with the lowest last score.
  var question: Question? {
    let scores = Dictionary(summary.latest.map { ($0.question, $0.score) }) { $1 }
    let counts = Dictionary(summary.topics.map { ($0.name, $0.questions) }) { $1 }
    let unseen = weak ? [] : questions.filter { scores[$0.id] == nil }
    if let least = unseen.map({ counts[$0.topic] ?? 0 }).min() {
      return unseen.first { counts[$0.topic] ?? 0 == least }
    }
    let lowest = questions.compactMap { scores[$0.id] }.min()
    return questions.first { scores[$0.id] == lowest }
  }
}

// MARK: Wording

private func exported(_ cards: Int, _ path: String) -> String {
  "\(cards) \(cards == 1 ? "card" : "cards") written to \(path == "-" ? "standard output" : "`\(path)`")\n"
}

private func nothingMissed() -> String { "nothing was missed so far; `rationale drill` asks something new\n" }

private func prompt() -> String { "Your answer; an empty line ends it.\n" }

private func nobodyToAsk() -> Failure {
  Failure(
    "there is no answer, and nobody to ask; give one with `--answer FILE` or `--answer -`", .notEnoughFacts)
}

private func unknownTopic(_ topic: String, _ topics: [String]) -> Failure {
  let near = nearestName(to: topic, among: topics).map { "; did you mean `\($0)`?" } ?? ""
  return Failure(
    "there is no topic `\(printable(topic))`\(near)\nthe topics are "
      + Prose.list(topics.map { "`\($0)`" }), .usage)
}

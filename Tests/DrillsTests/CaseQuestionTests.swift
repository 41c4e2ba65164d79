import Advisor
import DMN
import Diagnostics
import Shipped
import Testing
import XML

@testable import Drills

@Suite struct CaseQuestionTests {
  // Compiled once, as it takes seconds.
  private static let compiled = Result { try compile() }

  private static func rulebook() throws -> Rulebook { try compiled.get() }

  private static func compile() throws -> Rulebook {
    let models = try ShippedFile.files(in: "Rules").filter { $0.path.hasSuffix(".dmn") }.map {
      try DecisionModel(reading: try Element(parsing: $0.bytes, file: $0.path))
    }
    let goal = try #require(models.first { $0.decisions.contains { $0.name == "Strategy" } })
    let layouts = ShippedFile.files(in: "Rules/templates").map { ($0.path, $0.text) }
    return try Rulebook(
      checking: try CheckedModel(checking: goal, imports: models), templates: try Templates(reading: layouts))
  }

  private static func questions(_ id: String) throws -> [Question] {
    let file = try #require(ShippedFile.file(at: "Cases/\(id).xml"))
    let study = try #require(
      try CaseStudy.all(reading: try Element(parsing: file.bytes, file: file.path)).first)
    let rulebook = try rulebook()
    return try Shelf.bank().questions(
      about: study.id, try UseCase(reading: study.facts, topics: rulebook.topics), rulebook: rulebook)
  }

  @Test func `each case is asked for the advice, against the others, and what would change it`() throws {
    let ids = try Self.questions("canva-incident-report-summaries").map(\.id)
    #expect(ids.contains("canva-incident-report-summaries/recommend"))
    #expect(ids.contains("canva-incident-report-summaries/why-not-fine-tuning"))
    #expect(ids.contains("canva-incident-report-summaries/change-mind"))
  }

  @Test func `a list of things to think about earns no point`() throws {
    let question = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/recommend") })
    let answer = """
      Then I would consider the data we have, the knowledge the model needs, how often it changes, and the budget. \
      RAG, fine-tuning and prompting each have trade-offs, so I would look at cost, quality, users and latency.
      """
    let grade = try Shelf.grader().grade(answer, to: question)
    #expect(grade.points.allSatisfy { $0.standing != .earned })
    #expect(grade.band == .weak)
  }

  @Test(arguments: [
    ("First come the documents, the latency target, the labels and the compliance needs.", true),
    ("We would work on data, models, retrieval and prompts.", true),
    (
      "The documents change every day, so a trained model would be stale by evening, and search is not.",
      false
    ),
    ("On the one hand we could prompt, on the other hand retrieve or train.", true),
    ("I would train, for prompting fell short and there is nothing to retrieve.", false),
    ("It reads streets, towns, squares and bridges.", false), ("Search, then training.", false),
    ("The documents matter. Latency matters. Labels matter.", false),
  ])
  func `a list of topics is told from what is said of them`(_ text: String, _ isList: Bool) throws {
    #expect(try Shelf.grader().read(text).surveys.lists.isEmpty != isList)
  }

  @Test func `a list of topics earns less about a case than in a question of the trade`() throws {
    let asked = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/recommend") })
    let answer =
      "We would work on the reports, the prompt, fine-tuning, a program that checks the form and the model's version."
    let trade = Question(id: "q", topic: "t", text: asked.text, points: asked.points)
    let grader = try Shelf.grader()
    #expect(grader.grade(answer, to: asked).exactScore < grader.grade(answer, to: trade).exactScore)
  }

  @Test func `recommending what the facts do not call for is a contradiction`() throws {
    let question = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/recommend") })
    let grader = try Shelf.grader()
    let wrong = grader.grade("I would fine-tune a model on the old reports.", to: question)
    let right = grader.grade("I'd stay with the prompt: it does the job.", to: question)
    #expect(wrong.contradictions.map(\.id) == ["stance"])
    #expect(right.contradictions.isEmpty)
    #expect(right.exactScore > wrong.exactScore)
  }

  @Test(arguments: [
    ("We have 10,000 labelled examples.", true), ("We have 10k examples.", true),
    ("We have ten thousand labelled examples.", true), ("There are no labelled examples.", true),
    ("They have fifteen hundred examples.", false), ("We have about 1,400 labelled examples.", false),
    ("If we had 10,000 labelled examples I would train.", false),
    ("With tenfold volume we have 15,000 examples.", false), ("Put three examples in the prompt.", false),
    ("We do not have 10,000 examples.", false),
    ("We have 1,500 examples, and $3 times 400 calls is 1,200.", false),
  ])
  func `a number that the case does not give is a contradiction`(answer: String, isWrong: Bool) throws {
    let question = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/change-mind") })
    let grade = try Shelf.grader().grade(answer, to: question)
    #expect(grade.contradictions.contains { $0.id == "case-fact" } == isWrong, "\(grade.contradictions)")
  }

  @Test(arguments: [
    ("The knowledge changes daily.", true), ("The documents change every hour.", true),
    ("The knowledge never changes.", false), ("If the documents changed daily I would look them up.", false),
    ("The documents do not change daily.", false),
  ])
  func `how often knowledge changes is held against the case`(answer: String, isWrong: Bool) throws {
    let question = Question(
      id: "q", topic: "cases", text: "Why?", points: [Question.Point("The knowledge is stable")],
      givens: [
        Question.Given(fact: "Change frequency", content: .word("static"), truth: "it does not change")
      ])
    let grade = try Shelf.grader().grade(answer, to: question)
    #expect(grade.contradictions.contains { $0.id == "case-fact" } == isWrong, "\(grade.contradictions)")
  }

  /// Written like those of `fresh-3.jsonl`, in terms of the trade and in plain words; those of `same-length.jsonl` are
  /// as long when weak as when strong, and a third of the strong ones is much shorter.
  @Test(arguments: [("about-cases.jsonl", 72, 0.9), ("same-length.jsonl", 72, 0.8)])
  func `strong answers about a case rank above weak ones`(file: String, pairs: Int, least: Double) throws {
    let answers = try Shelf.answers(in: file)
    let cases = Set(answers.compactMap { $0.questionID.split(separator: "/").first.map(String.init) })
    let measurement = GraderMeasurement(
      of: answers, to: try cases.sorted().flatMap { try Self.questions($0) },
      vocabulary: try Shelf.vocabulary(), background: try Shelf.bank().questions)
    let own = measurement.count(measurement.pairs(.strong, .weak)) { $0.grade.exactScore }
    #expect(own.all == pairs)
    #expect(own.share >= least, "\(own)")
  }

  @Test(arguments: [
    ("I would fine-tune a model on the old reports.", true),
    ("Unless the prompt reaches the target I would fine-tune a model on the reports.", false),
    ("Fine-tune a model? No. I'd stay with the prompt.", false),
  ])
  func `what is done under a condition is not what is recommended`(answer: String, isStrange: Bool) throws {
    let question = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/recommend") })
    #expect(try Shelf.grader().grade(answer, to: question).contradictions.isEmpty != isStrange)
  }

  @Test(arguments: [
    ("Fine-tune a small model on the old reports.", true), ("Straight prompting, with a check.", false),
    ("This cries out for RAG.", true), ("The way to close this is retrieval.", true),
    ("I would not bother with a vector store.", false),
    ("I would think twice about training a model.", false),
  ])
  func `a recommendation is recognised by its frame and not only by its words`(
    answer: String, isStrange: Bool
  ) throws {
    let question = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/recommend") })
    let grade = try Shelf.grader().grade(answer, to: question)
    #expect(grade.contradictions.contains { $0.id == "stance" } == isStrange, "\(grade.contradictions)")
  }

  @Test func `what the facts only just leave possible is no recommendation that they bear out`() throws {
    let questions = try Self.questions("verisk-premium-audit")
    let question = try #require(questions.first { $0.id.hasSuffix("/recommend") })
    #expect(question.advised == [.rag, .both])
    #expect(questions.contains { $0.id.hasSuffix("/why-not-fine-tuning") && $0.against == .fineTuning })
    let grade = try Shelf.grader().grade("I'd fine-tune a model on the whole library.", to: question)
    #expect(grade.contradictions.map(\.id) == ["stance"])
  }

  @Test func `what would change one's mind may recommend any strategy`() throws {
    let question = try #require(
      try Self.questions("canva-incident-report-summaries").first { $0.id.hasSuffix("/change-mind") })
    let grade = try Shelf.grader().grade("Then I would fine-tune a model on the old reports.", to: question)
    #expect(grade.contradictions.isEmpty)
  }

  @Test func `plain words earn a point about a case`() throws {
    let question = try #require(
      try Self.questions("verisk-premium-audit").first { $0.id.hasSuffix("/recommend") })
    let point = "An index takes in a change within minutes."
    let answer = "When somebody edits a page, the very next answer already uses the new page."
    let grade = try Shelf.grader().grade(answer, to: question)
    #expect(grade.points.first { $0.text == point }?.standing == .earned)
  }

  @Test func `every paraphrase is of a sentence that some case is told`() throws {
    let rulebook = try Self.rulebook()
    let bank = try Shelf.bank()
    var told = Set(bank.caseQuestions.flatMap { $0.whenSame + $0.whenChanged })
    for file in ShippedFile.files(in: "Cases") where file.path.hasSuffix(".xml") {
      for study in try CaseStudy.all(reading: try Element(parsing: file.bytes, file: file.path)) {
        let useCase = try UseCase(reading: study.facts, topics: rulebook.topics)
        let questions = bank.questions(about: study.id, useCase, rulebook: rulebook)
        told.formUnion(questions.flatMap(\.points).map(\.text))
      }
    }
    let sentences = Set(told.map(Paraphrases.withoutNumbers))
    #expect(bank.paraphrases.sentences.filter { !sentences.contains($0) } == [])
    #expect(!bank.paraphrases["About 40,000 labelled examples exist"].isEmpty)
    #expect(bank.paraphrases["Nothing of the kind"].isEmpty)
  }

  @Test func `every case can be asked about`() throws {
    let rulebook = try Self.rulebook()
    let bank = try Shelf.bank()
    for file in ShippedFile.files(in: "Cases") where file.path.hasSuffix(".xml") {
      for study in try CaseStudy.all(reading: try Element(parsing: file.bytes, file: file.path)) {
        let useCase = try UseCase(reading: study.facts, topics: rulebook.topics)
        let questions = bank.questions(about: study.id, useCase, rulebook: rulebook)
        #expect(questions.count > 2, "\(study.id)")
        #expect(Set(questions.map(\.id)).count == questions.count)
        #expect(questions.allSatisfy { !$0.points.isEmpty && $0.model?.isEmpty == false })
      }
    }
  }

  @Test func `a row of the rules is asked with its conditions and answered with its reason`() throws {
    let file = try #require(ShippedFile.file(at: "Rules/retrieval-diagnosis.dmn"))
    let model = try DecisionModel(reading: try Element(parsing: file.bytes, file: file.path))
    let question = try #require(
      try Shelf.bank().questions(about: model).first { $0.id == "retrieval-diagnosis/fault-layer-2" })
    #expect(
      question.text
        == "Retrieval diagnosis. Right passage: not retrieved. What follows for the fault layer, and why?")
    #expect(question.points.map(\.text).contains("A model cannot use what it does not see."))
  }
}

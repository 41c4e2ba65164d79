import Foundation
import Testing

@testable import Drills

@Suite struct GraderTests {
  @Test func `strong answers rank above weak ones to the same question`() throws {
    let bank = try Shelf.bank().questions
    let measurement = GraderMeasurement(
      of: try Shelf.answers(), to: bank, vocabulary: try Shelf.vocabulary(), background: bank)
    let pairs = measurement.pairs(.strong, .weak)
    let own = measurement.count(pairs) { $0.grade.exactScore }
    let overlap = measurement.count(pairs) { $0.overlap }
    #expect(own.all > 25)
    #expect(own.share >= 0.92, "\(own)")
    #expect(own.share > overlap.share)
  }

  /// Written before the vocabulary was read, and read before it was changed; the second batch has the longest answers weak.
  @Test(arguments: ["fresh-1.jsonl", "fresh-2.jsonl", "fresh-3.jsonl"])
  func `strong answers to other questions rank above weak ones`(_ file: String) throws {
    let bank = try Shelf.bank().questions
    let measurement = GraderMeasurement(
      of: try Shelf.answers(in: file), to: bank, vocabulary: try Shelf.vocabulary(), background: bank)
    let own = measurement.count(measurement.pairs(.strong, .weak)) { $0.grade.exactScore }
    #expect(own.all >= 8)
    #expect(own.share >= 0.92, "\(own)")
  }

  /// Answers that try to get a score without deserving it, by the way they are written.
  @Test(arguments: [
    "keyword-salad", "negation-flip", "parrot-opposite", "stall", "three-definitions", "one-liner",
  ])
  func `an answer that only looks good stays below every strong one`(_ style: String) throws {
    let grader = try Shelf.grader()
    let answers = try Shelf.answers()
    let tricks = answers.filter { $0.style == style }
    #expect(!tricks.isEmpty)
    for trick in tricks {
      let question = try Shelf.question(trick.questionID)
      let score = grader.grade(trick.text, to: question).exactScore
      for strong in answers where strong.questionID == trick.questionID && strong.band == .strong {
        #expect(grader.grade(strong.text, to: question).exactScore > score, "\(trick.questionID)")
      }
    }
  }

  @Test func `an answer that leaves its own principle is caught`() throws {
    let grade = try Shelf.grader().grade(
      """
      Ask first whether a prompt passes the test. Facts that are missing and change call for retrieval. But in \
      practice we skip all of that and go straight to fine-tuning on our documents.
      """, to: try Shelf.question("gates-in-order"))
    let remark = try #require(grade.contradictions.first)
    #expect(remark.says == "names the principle and then does something else")
    #expect(remark.other?.hasPrefix("But in practice") == true)
  }

  @Test func `plain words without a term of the trade earn points`() throws {
    let grade = try Shelf.grader().grade(
      """
      When the page changes, the answer changes with it, and I can show where it says so. If it is wrong, I can tell \
      whether we found the wrong page or read the right one badly. It will not sound any nicer, though.
      """, to: try Shelf.question("what-rag-buys"))
    #expect(grade.points.filter { $0.standing == .earned }.count >= 2)
    #expect(grade.band != .weak)
  }

  @Test func `every point that is earned comes with a sentence of the answer`() throws {
    let grader = try Shelf.grader()
    for answer in try Shelf.answers() {
      let grade = grader.grade(answer.text, to: try Shelf.question(answer.questionID))
      for point in grade.points where point.standing != .missing {
        let sentence = try #require(point.sentence)
        #expect(answer.text.contains(sentence))
      }
    }
  }

  @Test func `nearly every model answer beats the model answer to another question`() throws {
    let grader = try Shelf.grader()
    let questions = try Shelf.bank().questions
    let graded = try zip(questions, questions.dropFirst(7) + questions.prefix(7)).map { question, other in
      (
        grader.grade(try #require(question.model), to: question).exactScore,
        grader.grade(try #require(other.model), to: question).exactScore
      )
    }
    let right = graded.count { $0.0 > $0.1 }
    #expect(Double(right) >= 0.95 * Double(graded.count), "\(right) of \(graded.count)")
  }

  @Test func `the same answer gets the same grade`() throws {
    let answer = try #require(try Shelf.answers().first)
    let question = try Shelf.question(answer.questionID)
    let first = try Shelf.grader().grade(answer.text, to: question)
    for _ in 0..<3 { #expect(try Shelf.grader().grade(answer.text, to: question) == first) }
  }

  @Test(arguments: [
    "", "   \n\n", "…—…", "\u{0}\u{1}\u{FFFD}", "日本語だけの答え", "🙂🙂🙂", "e\u{301}e\u{301}", "\u{202E}abc",
  ])
  func `odd answers get a grade and no points`(_ text: String) throws {
    let grade = try Shelf.grader().grade(text, to: try Shelf.question("what-rag-buys"))
    #expect(grade.score == 0)
    #expect(grade.points.allSatisfy { $0.standing == .missing })
  }

  @Test func `full-width apostrophes and capitals make no difference`() throws {
    let grader = try Shelf.grader()
    let question = try Shelf.question("what-rag-buys")
    let plain = grader.grade("It doesn't fix tone, and I can show the source.", to: question)
    let other = grader.grade("IT DOESN’T FIX TONE, AND I CAN SHOW THE SOURCE.", to: question)
    #expect(plain.exactScore == other.exactScore)
  }

  @Test func `the share of right pairs on graded answers that were not written here`() throws {
    let folder = ProcessInfo.processInfo.environment["GRADED_ANSWERS"] ?? "../shared/drills"
    guard FileManager.default.fileExists(atPath: folder + "/graded-answers.jsonl") else {
      print("skipped: no graded answers in \(folder); GRADED_ANSWERS names a folder that has them")
      return
    }
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
    }
    let questions = try Question.all(readingLines: try bytes("questions.jsonl"), file: "questions.jsonl")
    let answers = try GradedAnswer.all(
      readingLines: try bytes("graded-answers.jsonl"), file: "graded-answers.jsonl")
    let measurement = GraderMeasurement(
      of: answers, to: questions, vocabulary: try Shelf.vocabulary(), background: try Shelf.bank().questions)
    let pairs = measurement.pairs(.strong, .weak)
    #expect(measurement.count(pairs) { $0.grade.exactScore }.share >= 0.92)
    #expect(measurement.count(pairs) { $0.unseenScore }.share >= 0.9)
  }

  @Test func `a point needs the words that set it apart, not only those around them`() throws {
    let question = Question(
      id: "q", topic: "t", text: "What could go wrong?",
      points: [
        Question.Point("Permissions leak: one reader is shown documents of another through the index")
      ])
    func standing(_ answer: String) throws -> Grade.Standing? {
      try Shelf.grader().grade(answer, to: question).points.first?.standing
    }
    #expect(try standing("The reader is shown the documents through the index.") != .earned)
    #expect(try standing("Permissions could leak, so that one reader sees documents of another.") == .earned)
  }
}

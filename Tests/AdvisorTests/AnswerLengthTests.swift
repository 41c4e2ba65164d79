import Diagnostics
import FEEL
import Testing

@testable import Advisor

/// What holds of every answer, whatever the facts: the shipped cases, and many sets of facts drawn by a fixed seed.
@Suite("Answers in three lengths") struct AnswerLengthTests {
  @Test func `no answer is longer than its length allows`() throws {
    for (name, answer, book) in try answers() {
      for (length, limit) in [(AnswerLength.headline, 30), (.spoken, 200), (.written, 450)] {
        let words = book.text(answer, length, in: .text).words
        #expect(words <= limit, "\(name): \(length) has \(words) words")
        #expect(words > 5, "\(name): \(length) says nothing")
      }
    }
  }

  @Test func `the words that are counted are those of the text`() throws {
    for (name, answer, book) in try answers().prefix(72) {
      for length in [AnswerLength.headline, .spoken] {
        let text = book.text(answer, length, in: .text)
        #expect(Prose.words(in: text.text) == text.words, "\(name)")
        #expect(abs(text.seconds * 140 - text.words * 60) <= 70, "\(name)")
      }
    }
  }

  @Test func `every sentence is whole, filled in and said once`() throws {
    for (name, answer, book) in try answers() {
      for length in AnswerLength.allCases {
        let text = plain(book.text(answer, length, in: .text).text)
        for wrong in [
          "{", "}", "..", "?.", ".?", ",,", " ,", " .", ";;", "::", ": .", " ;", "  ", "()", "“”", "nil",
        ] {
          #expect(!text.contains(wrong), "\(name), \(length): \(wrong) in \(text)")
        }
      }
      let sentences = answer.parts.flatMap(\.sentences).map(\.text)
      #expect(Set(sentences).count == sentences.count, "\(name): \(sentences)")
      for sentence in sentences {
        #expect(sentence.last.map { ".?!”".contains($0) } ?? false, "\(name): \(sentence)")
        #expect(
          sentence.first.map { $0.isUppercase || $0.isNumber || $0 == "“" } ?? false, "\(name): \(sentence)")
      }
      #expect(answer.parts.allSatisfy { !$0.sentences.isEmpty }, "\(name)")
    }
  }

  @Test func `no sentence is without a rule, a fact or a source behind it`() throws {
    for (name, answer, _) in try answers() {
      for sentence in answer.parts.flatMap(\.sentences) {
        #expect(
          !(sentence.rules.isEmpty && sentence.facts.isEmpty && sentence.sources.isEmpty),
          "\(name): \(sentence.text)")
      }
    }
  }

  @Test func `an answer tells what the case is about, in its own words`() throws {
    let book = try Book.shared.get()
    for study in try Book.cases() {
      let first = try #require(Prose.sentences(of: study.narrative).first)
      let answer = try book.answer(
        UseCase(reading: study.facts, topics: book.rulebook.topics), for: study)
      let told = answer[.situation]?.sentences.map(\.text) ?? []
      #expect(told == (Prose.words(in: first) <= 32 ? [first] : []), "\(study.id)")
    }
  }

  @Test func `what the case remarks on a fact is told, unless the fact is another one now`() throws {
    let book = try Book.shared.get()
    let study = try #require(try Book.cases().first { $0.id == "geico-customer-chatbot" })
    func facts(_ result: String) throws -> String {
      let changed = study.facts.map { fact in
        fact.name.text != "Prompting result"
          ? fact : WrittenFact(name: fact.name, value: .init(result), status: .stated)
      }
      let answer = try book.answer(UseCase(reading: changed, topics: book.rulebook.topics), for: study)
      return answer[.facts]?.sentences.map(\.text).joined() ?? ""
    }
    #expect(try facts("falls short").contains("a measured prompt falls short (12 of 20 answers wrong)"))
    #expect(try !facts("meets the bar").contains("12 of 20"))
  }

  @Test func `a fact that is only assumed is not told as if it were known`() throws {
    let book = try Book.shared.get()
    let study = try #require(try Book.cases().first { $0.id == "meta-unit-test-extension" })
    func facts(_ status: Fact.Status) throws -> String {
      let facts = study.facts.map { WrittenFact(name: $0.name, value: $0.value, status: status) }
      let answer = try book.answer(UseCase(reading: facts, topics: book.rulebook.topics), for: study)
      return answer[.facts]?.sentences.map(\.text).joined() ?? ""
    }
    #expect(try facts(.assumed).contains("I take it that"))
    #expect(try !facts(.stated).contains("I take it that"))
  }

  @Test func `a headline that rests on what is assumed is followed by that`() throws {
    let book = try Book.shared.get()
    for study in try Book.cases() {
      let useCase = try UseCase(reading: study.facts, topics: book.rulebook.topics)
      let answer = try book.answer(useCase, for: study)
      let headline = answer.recommendation[.headline]?.sentences.flatMap(\.facts) ?? []
      let assumed = headline.filter { useCase[$0]?.status == .assumed }
      let told = answer[.facts]?.sentences.flatMap(\.facts) ?? []
      // Of more than three only the first are told.
      #expect(told.count > 2 || assumed.allSatisfy(told.contains), "\(study.id): \(assumed)")
    }
  }

  @Test func `a break-even holds at its own volume`() throws {
    let book = try Book.shared.get()
    let study = try #require(try Book.cases().first { $0.id == "canva-incident-report-summaries" })
    let answer = try book.answer(UseCase(reading: study.facts, topics: book.rulebook.topics), for: study)
    let threshold = try #require(answer.costs?.threshold)
    // At that volume, as the rules price it, the two cost the same to within a request.
    let figures = [
      WrittenFact(name: .init("Requests per month"), value: .init(threshold.description), status: .stated)
    ]
    let there = try book.answer(
      UseCase(reading: study.facts, topics: book.rulebook.topics), for: study, figures: figures)
    let costs = try #require(there.costs)
    func month(_ row: AnswerCosts.Row?) -> Double { Double(row?.perMonth.description ?? "") ?? .nan }
    #expect(abs(month(costs.own) - month(costs.rival)) < 0.05)
    #expect(answer[.cost]?.sentences.first?.text.contains("pays from 380,000") == true)
  }

  @Test func `requests that nobody counted are called an assumption`() throws {
    let book = try Book.shared.get()
    func cost(_ id: String) throws -> String {
      let study = try #require(try Book.cases().first { $0.id == id })
      let answer = try book.answer(
        UseCase(reading: study.facts, topics: book.rulebook.topics), for: study)
      return answer[.cost]?.sentences.first?.text ?? ""
    }
    #expect(try cost("edmunds-review-moderation").hasPrefix("At 9,000 requests a month"))
    // The size is a range, for which a number has to stand.
    #expect(try cost("edmunds-review-moderation").contains("perhaps 50,000 tokens"))
    #expect(try cost("airbnb-test-migration").contains("100,000 tokens of text"))
    #expect(try !cost("airbnb-test-migration").contains("perhaps"))
    #expect(try cost("otter-support-agent").contains("an assumed 1 million requests a month"))
    // At least so many, says its source.
    #expect(try cost("shopify-product-catalogue").contains("an assumed 300 million requests a month"))
  }

  @Test(arguments: [
    ("0.0164380", "1.6"), ("0.0044001", "0.44"), ("0.00078", "0.078"), ("0.282", "28"), ("0.01996", "2"),
  ])
  func `a price of a request is told in cents, to two figures`(_ dollars: String, _ cents: String) throws {
    #expect(Prose.cents(try #require(Number(dollars))) == cents)
  }

  @Test func `the lengths say the same`() throws {
    for (name, answer, book) in try answers() {
      let headline = plain(book.text(answer, .headline, in: .text).text)
      let spoken = plain(book.text(answer, .spoken, in: .text).text)
      let written = plain(book.text(answer, .written, in: .text).text)
      #expect(spoken.hasPrefix(headline), "\(name)")
      #expect(written.contains(headline), "\(name)")
      #expect(
        answer.recommendation.isSettled == headline.hasPrefix("I would "), "\(name): \(headline)")
    }
  }

  @Test func `the spoken answer to a shipped case has all eight beats`() throws {
    let beats: [Answer.Part.Kind] = [.headline, .facts, .cheaper, .costlier, .cost, .risk, .measure, .change]
    for (name, answer, book) in try shipped() {
      let told = book.parts(of: answer, in: .spoken)
      for beat in beats { #expect(told.contains(beat), "\(name) has no \(beat)") }
    }
  }

  private func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private typealias Row = (name: String, answer: Answer, book: AnswerBook)

  private func shipped() throws -> [Row] { try Array(answers().prefix { !$0.name.hasPrefix("drawn") }) }

  private func answers() throws -> [Row] { try Self.made.get() }

  /// All answers, made once: the shipped cases first.
  private static let made: Result<[Row], any Error> = Result {
    let book = try Book.shared.get()
    let shipped = try Book.cases().map { study -> Row in
      let useCase = try UseCase(reading: study.facts, topics: book.rulebook.topics)
      return (study.id, try book.answer(useCase, for: study), book)
    }
    var generator = Seeded(state: 6)
    let drawn = try (1...60).map { number -> Row in
      let facts = book.rulebook.topics.compactMap { topic -> WrittenFact? in
        // A third of the facts is known, or two thirds, or nearly all of them.
        guard Int.random(in: 0..<12, using: &generator) < [4, 8, 11][number % 3] else { return nil }
        let value = topic.choices.map(\.tests.fragment.text).randomElement(using: &generator) ?? "?"
        let status: Fact.Status = Bool.random(using: &generator) ? .assumed : .stated
        return WrittenFact(name: .init(topic.name), value: .init(value), status: status)
      }
      return ("drawn \(number)", try book.answer(UseCase(reading: facts, topics: book.rulebook.topics)), book)
    }
    return shipped + drawn
  }
}

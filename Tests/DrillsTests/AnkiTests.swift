import Testing

@testable import Drills

@Suite struct AnkiTests {
  private static let words = AnkiWords(
    deck: "D", points: "Points", traps: "Traps", model: "Model", sources: "Sources",
    trapQuestion: "What is wrong?")

  @Test func `fields are escaped and rows keep their five columns`() {
    let question = Question(
      id: "a-b", topic: "x y", text: "# of \"tokens\" < 5 & more?\nTwo\tlines",
      points: [.init("<b>one</b>")], traps: ["a\ttab"])
    let lines = AnkiDeck(of: [question], words: Self.words).text.split(separator: "\n")
    let rows = lines.filter { !$0.hasPrefix("#") }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 5 })
    #expect(
      rows[0].hasPrefix(
        "rationale-a-b\t# of &quot;tokens&quot; &lt; 5 &amp; more?<br>Two lines\t<b>Points</b>"))
    #expect(rows[0].hasSuffix("\tD::x-y\ttopic::x-y"))
    #expect(!rows.joined().contains("\""))
  }

  @Test func `the same front is written once, and ids stay the same`() throws {
    let bank = try Shelf.bank()
    let deck = AnkiDeck(of: bank.questions + bank.questions, words: bank.ankiWords)
    #expect(deck.cards == AnkiDeck(of: bank.questions, words: bank.ankiWords).cards)
    let rows = deck.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let guids = rows.map { String($0.prefix { $0 != "\t" }) }
    #expect(Set(guids).count == guids.count)
    #expect(guids.contains("rationale-what-rag-buys"))
  }
}

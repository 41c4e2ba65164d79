import Diagnostics
import Testing

/// A combining macron: with a mark before it, it is one character to Swift, and two to whoever reads the text.
private let accent = "\u{304}"

@Suite("Quoted texts") struct ReplaceScalarsTests {
  @Test func `a mark that an accent follows is a mark`() {
    #expect(doublyQuoted("a\"\(accent)b") == "\"a\"\"\(accent)b\"")
    #expect(doublyQuoted("a`\(accent)\"b", mark: "`") == "`a``\(accent)\"b`")
  }

  @Test func `what is not replaced stays as it was written`() {
    let text = "e\u{301} \r\n é"
    #expect(Array(replacingScalars(of: text) { _ in nil }.unicodeScalars) == Array(text.unicodeScalars))
    #expect(replacingScalars(of: text) { $0 == "\n" ? "|" : nil } == "e\u{301} \r| é")
  }
}

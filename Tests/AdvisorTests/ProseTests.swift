import Advisor
import Testing

@Suite("English around values") struct ProseTests {
  @Test(arguments: [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
  func `lists end in and`(_ items: [String], _ expected: String) {
    #expect(Prose.list(items) == expected)
  }

  @Test(arguments: [
    ("One. Two.", ["One.", "Two."]), ("Stay, e.g. Here. Then go.", ["Stay, e.g. Here.", "Then go."]),
    ("Is it? Yes! {Fact} holds.", ["Is it?", "Yes!", "{Fact} holds."]),
    ("Costs 0.5 each.", ["Costs 0.5 each."]),
    ("A vs. B. C.", ["A vs. B.", "C."]), ("", []), ("no end", ["no end"]),
  ])
  func `sentences end where the next one begins`(_ text: String, _ expected: [String]) {
    #expect(Prose.sentences(of: text) == expected)
  }

  @Test(arguments: [
    (0.38, "38 %"), (0.004, "less than 1 %"), (0.996, "more than 99 %"), (1.0, "100 %"), (0.0, "0 %"),
  ])
  func `a share is never rounded to nothing or to all`(_ share: Double, _ expected: String) {
    #expect(Prose.percent(share) == expected)
  }

  @Test func `long lines are broken and line up under their first word`() {
    #expect(
      Prose.wrapLines("- one two three four\nshort\n\n  a b", width: 10)
        == "- one two\n  three\n  four\nshort\n\n  a b")
  }
}

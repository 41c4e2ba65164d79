import Patterns
import Testing

/// A pattern, its flags and a text; prints itself.
struct MatchRow: Sendable, CustomTestStringConvertible {
  let pattern: String
  let flags: String
  let text: String
  let expected: Bool
  init(_ pattern: String, _ text: String, _ expected: Bool, flags: String = "") {
    self.pattern = pattern
    self.flags = flags
    self.text = text
    self.expected = expected
  }
  var testDescription: String { "`\(pattern)` [\(flags)] in \(text.debugDescription): \(expected)" }
}

@Suite("Matching")
struct MatchTests {
  @Test(
    arguments: [
      MatchRow("bra", "abracadabra", true),
      MatchRow("^a.*a$", "abracadabra", true),
      MatchRow("^bra", "abracadabra", false),
      MatchRow("", "abc", true),
      MatchRow("", "", true),
      MatchRow("a||b", "", true),
      MatchRow("()", "x", true),
      MatchRow("^(?:a|b)+$", "abba", true),
      MatchRow("^a{2}$", "aa", true),
      MatchRow("^a{2,}?$", "aaa", true),
      MatchRow("^a{2,3}$", "aaaa", false),
      MatchRow("a\\$b\\-c", "a$b-c", true),
      MatchRow("^😀$", "😀", true),
      MatchRow("^.$", "👨‍👩‍👧", false),
      MatchRow("^.{2}$", "e\u{301}", true),
    ])
  func `a pattern searches the whole text`(_ row: MatchRow) throws {
    #expect(try Pattern(xpath: row.pattern, flags: row.flags).matches(in: row.text) == row.expected)
  }

  @Test(
    arguments: [
      MatchRow("a$", "a\n", false),
      MatchRow("a$", "a\nb", false),
      MatchRow("a$", "a\nb", true, flags: "m"),
      MatchRow("^b", "a\nb", true, flags: "m"),
      MatchRow("^b", "a\nb", false),
      MatchRow("^$", "\nabcd\ndefg\n", true, flags: "m"),
      MatchRow("^$", "abcd\n\ndefg\n ", true, flags: "m"),
      MatchRow("^$", "abcd\ndefg\n", false, flags: "m"),
      MatchRow("^$", "", true, flags: "m"),
      MatchRow("a.b", "a\nb", false),
      MatchRow("a.b", "a\rb", false),
      MatchRow("a.b", "a\u{2028}b", true),
      MatchRow("a.b", "a\nb", true, flags: "s"),
      MatchRow("HELLO", "hello", true, flags: "i"),
      MatchRow("k", "\u{212A}", true, flags: "i"),
      MatchRow("[A-Z-[OI]]", "x", true, flags: "i"),
      MatchRow("[A-Z-[OI]]", "o", false, flags: "i"),
      MatchRow("[^Q]", "q", false, flags: "i"),
      MatchRow("(a)\\1", "aA", true, flags: "i"),
      MatchRow("^\\p{Lu}$", "a", false, flags: "i"),
      MatchRow("^[a\\p{IsBasicLatin}]$", "\u{212A}", false, flags: "i"),
      MatchRow("^[^a\\p{IsBasicLatin}]$", "\u{212A}", true, flags: "i"),
      MatchRow("^\\P{IsBasicLatin}$", "k", false, flags: "i"),
      MatchRow("he ll o[ ]worl d", "hello world", true, flags: "x"),
      MatchRow("hello\\ sworld", "hello world", true, flags: "x"),
      MatchRow("\\p{ I s B a s i c L a t i n }+", "hello world", true, flags: "x"),
      MatchRow("a { 2 }", "aa", true, flags: "x"),
      MatchRow("a.b", "a.b", true, flags: "q"),
      MatchRow("a.b", "axb", false, flags: "q"),
      MatchRow("(A", "x(a", true, flags: "qi"),
      MatchRow("a b", "ab", false, flags: "qx"),
    ])
  func `flags change what matches`(_ row: MatchRow) throws {
    #expect(try Pattern(xpath: row.pattern, flags: row.flags).matches(in: row.text) == row.expected)
  }

  @Test(
    arguments: [
      MatchRow("^[a-z-[aeiou]]+$", "xyz", true),
      MatchRow("^[a-z-[aeiou]]+$", "xaz", false),
      MatchRow("^[a-z-[aeiou-[e]]]+$", "xez", true),
      MatchRow("^[a-z-[aeiou-[e]]]+$", "xaz", false),
      MatchRow("^[^a-z-[0-9]]+$", "AB", true),
      MatchRow("^[^a-z-[0-9]]+$", "A1", false),
      MatchRow("a[^b]", "a", false),
      MatchRow("a[^b]", "a ", true),
      MatchRow("^[-a]+$", "-a", true),
      MatchRow("^[a-]+$", "a-", true),
      MatchRow("^[0-9-.]*$", "1-2.3", true),
      MatchRow("[0-9-.]*/", "input", false),
      MatchRow("^[a^]+$", "^a", true),
      MatchRow("^[\\]\\[\\\\]+$", "[]\\", true),
      MatchRow("^[.*+?(){}$|]+$", ".*+?(){}$|", true),
      MatchRow("^\\d+$", "12\u{0663}", true),
      MatchRow("^\\w+$", "aé1€", true),
      MatchRow("^\\w$", "_", false),
      MatchRow("^\\W+$", "_-!", true),
      MatchRow("^[\\w_]+$", "a_b", true),
      MatchRow("^\\s+$", " \t\n\r", true),
      MatchRow("^\\s$", "\u{A0}", false),
      MatchRow("^\\S$", "\u{A0}", true),
      MatchRow("^[\\S]$", " ", false),
      MatchRow("^\\i\\c*$", "_a-b.c1", true),
      MatchRow("^\\i", "1a", false),
      MatchRow("^\\I\\C$", "1 ", true),
      MatchRow("^\\p{L}\\p{Nd}\\P{L}$", "é1-", true),
      MatchRow("^\\p{IsGreek}$", "α", true),
      MatchRow("^\\p{IsLatin-1Supplement}$", "é", true),
      MatchRow("^\\P{IsBasicLatin}$", "a", false),
      MatchRow("^[\\P{IsBasicLatin}a]+$", "aé", true),
      MatchRow("\\p{IsHighSurrogates}", "😀", false),
      MatchRow("^\\P{IsHighSurrogates}$", "😀", true),
      MatchRow("^\\p{IsPrivateUse}$", "\u{E000}", true),
    ])
  func `classes and escapes mean what XML Schema says`(_ row: MatchRow) throws {
    #expect(try Pattern(xpath: row.pattern, flags: row.flags).matches(in: row.text) == row.expected)
  }

  @Test(
    arguments: [
      MatchRow("^(a)(b)\\2\\1$", "abba", true),
      MatchRow("^(a)\\10$", "aa0", true),
      MatchRow("^(a)?b\\1$", "b", true),
      MatchRow("^((a)b)\\2\\1$", "abaab", true),
      MatchRow("^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10$", "abcdefghijj", true),
    ])
  func `a back-reference repeats what its group matched`(_ row: MatchRow) throws {
    #expect(try Pattern(xpath: row.pattern, flags: row.flags).matches(in: row.text) == row.expected)
  }
}

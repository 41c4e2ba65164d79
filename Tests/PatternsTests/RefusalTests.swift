import Patterns
import Testing

@Suite("Refusing patterns")
struct RefusalTests {
  @Test(
    arguments: [
      (
        "a**", "`*` has nothing to repeat, write `\\*` for the character itself at character 3 of the pattern"
      ),
      (
        "a++", "`+` has nothing to repeat, write `\\+` for the character itself at character 3 of the pattern"
      ),
      (
        "a{2}{3}",
        "`{` has nothing to repeat, write `\\{` for the character itself at character 5 of the pattern"
      ),
      ("|?", "`?` has nothing to repeat, write `\\?` for the character itself at character 2 of the pattern"),
      (
        "(*UTF)",
        "`*` has nothing to repeat, write `\\*` for the character itself at character 2 of the pattern"
      ),
      ("é]", "stray `]`, write `\\]` for the character itself at character 2 of the pattern"),
      ("a}", "stray `}`, write `\\}` for the character itself at character 2 of the pattern"),
      ("a)", "stray `)`, write `\\)` for the character itself at character 2 of the pattern"),
      ("(a", "`(` is never closed at character 1 of the pattern"),
      ("[a", "`[` is never closed at character 1 of the pattern"),
      ("[a-", "`[` is never closed at character 1 of the pattern"),
      ("[]", "an empty character class at character 1 of the pattern"),
      ("[^]", "an empty character class at character 1 of the pattern"),
      ("[-[a]]", "an empty character class at character 1 of the pattern"),
      (
        "[a-[b]c]", "a subtraction must be the last part of its character class at character 7 of the pattern"
      ),
      (
        "[a[b]]",
        "`[` inside a character class, write `\\[` for the character itself at character 3 of the pattern"
      ),
      ("[z-a]", "the range `z-a` runs backwards at character 2 of the pattern"),
      ("[a-\\d]", "an escape for many characters cannot end a range at character 4 of the pattern"),
      (
        "[a--]",
        "`-` as the end of a range, write `\\-` for the character itself at character 4 of the pattern"
      ),
      (
        "[--z]",
        "`-` as the end of a range, write `\\-` for the character itself at character 2 of the pattern"
      ),
      ("(?=a)", "`(?=` is no group of XPath, expected `(` or `(?:` at character 1 of the pattern"),
      ("(?<n>a)", "`(?<` is no group of XPath, expected `(` or `(?:` at character 1 of the pattern"),
      ("(?i)a", "`(?i` is no group of XPath, expected `(` or `(?:` at character 1 of the pattern"),
      ("(?", "`(?` is no group of XPath, expected `(` or `(?:` at character 1 of the pattern"),
      ("\\bx", "`\\b` is no escape of XPath at character 1 of the pattern"),
      ("\\Ax", "`\\A` is no escape of XPath at character 1 of the pattern"),
      ("\\077", "`\\0` is no escape of XPath at character 1 of the pattern"),
      ("\\x41", "`\\x` is no escape of XPath at character 1 of the pattern"),
      ("[\\1]", "`\\1` is no escape of XPath at character 2 of the pattern"),
      ("a\\", "`\\` at the end, write `\\\\` for the character itself at character 2 of the pattern"),
      ("\\3", "`\\3` refers to a group that does not exist at character 1 of the pattern"),
      ("(a\\1)", "`\\1` stands inside the group it refers to at character 3 of the pattern"),
      ("a{,2}", "no digits in a repetition, expected `{2}`, `{2,}` or `{2,4}` at character 3 of the pattern"),
      ("a{3,2}", "a repetition of at least 3 but at most 2 at character 2 of the pattern"),
      ("a{2", "`{` is never closed at character 2 of the pattern"),
      ("a{99999999999999999999}", "a repetition of more than 65535 at character 3 of the pattern"),
      (
        "\\p{Foo}",
        "`Foo` is neither a Unicode category nor `Is` and the name of a block at character 1 of the pattern"
      ),
      (
        "\\p{ IsBasicLatin}",
        "` IsBasicLatin` is neither a Unicode category nor `Is` and the name of a block at character 1 of the pattern"
      ),
      (
        "\\pL",
        "no property name, expected for example `\\p{Lu}` or `\\p{IsGreek}` at character 1 of the pattern"
      ),
    ])
  func `what XPath refuses is refused with its place`(pattern: String, message: String) {
    #expect(problem { () throws(PatternError) in _ = try Pattern(xpath: pattern) } == message)
  }

  @Test func `an unknown flag is named`() {
    let message = problem { () throws(PatternError) in _ = try Pattern(xpath: "a", flags: "ip") }
    #expect(message == "unknown flag `p`, expected s, m, i, x or q")
  }

  @Test func `deep and large patterns are refused`() {
    let deep = String(repeating: "(", count: 5_000)
    #expect(
      problem { () throws(PatternError) in _ = try Pattern(xpath: deep) }
        == "more than 200 groups within one another at character 201 of the pattern")
    let classes = String(repeating: "[a-", count: 1_000)
    #expect(
      problem { () throws(PatternError) in _ = try Pattern(xpath: classes) }
        == "more than 20 character classes within one another at character 61 of the pattern")
    let wide = "(((a{1000}){1000}){1000})"
    #expect(problem { () throws(PatternError) in _ = try Pattern(xpath: wide) } == "the pattern is too large")
    let long = String(repeating: "a", count: 20_000)
    #expect(problem { () throws(PatternError) in _ = try Pattern(xpath: long) } == "the pattern is too large")
  }

  @Test func `groups and classes are accepted up to their limits`() throws {
    let groups = String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200)
    #expect(try Pattern(xpath: groups).matches(in: "a"))
    let classes = String(repeating: "[a-", count: 19) + "[b]" + String(repeating: "]", count: 19)
    #expect(try Pattern(xpath: "^\(classes)$", flags: "i").matches(in: "A"))
  }
}

/// The description of the error that `body` throws, or nil.
func problem(_ body: () throws(PatternError) -> Void) -> String? {
  do throws(PatternError) {
    try body()
    return nil
  } catch {
    return error.description
  }
}

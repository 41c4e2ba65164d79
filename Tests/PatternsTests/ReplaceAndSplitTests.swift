import Patterns
import Testing

@Suite("Replacing and splitting")
struct ReplaceAndSplitTests {
  @Test(
    arguments: [
      ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"),
      ("abracadabra", "bra", "*", "a*cada*"),
      ("abracadabra", "a.*?a", "*", "*c*bra"),
      ("abracadabra", "a(.)", "a$1$1", "abbraccaddabbra"),
      ("AAAA", "A+?", "b", "bbbb"),
      ("darted", "^(.*?)d(.*)$", "$1c$2", "carted"),
      ("facetiously", "[iouy]", "[$0]", "facet[i][o][u]sl[y]"),
      ("abc", "b", "\\$\\\\", "a$\\c"),
      ("abc", "(b)", "$12", "ab2c"),
      ("abc", "b", "$1", "ac"),
      ("a😀c", "😀", "é", "aéc"),
      ("", "a", "b", ""),
    ])
  func `every match is replaced`(text: String, pattern: String, replacement: String, expected: String) throws
  {
    #expect(try Pattern(xpath: pattern).replacing(in: text, with: replacement) == expected)
  }

  @Test func `a literal pattern takes a literal replacement`() throws {
    #expect(try Pattern(xpath: "a.b", flags: "q").replacing(in: "a.b axb", with: "$1\\") == "$1\\ axb")
  }

  @Test(
    arguments: [
      (
        "b", "$",
        "`$` must be followed by the number of a group, write `\\$` for the character itself at character 1 of the replacement"
      ),
      (
        "b", "x$a",
        "`$` must be followed by the number of a group, write `\\$` for the character itself at character 2 of the replacement"
      ),
      ("b", "\\n", "`\\` must be followed by `\\` or `$` at character 1 of the replacement"),
      ("b*", "x", "the pattern matches the empty string"),
    ])
  func `a bad replacement is refused`(pattern: String, replacement: String, message: String) {
    let found = problem { () throws(PatternError) in
      _ = try Pattern(xpath: pattern).replacing(in: "abc", with: replacement)
    }
    #expect(found == message)
  }

  @Test func `a text is split between the matches`() throws {
    #expect(try Pattern(xpath: "\\s+").splitting("The cat  sat") == ["The", "cat", "sat"])
    #expect(try Pattern(xpath: ";").splitting("a;b;c;;") == ["a", "b", "c", "", ""])
    #expect(try Pattern(xpath: ",").splitting("é") == ["é"])
    #expect(try Pattern(xpath: ",").splitting("") == [])
  }
}

@Suite("Bounds of matching")
struct BoundTests {
  @Test(arguments: ["(a+)+b", "(a|aa)+b", "(a|a?)+b", "(.*)*b", "((a{1,10}){1,10}){1,10}b", "(a*)*\\1b"])
  func `a pattern that would try for ever is given up`(_ pattern: String) {
    let text = String(repeating: "a", count: 5_000) + "c"
    let found = problem { () throws(PatternError) in _ = try Pattern(xpath: "^\(pattern)$").matches(in: text)
    }
    #expect(found == "matching was given up after too many steps")
  }

  @Test func `one budget holds for all matches together`() {
    let text = String(repeating: "aaaaaaaaaaaaaaaaaaaaaaac", count: 2_000)
    let found = problem { () throws(PatternError) in
      _ = try Pattern(xpath: "(a+)+b|a").replacing(in: text, with: "x")
    }
    #expect(found == "matching was given up after too many steps")
  }

  @Test func `a long text with a simple pattern is no trouble`() throws {
    let text = String(repeating: "lorem ipsum ", count: 20_000)
    #expect(try Pattern(xpath: "o(.)").replacing(in: text, with: "$1o").hasPrefix("lroem"))
    #expect(try Pattern(xpath: " ").splitting(text).count == 40_001)
    #expect(try !Pattern(xpath: "z.*z").matches(in: text))
  }

  @Test func `a result beyond the limit is an error`() throws {
    let pattern = try Pattern(xpath: ".")
    let text = String(repeating: "a", count: 1_000)
    let found = problem { () throws(PatternError) in
      _ = try pattern.replacing(in: text, with: text, maximumLength: 10_000)
    }
    #expect(found == "the result is too long")
    let pieces = problem { () throws(PatternError) in _ = try pattern.splitting(text, maximumCount: 10) }
    #expect(pieces == "the result is too long")
  }

  @Test func `one pattern serves many threads`() async throws {
    let pattern = try Pattern(xpath: "^(a|b)*c$")
    let all = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask { try pattern.matches(in: String(repeating: "ab", count: number) + "c") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all == Array(repeating: true, count: 50))
  }
}

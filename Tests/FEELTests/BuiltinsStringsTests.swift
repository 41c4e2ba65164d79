internal import FEEL
internal import Testing

@Suite("String functions")
struct BuiltinsStringsTests {
  @Test(
    arguments: [
      Evaluation(#"substring("foobar", 3)"#, #""obar""#),
      Evaluation(#"substring("foobar", 3, 3)"#, #""oba""#),
      Evaluation(#"substring("foobar", -2, 1)"#, #""a""#),
      Evaluation(#"substring("foobar", -2, 5)"#, #""ar""#),
      Evaluation(#"substring("foobar", 3.8)"#, #""obar""#),
      Evaluation(#"substring("foobar", 6)"#, #""r""#),
      Evaluation(#"substring("\U01F40Efoo", 2)"#, #""foo""#),
      Evaluation(#"substring(string: "foobar", start position: 3, length: 3)"#, #""oba""#),
      Evaluation(#"substring(start position: 3, string: "foobar")"#, #""obar""#),
      Evaluation(#"string length("")"#, "0"),
      Evaluation(#"string length("\U01F40E😀")"#, "2"),
      Evaluation("string length(\"e\u{301}\")", "2"),
      Evaluation(#"upper case("aßc4")"#, #""ASSC4""#),
      Evaluation(#"lower case("aBc4")"#, #""abc4""#),
      Evaluation(#"substring before("foobar", "bar")"#, #""foo""#),
      Evaluation(#"substring before("foobar", "xyz")"#, #""""#),
      Evaluation(#"substring before("foobar", "")"#, #""""#),
      Evaluation(#"substring after("foobar", "ob")"#, #""ar""#),
      Evaluation(#"substring after("foobar", "")"#, #""foobar""#),
      Evaluation(#"substring after("", "a")"#, #""""#),
      Evaluation(#"substring after("aaab", "aab")"#, #""""#),
      Evaluation(#"contains("foobar", "of")"#, "false"),
      Evaluation(#"contains("aabaabaaab", "aabaaa")"#, "true"),
      Evaluation("contains(\"caf\u{E9}\", \"e\u{301}\")", "false"),
      Evaluation("contains(\"cafe\u{301}\", \"e\")", "true"),
      Evaluation(#"starts with("foobar", "fo")"#, "true"),
      Evaluation(#"starts with("foobar", "")"#, "true"),
      Evaluation(#"ends with("foobar", "r")"#, "true"),
      Evaluation(#"ends with("r", "foobar")"#, "false"),
    ])
  func `texts are cut and searched by Unicode scalars`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation(#"matches("foobar", "^fo*b")"#, "true"),
      Evaluation(#"matches("foobar", "^FO*b", "i")"#, "true"),
      Evaluation(#"matches("foobar", "o", null)"#, "true"),
      Evaluation(#"matches(pattern: "B", input: "abc", flags: "i")"#, "true"),
      Evaluation(#"replace("banana", "(an)+", "**")"#, #""b**a""#),
      Evaluation(#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#, #""[1=ab][2=]cd""#),
      Evaluation(#"replace(input: "abc", pattern: "[A-Z]", replacement: "_", flags: "i")"#, #""___""#),
      Evaluation(#"split("John Doe", "\s")"#, #"["John", "Doe"]"#),
      Evaluation(#"split("a;b;c;;", ";")"#, #"["a", "b", "c", "", ""]"#),
      Evaluation(#"split(delimiter: ",", string: "foo,bar")"#, #"["foo", "bar"]"#),
      Evaluation(#"string join(["a", "b", "c"], "_and_")"#, #""a_and_b_and_c""#),
      Evaluation(#"string join(["a", null, "c"], "X")"#, #""aXc""#),
      Evaluation(#"string join(["a", "b"], null)"#, #""ab""#),
      Evaluation(#"string join([])"#, #""""#),
      Evaluation(#"string join("a", "X")"#, #""a""#),
    ])
  func `patterns match, replace and split`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation(
        #"1 + string length(substring("abc", 0))"#,
        "1:19: the start position is 0, expected 1 for the first or -1 for the last character"),
      Evaluation(
        #"substring("abc", 4)"#, "1:1: the start position is 4, but the string has 3 characters"),
      Evaluation(
        #"substring("abc", -4)"#, "1:1: the start position is -4, but the string has 3 characters"),
      Evaluation(#"substring("abc", 1, 0)"#, "1:1: the length is 0, expected 1 or more"),
      Evaluation(
        #"matches("a", "(b")"#, "1:1: `(` is never closed at character 1 of the pattern"),
      Evaluation(#"matches("a", "b", "p")"#, "1:1: unknown flag `p`, expected s, m, i, x or q"),
      Evaluation(#"replace("abc", "b*", "x")"#, "1:1: the pattern matches the empty string"),
      Evaluation(
        #"string join([1, 2], "X")"#, "1:1: found a number, expected a list of strings"),
      Evaluation(
        #"matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "^(a+)+$")"#,
        "1:1: matching was given up after too many steps"),
    ])
  func `a null says why`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      "substring()", #"substring("a")"#, #"substring("a", 1, 1, 1)"#,
      #"substring(text: "a", start position: 1)"#,
      "string length(null)", "string length(1)", #"contains(null, "a")"#, #"split("foo", null)"#,
      #"matches("input", [])"#, #"matches(null, "a")"#, #"upper case(1)"#, "string join(null)",
      #"string join(["a"], "X", "foo")"#, #"substring("abc", 1, null)"#,
    ])
  func `wrong arguments give null with a reason`(_ expression: String) {
    let result = evaluated(expression)
    #expect(result.hasPrefix("1:1: ") && !result.hasPrefix("not parsed"), "\(result)")
  }

  @Test func `a replacement that grows without bound is stopped`() {
    let limits = Limits(stringLength: 10_000)
    let text = Value.string(String(repeating: "a", count: 9_000))
    #expect(
      evaluated(#"replace(s, ".", s)"#, ["s": text], limits: limits)
        == "1:1: the result is too long")
    #expect(
      evaluated(#"string join([s, s])"#, ["s": text], limits: limits)
        == "1:1: limit reached: a string of more than 10000 characters")
  }
}

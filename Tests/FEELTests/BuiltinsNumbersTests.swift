internal import FEEL
internal import Testing

@Suite("Number and conversion functions")
struct BuiltinsNumbersTests {
  @Test(
    arguments: [
      Evaluation("decimal(1/3, 2)", "0.33"), Evaluation("decimal(2.5, 0)", "2"),
      Evaluation("decimal(1/3, 2.5)", "0.33"), Evaluation("decimal(n: 1.115, scale: 2)", "1.12"),
      Evaluation("decimal(1234, -2)", "1200"), Evaluation("floor(-1.56, 1)", "-1.6"),
      Evaluation("floor(1.5)", "1"), Evaluation("ceiling(-1.5)", "-1"),
      Evaluation("ceiling(n: 1.51, scale: 1)", "1.6"),
      Evaluation("round up(-5.5, 0)", "-6"), Evaluation("round down(-5.5, 0)", "-5"),
      Evaluation("round half up(5.5, 0)", "6"), Evaluation("round half down(5.5, 0)", "5"),
      Evaluation("round up(5.5, 6176) = 5.5", "true"), Evaluation("abs(-10)", "10"),
      Evaluation("abs(n: -1)", "1"),
      Evaluation(#"abs(@"-P1Y") = @"P1Y""#, "true"), Evaluation(#"abs(@"-P1D") = @"P1D""#, "true"),
      Evaluation("modulo(12, 5)", "2"), Evaluation("modulo(-12, 5)", "3"), Evaluation("modulo(12, -5)", "-3"),
      Evaluation("modulo(-12, -5)", "-2"), Evaluation("modulo(10.1, 4.5)", "1.1"),
      Evaluation("modulo(dividend: -10.1, divisor: 4.5)", "3.4"), Evaluation("sqrt(16)", "4"),
      Evaluation("sqrt(number: 2)", "1.414213562373095048801688724209698"),
      Evaluation("log(1)", "0"), Evaluation("round half up(log(10), 10)", "2.3025850930"),
      Evaluation("exp(0)", "1"), Evaluation("round half up(exp(5), 10)", "148.4131591026"),
      Evaluation("odd(5)", "true"), Evaluation("odd(-1)", "true"), Evaluation("odd(2)", "false"),
      Evaluation("even(2)", "true"), Evaluation("even(number: -1)", "false"), Evaluation("even(0)", "true"),
      Evaluation("even(1.5)", "false"), Evaluation("odd(1.5)", "false"), Evaluation("even(1e300)", "true"),
    ])
  func `numbers are rounded and computed`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation(#"number("1.000.000,01", ".", ",")"#, "1000000.01"),
      Evaluation(#"number("1 000 000.01", " ", ".")"#, "1000000.01"),
      Evaluation(#"number("1000000.01", null, ".")"#, "1000000.01"),
      Evaluation(#"number("1,000,000", ",", null)"#, "1000000"),
      Evaluation(#"number("-12.5")"#, "-12.5"),
      Evaluation(#"number(from: "1.000,5", decimal separator: ",", grouping separator: ".")"#, "1000.5"),
      Evaluation(#"string(1.10)"#, #""1.10""#),
      Evaluation(#"string("a")"#, #""a""#),
      Evaluation(#"string(true)"#, #""true""#),
      Evaluation(#"string([1, "a", null])"#, #""[1, \"a\", null]""#),
      Evaluation(#"string({a: 1, b: "c"})"#, #""{a: 1, b: \"c\"}""#),
      Evaluation(#"string([1..3])"#, #""[1..3]""#),
      Evaluation(#"string(@"2017-08-30T10:25:00Z")"#, #""2017-08-30T10:25:00Z""#),
      Evaluation(#"string(@"P26M")"#, #""P2Y2M""#),
      Evaluation(#"string(from: @"10:00:00@Europe/Paris")"#, #""10:00:00@Europe/Paris""#),
    ])
  func `texts become numbers and back`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation("sqrt(-1)", "1:1: -1 has no square root, expected 0 or more"),
      Evaluation("log(0)", "1:1: 0 has no logarithm, expected more than 0"),
      Evaluation("exp(100000)", "1:1: the result is not a number of 34 digits"),
      Evaluation("modulo(1, 0)", "1:1: the divisor is 0"),
      Evaluation("decimal(1, 6177)", "1:1: the scale is 6177, expected -6111 to 6176"),
      Evaluation(#"number("1.000,5", ".", ".")"#, "1:1: `.` cannot separate both groups and decimals"),
      Evaluation(
        #"number("1:5", ":", ".")"#, "1:1: the grouping separator is `:`, expected ` `, `,`, `.` or null"),
      Evaluation(#"number("1", " ", ":")"#, "1:1: the decimal separator is `:`, expected `,`, `.` or null"),
      Evaluation(#"number("1,000,000.01", " ", ".")"#, "1:1: `1,000,000.01` is not a number"),
      Evaluation(#"number("1.5", " ", ",")"#, "1:1: `1.5` is not a number"),
      Evaluation(#"number("1", 123, ".")"#, "1:1: found a number, expected a string"),
      Evaluation("string(null)", "1:1: null has no text"),
      Evaluation(#"range("[..2]")"#, "1:1: `[..2]` is not a range of literals such as `[1..3]`"),
      Evaluation(#"range("[3..1]")"#, "1:1: the range `[3..1]` runs backwards"),
      Evaluation(#"range("[1..\"b\"]")"#, "1:1: a range cannot reach from a number to a string"),
      Evaluation(#"range("[a..b]")"#, "1:1: `[a..b]` is not a range of literals such as `[1..3]`"),
    ])
  func `a null says why`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      "abs()", "abs(1, 1)", "abs(number: -1)", "abs(null)", #"abs("-1")"#, "sqrt(n: 4)", "log(true)",
      "odd(null)",
      #"floor(1.5, "1")"#, "floor(1.56, null)", "floor(n: null, scale: 1)", "floor(1.5, 1, 2)",
      "round up(scale: 0)",
      "decimal(1)", "number()", #"number("1", ".", ",", ",")"#, "number(null)", "number(123, \".\", \".\")",
      "range()",
      #"range("")"#, "range([1..3])", "string()",
    ])
  func `wrong arguments give null with a reason`(_ expression: String) {
    let result = evaluated(expression)
    #expect(result.hasPrefix("1:1: "), "\(result)")
  }

  @Test(
    arguments: [
      #"range("[1..3]") = [1..3]"#, #"range("]1..3[") = (1..3)"#, #"range(" [ 1 .. 3 ] ") = [1..3]"#,
      #"range("[-3..-1]") = [-3..-1]"#, #"range("[\"a\"..\"c\"]") = ["a".."c"]"#,
      #"range(from: "[@\"P1D\"..@\"P2D\"]") = [@"P1D"..@"P2D"]"#,
      #"range("[date(\"1970-01-01\")..date(\"1970-01-02\")]") = [@"1970-01-01"..@"1970-01-02"]"#,
    ])
  func `a range is read from its text`(_ expression: String) {
    #expect(evaluated(expression) == "true")
  }
}

internal import Diagnostics
internal import FEEL
internal import Testing

@Suite("A null from an error") struct ReasonTests {
  @Test(arguments: [
    #"number("x")"#, #"number("1,5", ",", ",")"#, #"date("2020-02-30")"#, "date(2020, 13, 1)",
    #"time("25:00:00")"#,
    "time(24, 0, 0)", #"date and time("2020-01-01T10:00:00@Nowhere/City")"#, #"duration("P1H")"#, #"@"foo""#,
    "string(null)", #"range("[3..1]")"#, #"substring("abc", 0)"#, #"substring("abc", 9)"#, "string length(1)",
    #"upper case(null)"#, #"replace("a", "[", "b")"#, #"matches("a", "a", "z")"#, #"split("a", "(")"#,
    "string join([1])", "sum([])", #"sum(["a"])"#, "min([])", #"max(1, "a")"#, "mean([])", "median([])",
    "stddev([1])",
    "product([])", "all([1])", "any([1])", "not(1)", "count(null)", "sublist([1], 2)",
    "insert before([1], 5, 1)",
    "remove([1], 0)", "list replace([1], 3, 1)", "sort([1], 1)", "sort([2, 1], function(a) a)",
    "modulo(1, 0)",
    "sqrt(-1)", "log(0)", "exp(100000)", "decimal(1, 9999)", "abs(true)", #"get value({}, "a")"#,
    "context([{key: 1}])",
    "context put({}, [], 1)", "context merge([1])", "day of week(1)", "before(1, \"a\")", "meets(1, 2)",
    "is()",
    "1 / 0", "1 + \"a\"", "10 ** 10000", "-\"a\"", "1 < \"a\"", "1 = \"a\"", "null < 1",
    "1 between \"a\" and 2",
    "true and 1", "1 or null", "{a: 1}.b", "1.a", "null.a", "[1][2]", "[1][1.5]", "[1][\"a\"]", "null[1]",
    "{a: 1, a: 2}", "for i in null return i", "for i in \"a\"..\"b\" return i",
    "some i in null satisfies true",
    "every i in [1] satisfies 1", "[1..\"a\"]", "1(2)", "(function(a) a)()", "(function(a: number) a)(\"x\")",
    "(function(a) a)(b: 1)", "(function(a) external {})(1)", "1 instance of list", "substring(1)",
    "sum(x: 1)",
    "years and months duration(1, 2)", "time(1, 2, 3, duration(\"P1D\"))", #"date("2020-01-01") + 1"#,
    #"date("2020-01-01") + duration("P9999999999Y")"#, "for i in 1..10000000000 return i",
    #"matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "(a+)+$")"#,
  ])
  func `says why, and where`(_ source: String) throws {
    guard case .null(let reason?) = try evaluate(source) else {
      Issue.record("\(source) has no reason: \(value(source))")
      return
    }
    #expect(!reason.message.isEmpty)
    #expect(reason.location?.line == 1, "\(source): \(reason.message)")
  }

  /// They are values like others: nothing went wrong.
  @Test(arguments: [
    "null", "[null][1]", "{a: null}.a", "if true then null else 1", #"time("10:00:00").time offset"#,
    "(< 5).start",
    "(function(a, b) b)(a: 1)",
  ])
  func `is told from one that is meant`(_ source: String) throws {
    guard case .null(nil) = try evaluate(source) else {
      Issue.record("\(source) is \(value(source)), for \(reason(source))")
      return
    }
  }
}

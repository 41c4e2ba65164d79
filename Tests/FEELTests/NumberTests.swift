internal import FEEL
internal import Testing

@Suite("Numbers") struct NumberTests {
  private func number(_ text: String) throws -> Number { try #require(Number(text)) }

  @Test(arguments: [
    ("1", "1"), ("-1", "-1"), ("007", "7"), (".5", "0.5"), ("1.", "1"), ("1e10", "10000000000"),
    ("1E-5", "0.00001"),
    ("2.50", "2.50"), ("-0", "0"), ("0.00", "0.00"), ("0e5", "0"),
    ("1e99", "1" + String(repeating: "0", count: 99)),
    ("1e100", "1E+100"), ("-1.5e200", "-1.5E+200"),
    ("1e-100", "0." + String(repeating: "0", count: 99) + "1"),
    ("1e-101", "1E-101"), ("12e-6000", "1.2E-5999"), ("1e-9999", "0"), ("1e+3", "1000"),
    ("9.9999999999999999999999999999999999", "10.00000000000000000000000000000000"),
    ("9999999999999999999999999999999999.5", "10000000000000000000000000000000000"),
    ("1234567890123456789012345678901234500000", "1234567890123456789012345678901234000000"),
    ("9.999999999999999999999999999999999e6144", "9.999999999999999999999999999999999E+6144"),
  ])
  func `a literal prints as its value, which reads back`(literal: String, printed: String) throws {
    let number = try number(literal)
    #expect(number.description == printed)
    #expect(Number(number.description) == number)
  }

  @Test(arguments: [
    "", "-", ".", "-.", "e5", ".e5", "1e", "1e+", "1e-", "1.2.3", "1e5e5", "1e5.0", "+1", "--1", "1-", "1 ",
    " 1", "0x10",
    "1_000", "1,5", "١", "NaN", "Infinity", "1e6145", "-1e6145", "1e99999999999999999999999999", "9e6145",
    "9999999999999999999999999999999999.5e6111",
  ])
  func `what is not a literal, or too large, is no number`(text: String) {
    #expect(Number(text) == nil)
  }

  @Test func `a literal of a million digits is read in one pass`() throws {
    let zeros = String(repeating: "0", count: 1_000_000)
    #expect(try number("0." + zeros + "12e1000001") == number("1.2"))
    #expect(try number("12" + zeros + "e-1000000") == number("12"))
    #expect(Number("1" + zeros) == nil)
  }

  @Test(arguments: [("2.50", "2.5"), ("0", "0.000"), ("0", "-0e7"), ("1e3", "1000"), ("1e34", "1000e31")])
  func `equal values are equal and hash alike`(left: String, right: String) throws {
    let (a, b) = (try number(left), try number(right))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(!(a < b))
    #expect(!(b < a))
  }

  @Test func `the order of numbers is the order of their values`() throws {
    let ordered = [
      "-1e6000", "-10", "-9.99", "-1e-6000", "0", "1e-6176", "0.1", "0.11", "2", "10", "1e33", "1e6000",
    ]
    .compactMap { Number($0) }
    #expect(ordered.count == 12)
    #expect(ordered.reversed().sorted() == ordered)
  }

  @Test func `what has no value is nil`() throws {
    let large = try number("9e6144")
    #expect(large + large == nil)
    #expect(large * large == nil)
    #expect(large / (try number("0.1")) == nil)
    #expect(Number.one / .zero == nil)
    #expect(Number.zero / .zero == nil)
    #expect(Number.one.modulo(.zero) == nil)
  }

  @Test(arguments: [
    ("12", "5", "2"), ("-12", "5", "3"), ("12", "-5", "-3"), ("-12", "-5", "-2"), ("10.1", "4.5", "1.1"),
    ("-10.1", "4.5", "3.4"), ("10.1", "-4.5", "-3.4"), ("-10.1", "-4.5", "-1.1"), ("1e6000", "7", "1"),
    ("0", "3", "0"),
  ])
  func `modulo has the sign of its divisor`(dividend: String, divisor: String, rest: String) throws {
    #expect(try number(dividend).modulo(number(divisor)) == number(rest))
  }

  @Test(arguments: [
    (RoundingRule.halfEven, ["-6", "-2", "-2", "-1", "1", "1", "2", "2", "6"]),
    (.halfUp, ["-6", "-3", "-2", "-1", "1", "1", "2", "3", "6"]),
    (.halfDown, ["-5", "-2", "-2", "-1", "1", "1", "2", "2", "5"]),
    (.up, ["-6", "-3", "-2", "-1", "1", "2", "2", "3", "6"]),
    (.down, ["-5", "-2", "-1", "-1", "1", "1", "1", "2", "5"]),
    (.floor, ["-6", "-3", "-2", "-1", "1", "1", "1", "2", "5"]),
    (.ceiling, ["-5", "-2", "-1", "-1", "1", "2", "2", "3", "6"]),
  ])
  func `every rule rounds as its name says`(rule: RoundingRule, expected: [String]) throws {
    let inputs = ["-5.5", "-2.5", "-1.6", "-1", "1", "1.1", "1.6", "2.5", "5.5"]
    #expect(try inputs.map { try number($0).rounded(toScale: 0, rule: rule)?.description } == expected)
  }

  @Test func `a scale is kept to the format`() throws {
    #expect(try number("1.5").rounded(toScale: 3, rule: .halfEven)?.description == "1.500")
    #expect(try number("5.5").rounded(toScale: 6176, rule: .up) == number("5.5"))
    #expect(try number("5.5").rounded(toScale: 6177, rule: .up) == nil)
    #expect(try number("5.5").rounded(toScale: -6112, rule: .up) == nil)
    #expect(try number("1235").rounded(toScale: -1, rule: .halfEven)?.description == "1240")
    #expect(try number("0.0").rounded(toScale: 1, rule: .halfEven)?.description == "0.0")
    #expect(try number("1").rounded(toScale: -6111, rule: .up) == number("1e6111"))
  }

  @Test(arguments: [
    ("3", 3), ("3.00", 3), ("3e2", 300), ("-7", -7), ("0e30", 0), ("9223372036854775807", Int.max),
    ("-9223372036854775808", Int.min), ("3.5", nil), ("9223372036854775808", nil), ("1e19", nil),
    ("1e6000", nil),
    ("1e-6000", nil),
  ])
  func `a whole number that fits is an integer`(text: String, expected: Int?) throws {
    #expect(try number(text).integer == expected)
  }

  @Test func `floor and ceiling are whole`() throws {
    #expect(try number("-1.5").floor.description == "-2")
    #expect(try number("-1.5").ceiling.description == "-1")
    #expect(try number("1e-6000").ceiling.description == "1")
    #expect(try number("-1.5").truncated.description == "-1")
    #expect(try number("1.00").isInteger)
    #expect(try !number("1.01").isInteger)
    #expect(try number("1e100").isInteger)
    #expect(try !number("1e-50").isInteger)
  }
}

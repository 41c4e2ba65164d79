import Advisor
import Service
import Testing

@Suite("Reading JSON") struct ParseJSONTests {
  @Test(arguments: [
    "null", "true", "[]", "{}", "[1,-0,2.50,3e8,-1.5E-7]", #"{"a":{"b":[null,"c"]},"d":""}"#,
    #""\"\\\n\r\t""#, "\"ä€😀\"",
  ])
  func `what is read is written the same`(_ text: String) throws {
    let line = try JSON(parsing: Array(text.utf8)).line
    #expect(line == text)
  }

  @Test func `escapes stand for their characters`() throws {
    #expect(
      try JSON(parsing: Array(#""\u0041\ud83d\ude00\ud83dx\b\f""#.utf8)) == .string("A😀\u{FFFD}x\u{8}\u{C}"))
  }

  @Test(arguments: [
    ("", "expected a value", 1, 1), ("{\"a\" 1}", "expected `:`", 1, 6), ("[1,]", "expected a value", 1, 4),
    ("{\"a\":1,\n\"a\":2}", "the name `a` stands twice in one object", 2, 1),
    ("01", "a number does not begin with 0", 1, 3),
    ("1.", "expected a digit", 1, 3), ("\"a", "expected `\"` at the end of a string", 1, 3),
    ("\"\\x\"", "expected an escape that JSON has", 1, 3),
    ("\"\\u12\"", "expected four hexadecimal digits after `\\u`", 1, 4),
    ("1 2", "expected the end of the text", 1, 3), ("nul", "expected a value", 1, 1),
    ("{1:2}", "expected a name in quotes", 1, 2),
    ("\"\u{1}\"", "expected no control character in a string", 1, 2),
    (String(repeating: "[", count: 40), "values stand in one another more than 32 deep", 1, 33),
  ])
  func `what is no JSON is said with its place`(_ text: String, _ message: String, _ line: Int, _ column: Int)
  {
    #expect(throws: JSON.SyntaxError(message: message, line: line, column: column)) {
      _ = try JSON(parsing: Array(text.utf8))
    }
  }

  @Test func `a million brackets are no danger`() {
    #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: [UInt8](repeating: 0x5B, count: 1_000_000)) }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: JSON.SyntaxError(message: "the text is no UTF-8", line: 1, column: 1)) {
      _ = try JSON(parsing: [0x22, 0xFF, 0x22])
    }
  }
}

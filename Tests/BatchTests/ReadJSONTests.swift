import Advisor
import Testing

private func read(_ text: String) -> String { read(Array(text.utf8)) }

private func read(_ bytes: [UInt8]) -> String {
  bytes.withUnsafeBufferPointer { bytes in
    do throws(JSON.Problem) { return try JSON(parsing: bytes).line } catch {
      return "\(error.column): \(error.message)"
    }
  }
}

@Suite("Reading JSON") struct ReadJSONTests {
  @Test(arguments: [
    #"{"a":1,"b":[true,false,null,"x"],"c":{}}"#, "-0.5e+10", "[]", #""é\u0001\\\"""#,
    "12345678901234567890.1",
  ])
  func `what JSON can say comes back as it was`(_ text: String) {
    #expect(read(" \n\t" + text + "\r\n") == text)
  }

  @Test func `escapes mean their characters`() {
    #expect(read(#""\u00e9\ud83d\ude00\/\b\f\n\r\t""#) == "\"é😀/\\u0008\\u000c\\n\\r\\t\"")
  }

  @Test(arguments: [
    ("", "1: the text ends; expected a value"), ("nul", "1: found `nul`; expected a value"),
    ("[1,]", "4: found `]`; expected a value"), ("[1 2]", "4: found `2]`; expected `,` or `]`"),
    ("{a:1}", "2: found `a:1}`; expected a name in quotation marks"),
    (#"{"a" 1}"#, "6: found `1}`; expected `:`"),
    (#"{"a":1,"a":2}"#, "8: the name `a` is given twice"),
    ("01", "1: a number begins with a zero that it does not need"),
    ("1.", "3: the text ends; expected a digit"),
    ("+1", "1: found `+1`; expected a value"), ("1 2", "3: found `2`; expected the end of the text"),
    ("\"a", "3: the text ends; expected `\"` at the end of the string"),
    ("\"a\tb\"", "3: the control character U+0009 in a string; expected an escape"),
    (#""\x""#, "2: this is no escape of JSON; expected one such as `\\n` or `\\u00e9`"),
    (#""\ud83d""#, "2: half a surrogate pair; expected two escapes such as `\\ud83d\\ude00`"),
    (#""\ude00""#, "2: half a surrogate pair; expected two escapes such as `\\ud83d\\ude00`"),
    ("NaN", "1: found `NaN`; expected a value"),
  ])
  func `anything else is told with its place`(_ text: String, _ expected: String) {
    #expect(read(text) == expected)
  }

  @Test func `bytes that are not UTF-8 are told`() {
    #expect(read([0x22, 0x61, 0xFF, 0x22]) == "2: the string is not UTF-8 text")
    #expect(read([0x22, 0xED, 0xA0, 0x80, 0x22]) == "2: the string is not UTF-8 text")
  }

  @Test func `nesting has a limit`() {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(read(deep(64)) == deep(64))
    #expect(read(deep(65)) == "65: arrays and objects are nested more than 64 levels deep")
    #expect(read(deep(1_000_000)) == "65: arrays and objects are nested more than 64 levels deep")
  }

  @Test func `a place is told by line and column, too`() {
    let text = Array("{\n  \"é\": 1,\n  \"ö\" 2}".utf8)
    let place = #expect(throws: JSON.Problem.self) { try JSON(parsing: text) }?.place(in: text)
    #expect(place?.line == 3)
    #expect(place?.column == 8)
    #expect(JSON.Problem("", column: 1).place(in: []) == (1, 1))
  }
}

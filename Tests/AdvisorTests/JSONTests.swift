import Advisor
import FEEL
import Testing

@Suite("Writing JSON") struct JSONTests {
  @Test func `members keep their order and numbers every digit`() {
    let value: JSON = [
      "b": .number("0.1000000000000000000000000000000001"), "a": [1, true, .null], "c": [:],
    ]
    #expect(
      value.text == """
        {
          "b": 0.1000000000000000000000000000000001,
          "a": [
            1,
            true,
            null
          ],
          "c": {}
        }

        """)
  }

  @Test func `one line has no spaces`() {
    let value: JSON = ["a": [1, "x"], "b": []]
    #expect(value.line == #"{"a":[1,"x"],"b":[]}"#)
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("tab\tline\nend\r", #""tab\tline\nend\r""#),
    ("\u{0}\u{1B}[31m\u{7F}\u{9B}", #""\u0000\u001b[31m\u007f\u009b""#), ("\u{2028}é日", #""\u2028é日""#),
  ])
  func `characters that end or command are escaped`(_ text: String, _ expected: String) {
    #expect(JSON.string(text).line == expected)
  }
}

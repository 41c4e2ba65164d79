import Advisor
import Testing

@Suite("Text made safe") struct MarkupTests {
  @Test(arguments: [
    ("plain words, 3 < 4 and a_b", "plain words, 3 < 4 and a_b"), ("*bold* `code`", #"\*bold\* \`code\`"#),
    ("_x_", #"\_x\_"#), ("<b>", #"\<b>"#), ("<!-- x", #"\<!-- x"#),
    ("[a](javascript:x)", #"\[a\](javascript:x)"#),
    ("&lt; R&D", #"\&lt; R\&D"#), ("a | b", #"a \| b"#), ("# title", "\\# title"), ("1. item", #"1\. item"#),
    ("12) item", #"12\) item"#), ("ends in 5.", "ends in 5."), ("C:\\dir \\* x\\", "C:\\dir \\\\\\* x\\\\"),
    ("two\n\nparagraphs", "two paragraphs"), ("~~gone~~", #"\~\~gone\~\~"#), ("- item", #"\- item"#),
    ("a |\u{304} *\u{304}b*", "a \\|\u{304} \\*\u{304}b\\*"), ("<b\u{304}>", "\\<b\u{304}>"),
    ("> quote", #"\> quote"#), ("2.5 million", "2.5 million"),
  ])
  func `Markdown reads as the text itself`(_ text: String, _ expected: String) {
    #expect(Markup.markdown.escape(text) == expected)
  }

  @Test(arguments: [
    ("\u{1B}]0;title\u{7}x", "\u{FFFD}]0;title\u{FFFD}x"), ("\u{9B}2J", "\u{FFFD}2J"),
    ("  a \t\n b  ", "a b"),
    ("abc\u{202E}cba", "abc\u{FFFD}cba"), ("", ""), (" \n ", ""),
  ])
  func `a terminal obeys nothing in it`(_ text: String, _ expected: String) {
    #expect(Markup.text.escape(text) == expected)
  }
}

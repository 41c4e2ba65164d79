import Diagnostics
import Testing

private enum Code: String { case some = "test.some" }

private func problem(
  _ line: Int, _ column: Int, _ message: String = "wrong", notes: [Diagnostic.Note] = [], help: String? = nil
) -> Diagnostic {
  Diagnostic(
    .error, Code.some, message, at: SourceLocation(file: "f", line: line, column: column), notes: notes,
    help: help)
}

@Suite("Rendering a problem") struct RenderDiagnosticTests {
  @Test func `place, line, caret, notes and help stand one under the other`() {
    let found = problem(
      2, 5, "found `</c>` where `</b>` was expected",
      notes: [
        .init("`<b>` was opened here", at: SourceLocation(file: "f", line: 1, column: 1)), .init("no place"),
      ], help: "close it")
    #expect(
      found.rendered { _ in "<b>\n  x </c>\n" } == """
        f:2:5: error: found `</c>` where `</b>` was expected
          x </c>
            ^
        f:1:1: note: `<b>` was opened here
        <b>
        ^
        note: no place
        help: close it
        """)
  }

  @Test func `without a place or a source there is one line`() {
    #expect(Diagnostic(.warning, Code.some, "odd", at: nil).rendered { _ in "x" } == "warning: odd")
    #expect(problem(1, 1).rendered() == "f:1:1: error: wrong")
    #expect(problem(9, 1).rendered { _ in "x" } == "f:9:1: error: wrong")
  }

  @Test(arguments: [
    ("\ta\tb", 4, "\ta\tb\n\t \t^"),
    ("日本x", 3, "日本x\n    ^"),
    ("日本x", 2, "日本x\n  ^^"),
    ("👍x", 2, "👍x\n  ^"),
    ("e\u{301}x", 3, "e\u{301}x\n ^"),
    ("\u{FEFF}<a>", 1, "<a>\n^"),
    ("abc", 4, "abc\n   ^"),
    ("abc", 40, "abc\n   ^"),
    ("", 1, "\n^"),
    ("a\u{1B}]0;title\u{7}b", 12, "a\\u{1B}]0;title\\u{7}b\n                    ^"),
    ("a\u{202E}b", 3, "a\\u{202E}b\n         ^"),
  ])
  func `the caret stands under its character`(_ line: String, _ column: Int, _ expected: String) {
    let rendered = problem(2, column).rendered { _ in "first\n\(line)\nlast" }
    let mark = problem(1, column).rendered { _ in line }
    #expect(mark == "f:1:\(column): error: wrong\n\(expected)")
    if !line.hasPrefix("\u{FEFF}") { #expect(rendered == "f:2:\(column): error: wrong\n\(expected)") }
  }

  @Test(arguments: ["a\nb", "a\r\nb", "a\rb"])
  func `every kind of line end ends a line`(_ text: String) {
    #expect(problem(2, 1).rendered { _ in text } == "f:2:1: error: wrong\nb\n^")
  }

  @Test func `a long line is cut around the caret`() {
    let line = (0..<500).map { String($0 % 10) }.joined()
    let render = { (column: Int) in problem(1, column).rendered(width: 30) { _ in line } }
    #expect(render(1) == "f:1:1: error: wrong\n012345678901234567890123456789…\n^")
    #expect(
      render(250) == """
        f:1:250: error: wrong
        …901234567890123456789012345678…
                             ^
        """)
    #expect(
      render(500) == """
        f:1:500: error: wrong
        …012345678901234567890123456789
                                      ^
        """)
  }

  @Test func `a line of a megabyte is no trouble`() {
    let line = String(repeating: "x", count: 1 << 20)
    let rendered = problem(1, 1 << 19).rendered { _ in line }
    #expect(rendered.utf8.count < 400)
  }

  @Test func `texts from files cannot steer a terminal`() {
    let found = problem(1, 1, "`\u{1B}[31m\n\u{9B}`", help: "\u{7}")
    #expect(found.rendered() == "f:1:1: error: `\\u{1B}[31m\\u{A}\\u{9B}`\nhelp: \\u{7}")
    let file = Diagnostic(.error, Code.some, "x", at: SourceLocation(file: "\u{1B}", line: 1, column: 1))
    #expect(file.rendered() == "\\u{1B}:1:1: error: x")
  }

  @Test func `many problems follow one another`() {
    #expect(
      DiagnosticsError([problem(2, 1), problem(1, 1)]).rendered { _ in "a\nb" } == """
        f:1:1: error: wrong
        a
        ^
        f:2:1: error: wrong
        b
        ^
        """)
  }
}

import Foundation
import Testing

/// Facts from a file or from standard input.
@Suite("A file of answers") struct AnswersFileTests {
  private static let lines = """
    \u{FEFF}# what we know
    Change frequency = daily

      Labelled examples = 300  \r
    Trusted source required = yes
    Knowledge size = < 200
    Latency = ?
    """
  private static let json = """
    {
      "Change frequency": "daily", "Labelled examples": 300, "Trusted source required": true,
      "Knowledge size": "< 200", "Latency": { "status": "unknown" }
    }
    """
  private static let options = [
    "--set", "Change frequency=daily", "--set", "Labelled examples=300", "--set",
    "Trusted source required=yes",
    "--set", "Knowledge size=< 200", "--set", "Latency=?",
  ]

  @Test(arguments: ["advise", "why", "flips"])
  func `lines, JSON and options say the same`(_ command: String) throws {
    let folder = try Folder()
    try folder.write(Self.lines, to: "answers.txt")
    try folder.write(Self.json, to: "answers.json")
    let expected = try folder.run([command] + Self.options)
    #expect(expected.status == 0)
    #expect(try folder.run(command, "--answers", "answers.txt").output == expected.output)
    #expect(try folder.run(command, "--answers", "answers.json").output == expected.output)
    #expect(try folder.run([command, "--answers", "-"], input: Self.lines).output == expected.output)
  }

  @Test func `an option replaces the answer of the file`() throws {
    let folder = try Folder()
    try folder.write("Task scope = broad\nChange frequency = static\n", to: "answers.txt")
    let run = try folder.run(
      "advise", "--json", "--answers", "answers.txt", "--set", "Change frequency=daily")
    #expect(run.output.contains("\"value\": \"daily\""))
    #expect(run.output.contains("\"value\": \"broad\""))
    #expect(!run.output.contains("static"))
  }

  @Test func `how a value is known is kept`() throws {
    let folder = try Folder()
    try folder.write(
      #"{"Labelled examples": {"value": 300, "status": "measured"}, "Latency": null}"#, to: "answers.json")
    let run = try folder.run("advise", "--json", "--answers", "answers.json")
    #expect(run.output.contains("\"status\": \"measured\",\n      \"value\": 300"))
    #expect(run.output.contains("\"value\": null"), "null is a value, not a want of one")
  }

  @Test func `cost and single concepts take it as well`() throws {
    let folder = try Folder()
    try folder.write("Requests per month = 10000, 100000, 1000000\n", to: "cost.txt")
    try folder.write(#"{"Complaint": "wrong facts", "Task": "?"}"#, to: "sampling.json")
    #expect(
      try folder.run("cost", "--today", "2026-11-23", "--answers", "cost.txt").output
        == folder.run(
          "cost", "--today", "2026-11-23", "--set", "Requests per month=10000, 100000, 1000000"
        ).output)
    let run = try folder.run("advise", "--model", "sampling", "--answers", "sampling.json")
    #expect(run.status == 0)
  }

  @Test(arguments: [
    (
      "Task scope narrow", "1:1",
      "found `Task scope narrow`, expected a fact and its value, such as `Task scope = narrow`"
    ),
    (
      "# one\n\n = narrow", "3:2",
      "found `= narrow`, expected a fact and its value, such as `Task scope = narrow`"
    ),
    ("Task scpoe = narrow", "1:1", "the rules ask for no fact called `Task scpoe`"),
    (
      "é = 1\nTask scope = wide", "2:14", "`Task scope` cannot be `wide`; expected one of `narrow` or `broad`"
    ),
    ("Task scope = narrow\nTask scope = broad", "2:1", "the fact `Task scope` is given twice"),
    ("Task scope =", "1:13", "`Task scope` cannot be nothing; expected one of `narrow` or `broad`"),
    ("{\n  \"Task scope\": narrow\n}", "2:17", "this is no JSON: found `narrow`; expected a value"),
    ("{\"Task scope\": \"narrow\"", "1:24", "this is no JSON: the text ends; expected `,` or `}`"),
    ("{\"é\": 1, \"é\": 2}", "1:10", "this is no JSON: the name `é` is given twice"),
    (
      "{\"Task scope\": \"wide\"}", "1:17",
      "`Task scope` cannot be `wide`; expected one of `narrow` or `broad`"
    ),
    (
      "{\"Task scope\": {\"value\": \"narrow\"}}", "1:16",
      "the value of `Task scope` must be a text, a number, true, false, null, a list of these, or an object with `value` and `status`"
    ),
    (
      "{\"a\": \(String(repeating: "[", count: 100_000))", "1:70",
      "this is no JSON: arrays and objects are nested more than 64 levels deep"
    ),
    (
      "{\"\\ud800\": 1}", "1:3",
      "this is no JSON: half a surrogate pair; expected two escapes such as `\\ud83d\\ude00`"
    ),
  ])
  func `what is wrong is said with its place`(_ text: String, _ place: String, _ message: String) throws {
    let folder = try Folder()
    try folder.write(text, to: "answers.txt")
    let run = try folder.run("advise", "--answers", "answers.txt")
    #expect(run.errors.contains("answers.txt:\(place): error: \(message)\n"), "\(run.errors.prefix(2000))")
    #expect(run.output == "")
    #expect(run.status == 65)
  }

  @Test func `all problems of a file are said at once`() throws {
    let folder = try Folder()
    try folder.write(
      "Task scpoe = narrow\nLatency = soon\nTask scope = broad\nColour = red\n", to: "answers.txt")
    let run = try folder.run("advise", "--answers", "answers.txt")
    #expect(run.errors.components(separatedBy: ": error: ").count == 4)
  }

  @Test func `a problem of standard input is shown with its line`() throws {
    let run = try Folder().run(["advise", "--answers", "-"], input: "Task scope = wide\n")
    #expect(
      run.errors == """
        <standard input>:1:14: error: `Task scope` cannot be `wide`; expected one of `narrow` or `broad`
        Task scope = wide
                     ^

        """)
    #expect(run.status == 65)
  }

  @Test func `a file that is no text, or far too large, is refused`() throws {
    let folder = try Folder()
    try Data([0xFF, 0xFE, 0x00]).write(to: folder.url.appending(path: "bytes"))
    try folder.write(String(repeating: "x", count: (1 << 20) + 1), to: "large")
    try folder.write(String(repeating: "a=1\n", count: 1001), to: "many")
    #expect(
      try folder.run("advise", "--answers", "bytes").errors == "rationale: `bytes` is no text in UTF-8\n")
    #expect(
      try folder.run("advise", "--answers", "large").errors
        == "rationale: `large` is larger than 1 MiB, too large for answers\n")
    let many = try folder.run("advise", "--answers", "many")
    #expect(
      many.errors.hasPrefix(
        "many:1001:1: error: an answers file may hold 1000 facts, and this one has more\n"))
    #expect(many.status == 65)
    let none = try folder.run("advise", "--answers", "none")
    #expect(none.errors == "rationale: no such file: `none`\n")
    #expect(none.status == 66)
  }
}

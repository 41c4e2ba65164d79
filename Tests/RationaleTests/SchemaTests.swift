import Foundation
import Shipped
import Testing

/// What `--json` prints, held against the schemas that `rationale json-schema` prints.
@Suite("JSON and its schemas") struct SchemaTests {
  /// Runs that together show every shape; each command has at least one.
  static let runs: [[String]] = [
    ["advise", "choco-order-extraction"],
    [
      "advise", "--set", "Change frequency=daily", "--set", "Labelled examples=?", "--set",
      "Knowledge size=< 200",
    ],
    ["advise", "--set", "Latency=null"],
    ["advise", "--model", "sampling", "--set", "Complaint=wrong facts"],
    ["advise", "--model", "latency", "--set", "Streaming=yes"],
    ["answer", "choco-order-extraction", "--today", "2026-11-23"],
    ["answer", "--question", "why RAG rather than fine-tuning?"],
    ["answer", "choco-order-extraction", "--question", "why not train?"],
    ["why", "choco-order-extraction"], ["why", "--set", "Change frequency=daily"],
    ["why", "choco-order-extraction", "--not", "rag"],
    ["why", "honeycomb-query-assistant", "--not", "fine-tuning"],
    ["flips", "choco-order-extraction"], ["flips", "--set", "Change frequency=daily"],
    ["cost", "--today", "2026-11-23"],
    [
      "cost", "--today", "2026-11-23", "--set", "Value per request=0.05", "--set", "Cost of failure=88",
      "--set",
      "Benefit of success=12",
    ],
    ["cost", "choco-order-extraction", "--today", "2026-11-23"],
    ["export", "choco-order-extraction", "bad.xml", "-o", "answers"],
    ["check", "Cases", "--today", "2026-11-23"], ["check", "bad.xml", "--today", "2026-11-23"],
    ["eval", "1 + 1"], ["eval", "1 / 0"], ["eval", "{a: [1, \"x\", true, null], b: date(\"2026-01-02\")}"],
    ["evaluate", "Cases"], ["test", "Rules/sampling.dmn"], ["test", "Rules/sampling.dmn", "--quiet"],
    ["diff", "Rules", "Rules"], ["diff", "edited"], ["diff", "edited", "--decision", "Tuning readiness"],
    ["check", "Rules/strategy.dmn", "--questions", "--today", "2026-11-23"],
    ["drill", "--question", "what-rag-buys", "--answer", "answer.txt", "--no-record"], ["progress"],
    ["draw"],
    ["draw", "--decision", "Tuning readiness"], ["tokens", "bad.xml"],
  ]

  /// Commands that have no `--json`: `batch` and `grade` print lines of JSON already, `mcp` and `serve` speak protocols
  /// of their own, and the others print a text for another program as it is.
  static let exempt: Set<String> = [
    "batch", "fmt", "grade", "json-schema", "mcp", "schema", "serve", "sql", "table",
  ]

  private static let bad = """
    <?xml version="1.0" encoding="UTF-8"?>
    <caseStudy xmlns="urn:rationale:case-study:1" id="mine">
      <title>Answering questions</title>
      <organisation>Mine</organisation>
      <narrative>People ask and nobody answers.</narrative>
      <facts>
        <fact name="Task scpoe" value="narrow" status="stated"/>
        <fact name="Task scope" value="narrow" status="stated"/>
        <fact name="Task scope" value="broad" status="stated"/>
      </facts>
    </caseStudy>

    """

  @Test func `every command has a schema, and a run that shows what it prints`() throws {
    let schemas = Set(try Folder().run("json-schema").output.split(separator: "\n").map(String.init))
    let shown = Set(Self.runs.map { $0[0] })
    let commands = Set(try Commands.all()).subtracting(Self.exempt)
    #expect(schemas == commands, "add Schemas/COMMAND.schema.json, or name the command in `exempt`")
    #expect(shown == schemas, "add a run to `runs`")
  }

  /// The validator is Python's jsonschema, which checks the schemas themselves as well.
  @Test(
    .enabled("python3 with the module jsonschema is needed to check JSON against its schema") {
      SchemaTests.hasValidator
    })
  func `what is printed is what the schema says, and nothing that it does not say`() throws {
    let folder = try Folder()
    try folder.write(Self.bad, to: "bad.xml")
    try folder.write("It depends. Start with prompting, and never with prompting.\n", to: "answer.txt")
    try folder.write(try editedRules(), to: "edited/strategy.dmn")
    for command in Set(Self.runs.map { $0[0] }) {
      try folder.write(try folder.run("json-schema", command).output, to: "json/\(command).schema.json")
    }
    for (index, words) in Self.runs.enumerated() {
      let run = try folder.run(
        words + ["--json"],
        environment: ["XDG_STATE_HOME": folder.url.path, "XDG_DATA_HOME": folder.url.path])
      try folder.write(run.output, to: "json/\(words[0])-\(index).json")
      try folder.write(words.joined(separator: " "), to: "json/\(words[0])-\(index).txt")
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "validate-json.py").path
    let report = try Self.python([script, folder.url.appending(path: "json").path])
    #expect(report == "\(Self.runs.count) texts are as their schemas say\n", "\(report)")
  }

  /// The shipped rules with another line between few and many examples.
  private func editedRules() throws -> String {
    let rules = try #require(ShippedFile.file(at: "Rules/strategy.dmn")).text
    let edited = rules.replacingOccurrences(of: "<text>&gt; 500</text>", with: "<text>&gt; 300</text>")
    #expect(edited != rules)
    return edited
  }

  private static var hasValidator: Bool {
    (try? python(["-c", "import jsonschema; print('yes')"])) == "yes\n"
  }

  private static func python(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    // A file, as the end of a pipe only comes when no process of another test holds it any more.
    let folder = try Folder()
    try folder.write("", to: "output")
    process.standardOutput = try FileHandle(forWritingTo: folder.url.appending(path: "output"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try folder.read("output")
  }
}

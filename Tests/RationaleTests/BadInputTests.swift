import Foundation
import Testing

/// What a user gets for input that cannot be used: the whole message and the exit status, in `Golden`.
@Suite("Bad input") struct BadInputTests {
  /// One file that is wrong in one way, and the command that meets it.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let path: String
    let text: String
    let command: [String]

    init(_ name: String, _ path: String, _ text: String, _ command: String...) {
      self.name = name
      self.path = path
      self.text = text
      self.command = command
    }

    var testDescription: String { name }
  }

  @Test(arguments: badCases + badRules)
  func `it is reported with its place`(_ row: Row) throws {
    let folder = try Folder()
    try folder.write(row.text, to: row.path)
    let run = try folder.run(row.command)
    try expectGolden("exit \(run.status)\n\(run.errors)\(run.output)", "\(row.name).txt")
  }

  @Test func `figures are checked by the rules of cost among the rules`() throws {
    let rules = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rules")
    let folder = try Folder()
    try folder.write(
      caseStudy(
        "",
        figures: "  <figures><figure name=\"Requests per year\" value=\"5\" status=\"stated\"/></figures>\n"),
      to: "case.xml")
    let run = try folder.run("check", rules.path, "case.xml")
    #expect(run.status == 1)
    #expect(run.output.contains("case.xml:10:26: error: "))
    #expect(run.output.contains("`Requests per year`"))
    try folder.write(String(contentsOf: rules.appending(path: "strategy.dmn"), encoding: .utf8), to: "s.dmn")
    let without = try folder.run("check", "s.dmn", "case.xml")
    #expect(!without.output.contains("Requests per year"))
  }

  @Test(arguments: [[], ["--record", "madr4"]])
  func `a hyphen is no folder to export to`(_ style: [String]) throws {
    let folder = try Folder()
    let run = try folder.run(["export", "geico-customer-chatbot", "-o", "-"] + style)
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        "Error: `-` is no folder, and export writes one; `rationale answer` prints an answer\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "-").path))
  }

  @Test func `a missing file is named`() throws {
    let run = try Folder().run("advise", "Cases/none.xml")
    #expect(run.errors == "rationale: no such file: `Cases/none.xml`\n")
    #expect(run.status == 66)
  }

  @Test func `ten thousand levels of nesting are stopped early`() throws {
    let folder = try Folder()
    try folder.write(String(repeating: "<a>", count: 10_000), to: "deep.xml")
    let run = try folder.run("advise", "deep.xml")
    try expectGolden("exit \(run.status)\n\(run.errors)", "deep-nesting.txt")
  }

  @Test func `a text of 200 MB is not read to its end`() throws {
    let folder = try Folder()
    try writeLargeText(to: folder.url.appending(path: "large.xml"))
    let run = try folder.run("advise", "large.xml")
    #expect(run.errors == "rationale: `large.xml` is larger than 64 MiB\n")
    #expect(run.status == 65)
  }

  @Test(arguments: ["export", "check"])
  func `a text of 200 MB stops where cases are read one after the other, too`(
    _ command: String
  ) throws {
    let folder = try Folder()
    try writeLargeText(to: folder.url.appending(path: "large.xml"))
    let run = try folder.run([command, "large.xml"] + (command == "export" ? ["-o", "answers"] : []))
    let said = run.errors + run.output
    #expect(said.components(separatedBy: ": error: ").count == 2, "\(said.prefix(2000))")
    #expect(said.utf8.count < 2_000)
    #expect(run.status == 1)
  }

  @Test func `standard input that ends in the middle of the questions stops without an answer`() throws {
    let folder = try Folder()
    let session = try TerminalSession(["advise"], in: folder, environment: ["NO_COLOR": "1"])
    try session.endInput()
    let run = try session.finish()
    #expect(
      run.errors.hasSuffix(
        "> rationale: the input ended before the advice was settled; questions answered: 0\n"))
    #expect(run.output == "")
    #expect(run.status == 130)
  }

  @Test func `a result that cannot be written is no success`() throws {
    let run = try Folder().run(["advise", "choco-order-extraction"], outputPath: "/dev/full")
    #expect(run.errors == "rationale: cannot write the result: no space left on device\n")
    #expect(run.status == 73)
  }

  @Test func `an output folder that cannot be made is named`() throws {
    let folder = try Folder()
    try folder.write("", to: "taken")
    let run = try folder.run("export", "Cases", "-o", "taken/answers")
    #expect(run.errors == "rationale: cannot write `taken/answers`: not a directory\n")
    #expect(run.status == 73)
  }

  @Test func `an output file that cannot be written is named`() throws {
    let run = try Folder().run("advise", "honeycomb-query-assistant", "-o", "nowhere/answer.md")
    #expect(run.errors == "rationale: cannot write `nowhere/answer.md`: no such file or directory\n")
    #expect(run.status == 73)
  }

  @Test func `without facts and without a person, every fact is listed`() throws {
    let run = try Folder().run("advise")
    #expect(
      run.errors.hasPrefix(
        "rationale: there is nothing to advise on, and nobody to ask; give a case file, or facts:\n"))
    #expect(run.errors.contains("  --set \"Task scope=…\"  (narrow | broad)\n"))
    #expect(run.status == 2)
  }
}

/// A text node of 200 MB.
private func writeLargeText(to file: URL) throws {
  try Data().write(to: file)
  let handle = try FileHandle(forWritingTo: file)
  try handle.write(contentsOf: Data("<caseStudy>".utf8))
  let block = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
  for _ in 0..<200 { try handle.write(contentsOf: block) }
  try handle.write(contentsOf: Data("</caseStudy>".utf8))
  try handle.close()
}

private func caseStudy(_ facts: String, id: String = "id=\"mine\"", figures: String = "") -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <caseStudy xmlns="urn:rationale:case-study:1" \(id)>
    <title>Answering questions</title>
    <organisation>Mine</organisation>
    <year>2026</year>
    <narrative>People ask and nobody answers.</narrative>
    <facts>
  \(facts)
    </facts>
  \(figures)</caseStudy>

  """
}

private let bomb = """
  <?xml version="1.0"?>
  <!DOCTYPE bomb [
    <!ENTITY a "ha">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
  ]>
  <caseStudy>&c;</caseStudy>

  """

private let external = """
  <?xml version="1.0"?>
  <!DOCTYPE caseStudy SYSTEM "file:///etc/passwd">
  <caseStudy/>

  """

private let badCases: [BadInputTests.Row] = [
  .init("empty-file", "case.xml", "", "advise", "case.xml"),
  .init("not-xml", "case.xml", "facts: none\n", "advise", "case.xml"),
  .init(
    "truncated", "case.xml", String(caseStudy("").prefix(150)), "advise", "case.xml"),
  .init("wrong-root", "case.xml", "<case xmlns=\"urn:rationale:case-study:1\"/>\n", "advise", "case.xml"),
  .init(
    "schema-violation", "case.xml",
    caseStudy("    <fact name=\"Task scope\" value=\"narrow\" status=\"certain\"/>", id: ""), "advise",
    "case.xml"),
  .init(
    "unknown-fact", "case.xml",
    caseStudy("    <fact name=\"Task scpoe\" value=\"narrow\" status=\"stated\"/>"), "advise", "case.xml"),
  .init(
    "unknown-figure", "case.xml",
    caseStudy(
      "",
      figures: "  <figures><figure name=\"Request per month\" value=\"5\" status=\"stated\"/></figures>\n"),
    "answer", "case.xml"),
  .init(
    "strange-figure", "case.xml",
    caseStudy(
      "",
      figures: "  <figures><figure name=\"Requests per month\" value=\"few\" status=\"stated\"/></figures>\n"),
    "check", "case.xml"),
  .init(
    "value-not-allowed", "case.xml",
    caseStudy("    <fact name=\"Task scope\" value=\"narow\" status=\"stated\"/>"), "advise", "case.xml"),
  .init(
    "negative-number", "case.xml",
    caseStudy("    <fact name=\"Labelled examples\" value=\"-5\" status=\"stated\"/>"), "advise", "case.xml"),
  .init(
    "no-allowed-number", "case.xml",
    caseStudy("    <fact name=\"Labelled examples\" value=\"&lt; 0\" status=\"stated\"/>"), "advise",
    "case.xml"),
  .init(
    "number-for-a-word", "case.xml",
    caseStudy("    <fact name=\"Change frequency\" value=\"7\" status=\"stated\"/>"), "advise", "case.xml"),
  .init(
    "word-for-a-number", "case.xml",
    caseStudy("    <fact name=\"Labelled examples\" value=\"many\" status=\"stated\"/>"), "advise", "case.xml"
  ),
  .init(
    "same-fact-twice", "case.xml",
    caseStudy(
      """
          <fact name="Task scope" value="narrow" status="stated"/>
          <fact name="Task scope" value="broad" status="assumed"/>
      """), "advise", "case.xml"),
  .init(
    "unknown-with-value", "case.xml",
    caseStudy("    <fact name=\"Task scope\" value=\"narrow\" status=\"unknown\"/>"), "advise", "case.xml"),
  .init("entity-bomb", "case.xml", bomb, "advise", "case.xml"),
  .init("external-entity", "case.xml", external, "advise", "case.xml"),
  .init("unknown-fact-set", "none", "", "advise", "--no-input", "--set", "Task scpoe = narrow"),
  .init("set-without-value", "none", "", "advise", "--no-input", "--set", "Task scope"),
]

private func rules(_ content: String) -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
    <inputData id="size" name="Size"><variable id="v" name="Size" typeRef="number"/></inputData>
  \(content)
  </definitions>

  """
}

private func decision(
  _ name: String, id: String, needs: String = "<requiredInput href=\"#size\"/>", hitPolicy: String = "FIRST",
  cell: String = "&lt; 5", reads: String = "Size"
) -> String {
  """
    <decision id="\(id)" name="\(name)">
      <variable id="\(id)_v" name="\(name)" typeRef="string"/>
      <informationRequirement id="\(id)_r">\(needs)</informationRequirement>
      <decisionTable id="\(id)_t" hitPolicy="\(hitPolicy)">
        <input id="\(id)_i"><inputExpression id="\(id)_e" typeRef="number"><text>\(reads)</text></inputExpression></input>
        <output id="\(id)_o" typeRef="string"/>
        <rule id="\(id)_1">
          <inputEntry id="\(id)_c"><text>\(cell)</text></inputEntry>
          <outputEntry id="\(id)_x"><text>"rag"</text></outputEntry>
        </rule>
      </decisionTable>
    </decision>
  """
}

private let badRules: [BadInputTests.Row] = [
  .init(
    "unknown-hit-policy", "Rules/r.dmn", rules(decision("Strategy", id: "s", hitPolicy: "BEST")),
    "check", "Rules"),
  .init(
    "cell-does-not-parse", "Rules/r.dmn", rules(decision("Strategy", id: "s", cell: "&lt; 5 or so")),
    "check", "Rules"),
  .init(
    "missing-required-decision", "Rules/r.dmn",
    rules(decision("Strategy", id: "s", needs: "<requiredDecision href=\"#gone\"/>")), "check", "Rules"),
  .init(
    "missing-decisions", "Rules/r.dmn", rules(decision("Stratgey", id: "s")), "advise", "--rules", "Rules",
    "--set", "Size=4"),
  .init(
    "cycle-of-decisions", "Rules/r.dmn",
    rules(
      decision("Strategy", id: "s", needs: "<requiredDecision href=\"#t\"/>", reads: "Turn") + "\n"
        + decision("Turn", id: "t", needs: "<requiredDecision href=\"#s\"/>", reads: "Strategy")),
    "check", "Rules"),
  .init(
    "two-tables-of-one-name", "Rules/r.dmn",
    rules(decision("Strategy", id: "s") + "\n" + decision("Strategy", id: "t")), "check", "Rules"),
  .init(
    "page-layout-not-closed", "Rules/web/home.page.mustache", "<h1>Mine</h1>\n{{#rows}}\n<p>{{text}}</p>\n",
    "check", "Rules"),
  .init(
    "page-layout-brace", "Rules/web/result.page.mustache", "<h1>Mine</h1>\n<p>{{headline</p>\n", "check",
    "Rules"),
  .init(
    "api-description", "Rules/web/openapi.json", "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {,}\n}\n",
    "check", "Rules"),
  .init("tools-description", "Rules/web/tools.json", "[]\n", "check", "Rules"),
  .init("no-rules", "Rules/readme.txt", "", "advise", "--rules", "Rules", "--no-input", "--set", "a=1"),
  .init("no-rules-folder", "none", "", "advise", "--rules", "Rulse", "--no-input", "--set", "a=1"),
]

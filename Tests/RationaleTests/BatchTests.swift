import Foundation
import Testing

/// `rationale batch` as its users meet it.
@Suite("Batch") struct BatchTests {
  private static let lines = """
    {"id":"a","Task scope":"narrow","Knowledge needed":"none","Prompting result":"meets the bar","Request volume":"low","Label quality":"uneven"}
    {"id":"b","Task scpoe":"narrow"}

    {"id":"c","Task scope":"broad","Latency":"?","Labelled examples":"[100..500]","Change frequency":["daily","weekly"]}

    """

  @Test(arguments: ["ndjson", "csv", "markdown"])
  func `a row for each record, in order`(_ format: String) throws {
    let folder = try Folder()
    try folder.write(Self.lines, to: "cases.ndjson")
    let run = try folder.run("batch", "cases.ndjson", "--to", format)
    try expectGolden("exit \(run.status)\n\(run.errors)\(run.output)", "batch.\(format)")
  }

  @Test func `a library gives the same answers as its cases one by one`() throws {
    let folder = try Folder()
    let ids = ["canva-incident-report-summaries", "choco-order-extraction", "honeycomb-query-assistant"]
    var library = "<caseStudies xmlns=\"urn:rationale:case-study:1\">\n"
    for id in ids {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Cases/\(id).xml")
      let text = try String(contentsOf: file, encoding: .utf8)
      library += text.split(separator: "\n").drop { $0.hasPrefix("<?xml") || $0.hasPrefix("<!--") }.joined(
        separator: "\n")
      let advice = try folder.run("advise", id, "--format", "json")
      let strategy = try #require(advice.output.firstMatch(of: /"strategy": "([^"]*)"/)).1
      let row = try folder.run("batch", "Cases/\(id).xml").output
      #expect(row.contains("\"id\":\"\(id)\",\"strategy\":\"\(strategy)\""), "\(row)")
    }
    try folder.write(library + "</caseStudies>\n", to: "library.xml")
    let run = try folder.run("batch", "library.xml", "-o", "rows.csv")
    #expect(run.status == 0)
    #expect(run.errors == "3 records: 3 done, 2 of them undecided; 0 failed\n")
    let rows = try folder.read("rows.csv").split(separator: "\n")
    #expect(rows.count == 4)
    for (row, id) in zip(rows.dropFirst(), ids) { #expect(row.contains(",\(id),")) }
    #expect(try folder.list(".").filter { $0.hasPrefix("rows") } == ["rows.csv"])
  }

  @Test func `a library that breaks off ends with its place, and keeps what was answered`() throws {
    let folder = try Folder()
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Cases/choco-order-extraction.xml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let study = text.split(separator: "\n").drop { $0.hasPrefix("<?xml") }.joined(separator: "\n")
    try folder.write(
      "<caseStudies xmlns=\"urn:rationale:case-study:1\">\n\(study)\n<caseStudy", to: "library.xml")
    let run = try folder.run("batch", "library.xml")
    #expect(run.status == 65)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.errors.contains("error: the file ends inside the tag `<caseStudy`; expected `>`"))
  }

  @Test func `an interrupted run is gone on with`() throws {
    let folder = try Folder()
    let line = "{\"Task scope\":\"narrow\"}\n"
    try folder.write(String(repeating: line, count: 100), to: "cases.ndjson")
    #expect(try folder.run("batch", "cases.ndjson", "-o", "whole.ndjson").status == 0)
    let none = try folder.run("batch", "cases.ndjson", "-o", "rows.ndjson", "--resume")
    #expect(
      none.errors
        == "rationale: there is no interrupted run of `rows.ndjson` to resume: `rows.ndjson.resume` is not there\n"
    )
    #expect(none.status == 66)
    #expect(try folder.list(".").filter { $0.hasPrefix("rows") } == [])
  }

  @Test(arguments: [
    (["batch", "--resume"], "`--resume` needs the file of the interrupted run, `-o FILE`"),
    (["batch", "--decision", "x"], "`--decision` needs a model, `--model FILE.dmn`"),
    (["batch", "--to", "xlm"], "found `xlm`; expected `ndjson`, `csv` or `markdown`"),
    (["batch", "--from", "xlm"], "found `xlm`; expected `ndjson`, `csv` or `xml`; did you mean `xml`?"),
    (["batch", "nowhere.ndjson"], "rationale: no such file: `nowhere.ndjson`"),
    (["batch", "--model", "latencyy"], "did you mean `latency`?"),
  ])
  func `a wrong command is told`(_ command: [String], _ expected: String) throws {
    let run = try Folder().run(command)
    #expect(run.errors.contains(expected), "\(run.errors)")
    #expect([64, 66].contains(run.status))
    #expect(run.output == "")
  }
}

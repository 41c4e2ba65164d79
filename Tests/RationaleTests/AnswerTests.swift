import Foundation
import Testing

@Suite("Answers") struct AnswerTests {
  @Test(arguments: [
    "canva-incident-report-summaries", "edmunds-review-moderation", "morgan-stanley-advisor-assistant",
  ])
  func `the answer to a shipped case is the one that was read and accepted`(_ id: String) throws {
    let run = try Folder().run("advise", id)
    #expect(run.status == 0)
    try expectGolden(run.output + run.errors, "\(id).md")
  }

  @Test func `the same input gives the same bytes in every form`() throws {
    for format in ["text", "markdown", "json"] {
      let runs = try (0..<2).map { _ in
        try Folder().run("advise", "nvidia-chip-design-assistant", "--trace", "--format", format).output
      }
      #expect(runs[0] == runs[1] && !runs[0].isEmpty)
    }
  }

  @Test func `JSON is read back by another parser`() throws {
    let run = try Folder().run("advise", "canva-incident-report-summaries", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?["strategy"] as? String == "prompting")
    #expect(object?["settled"] as? Bool == true)
  }

  @Test func `a fact on the command line overrides the file`() throws {
    let run = try Folder().run(
      "advise", "canva-incident-report-summaries", "--format", "json", "--set",
      "Users see different data=true", "--set", "Knowledge needed=private or domain", "--set",
      "Knowledge size=5000000", "--set", "Prompting result=?")
    #expect(run.output.contains(#""name": "Prompting result","#))
    #expect(run.output.contains("\"strategy\": \"rag"), "what must be retrieved calls for retrieval")
  }

  @Test func `every sentence of a trace has a rule or a fact behind it`() throws {
    let run = try Folder().run("advise", "canva-incident-report-summaries", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let beats = try #require(object?["justification"] as? [[String: Any]])
    for sentence in beats.flatMap({ $0["sentences"] as? [[String: Any]] ?? [] }) {
      let rules = sentence["rules"] as? [Any] ?? []
      let facts = sentence["facts"] as? [Any] ?? []
      #expect(!rules.isEmpty || !facts.isEmpty, "\(sentence["text"] ?? "")")
    }
  }

  @Test func `an answer file is written whole and nothing else is left`() throws {
    let folder = try Folder()
    let run = try folder.run("advise", "canva-incident-report-summaries", "-o", "answer.md")
    #expect(run.status == 0 && run.output == "")
    #expect(try folder.read("answer.md").hasPrefix("# "))
    #expect(try folder.list("").filter { $0 != ".out" && $0 != ".err" } == ["answer.md"])
  }

  @Test func `one bad case does not stop an export`() throws {
    let folder = try Folder()
    let good = try Folder().run("advise", "canva-incident-report-summaries")
    #expect(good.status == 0)
    try folder.write("<caseStudy", to: "cases/a-bad.xml")
    try folder.write(try shipped("canva-incident-report-summaries"), to: "cases/b-good.xml")
    let run = try folder.run("export", "cases", "-o", "answers")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("cases/a-bad.xml:1:"))
    #expect(run.errors.hasSuffix("1 answer written to `answers`, 1 case failed\n"))
    #expect(try folder.list("answers") == ["canva-incident-report-summaries.md", "index.md"])
    #expect(try folder.read("answers/canva-incident-report-summaries.md") == good.output)
  }

  @Test func `the rules and cases built in are sound`() throws {
    let run = try Folder().run("check", "Rules", "Cases", "--today", "2025-10-01")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.hasSuffix("checked: no problem\n"), "\(run.output)")
  }

  private func shipped(_ id: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Cases/\(id).xml"), encoding: .utf8)
  }
}

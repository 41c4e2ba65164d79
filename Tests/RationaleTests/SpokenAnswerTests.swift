import Foundation
import Testing

@Suite("Spoken answers") struct SpokenAnswerTests {
  @Test(arguments: [
    ("choco-order-extraction", "headline"), ("choco-order-extraction", "spoken"),
    ("choco-order-extraction", "written"), ("canva-incident-report-summaries", "spoken"),
  ])
  func `an answer is the one that was read and accepted`(_ id: String, _ length: String) throws {
    let run = try Folder().run("answer", id, "--length", length, "--today", "2026-11-23")
    #expect(run.status == 0)
    try expectGolden(run.output + run.errors, "spoken/\(id)-\(length).txt")
  }

  @Test(arguments: [
    ("general", ["--question", "why fine-tune rather than RAG?"]),
    ("supported", ["choco-order-extraction", "--question", "why not just use RAG?"]),
    ("opposed", ["canva-incident-report-summaries", "--question", "why fine-tune?"]),
  ])
  func `a question is answered as was read and accepted`(_ name: String, _ arguments: [String]) throws {
    let run = try Folder().run(["answer", "--today", "2026-11-23"] + arguments)
    #expect(run.status == 0)
    try expectGolden(run.output + run.errors, "spoken/question-\(name).txt")
  }

  @Test func `JSON has all three lengths and the precedents`() throws {
    let run = try Folder().run(
      "answer", "choco-order-extraction", "--format", "json", "--today", "2026-11-23")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    for length in ["headline", "spoken", "written"] {
      let text = object?[length] as? [String: Any]
      #expect(text?["words"] as? Int ?? 0 > 5)
    }
    let precedents = try #require(object?["precedents"] as? [[String: Any]])
    #expect(precedents.count == 3)
    #expect(!precedents.contains { $0["case"] as? String == "choco-order-extraction" })
  }

  @Test func `a question that names one strategy is refused with its place`() throws {
    let run = try Folder().run("answer", "--question", "why RAG?")
    #expect(run.status == 65)
    #expect(
      run.errors.hasPrefix("<question>:1:1: error: the question names only RAG; expected two strategies"))
  }

  @Test func `without facts there is nothing to answer`() throws {
    let run = try Folder().run("answer")
    #expect(run.status == 2)
  }

  @Test func `the README shows one answer as it is printed`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let run = try Folder().run("advise", "canva-incident-report-summaries")
    let answer = try #require(run.output.split(separator: "\n\n## Sources\n").first)
    // Headings would be some of the README's own.
    let quoted = answer.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("#") else { return line.isEmpty ? ">" : "> \(line)" }
      return "> **\(line.drop { "# ".contains($0) })**"
    }.joined(separator: "\n")
    #expect(text.contains("without its sources:\n\n\(quoted)\n\n"), "it reads otherwise today:\n\(quoted)")
  }

  @Test func `the README shows five spoken answers as they are printed`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(
      text.split(separator: "## Words to say aloud\n").last?.split(separator: "\n## ").first)
    let ids = section.split(separator: "\n").filter { $0.hasPrefix("`") && $0.hasSuffix("`") }
      .map { String($0.dropFirst().dropLast()) }.filter { !$0.contains(" ") }
    #expect(ids.count == 5)
    for id in ids {
      let run = try Folder().run("answer", id, "--today", "2026-11-23")
      let quoted = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
      #expect(section.contains("`\(id)`\n\n\(quoted)\n\n"), "\(id) reads otherwise today:\n\(quoted)")
    }
  }
}

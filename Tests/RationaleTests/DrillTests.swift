import Foundation
import Testing

@Suite struct DrillTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(Self.good, to: "good.txt")
  }

  private static let good = """
    It buys fresh facts without retraining: the answer changes when the page does. I can show the source. When it is \
    wrong I can tell which half failed. But it doesn't fix tone, and a wrong page gives a confident wrong answer.
    """

  @Test func `a grade names the sentence behind each point`() throws {
    let run = try folder.run(
      "drill", "--question", "what-rag-buys", "--answer", "good.txt", "--data", "data", "--today",
      "2026-11-25")
    #expect(run.status == 0, "\(run.errors)")
    try expectGolden(run.output, "drill-what-rag-buys.txt")
  }

  @Test func `a trap, a mistake and a wrong recommendation are shown`() throws {
    try folder.write(
      "I would fine-tune it on all our reports, so it knows our style and never hallucinates.", to: "bad.txt")
    let run = try folder.run(
      "drill", "canva-incident-report-summaries", "--question", "recommend", "--answer", "bad.txt",
      "--no-record")
    #expect(run.status == 0, "\(run.errors)")
    try expectGolden(run.output, "drill-case.txt")
  }

  @Test func `an attempt is kept, shown and asked again`() throws {
    _ = try folder.run(
      "drill", "--question", "what-rag-buys", "--answer", "good.txt", "--data", "d", "--today", "2026-11-24")
    try folder.write("No idea.", to: "none.txt")
    _ = try folder.run(
      "drill", "--question", "daily-changes", "--answer", "none.txt", "--data", "d", "--today", "2026-11-25")
    let chart = try folder.run("progress", "--data", "d")
    try expectGolden(chart.output, "progress.txt")
    let again = try folder.run(
      "drill", "--weak", "--answer", "none.txt", "--data", "d", "--format", "json", "--no-record")
    #expect(again.output.contains("\"question\": \"daily-changes\""))
    let next = try folder.run(
      "drill", "--answer", "none.txt", "--data", "d", "--format", "json", "--no-record")
    #expect(!next.output.contains("\"question\": \"daily-changes\""))
  }

  @Test func `no data is written without a graded answer`() throws {
    try folder.write("  \n", to: "empty.txt")
    _ = try folder.run("drill", "--list", "--data", "d")
    _ = try folder.run("drill", "--question", "what-rag-buys", "--answer", "empty.txt", "--data", "d")
    _ = try folder.run("progress", "--data", "d")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "d").path))
  }

  @Test func `without an answer and without a terminal it says so`() throws {
    let run = try folder.run("drill", "--data", "d")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "rationale: there is no answer, and nobody to ask; give one with `--answer FILE` or `--answer -`\n"
    )
  }

  static let faults: [([String], Int32, String)] = [
    (
      ["--question", "what-rag-buy"], 64, "there is no question `what-rag-buy`; did you mean `what-rag-buys`?"
    ),
    (["--topic", "costs"], 64, "there is no topic `costs`; did you mean `cost`?"),
    (["--question", "what-rag-buys", "--answer", "nowhere.txt"], 66, "no such file: `nowhere.txt`"),
    (["nowhere.xml"], 66, "no such file: `nowhere.xml`"),
  ]

  @Test(arguments: faults) func `a fault ends in one message`(
    _ row: (arguments: [String], status: Int32, text: String)
  )
    throws
  {
    let run = try folder.run(["drill", "--data", "d"] + row.arguments)
    #expect(run.status == row.status)
    #expect(run.errors.contains(row.text), "\(run.errors)")
  }

  @Test func `processes at once, some of them killed, leave a sound record`() throws {
    var processes: [Process] = []
    for _ in 0..<6 {
      let process = Process()
      process.executableURL = Folder.binary
      process.arguments = ["drill", "--question", "what-rag-buys", "--answer", "good.txt", "--data", "d"]
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      processes.append(process)
    }
    kill(processes[1].processIdentifier, SIGKILL)
    kill(processes[4].processIdentifier, SIGKILL)
    for process in processes { process.waitUntilExit() }
    let statuses = processes.map { $0.terminationReason == .exit ? $0.terminationStatus : -1 }
    let finished = statuses.filter { $0 == 0 }.count
    #expect([0, 2, 3, 5].allSatisfy { statuses[$0] == 0 }, "\(statuses)")
    let run = try folder.run("progress", "--data", "d", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let counts = (finished...6).map { "\"attempts\": \($0)" }
    #expect(counts.contains { run.output.contains($0) }, "\(run.output)")
  }

  @Test func `a deck is written for Anki`() throws {
    let run = try folder.run("drill", "--export-anki", "deck.txt", "--topic", "latency")
    #expect(run.status == 0)
    let deck = try folder.read("deck.txt")
    #expect(deck.hasPrefix("#separator:Tab\n#html:true\n#notetype:Basic\n"))
    #expect(deck.contains("\nrationale-slow-in-production\t"))
  }

  @Test func `answers in a file are graded by rubrics in another`() throws {
    try folder.write(
      """
      {"id": "q1", "question": "Why cite?", "expected_points": ["Shows the source of each claim"], "traps": []}
      """, to: "q.jsonl")
    try folder.write(
      """
      {"question_id": "q1", "text": "Every claim comes with its source.", "grade": "strong"}
      {"question_id": "q1", "text": "Because everybody does it."}
      """, to: "a.jsonl")
    let run = try folder.run("grade", "--rubric", "q.jsonl", "--answers", "a.jsonl")
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("{\"question_id\":\"q1\",\"line\":1,\"grade\":\"strong\",\"score\":"))
    #expect(lines[1].contains("\"band\":\"weak\""))
  }
}

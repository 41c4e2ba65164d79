import Foundation
import Testing

@testable import Progress

@Suite final class ProgressStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "progress-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func store() throws -> ProgressStore {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return ProgressStore(path: folder.appending(path: "progress.sqlite").path)
  }

  private func attempt(_ question: String, _ day: String, _ score: Int, missing: [String] = []) -> Attempt {
    Attempt(
      question: question, topic: "t", day: day, score: score, band: "middling",
      points: [.init("said", standing: "earned")] + missing.map { .init($0, standing: "missing") })
  }

  @Test func `nothing is written before the first attempt`() throws {
    let store = try store()
    #expect(try store.attempts().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `attempts come back as they were recorded`() throws {
    let store = try store()
    let attempts = [attempt("a", "2026-11-24", 40, missing: ["m"]), attempt("b", "2026-11-25", 80)]
    for attempt in attempts { try store.record(attempt) }
    #expect(try ProgressStore(path: store.path).attempts() == attempts)
  }

  @Test func `a file of a later version is refused and left alone`() throws {
    let store = try store()
    try store.record(attempt("a", "2026-11-24", 40))
    try Self.execute("INSERT INTO grdb_migrations (identifier) VALUES ('9 something new')", store.path)
    #expect(throws: ProgressStore.Problem.newerSchema(store.path)) { try store.attempts() }
    #expect(throws: ProgressStore.Problem.newerSchema(store.path)) {
      try store.record(attempt("b", "2026-11-25", 50))
    }
  }

  @Test func `a file that is no database is refused`() throws {
    let store = try store()
    try Data("this is a text, and not a database at all; it is long enough to look at".utf8)
      .write(to: URL(filePath: store.path))
    #expect {
      try store.attempts()
    } throws: {
      if case .unusable? = $0 as? ProgressStore.Problem { true } else { false }
    }
  }

  @Test func `a folder that is not there cannot be written to`() throws {
    let store = ProgressStore(path: folder.path + "/nowhere/progress.sqlite")
    #expect {
      try store.record(attempt("a", "2026-11-24", 1))
    } throws: {
      if case .notWritable? = $0 as? ProgressStore.Problem { true } else { false }
    }
  }

  @Test func `many writers at once lose nothing`() async throws {
    let path = try store().path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<5 {
            try ProgressStore(path: path).record(
              Attempt(
                question: "q\(writer)", topic: "t", day: "2026-11-25", score: number, band: "weak",
                points: [.init("p", standing: "missing")]))
          }
        }
      }
      try await group.waitForAll()
    }
    let attempts = try ProgressStore(path: path).attempts()
    #expect(attempts.count == 40)
    #expect(attempts.allSatisfy { $0.points.count == 1 })
  }

  /// The file and its tables are made by whoever comes first; the others find steps done that were missing just before.
  @Test func `processes that all come first make one file`() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for round in 0..<40 {
      let path = folder.appending(path: "first-\(round).sqlite").path
      let attempt = attempt("q", "2026-11-25", 50)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { try ProgressStore(path: path).record(attempt) } }
        try await group.waitForAll()
      }
      #expect(try ProgressStore(path: path).attempts().count == 4)
    }
  }

  @Test func `the summary takes the last attempt at each question`() throws {
    let summary = ProgressSummary(of: [
      attempt("a", "2026-11-23", 20, missing: ["old"]), attempt("b", "2026-11-24", 60, missing: ["kept"]),
      attempt("a", "2026-11-25", 80),
    ])
    #expect(summary.attempts == 3)
    #expect(summary.latest.map(\.question) == ["b", "a"])
    #expect(summary.missed == [.init(question: "b", text: "kept")])
    #expect(summary.topics == [.init(name: "t", questions: 2, attempts: 3, score: 70)])
    #expect(summary.streak == 3)
  }

  static let streaks: [([String], Int)] = [
    ([], 0), (["2026-11-25"], 1), (["2026-02-28", "2026-03-01"], 2), (["2028-02-28", "2028-03-01"], 1),
    (["2026-12-31", "2027-01-01", "2027-01-01"], 2), (["2026-11-20", "2026-11-22", "2026-11-23"], 2),
    (["no day"], 0),
  ]

  @Test(arguments: streaks) func `a streak counts days without a gap`(_ row: (days: [String], expected: Int))
  {
    #expect(ProgressSummary(of: row.days.map { attempt("a", $0, 1) }).streak == row.expected)
  }

  /// Runs SQL with the `sqlite3` of Python, as another program would.
  private static func execute(_ sql: String, _ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()", path, sql,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

import Testing

@testable import rationale

/// The line about work under way.
@Suite("Progress") struct ProgressTests {
  @Test(arguments: [
    (0, 10, 2, "[--------------------] 0 of 10 cases"),
    (1, 4, 2, "[#####---------------] 1 of 4 cases, 0.5 a second, 6 s left"),
    (120, 300, 10, "[########------------] 120 of 300 cases, 12 a second, 15 s left"),
    (1, 1_000, 2, "[--------------------] 1 of 1000 cases, 0.5 a second, 33 min 18 s left"),
    (1, 10_000, 2, "[--------------------] 1 of 10000 cases, 0.5 a second, 5 h 33 min left"),
    (300, 300, 10, "[####################] 300 of 300 cases, 30 a second"),
    (0, 0, 2, "[####################] 0 of 0 cases"),
  ])
  func `it says how much is done, how fast, and how long it will take`(
    _ done: Int, _ total: Int, _ seconds: Int, _ line: String
  ) {
    #expect(ProgressLine.line(done, of: total, "cases", after: .seconds(seconds)) == line)
  }

  @Test func `where the number of steps is not known, the share of the work tells how long it will take`() {
    #expect(
      ProgressLine.line(5_000, of: nil, "records", share: 0.25, after: .seconds(2))
        == "[#####---------------] 5000 records, 2500 a second, 6 s left")
    #expect(
      ProgressLine.line(5_000, of: nil, "records", after: .seconds(2)) == "5000 records, 2500 a second")
    #expect(
      ProgressLine.line(0, of: 1, "files", share: 0.5, after: .seconds(4))
        == "[##########----------] 0 of 1 files, 4 s left")
  }

  @Test func `nothing is said where there is no terminal`() throws {
    let run = try Folder().run("export", "Cases", "-o", "answers")
    #expect(run.errors.hasSuffix(" answers written to `answers`\n"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }
}

import Foundation
import Testing

@Suite struct TypedDrillTests {
  private static let prompt = "Your answer; an empty line ends it.\n"

  private func session(_ arguments: [String], in folder: Folder) throws -> TerminalSession {
    try TerminalSession(["drill", "--data", "d"] + arguments, in: folder, environment: ["NO_COLOR": "1"])
  }

  @Test func `an answer of several lines is typed, graded and asked again as weak`() throws {
    let folder = try Folder()
    let first = try session(["--question", "what-rag-buys", "--today", "2026-11-24"], in: folder)
    #expect(try first.expect(Self.prompt).contains("What does retrieval buy you in production"))
    first.type("It buys fresh facts without retraining.")
    first.type("I can show the source.")
    first.type("")
    let graded = try first.finish()
    #expect(graded.status == 0, "\(graded.errors)")
    // Each line is part of the answer.
    #expect(graded.output.contains("I can show the source."))

    let weak = try session(["--weak", "--today", "2026-11-25", "--format", "json"], in: folder)
    #expect(try weak.expect(Self.prompt).contains("What does retrieval buy you in production"))
    weak.type("No idea.")
    weak.type("")
    let again = try weak.finish()
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("\"question\": \"what-rag-buys\""), "\(again.output)")
    #expect(again.output.contains("\"band\": \"weak\""), "\(again.output)")
  }

  @Test func `nothing typed is no attempt, and nothing missed is said`() throws {
    let folder = try Folder()
    let silent = try session(["--question", "what-rag-buys"], in: folder)
    try silent.expect(Self.prompt)
    silent.type("")
    let run = try silent.finish()
    #expect(run.status != 0)
    #expect(run.errors.contains("no answer was given, and nothing is kept"))
    let weak = try session(["--weak"], in: folder)
    #expect(try weak.finish().errors.contains("nothing was missed so far"))
  }
}

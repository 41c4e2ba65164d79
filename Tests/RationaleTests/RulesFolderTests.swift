import Foundation
import Testing

@Suite("The rules built in") struct RulesFolderTests {
  @Test(arguments: [
    "honeycomb-query-assistant", "morgan-stanley-advisor-assistant", "nvidia-chip-design-assistant",
  ])
  func `give the same answer from their images as from the files they were made of`(_ id: String) throws {
    let folder = try Folder()
    let rules = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rules")
    try FileManager.default.copyItem(
      at: rules.standardizedFileURL, to: folder.url.appending(path: "Rules"))
    for format in ["text", "markdown", "json"] {
      let images = try folder.run("advise", id, "--trace", "--format", format)
      let files = try folder.run("advise", id, "--trace", "--format", format, "--rules", "Rules")
      #expect(images.status == 0 && !images.output.isEmpty)
      #expect(images.output == files.output && images.errors == files.errors)
    }
  }

  @Test func `are checked for the number of questions, beside the fewest that there could be`() throws {
    let run = try Folder().run("check", "Rules", "--questions")
    #expect(run.status == 0)
    #expect(run.output.contains("as `advise` asks"))
    #expect(run.output.contains("the fewest that any way of asking needs"))
    // The aim: within two percent.
    let above = try #require(run.output.firstMatch(of: /That is ([0-9.]+) % above the fewest/))
    #expect(try #require(Double(above.1)) <= 2)
  }
}

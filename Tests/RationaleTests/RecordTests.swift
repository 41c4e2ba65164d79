import Foundation
import Testing

/// Records in folders of their own, read by the tools that are installed.
@Suite("Records") struct RecordTests {
  private let id = "canva-incident-report-summaries"

  @Test(arguments: ["madr4", "classic", "nygard"])
  func `a record is numbered, proposed and found again`(_ style: String) throws {
    let folder = try Folder()
    let first = try export(folder, id, "--record", style)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try folder.list("adr") == ["0001-summaries-of-incident-reports-use-prompting.md"])
    let text = try folder.read("adr/0001-summaries-of-incident-reports-use-prompting.md")
    #expect(text.lowercased().contains("proposed"))
    try expectGolden(text.replacing(/(rules|prices): [0-9a-f]{64}/) { "\($0.1): …" }, "record-\(style).md")
    let check = try folder.run("check", "--records", "adr", "--today", "2026-11-23")
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.hasSuffix("1 decision made again: 0 changed, 1 the same\n"))
  }

  @Test func `a decision is not recorded twice, and nothing is overwritten`() throws {
    let folder = try Folder()
    _ = try export(folder, id, "--record", "madr4")
    let again = try export(folder, id)
    #expect(again.status == 73)
    #expect(again.errors.contains("already records the decision on `\(id)`; replace it by `--supersedes 1`"))
    #expect(try folder.list("adr").count == 1)
  }

  @Test(arguments: ["madr4", "classic", "nygard"])
  func `a superseding record brings both files up to date`(_ style: String) throws {
    let folder = try Folder()
    _ = try export(folder, id, "--record", style)
    let run = try export(folder, id, "--supersedes", "1")
    #expect(run.status == 0, "\(run.errors)")
    let files = try folder.list("adr")
    #expect(files.count == 2 && files[1].hasPrefix("0002-"))
    let old = try folder.read("adr/\(files[0])")
    let new = try folder.read("adr/\(files[1])")
    #expect(old.lowercased().contains("superseded by"))
    #expect(new.contains("](\(files[0]))"))
    let check = try folder.run("check", "--records", "adr", "--today", "2026-11-23")
    #expect(check.output.contains("1 decision made again"), "only the one that stands is made again")
  }

  @Test func `a changed recommendation ends in status 3 with what changed`() throws {
    let folder = try Folder()
    _ = try export(folder, id, "--record", "madr4")
    let file = "adr/\(try folder.list("adr")[0])"
    let text = try folder.read(file).replacing(
      "fact: Label quality = uneven", with: "fact: Label quality = clean"
    )
    .replacing("fact: Prompting result = meets the bar", with: "fact: Prompting result = falls short")
    try folder.write(text, to: file)
    let run = try folder.run("check", "--records", "adr", "--today", "2026-11-23")
    #expect(run.status == 3)
    #expect(run.output.contains("changed from prompting to fine-tuning"))
    #expect(run.output.contains("Prompting verdict: good enough before, now falls short"))
  }

  @Test func `a record that cannot be read is named, and the others are checked`() throws {
    let folder = try Folder()
    _ = try export(folder, id, "--record", "madr4")
    try folder.write("# 7. Other\n\n```rationale\nrecommendation: magic\n```\n", to: "adr/0007-other.md")
    try folder.write("# A note of ours\n", to: "adr/note.md")
    let run = try folder.run("check", "--records", "adr", "--today", "2026-11-23")
    #expect(run.status == 1)
    #expect(run.output.contains("adr/0007-other.md:3:1: error: `magic` is no strategy"))
    #expect(run.output.contains("1 could not be made"))
  }

  @Test(arguments: [
    (".adr-dir", "doc/adr\n", "0001-", "# 1. "),
    (".log4brains.yml", "project:\n  adrFolder: ./doc/adr\n", "20261123-", "# Summaries "),
    ("adrs.toml", "adr_dir = \"doc/adr\"\n", "0001-", "---"),
  ])
  func `a folder's own convention is followed`(
    _ sign: String, _ content: String, _ name: String, _ beginning: String
  ) throws {
    let folder = try Folder()
    try folder.write(content, to: sign)
    let run = try folder.run("export", id, "-o", "doc/adr", "--today", "2026-11-23")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("keeps decision records"))
    let file = try #require(try folder.list("doc/adr").first)
    #expect(file.hasPrefix(name))
    #expect(try folder.read("doc/adr/\(file)").hasPrefix(beginning))
  }

  @Test func `existing records show their convention and their numbers`() throws {
    let folder = try Folder()
    try folder.write(
      "# 12. Old\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n\n## Consequences\n",
      to: "adr/0012-old.md")
    #expect(try export(folder, id).status == 0)
    let file = try #require(try folder.list("adr").last)
    #expect(file.hasPrefix("0013-"))
    #expect(try folder.read("adr/\(file)").contains("\n## Context\n"))
  }

  @Test func `what cannot be superseded is said before anything is written`() throws {
    let folder = try Folder()
    try folder.write("# Note\n", to: "adr/0003-note.md")
    for (number, status) in [("9", 64), ("3", 65)] {
      let run = try export(folder, id, "--record", "classic", "--supersedes", number)
      #expect(run.status == Int32(status), "\(run.errors)")
      #expect(try folder.list("adr") == ["0003-note.md"])
    }
  }

  private func export(_ folder: Folder, _ arguments: String...) throws -> Run {
    try folder.run(["export", "-o", "adr", "--today", "2026-11-23"] + arguments)
  }
}

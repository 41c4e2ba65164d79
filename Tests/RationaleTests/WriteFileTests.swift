import Foundation
import Testing

@testable import rationale

/// What a write leaves behind when a call of the system fails, one after the other.
@Suite("Writing files") struct WriteFileTests {
  private static let old = "old\n"

  /// A folder with a file in it.
  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(Self.old, to: "file.md")
    return folder
  }

  private func path(_ folder: Folder, _ name: String = "file.md") -> String { folder.url.path + "/" + name }

  @Test(arguments: [
    ("a/b.md", "a"), ("b.md", "."), ("/b.md", "/"), ("a/b/", "a/b"), ("", "."), ("a/\u{304}b.md", "a"),
  ])
  func `the folder of a path is what stands in front of its last slash`(_ path: String, _ folder: String) {
    #expect(Files.folder(of: path) == folder)
  }

  enum Step: String, CaseIterable { case make, write, setMode, sync, close, rename }

  private func failing(at step: Step, with number: Int32) -> WritingCalls {
    var calls = WritingCalls.system
    switch step {
    case .make: calls.make = { _ in (-1, "", number) }
    case .write:
      calls.write = { bytes, descriptor in
        // The disk is full in the middle.
        _ = writeAll(Array(bytes.prefix(3)), to: descriptor)
        return number
      }
    case .setMode: calls.setMode = { _, _ in number }
    case .sync: calls.sync = { _ in number }
    case .close:
      calls.close = { descriptor in
        _ = Glibc.close(descriptor)
        return number
      }
    case .rename: calls.rename = { _, _ in number }
    }
    return calls
  }

  @Test(arguments: Step.allCases)
  func `whatever fails, the old file stays and nothing else is left`(_ step: Step) throws {
    let folder = try folder()
    let calls = failing(at: step, with: ENOSPC)
    let failure = #expect(throws: Failure.self) {
      try Files.write("new\n", to: path(folder), calls: calls)
    }
    #expect(failure?.message == "cannot write `\(path(folder))`: no space left on device")
    #expect(failure?.status == .cannotCreate)
    #expect(try folder.read("file.md") == Self.old)
    #expect(try folder.list(".") == ["file.md"])
  }

  @Test func `a folder that cannot be synced is told, and the new file is whole`() throws {
    let folder = try folder()
    var calls = WritingCalls.system
    calls.syncFolder = { _ in EIO }
    #expect(throws: Failure.self) { try Files.write("new\n", to: path(folder), calls: calls) }
    #expect(try folder.read("file.md") == "new\n")
    #expect(try folder.list(".") == ["file.md"])
  }

  @Test func `a file keeps its permissions, and a new one has the usual ones`() throws {
    let folder = try folder()
    #expect(chmod(path(folder), 0o640) == 0)
    try Files.write("new\n", to: path(folder))
    try Files.write("new\n", to: path(folder, "other.md"))
    var status = stat()
    #expect(stat(path(folder), &status) == 0 && status.st_mode & 0o7777 == 0o640)
    let mask = umask(0)
    umask(mask)
    #expect(stat(path(folder, "other.md"), &status) == 0 && status.st_mode & 0o7777 == 0o666 & ~mask)
  }

  @Test func `a link is not followed`() throws {
    let folder = try folder()
    #expect(symlink(path(folder), path(folder, "link.md")) == 0)
    let failure = #expect(throws: Failure.self) { try Files.write("new\n", to: path(folder, "link.md")) }
    #expect(
      failure?.message
        == "cannot write `\(path(folder, "link.md"))`: it is a link, and links are not followed")
    #expect(try folder.read("file.md") == Self.old)
  }

  @Test func `a pipe or a device is written as it is, and never replaced`() throws {
    try Files.write("gone\n", to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    let failure = #expect(throws: Failure.self) { try Files.write("full\n", to: "/dev/full") }
    #expect(failure?.message == "cannot write `/dev/full`: no space left on device")
  }

  @Test func `what killed writes left is removed, what living ones hold is not`() throws {
    let folder = try folder()
    for name in [".rationale-abcdef", ".rationale-held00", ".rationale-young0", ".rationale-other-name"] {
      try folder.write("half", to: name)
    }
    let past = Date(timeIntervalSinceNow: -3600)
    for name in [".rationale-abcdef", ".rationale-held00", ".rationale-other-name"] {
      try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: path(folder, name))
    }
    let held = open(path(folder, ".rationale-held00"), O_RDONLY)
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    Files.removeLeftovers(in: folder.url.path)
    #expect(
      try folder.list(".") == [".rationale-held00", ".rationale-other-name", ".rationale-young0", "file.md"])
    close(held)
  }
}

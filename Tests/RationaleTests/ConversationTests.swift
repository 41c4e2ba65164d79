import Foundation
import Glibc
import Testing

/// The questions, through a pseudo-terminal.
@Suite("Questions in the terminal") struct ConversationTests {
  /// Types keys into a terminal in which `rationale advise` runs.
  ///
  /// - Returns: the exit status, what the terminal showed and what went to standard output.
  private func type(_ keys: String, _ arguments: String...) throws -> Run {
    let folder = try Folder()
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which Swift does not see.
    var lock: Int32 = 0
    var number: Int32 = 0
    try #require(master >= 0 && ioctl(master, 0x4004_5431, &lock) == 0)
    try #require(ioctl(master, 0x8004_5430, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    let process = Process()
    process.executableURL = Folder.binary
    process.arguments = ["advise"] + arguments
    process.currentDirectoryURL = folder.url
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardInput = terminal
    process.standardError = terminal
    let output = folder.url.appending(path: ".out")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    close(slave)
    let bytes = Array(keys.utf8)
    #expect(write(master, bytes, bytes.count) == bytes.count)
    // The master reads until the last slave is closed, which is when the process has ended.
    var shown: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &chunk, chunk.count)
      if count <= 0 { break }
      shown += chunk[..<count]
    }
    close(master)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: String(decoding: shown, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n"))
  }

  @Test func `input that ends in the middle stops without an answer`() throws {
    let run = try type("1\n\u{4}")
    #expect(
      run.errors.hasSuffix(
        "rationale: the input ended before the advice was settled; questions answered: 1\n"))
    #expect(run.output == "")
    #expect(run.status == 130)
  }

  @Test func `there is nothing before the first question`() throws {
    let run = try type("b\n\u{4}")
    #expect(run.errors.contains("> this is the first question\n"))
    #expect(run.errors.hasSuffix("questions answered: 0\n"))
  }

  @Test func `going back takes an answer away`() throws {
    let run = try type("1\nb\n\u{4}")
    #expect(run.errors.hasSuffix("questions answered: 0\n"))
    #expect(run.errors.components(separatedBy: "\n1. ").count == 3, "the first question is asked twice")
  }

  @Test func `not knowing anything still ends in advice`() throws {
    let run = try type(String(repeating: "?\n", count: 40))
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("# How to adapt the model\n"))
    #expect(run.errors.contains("The same again: rationale advise --no-input --set "))
  }

  @Test func `why tells what each answer would leave possible`() throws {
    let run = try type("why\n\u{4}")
    #expect(run.errors.contains("What each answer would leave possible:\n"))
  }

  @Test func `an answer that is none is refused and asked for again`() throws {
    let run = try type("perhaps\n\u{4}")
    #expect(run.errors.contains("cannot be `perhaps`; expected "))
    #expect(run.errors.hasSuffix("questions answered: 0\n"))
  }
}

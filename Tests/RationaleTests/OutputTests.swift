import Foundation
import Testing

/// What becomes of a result that nobody takes.
@Suite("Where results go") struct OutputTests {
  @Test(arguments: [["draw", "Rules"], ["advise", "choco-order-extraction"]])
  func `a reader that goes away ends it quietly`(_ arguments: [String]) throws {
    let folder = try Folder()
    let process = Process()
    process.executableURL = Folder.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    let errors = folder.url.appending(path: ".err")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    let pipe = Pipe()
    process.standardOutput = pipe
    try pipe.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(try folder.read(".err") == "")
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGPIPE)
  }

  @Test func `a dash is standard output`() throws {
    let folder = try Folder()
    let plain = try folder.run("advise", "choco-order-extraction")
    #expect(try folder.run("advise", "choco-order-extraction", "-o", "-").output == plain.output)
    #expect(try folder.list(".").filter { !$0.hasPrefix(".") } == [])
  }
}

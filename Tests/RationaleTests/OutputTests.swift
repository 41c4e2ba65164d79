import Foundation
import Shipped
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
    // Ending a socket ends it for all who hold it; the reading end of a pipe could live on in a process that another
    // test starts at this moment.
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { close(ends[0]) }
    try #require(shutdown(ends[0], Int32(SHUT_RDWR)) == 0)
    process.standardOutput = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
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

  /// Records of which nearly nothing is known take longest, and so many of them far longer than a second.
  @Test func `Ctrl-C in the middle of a batch leaves whole rows, and says how to go on`() throws {
    let folder = try Folder()
    try folder.write(
      String(repeating: "{\"Task scope\":\"narrow\"}\n", count: 400_000), to: "cases.ndjson")
    let session = try TerminalSession(
      ["batch", "cases.ndjson", "-o", "rows.ndjson"], in: folder, environment: ["NO_COLOR": "1"])
    try session.expect("records, ")
    try session.expect(" a second, ")
    try session.expect(" left")
    session.send("\u{3}")
    let run = try session.finish()
    #expect(run.status == 130)
    #expect(
      run.errors.hasSuffix(
        "; 0 failed\nrationale: stopped; `--resume` with the same command goes on, "
          + "`rows.ndjson.partial` holds the rows so far\n"))
    #expect(
      try folder.list(".").filter { $0.hasPrefix("rows") } == ["rows.ndjson.partial", "rows.ndjson.resume"])
    let rows = try folder.read("rows.ndjson.partial")
    #expect(rows.hasSuffix("}\n"))
    let count = rows.split(separator: "\n").count
    #expect(count > 0 && count < 400_000)
    #expect(rows.hasPrefix("{\"line\":1,") && rows.contains("\n{\"line\":\(count),"))
  }

  /// The first progress line says that the export is in the middle: it comes after a second, and so much takes longer.
  @Test func `Ctrl-C in the middle of an export leaves whole answers only`() throws {
    let folder = try Folder()
    let id = "taralli-calorie-estimates"
    let text = try #require(ShippedFile.file(at: "Cases/\(id).xml")).text
    let study = try #require(text.firstRange(of: "<caseStudy ")).lowerBound
    var library = "<caseStudies xmlns=\"urn:rationale:case-study:1\">\n"
    for number in 0..<5_000 {
      library += text[study...].replacing("id=\"\(id)\"", with: "id=\"\(id)-\(number)\"")
    }
    try folder.write(library + "</caseStudies>\n", to: "library.xml")
    let session = try TerminalSession(["export", "library.xml", "-o", "answers"], in: folder)
    try session.expect("a second")
    session.send("\u{3}")
    #expect(try session.finish().status == 130)
    let answers = try folder.list("answers")
    #expect(!answers.isEmpty && answers.count < 5_000)
    for name in answers {
      #expect(name.hasPrefix(id) && name.hasSuffix(".md"), "\(name)")
      #expect(try folder.read("answers/\(name)").hasSuffix("\n"), "\(name)")
    }
  }
}

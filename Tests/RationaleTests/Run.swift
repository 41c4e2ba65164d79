import Foundation
import Testing

/// What a run of the binary left behind.
struct Run {
  let status: Int32
  let output: String
  let errors: String
}

/// A folder that is removed with its owner; the binary runs inside it, so that messages hold short paths.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "rationale-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, and the folders above it.
  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  func list(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appending(path: path).path).sorted()
  }

  /// Runs the binary here, without anything to read.
  func run(_ arguments: String...) throws -> Run { try run(arguments) }

  /// Runs the binary here.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - input: what it can read on standard input; nothing unless given.
  ///   - outputPath: where results go instead of into what is returned.
  ///   - environment: variables besides those of the tests.
  func run(
    _ arguments: [String], input: String? = nil, outputPath: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    let process = Process()
    process.executableURL = Folder.binary
    process.arguments = arguments
    process.currentDirectoryURL = url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    if let input {
      try write(input, to: ".in")
      process.standardInput = try FileHandle(forReadingFrom: url.appending(path: ".in"))
    }
    let streams = try ["out", "err"].map { name in
      let file = url.appending(path: ".\(name)")
      try Data().write(to: file)
      return (file, try FileHandle(forWritingTo: file))
    }
    process.standardOutput =
      try outputPath.map { try FileHandle(forWritingTo: URL(filePath: $0)) } ?? streams[0].1
    process.standardError = streams[1].1
    try process.run()
    process.waitUntilExit()
    let texts = try streams.map { String(decoding: try Data(contentsOf: $0.0), as: UTF8.self) }
    return Run(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// The binary stands beside the test bundle.
  static var binary: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "rationale")
  }
}

/// Compares a text with the file of that name in `Golden`.
///
/// With `UPDATE_GOLDEN` in the environment the file is written anew, and the test fails all the same, so that
/// somebody reads the difference.
func expectGolden(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
    try Data(text.utf8).write(to: file)
    Issue.record("written anew: \(name)", sourceLocation: location)
    return
  }
  let expected = try? String(contentsOf: file, encoding: .utf8)
  #expect(text == expected, "\(name) differs; `make golden` writes it anew", sourceLocation: location)
}

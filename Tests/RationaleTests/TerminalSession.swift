import Foundation
import Glibc
import Testing

/// A person at a terminal in which the binary runs: reads until a text appears, types, and waits for the end.
///
/// The binary leads a session of its own, and the terminal is its terminal, so that a typed Ctrl-C is what it is for
/// a person. Nothing here sleeps: what is waited for either appears, or the binary ends.
final class TerminalSession {
  /// Unit: milliseconds; only a binary that hangs is ever waited for that long.
  private static let patience: Int32 = 600_000

  private let folder: Folder
  private let master: Int32
  /// Nil once it has been waited for: its number may be another process's then.
  private var process: pid_t?
  private var unread: [UInt8] = []
  private var hangs = false
  /// Everything that the terminal has shown.
  private(set) var shown = ""

  /// Starts the binary in a folder.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - folder: where it runs, and where it keeps what it keeps.
  ///   - environment: variables besides those that every process has.
  ///   - outputIsTerminal: whether results go to the terminal as well; else they go to a file.
  init(
    _ arguments: [String], in folder: Folder, environment: [String: String] = [:],
    outputIsTerminal: Bool = false
  ) throws {
    self.folder = folder
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which Swift does not see.
    var lock: Int32 = 0
    var number: Int32 = 0
    try #require(master >= 0 && ioctl(master, 0x4004_5431, &lock) == 0)
    try #require(ioctl(master, 0x8004_5430, &number) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its terminal.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    if outputIsTerminal {
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
    } else {
      let output = folder.url.appending(path: ".out").path
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which Swift does not see.
    posix_spawnattr_setflags(&attributes, 0x80)
    let variables = [
      "PATH": "/usr/bin:/bin", "HOME": folder.url.path, "TERM": "xterm",
      "XDG_STATE_HOME": folder.url.appending(path: "state").path,
    ].merging(environment) { $1 }
      // What a sanitizer is told to look for in the tests holds for the binary as well.
      .merging(ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }) { $1 }
    // Swift does not see how to spawn in another folder; `env` becomes the binary once it is there.
    let binary = "/usr/bin/env"
    var words = ([binary, "-C", folder.url.path, Folder.binary.path] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, binary, &actions, &attributes, &words, &settings)
    try #require(status == 0, "the binary cannot be started")
    self.process = process
  }

  deinit {
    close(master)
    guard let process else { return }
    kill(process, SIGKILL)
    while waitpid(process, nil, 0) < 0, errno == EINTR {}
  }

  /// Reads until a text appears.
  ///
  /// - Returns: what was shown before it, since the last call.
  @discardableResult
  func expect(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    let wanted = Array(text.utf8)
    var searched = 0
    while true {
      if let start = unread[searched...].firstRange(of: wanted) {
        let before = String(decoding: unread[..<start.lowerBound], as: UTF8.self)
        unread.removeFirst(start.upperBound)
        return before
      }
      searched = max(0, unread.count - wanted.count + 1)
      guard receive() else {
        Issue.record("`\(text)` never appeared; the terminal showed\n\(shown)", sourceLocation: location)
        throw Ended()
      }
    }
  }

  /// Types a line.
  func type(_ line: String) { send(line + "\n") }

  /// Waits for the prompt, and types a line.
  @discardableResult
  func answer(_ line: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    let before = try expect("\n> ", location)
    type(line)
    return before
  }

  /// Waits for the prompt, and types Ctrl-C.
  func interrupt() throws {
    try expect("\n> ")
    send("\u{3}")
  }

  /// Waits for the prompt, and ends the input with Ctrl-D.
  func endInput() throws {
    try expect("\n> ")
    send("\u{4}")
  }

  /// Reads to the end.
  ///
  /// - Returns: what happened; the status is negative where a signal ended the binary.
  func finish() throws -> Run {
    while receive() {}
    let process = try #require(process, "it has been waited for before")
    // A binary that hangs is killed here, or the wait would never end.
    if hangs { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    self.process = nil
    let signal = status & 0x7F
    return Run(
      status: signal == 0 ? (status >> 8) & 0xFF : -signal,
      output: (try? folder.read(".out")) ?? "", errors: shown)
  }

  /// Types without a line's end.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(master, bytes, bytes.count) == bytes.count)
  }

  /// - Returns: false when nothing more will come.
  private func receive() -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, Self.patience) == 1 else {
      hangs = true
      return false
    }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    // The terminal turns each line end into two characters.
    let bytes = chunk[..<count].filter { $0 != 0x0D }
    unread += bytes
    shown += String(decoding: bytes, as: UTF8.self)
    return true
  }

  /// The binary ended before what was waited for.
  private struct Ended: Error {}
}

internal import Glibc

/// The three standard streams: results go to standard output, everything else to standard error.
enum Terminal {
  /// Writes a result.
  ///
  /// Where it cannot be written, as on a full disk, the process ends with that message: half a result is none.
  static func print(_ text: String) {
    guard let problem = writeAll(Array(text.utf8), to: STDOUT_FILENO) else { return }
    if problem == EPIPE { endQuietly() }
    say("rationale: cannot write the result: \(String(cString: strerror(problem)).lowercased())\n")
    exit(ExitStatus.cannotCreate.rawValue)
  }

  /// Writes an answer for people; its headings stand out on a terminal.
  static func printAnswer(_ text: String) { print(Style.headings(in: text)) }

  /// Writes a message, a prompt or progress.
  static func say(_ text: String) {
    // Whatever goes wrong there has nobody to be told.
    if writeAll(Array(text.utf8), to: STDERR_FILENO) == EPIPE { endQuietly() }
  }

  /// Whether questions may be asked: a person sits at both ends, and this is no build server.
  ///
  /// The only place that decides it. `/dev/tty` is never opened: what is piped in is never taken for an answer, and
  /// nothing waits for a person who is not there.
  static var canAsk: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && !Surroundings.isUnattended
  }

  /// Whether progress may be shown.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether a line may be drawn over: not where it is read aloud, and not where it cannot be.
  static var redraws: Bool { showsProgress && !Surroundings.isDumb && !Surroundings.isAccessible }

  /// The next line of standard input without its end; nil when the input has ended.
  ///
  /// Bytes after `limit` in one line are dropped; an answer is never that long.
  static func readLine(limit: Int = 4096) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < limit { bytes.append(byte) }
    }
  }

  /// Nobody reads on: the process ends as it does by itself, also where the caller has SIGPIPE ignored.
  private static func endQuietly() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitStatus.done.rawValue)
  }
}

/// Writes all bytes; nil when done, or the number of the error.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return errno
    }
    rest = rest.dropFirst(count)
  }
  return nil
}

internal import Glibc

/// The three standard streams: results go to standard output, everything else to standard error.
enum Terminal {
  /// Writes a result.
  static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a message, a prompt or progress.
  static func say(_ text: String) { write(text, to: STDERR_FILENO) }

  /// Whether questions may be asked: a person sits at both ends.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Whether progress may be shown.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

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

  /// A closed pipe ends the process quietly by SIGPIPE; other failures of a standard stream have nobody to tell.
  private static func write(_ text: String, to descriptor: Int32) {
    _ = writeAll(Array(text.utf8), to: descriptor)
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

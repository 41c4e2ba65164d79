public import Diagnostics
internal import Glibc

/// Where the bytes of a long document come from, piece by piece.
public struct ByteSource {
  /// The name of the source, for messages.
  public let file: String
  private let read: () throws(DiagnosticsError) -> [UInt8]

  /// A source that calls a function for each next piece.
  ///
  /// - Parameters:
  ///   - file: its name for messages.
  ///   - next: the next bytes, as many as convenient; none at the end.
  public init(file: String, next: @escaping () throws(DiagnosticsError) -> [UInt8]) {
    self.file = file
    read = next
  }

  /// An open file, pipe or socket, read to its end; closing it stays with the caller.
  ///
  /// - Parameters:
  ///   - descriptor: open for reading.
  ///   - file: its name for messages.
  public init(descriptor: Int32, file: String) {
    self.init(file: file) { () throws(DiagnosticsError) in
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: 128 << 10) { buffer, count in
        var got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        while got < 0, errno == EINTR { got = Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure != 0 { throw DiagnosticsError([unreadable(file, failure)]) }
      return bytes
    }
  }

  /// Bytes that are all there already.
  public init(bytes: [UInt8], file: String) {
    var rest = Optional(bytes)
    self.init(file: file) { () throws(DiagnosticsError) in
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// The next bytes; none at the end.
  public func next() throws(DiagnosticsError) -> [UInt8] { try read() }
}

// MARK: Wording

private func unreadable(_ file: String, _ code: Int32) -> Diagnostic {
  let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
  return Diagnostic(
    .error, XMLCode.unreadable,
    "`\(file)` cannot be read: \(reason.prefix(1).lowercased() + reason.dropFirst())",
    at: nil)
}

internal import Diagnostics

/// The bytes of a document as UTF-8, piece by piece, whatever encoding it is in.
struct DecodedSource {
  let source: ByteSource
  private var decoder: ByteDecoder?

  init(_ source: ByteSource) { self.source = source }

  /// The next bytes; none at the end.
  mutating func next() throws(DiagnosticsError) -> [UInt8] {
    if decoder == nil {
      var first = try source.next()
      while first.count < 1024 {
        let more = try source.next()
        if more.isEmpty { break }
        first += more
      }
      var decoder = try ByteDecoder(for: first, file: source.file)
      let text = try decoder.decode(first)
      self.decoder = decoder
      if !text.isEmpty { return text }
    }
    while true {
      let bytes = try source.next()
      if bytes.isEmpty {
        try decoder?.finish()
        return []
      }
      if decoder?.isUTF8 ?? true { return bytes }
      // Half a character is no end.
      if let text = try decoder?.decode(bytes), !text.isEmpty { return text }
    }
  }
}

internal import Diagnostics

/// Turns the bytes of a document in one of the encodings we read into UTF-8.
///
/// UTF-8 is passed on as it is: libxml2 checks it.
struct ByteDecoder {
  private enum Encoding: Equatable { case utf8, utf16(bigEndian: Bool), latin1, windows1252 }

  private let file: String
  private var encoding = Encoding.utf8
  private var pending: [UInt8] = []
  private var highSurrogate: UInt32?
  private var line = 1
  private var column = 1

  /// Looks at the first bytes (at least 1,024 unless the document is shorter) and decides.
  init(for first: some Collection<UInt8>, file: String) throws(DiagnosticsError) {
    self.file = file
    let head = Array(first.prefix(1024))
    // libxml2 would find these out by itself and then read them past this decoder, at wrong places.
    if let name = foreignEncodings.first(where: { head.starts(with: $0.mark) })?.name {
      throw DiagnosticsError([unknownEncoding(name, at: SourceLocation(file: file, line: 1, column: 1))])
    }
    if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, lessThan, 0]) {
      encoding = .utf16(bigEndian: true)
    } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [lessThan, 0]) {
      encoding = .utf16(bigEndian: false)
    } else if let declared = declaredEncoding(head) {
      switch declared.name.uppercased() {
      case "UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16": encoding = .utf8
      case "ISO-8859-1", "LATIN1", "ISO_8859-1": encoding = .latin1
      case "WINDOWS-1252", "CP1252": encoding = .windows1252
      default:
        let place = SourceLocation(file: file, line: 1, column: declared.offset + 1)
        throw DiagnosticsError([unknownEncoding(declared.name, at: place)])
      }
    }
  }

  var isUTF8: Bool { encoding == .utf8 }

  /// The next bytes as UTF-8.
  mutating func decode(_ bytes: some Sequence<UInt8>) throws(DiagnosticsError) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(bytes)
    case .latin1, .windows1252:
      var text = ""
      for byte in bytes {
        let isMoved = encoding == .windows1252 && 0x80...0x9F ~= byte
        text.unicodeScalars.append(isMoved ? windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte))
      }
      return Array(text.utf8)
    case .utf16(let bigEndian):
      pending += bytes
      return try decodeUTF16(bigEndian)
    }
  }

  /// Says that there are no more bytes.
  func finish() throws(DiagnosticsError) {
    if !pending.isEmpty || highSurrogate != nil { throw DiagnosticsError([badUTF16(at: place)]) }
  }

  private var place: SourceLocation { SourceLocation(file: file, line: line, column: column) }

  private mutating func decodeUTF16(_ bigEndian: Bool) throws(DiagnosticsError) -> [UInt8] {
    var text = ""
    for index in stride(from: 0, to: pending.count - 1, by: 2) {
      let first = UInt32(pending[index])
      let second = UInt32(pending[index + 1])
      let unit = bigEndian ? first << 8 | second : second << 8 | first
      var value = unit
      if let high = highSurrogate {
        guard 0xDC00...0xDFFF ~= unit else { throw DiagnosticsError([badUTF16(at: place)]) }
        value = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
        highSurrogate = nil
      } else if 0xD800...0xDBFF ~= unit {
        highSurrogate = unit
        continue
      }
      guard let scalar = Unicode.Scalar(value) else { throw DiagnosticsError([badUTF16(at: place)]) }
      text.unicodeScalars.append(scalar)
      if scalar == "\n" {
        line += 1
        column = 1
      } else if scalar != "\u{FEFF}" {
        column += 1
      }
    }
    pending.removeFirst(pending.count & ~1)
    return Array(text.utf8)
  }
}

/// A whole document as UTF-8.
func decodedToUTF8(_ bytes: [UInt8], file: String) throws(DiagnosticsError) -> [UInt8] {
  var decoder = try ByteDecoder(for: bytes, file: file)
  if decoder.isUTF8 { return bytes }
  let text = try decoder.decode(bytes)
  try decoder.finish()
  return text
}

/// The encoding named by `<?xml … encoding="…"?>`, and where its name begins.
private func declaredEncoding(_ head: [UInt8]) -> (name: String, offset: Int)? {
  let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let text = Array(head.dropFirst(mark))
  guard text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: greaterThan) else { return nil }
  let key = Array("encoding".utf8)
  var index = 5
  while index + key.count < end, !text[index...].starts(with: key) { index += 1 }
  guard index + key.count < end,
    let open = text[(index + key.count)..<end].firstIndex(where: { $0 == quote || $0 == apostrophe }),
    let close = text[(open + 1)..<end].firstIndex(of: text[open])
  else { return nil }
  return (String(decoding: text[(open + 1)..<close], as: UTF8.self), open + 1)
}

/// Encodings that the first bytes give away: `<` or a byte order mark in four bytes, `<?xm` in EBCDIC.
private let foreignEncodings: [(mark: [UInt8], name: String)] = [
  ([0, 0, 0, lessThan], "UTF-32"), ([lessThan, 0, 0, 0], "UTF-32"), ([0, 0, lessThan, 0], "UTF-32"),
  ([0, lessThan, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"), ([0xFF, 0xFE, 0, 0], "UTF-32"),
  ([0x4C, 0x6F, 0xA7, 0x94], "EBCDIC"),
]

/// The characters of the bytes 0x80 to 0x9F.
private let windows1252 = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

// MARK: Wording

private func unknownEncoding(_ name: String, at place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, XMLCode.encoding, "the encoding `\(shortened(name))` is not read here; expected `UTF-8`",
    at: place,
    help: "save the file as UTF-8")
}

private func badUTF16(at place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, XMLCode.encoding, "half a character of UTF-16; expected the other half after it", at: place)
}

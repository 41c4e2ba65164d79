/// Files that a browser fetches besides the pages.
public struct Assets: Sendable {
  /// A file and how it is sent.
  struct Asset: Sendable {
    let type: String
    let bytes: [UInt8]
    /// Changes with every byte of the file.
    let tag: String
  }

  private let files: [String: Asset]

  /// Files by name and text; those whose ending is not known are left out.
  public init(reading files: [(name: String, text: String)]) {
    var assets: [String: Asset] = [:]
    for (name, text) in files {
      guard let type = Self.types.first(where: { name.hasSuffix($0.ending) })?.type else { continue }
      let bytes = Array(text.utf8)
      assets[name] = Asset(type: type, bytes: bytes, tag: "\"\(fingerprint(bytes))\"")
    }
    self.files = assets
  }

  /// The file of a name.
  subscript(name: String) -> Asset? { files[name] }

  private static let types: [(ending: String, type: String)] = [
    (".css", "text/css; charset=utf-8"), (".js", "text/javascript; charset=utf-8"),
    (".svg", "image/svg+xml; charset=utf-8"),
  ]
}

/// A number that differs for different bytes, in hexadecimal digits; no secret hangs on it.
///
/// Source: FNV-1a, 64 bits.
func fingerprint(_ bytes: [UInt8]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return String(hash, radix: 16)
}

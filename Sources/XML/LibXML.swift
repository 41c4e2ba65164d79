internal import CLibXML2

/// What must happen once per process, before the first thread uses libxml2.
enum LibXML {
  /// Set up: no external entity is ever loaded, from disk or network, for any parser or schema.
  static let isReady: Bool = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  /// To be called before each use on a thread: libxml2's printed errors are per thread.
  static func prepare() {
    _ = isReady
    cx_silence_generic()
  }
}

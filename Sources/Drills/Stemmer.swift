internal import CStemmer

/// Takes English words back to their stems, so that `fetched` and `fetching` are one word.
///
/// Source: the Snowball project's English stemmer (Porter 2), as Debian ships it.
final class Stemmer {
  private let handle: OpaquePointer?
  private var known: [String: String] = [:]

  /// A stemmer; where the library has none for English, words are their own stems.
  init() { handle = sb_stemmer_new("english", "UTF_8") }

  deinit { sb_stemmer_delete(handle) }

  /// The stem of a word in lower case.
  func stem(_ word: String) -> String {
    if let stem = known[word] { return stem }
    let stem = computed(word)
    // A bound, so that a text of nothing but new words cannot fill the memory twice.
    if known.count < 1 << 16 { known[word] = stem }
    return stem
  }

  private func computed(_ word: String) -> String {
    let bytes = Array(word.utf8)
    guard let handle, bytes.count < 64 else { return word }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let result = sb_stemmer_stem(handle, buffer.baseAddress, Int32(buffer.count)) else { return word }
      let length = Int(sb_stemmer_length(handle))
      return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
    }
  }
}

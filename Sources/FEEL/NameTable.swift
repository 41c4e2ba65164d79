/// The names that can stand at a place, so that a name of several tokens is recognised as one.
package struct NameTable {
  /// A name as the sequence of its tokens.
  package struct Entry: Sendable {
    package let name: String
    package let parts: [String]
    package let type: ValueType

    package init(_ name: String, _ type: ValueType) {
      self.name = name
      self.type = type
      // What begins like a comment cannot be spelled: its tokens would be another name's.
      parts = beginsComment(name) ? [] : Lexer.tokens(of: name).dropLast().map(\.text)
    }
  }

  private var entries: [String: [Entry]] = [:]

  package init(_ entries: some Sequence<Entry>) {
    for entry in entries { insert(entry) }
  }

  package mutating func insert(_ entry: Entry) {
    guard let first = entry.parts.first else { return }
    entries[first, default: []].append(entry)
  }

  /// The longest name that the tokens from an index on spell.
  package func longestMatch(_ tokens: [Token], from index: Int) -> Entry? {
    guard let candidates = entries[tokens[index].text] else { return nil }
    return candidates.filter { matches($0, tokens, index) }.max { $0.parts.count < $1.parts.count }
  }

  private func matches(_ entry: Entry, _ tokens: [Token], _ index: Int) -> Bool {
    guard index + entry.parts.count < tokens.count else { return false }
    return entry.parts.indices.allSatisfy { entry.parts[$0] == tokens[index + $0].text }
  }
}

/// Whether a name holds `//` or `/*`; by its bytes, as every name of every scope is looked at.
private func beginsComment(_ name: String) -> Bool {
  var isAfterSlash = false
  for byte in name.utf8 {
    if isAfterSlash, byte == UInt8(ascii: "/") || byte == UInt8(ascii: "*") { return true }
    isAfterSlash = byte == UInt8(ascii: "/")
  }
  return false
}

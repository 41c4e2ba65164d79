internal import FEEL

/// Names of facts in braces inside a rule's text: `because {Change frequency}, …`.
enum Placeholder {
  /// The names, in order of appearance, each once.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    for piece in pieces(of: text) {
      if case .name(let name) = piece, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The text with each name replaced by its phrase; nil when a phrase is missing.
  static func fill(_ text: String, with phrase: (String) -> String?) -> String? {
    var result = ""
    for piece in pieces(of: text) {
      switch piece {
      case .text(let text): result += text
      case .name(let name):
        guard let phrase = phrase(name) else { return nil }
        result += result.isEmpty ? Prose.capitalized(phrase) : phrase
      }
    }
    return result
  }

  private enum Piece {
    case text(String)
    case name(String)
  }

  private static func pieces(of text: String) -> [Piece] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text.isEmpty ? [] : [.text(text)] }
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.name(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}

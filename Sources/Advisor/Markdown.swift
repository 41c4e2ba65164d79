/// Text made safe for where it will stand.
public enum Markup: String, Sendable, Hashable, CaseIterable {
  /// CommonMark.
  case markdown
  /// Plain text for a terminal.
  case text

  /// The text, so written that it reads as itself and nothing in it is obeyed.
  ///
  /// Line ends become spaces: what is inserted never begins a line of its own.
  public func escape(_ text: String) -> String {
    switch self {
    case .text: plainText(text)
    case .markdown: escapeMarkdown(plainText(text))
    }
  }
}

/// The text without characters that a terminal or a page would obey: controls and direction overrides.
///
/// White space of any kind becomes one space; other controls become U+FFFD.
public func plainText(_ text: String) -> String {
  var result = ""
  var endsInSpace = true
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0x85, 0x2028, 0x2029:
      if !endsInSpace { result += " " }
      endsInSpace = true
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      result += "\u{FFFD}"
      endsInSpace = false
    default:
      result.unicodeScalars.append(scalar)
      endsInSpace = false
    }
  }
  if endsInSpace, !result.isEmpty { result.removeLast() }
  return result
}

/// Backslashes only where CommonMark or its tables would otherwise see more than text.
private func escapeMarkdown(_ text: String) -> String {
  let letters = Array(text)
  var result = ""
  for (index, letter) in letters.enumerated() {
    let next = index + 1 < letters.count ? letters[index + 1] : nil
    let isActive =
      switch letter {
      case "`", "*", "[", "]", "~", "|": true
      case "\\": next.map(isPunctuation) ?? true
      case "_": !(index > 0 && isWord(letters[index - 1]) && next.map(isWord) ?? false)
      case "<": next.map { $0.isLetter || "/!?".contains($0) } ?? false
      case "&": next.map { $0.isLetter || $0 == "#" } ?? false
      case "#", "+", "-", ">", "=": index == 0
      case ".", ")": next.map { $0 == " " } ?? true && index > 0 && letters[..<index].allSatisfy(isDigit)
      default: false
      }
    if isActive { result += "\\" }
    result.append(letter)
  }
  return result
}

private func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber }
private func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }
private func isPunctuation(_ letter: Character) -> Bool {
  letter.isASCII && !isWord(letter) && !letter.isWhitespace
}

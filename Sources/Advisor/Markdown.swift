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
  var copy = text
  return copy.withUTF8 { bytes in
    isPlain(bytes) ? nil : String(unsafeUninitializedCapacity: 3 * bytes.count) { makePlain(bytes, $0) }
  } ?? text
}

/// Whether nothing has to change, as in nearly every text: printable ASCII with single spaces between words.
private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var last: UInt8 = 0x20
  for byte in bytes {
    if byte < 0x20 || byte > 0x7E || byte == 0x20 && last == 0x20 { return false }
    last = byte
  }
  return bytes.isEmpty || last != 0x20
}

/// Writes the plain text of UTF-8 bytes, and returns its length.
///
/// By bytes, because half of the time of reading a large library went into this.
private func makePlain(
  _ bytes: UnsafeBufferPointer<UInt8>, _ result: UnsafeMutableBufferPointer<UInt8>
) -> Int {
  var count = 0
  var index = 0
  var endsInSpace = true
  while index < bytes.count {
    let byte = bytes[index]
    if byte > 0x20, byte < 0x7F {
      result[count] = byte
      count &+= 1
      index &+= 1
      endsInSpace = false
      continue
    }
    if byte == 0x20 {
      if !endsInSpace {
        result[count] = 0x20
        count &+= 1
      }
      endsInSpace = true
      index &+= 1
      continue
    }
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    let end = min(index + length, bytes.count)
    switch meaning(of: bytes, index) {
    case .space:
      if !endsInSpace {
        result[count] = 0x20
        count += 1
      }
      endsInSpace = true
    case .control:
      for byte in "\u{FFFD}".utf8 {
        result[count] = byte
        count += 1
      }
      endsInSpace = false
    case .text:
      for position in index..<end {
        result[count] = bytes[position]
        count += 1
      }
      endsInSpace = false
    }
    index = end
  }
  return endsInSpace && count > 0 ? count - 1 : count
}

private enum Meaning { case text, space, control }

/// What a character is: the one that begins at a byte of valid UTF-8.
private func meaning(of bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Meaning {
  func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
  switch bytes[index] {
  case 0x09, 0x0A, 0x0D, 0x20: return .space
  case 0x00...0x1F, 0x7F: return .control
  // U+0085 and the other C1 controls.
  case 0xC2: return at(1) == 0x85 ? .space : at(1) < 0xA0 ? .control : .text
  // U+061C.
  case 0xD8: return at(1) == 0x9C ? .control : .text
  case 0xE2:
    switch (at(1), at(2)) {
    // U+2028 and U+2029.
    case (0x80, 0xA8...0xA9): return .space
    // U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
    case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return .control
    default: return .text
    }
  case 0xEF:
    // U+FEFF, U+FFF9 to U+FFFB.
    return at(1) == 0xBB && at(2) == 0xBF || at(1) == 0xBF && 0xB9...0xBB ~= at(2) ? .control : .text
  // U+E0000 to U+E0FFF: tags, which nobody sees.
  case 0xF3: return at(1) == 0xA0 ? .control : .text
  default: return .text
  }
}

/// Backslashes only where CommonMark or its tables would otherwise see more than text.
private func escapeMarkdown(_ text: String) -> String {
  let letters = Array(text.unicodeScalars)
  var result = String.UnicodeScalarView()
  for (index, letter) in letters.enumerated() {
    let next = index + 1 < letters.count ? letters[index + 1] : nil
    let isActive =
      switch letter {
      case "`", "*", "[", "]", "~", "|": true
      case "\\": next.map(isPunctuation) ?? true
      case "_": !(index > 0 && isWord(letters[index - 1]) && next.map(isWord) ?? false)
      case "<": next.map { $0.properties.isAlphabetic || "/!?".unicodeScalars.contains($0) } ?? false
      case "&": next.map { $0.properties.isAlphabetic || $0 == "#" } ?? false
      case "#", "+", "-", ">", "=": index == 0
      case ".", ")": next.map { $0 == " " } ?? true && index > 0 && letters[..<index].allSatisfy(isDigit)
      default: false
      }
    if isActive { result.append("\\") }
    result.append(letter)
  }
  return String(result)
}

private func isWord(_ letter: Unicode.Scalar) -> Bool {
  letter.properties.isAlphabetic || letter.properties.numericType != nil
}
private func isDigit(_ letter: Unicode.Scalar) -> Bool { ("0"..."9").contains(letter) }
private func isPunctuation(_ letter: Unicode.Scalar) -> Bool {
  letter.isASCII && !isWord(letter) && !letter.properties.isWhitespace
}

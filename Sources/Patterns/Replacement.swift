/// A part of a replacement.
enum ReplacementPart: Hashable {
  case text(String)
  /// What the group of this number matched; nothing if it took no part.
  case group(Int)
}

/// A replacement taken apart.
///
/// Digits after `$` belong to the number as long as there are that many groups; a group that does not exist
/// stands for nothing.
/// Source: XQuery and XPath Functions and Operators, 5.6.4 (fn:replace).
func replacementParts(_ replacement: String, groups: Int) throws(PatternError) -> [ReplacementPart] {
  let scalars = Array(replacement.unicodeScalars)
  var parts: [ReplacementPart] = []
  var text = ""
  var position = 0
  func flush() {
    if !text.isEmpty { parts.append(.text(text)) }
    text = ""
  }
  while position < scalars.count {
    let scalar = scalars[position]
    let next = position + 1 < scalars.count ? scalars[position + 1] : nil
    switch scalar {
    case "\\":
      guard let next, next == "\\" || next == "$" else {
        throw .replacement(strayBackslash, offset: position)
      }
      text.unicodeScalars.append(next)
      position += 2
    case "$":
      guard let next, let first = digit(next) else { throw .replacement(strayDollar, offset: position) }
      var number = first
      position += 2
      while position < scalars.count, let more = digit(scalars[position]), number * 10 + more <= groups {
        number = number * 10 + more
        position += 1
      }
      flush()
      if number <= groups { parts.append(.group(number)) }
    default:
      text.unicodeScalars.append(scalar)
      position += 1
    }
  }
  flush()
  return parts
}

private func digit(_ scalar: Unicode.Scalar) -> Int? {
  ("0"..."9").contains(scalar) ? Int(scalar.value) - 48 : nil
}

// MARK: Wording

private let strayBackslash = "`\\` must be followed by `\\` or `$`"
private let strayDollar =
  "`$` must be followed by the number of a group, write `\\$` for the character itself"

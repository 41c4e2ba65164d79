/// Escapes and `[…]` of XPath regular expressions.
///
/// Source: XML Schema 1.1 part 2, G.4 (character classes).
extension PatternTranslator {
  /// Classes subtracted from classes; each takes two of the 250 nested groups PCRE2 allows.
  private static let maximumClassDepth = 20

  /// Reads `charClassExpr ::= '[' '^'? part+ ( '-' charClassExpr )? ']'` after its opening bracket.
  mutating func characterClass(openedAt offset: Int, depth: Int) throws(PatternError) -> String {
    guard depth < Self.maximumClassDepth else { throw .syntax(classesTooDeep, offset: offset) }
    let isNegated = skip("^")
    var set = ScalarSet()
    var subtracted: String?
    var isEmpty = true
    while let unit = peek(), unit.scalar != "]" {
      if unit.scalar == "-", let bracket = peek(ahead: 1), bracket.scalar == "[" {
        guard !isEmpty else { throw .syntax(emptyClass, offset: offset) }
        position += 2
        subtracted = try characterClass(openedAt: bracket.offset, depth: depth + 1)
        guard peek()?.scalar == "]" else { throw .syntax(subtractionNotLast, offset: self.offset) }
        break
      }
      try classPart(into: &set)
      isEmpty = false
    }
    guard skip("]") else { throw .syntax(unclosed("["), offset: offset) }
    guard !isEmpty else { throw .syntax(emptyClass, offset: offset) }
    let text =
      isNegated
      ? set.writtenNegated(ignoringCase: flags.ignoresCase) : set.written(ignoringCase: flags.ignoresCase)
    return subtracted.map { "(?:(?!\($0))\(text))" } ?? text
  }

  /// A character, a range or an escape.
  private mutating func classPart(into set: inout ScalarSet) throws(PatternError) {
    let start = offset
    let first = try classAtom()
    guard case .scalar(let lower) = first, peek()?.scalar == "-", let next = peek(ahead: 1),
      next.scalar != "[", next.scalar != "]"
    else { return set.insert(first) }
    guard units[position - 1].scalar != "-" || units[position - 1].offset != start else {
      throw .syntax(hyphenAsBound, offset: start)
    }
    position += 1
    guard next.scalar != "-" else { throw .syntax(hyphenAsBound, offset: next.offset) }
    guard case .scalar(let upper) = try classAtom() else {
      throw .syntax(classAsBound, offset: next.offset)
    }
    guard lower <= upper else { throw .syntax(reversedRange(lower, upper), offset: start) }
    set.cased.append(lower.value...upper.value)
  }

  private mutating func classAtom() throws(PatternError) -> ScalarSet.Atom {
    guard let unit = peek() else { throw .syntax(unclosed("["), offset: end) }
    position += 1
    switch unit.scalar {
    case "\\": return try escapedAtom(at: unit.offset)
    case "[": throw .syntax(bracketInClass, offset: unit.offset)
    default: return .scalar(unit.scalar)
    }
  }

  /// What an escape stands for, as a set; the backslash is already read.
  mutating func escapedSet(at offset: Int) throws(PatternError) -> ScalarSet {
    var set = ScalarSet()
    set.insert(try escapedAtom(at: offset))
    return set
  }

  private mutating func escapedAtom(at offset: Int) throws(PatternError) -> ScalarSet.Atom {
    guard let unit = peek() else { throw .syntax(lonelyBackslash, offset: offset) }
    position += 1
    switch unit.scalar {
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$":
      return .scalar(unit.scalar)
    case "d": return .properties(#"\p{Nd}"#)
    case "D": return .properties(#"\P{Nd}"#)
    case "w": return .properties(#"\p{L}\p{M}\p{N}\p{S}"#)
    case "W": return .properties(#"\p{P}\p{Z}\p{C}"#)
    case "s": return .ranges(whitespaceRanges)
    case "S": return .ranges(complement(of: whitespaceRanges))
    case "i": return .ranges(nameStartRanges)
    case "I": return .ranges(complement(of: nameStartRanges))
    case "c": return .ranges(nameRanges)
    case "C": return .ranges(complement(of: nameRanges))
    case "p": return try property(isNegated: false, at: offset)
    case "P": return try property(isNegated: true, at: offset)
    default: throw .syntax(unknownEscape(unit.scalar), offset: offset)
    }
  }

  /// `{Lu}` or `{IsBasicLatin}` after `\p` or `\P`.
  private mutating func property(isNegated: Bool, at offset: Int) throws(PatternError) -> ScalarSet.Atom {
    guard skip("{") else { throw .syntax(noPropertyName, offset: offset) }
    var name = ""
    while let unit = peek(), unit.scalar != "}" {
      name.unicodeScalars.append(unit.scalar)
      position += 1
    }
    guard skip("}") else { throw .syntax(unclosed("{"), offset: offset) }
    if generalCategories.contains(name) { return .properties("\\\(isNegated ? "P" : "p"){\(name)}") }
    guard name.hasPrefix("Is"), let block = unicodeBlock(named: name.dropFirst(2)) else {
      throw .syntax(unknownProperty(name), offset: offset)
    }
    return .ranges(isNegated ? complement(of: block) : block)
  }
}

/// Categories as XML Schema names them; `Cs` is not among them, for no text holds a surrogate.
private let generalCategories: Set<String> = [
  "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
  "Pe",
  "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
]

// MARK: Wording

private let classesTooDeep = "more than 20 character classes within one another"
private let emptyClass = "an empty character class"
private let subtractionNotLast = "a subtraction must be the last part of its character class"
private let hyphenAsBound = "`-` as the end of a range, write `\\-` for the character itself"
private let classAsBound = "an escape for many characters cannot end a range"
private let bracketInClass = "`[` inside a character class, write `\\[` for the character itself"
private let lonelyBackslash = "`\\` at the end, write `\\\\` for the character itself"
private let noPropertyName = "no property name, expected for example `\\p{Lu}` or `\\p{IsGreek}`"

private func reversedRange(_ lower: Unicode.Scalar, _ upper: Unicode.Scalar) -> String {
  "the range `\(lower)-\(upper)` runs backwards"
}

private func unknownEscape(_ scalar: Unicode.Scalar) -> String { "`\\\(scalar)` is no escape of XPath" }

private func unknownProperty(_ name: String) -> String {
  "`\(name)` is neither a Unicode category nor `Is` and the name of a block"
}

/// One pass over an XPath regular expression that writes the PCRE2 expression of the same meaning.
///
/// The functions follow the grammar of XML Schema 1.1 part 2, appendix G, with the additions of XPath
/// (anchors, reluctant quantifiers, groups without capture, back-references). Everything PCRE2 would take but
/// XPath refuses is refused here, so that nothing of PCRE2's own syntax can be reached.
struct PatternTranslator {
  /// A scalar of the expression and where it stood; with flag `x`, white space is already left out.
  struct Unit {
    let scalar: Unicode.Scalar
    let offset: Int
  }

  /// Groups within groups; PCRE2 has a limit of 250, and recursion here must be bounded.
  static let maximumDepth = 200
  /// The largest number PCRE2 takes in a quantifier.
  static let maximumRepetition = 65_535

  let flags: PatternFlags
  let units: [Unit]
  /// The number of scalars of the whole expression.
  let end: Int
  var position = 0
  /// What is written so far.
  var output = ""
  /// By group number from 1: whether its parenthesis is closed.
  var groups: [Bool] = []

  /// The PCRE2 expression for an XPath expression.
  static func translate(_ xpath: String, flags: PatternFlags) throws(PatternError) -> String {
    var translator = PatternTranslator(xpath, flags: flags)
    if flags.isLiteral {
      for unit in translator.units { translator.writeLiteral(unit.scalar) }
    } else {
      try translator.alternatives(depth: 0)
      if let unit = translator.peek() { throw .syntax(stray(unit.scalar), offset: unit.offset) }
    }
    return translator.output
  }

  private init(_ xpath: String, flags: PatternFlags) {
    let all = xpath.unicodeScalars.enumerated().map { Unit(scalar: $1, offset: $0) }
    self.flags = flags
    units = flags.ignoresWhitespace && !flags.isLiteral ? Self.withoutWhitespace(all) : all
    end = all.count
  }

  /// Flag `x`: white space goes, except inside character classes.
  private static func withoutWhitespace(_ all: [Unit]) -> [Unit] {
    var kept: [Unit] = []
    var depth = 0
    var isEscaped = false
    for unit in all {
      if depth == 0, isPatternWhitespace(unit.scalar) { continue }
      kept.append(unit)
      if isEscaped {
        isEscaped = false
      } else {
        isEscaped = unit.scalar == "\\"
        if unit.scalar == "[" { depth += 1 }
        if unit.scalar == "]", depth > 0 { depth -= 1 }
      }
    }
    return kept
  }

  // MARK: Reading

  func peek(ahead: Int = 0) -> Unit? {
    position + ahead < units.count ? units[position + ahead] : nil
  }

  /// Where the next scalar stands, or the end.
  var offset: Int { peek()?.offset ?? end }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek()?.scalar == scalar else { return false }
    position += 1
    return true
  }

  // MARK: The grammar

  /// Reads `regExp ::= branch ( '|' branch )*`.
  private mutating func alternatives(depth: Int) throws(PatternError) {
    try branch(depth: depth)
    while skip("|") {
      output += "|"
      try branch(depth: depth)
    }
  }

  /// Reads `branch ::= piece*`, `piece ::= atom quantifier?`.
  private mutating func branch(depth: Int) throws(PatternError) {
    while let unit = peek(), unit.scalar != "|", unit.scalar != ")" {
      try atom(unit, depth: depth)
      try quantifier()
    }
  }

  private mutating func atom(_ unit: Unit, depth: Int) throws(PatternError) {
    position += 1
    switch unit.scalar {
    case "(": try group(openedAt: unit.offset, depth: depth)
    case "[": output += try characterClass(openedAt: unit.offset, depth: 0)
    case ".": output += flags.dotMatchesLineEnds ? "." : #"[^\n\r]"#
    case "^": output += flags.isMultiline ? #"(?:\A|(?<=\n)(?!\z))"# : #"(?:\A)"#
    case "$": output += flags.isMultiline ? #"(?:(?=\n)|(?<!\n)\z)"# : #"(?:\z)"#
    case "\\": try escape(at: unit.offset)
    case "?", "*", "+", "{": throw .syntax(nothingToRepeat(unit.scalar), offset: unit.offset)
    case "]", "}": throw .syntax(stray(unit.scalar), offset: unit.offset)
    default: writeLiteral(unit.scalar)
    }
  }

  private mutating func group(openedAt offset: Int, depth: Int) throws(PatternError) {
    guard depth < Self.maximumDepth else { throw .syntax(tooDeep, offset: offset) }
    var number: Int?
    if skip("?") {
      guard skip(":") else { throw .syntax(unknownGroup(peek()?.scalar), offset: offset) }
      output += "(?:"
    } else {
      groups.append(false)
      number = groups.count
      output += "("
    }
    try alternatives(depth: depth + 1)
    guard skip(")") else { throw .syntax(unclosed("("), offset: offset) }
    output += ")"
    if let number { groups[number - 1] = true }
  }

  /// Reads `quantifier ::= ( [?*+] | '{' n (',' m?)? '}' ) '?'?`.
  private mutating func quantifier() throws(PatternError) {
    guard let unit = peek() else { return }
    switch unit.scalar {
    case "?", "*", "+":
      position += 1
      output.unicodeScalars.append(unit.scalar)
    case "{":
      position += 1
      output += try repetition(openedAt: unit.offset)
    default: return
    }
    if skip("?") { output += "?" }
    if let next = peek(), ["?", "*", "+", "{"].contains(next.scalar) {
      throw .syntax(nothingToRepeat(next.scalar), offset: next.offset)
    }
  }

  private mutating func repetition(openedAt offset: Int) throws(PatternError) -> String {
    let least = try repetitionCount()
    var text = "{\(least)"
    if skip(",") {
      text += ","
      if peek()?.scalar != "}" {
        let most = try repetitionCount()
        guard least <= most else { throw .syntax(reversedRepetition(least, most), offset: offset) }
        text += String(most)
      }
    }
    guard skip("}") else { throw .syntax(unclosed("{"), offset: offset) }
    return text + "}"
  }

  private mutating func repetitionCount() throws(PatternError) -> Int {
    let start = offset
    var count: Int?
    while let unit = peek(), ("0"..."9").contains(unit.scalar) {
      count = (count ?? 0) * 10 + Int(unit.scalar.value - 48)
      if let count, count > Self.maximumRepetition { throw .syntax(repeatedTooOften, offset: start) }
      position += 1
    }
    guard let count else { throw .syntax(noRepetitionCount, offset: start) }
    return count
  }

  /// A backslash outside character classes.
  private mutating func escape(at offset: Int) throws(PatternError) {
    if let unit = peek(), ("1"..."9").contains(unit.scalar) {
      output += try backReference(at: offset)
    } else {
      output += try escapedSet(at: offset).written(ignoringCase: flags.ignoresCase)
    }
  }

  /// Digits belong to the number as long as that many groups have been opened.
  private mutating func backReference(at offset: Int) throws(PatternError) -> String {
    var number = 0
    while let unit = peek(), ("0"..."9").contains(unit.scalar) {
      let longer = number * 10 + Int(unit.scalar.value - 48)
      if number > 0, longer > groups.count { break }
      number = longer
      position += 1
    }
    guard number <= groups.count else { throw .syntax(noSuchGroup(number), offset: offset) }
    guard groups[number - 1] else { throw .syntax(openGroup(number), offset: offset) }
    return "\\g{\(number)}"
  }

  mutating func writeLiteral(_ scalar: Unicode.Scalar) {
    output += writtenScalar(scalar)
  }
}

/// White space in the sense of flag `x`.
func isPatternWhitespace(_ scalar: Unicode.Scalar) -> Bool {
  [0x9, 0xA, 0xD, 0x20].contains(scalar.value)
}

/// A scalar that stands for itself in PCRE2, inside and outside of classes.
func writtenScalar(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9": String(scalar)
  default: "\\x{\(String(scalar.value, radix: 16))}"
  }
}

// MARK: Wording

private let tooDeep = "more than \(PatternTranslator.maximumDepth) groups within one another"
private let repeatedTooOften = "a repetition of more than \(PatternTranslator.maximumRepetition)"
private let noRepetitionCount = "no digits in a repetition, expected `{2}`, `{2,}` or `{2,4}`"

func unclosed(_ bracket: String) -> String { "`\(bracket)` is never closed" }

private func stray(_ scalar: Unicode.Scalar) -> String {
  "stray `\(scalar)`, write `\\\(scalar)` for the character itself"
}

private func nothingToRepeat(_ scalar: Unicode.Scalar) -> String {
  "`\(scalar)` has nothing to repeat, write `\\\(scalar)` for the character itself"
}

private func unknownGroup(_ scalar: Unicode.Scalar?) -> String {
  "`(?\(scalar.map { String($0) } ?? "")` is no group of XPath, expected `(` or `(?:`"
}

private func reversedRepetition(_ least: Int, _ most: Int) -> String {
  "a repetition of at least \(least) but at most \(most)"
}

private func noSuchGroup(_ number: Int) -> String { "`\\\(number)` refers to a group that does not exist" }

private func openGroup(_ number: Int) -> String { "`\\\(number)` stands inside the group it refers to" }

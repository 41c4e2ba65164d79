internal import Diagnostics

/// Words that end an operand and never begin a name.
let binaryWords: Set = ["and", "or", "in", "between", "instance", "then", "else", "return", "satisfies"]

/// Words that no name begins with.
let reservedWords: Set = binaryWords.union([
  "null", "true", "false", "if", "for", "some", "every", "function", "external",
])

/// Rule 30; the standard prints the apostrophe in its curved form.
private let additionalNameSymbols: Set<Unicode.Scalar> = [".", "/", "-", "'", "\u{2019}", "+", "*"]

extension Parser {
  /// Rule 25: the longest name in sight, else as many words as follow each other.
  mutating func variable() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    let words = wordRun(from: index)
    if let known = longestKnown(), known.parts.count >= words || !isWord(index + known.parts.count) {
      index += known.parts.count
      lastType = known.type
      return try node(.name(known.name), from: start)
    }
    let name = takeName(upTo: index + words)
    lastType = .any
    return try node(.name(name), from: start)
  }

  /// The longest name in sight at the current token; the innermost among equals.
  private func longestKnown() -> NameTable.Entry? {
    var best: NameTable.Entry?
    for scope in scopes.reversed() {
      if let found = scope.longestMatch(tokens, from: index), found.parts.count > best?.parts.count ?? 0 {
        best = found
      }
    }
    if let found = builtinNames.longestMatch(tokens, from: index), found.parts.count > best?.parts.count ?? 0
    {
      best = found
    }
    return best
  }

  private func isWord(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .name: !binaryWords.contains(tokens[index].text)
    case .number: !tokens[index].text.contains(".")
    case .string, .symbol, .invalid, .end: false
    }
  }

  /// How many words follow each other.
  private func wordRun(from start: Int) -> Int {
    var end = start + 1
    while isWord(end) { end += 1 }
    return end - start
  }

  /// Rule 43: a property by the type of what it belongs to, else any property known, else as many words as follow.
  mutating func propertyName(of type: ValueType) throws(DiagnosticsError) -> String {
    guard token.kind == .name else { throw unexpected("a property name after the dot") }
    let own = NameTable(type.propertyFields.map { NameTable.Entry($0.name, $0.type) })
    if let known = own.longestMatch(tokens, from: index) {
      index += known.parts.count
      return known.name
    }
    let words = wordRun(from: index)
    if let known = properties.longestMatch(tokens, from: index), known.parts.count >= words {
      index += known.parts.count
      return known.name
    }
    return takeName(upTo: index + words)
  }

  /// The text of the tokens up to an index as a name, blanks normalised to one space; moves there.
  mutating func takeName(upTo end: Int) -> String {
    var name = ""
    var last: Int?
    for token in tokens[index..<max(index, end)] {
      if let last, token.span.lowerBound > last { name += " " }
      if case .string(let text) = token.kind { name += text } else { name += token.text }
      last = token.span.upperBound
    }
    index = max(index, end)
    return name
  }

  /// Rules 27 to 30: where the name beginning at an index ends, made of words, numerals and the additional symbols.
  func nameEnd(from start: Int, before word: String? = nil) -> Int {
    var end = start
    while isNamePart(tokens[end]), tokens[end].text != word { end += 1 }
    return end
  }

  private func isNamePart(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .number: true
    case .symbol: token.text.unicodeScalars.allSatisfy { additionalNameSymbols.contains($0) }
    case .string, .invalid, .end: false
    }
  }

  /// The index of the colon that ends the key beginning at an index, if one does.
  func keyEnd(from start: Int) -> Int? {
    if case .string = tokens[start].kind { return tokens[start + 1].text == ":" ? start + 1 : nil }
    guard tokens[start].kind == .name else { return nil }
    var end = start
    while end < tokens.count {
      switch tokens[end].kind {
      case .end, .string, .invalid: return nil
      case .name, .number: break
      case .symbol:
        switch tokens[end].text {
        case ":": return end
        case ",", "(", ")", "[", "]", "{", "}", "@", "=", "!=", "<", ">", "<=", ">=": return nil
        default: break
        }
      }
      end += 1
    }
    return nil
  }
}

extension NameTable {
  /// The fields of some types and of the types inside them.
  init(fieldsOf types: [ValueType]) {
    self.init([])
    var seen: Set<String> = []
    for type in types { type.collectFields(&self, &seen) }
  }
}

/// Properties of values that are no contexts.
let temporalProperties = [
  "year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone", "years", "months",
  "days", "hours", "minutes", "seconds", "start", "end", "start included", "end included",
]

extension ValueType {
  fileprivate func collectFields(_ table: inout NameTable, _ seen: inout Set<String>) {
    switch self {
    case .list(let inner), .range(let inner): inner.collectFields(&table, &seen)
    case .context(let fields):
      for field in fields {
        if seen.insert(field.name).inserted { table.insert(NameTable.Entry(field.name, .any)) }
        field.type.collectFields(&table, &seen)
      }
    case .function(_, let result): result.collectFields(&table, &seen)
    case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths:
      break
    }
  }
}

let temporalNames = NameTable(temporalProperties.map { NameTable.Entry($0, .any) })

let builtinNames = NameTable(builtins.keys.map { NameTable.Entry($0, .any) })

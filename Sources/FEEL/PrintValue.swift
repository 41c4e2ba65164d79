extension Value: CustomStringConvertible {
  /// Canonical FEEL text: parses back to the same value, functions excepted.
  ///
  /// What is left of a value of millions of parts, as sharing makes them, is `…`.
  public var description: String {
    var walk = ValueWalk(steps: 2_000_000)
    return text(&walk)
  }

  /// The text of so many parts and `…` for the others, for messages.
  package func text(ofParts parts: Int) -> String {
    var walk = ValueWalk(steps: parts)
    return text(&walk)
  }

  fileprivate func text(_ walk: inout ValueWalk) -> String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.description
    case .string(let text): quoted(text)
    case .date(let date): "@\"\(date)\""
    case .time(let time): "@\"\(time)\""
    case .dateTime(let moment): "@\"\(moment)\""
    case .daysAndTime(let duration): "@\"\(duration)\""
    case .yearsAndMonths(let duration): "@\"\(duration)\""
    case .list(let items): text(of: items, &walk)
    case .context(let context): text(of: context, &walk)
    case .range(let range): rangeText(range)
    case .function(let function): functionText(function)
    }
  }

  private func text(of items: [Value], _ walk: inout ValueWalk) -> String {
    guard walk.enter(0) else { return "[…]" }
    defer { walk.leave() }
    var texts: [String] = []
    for item in items {
      texts.append(item.text(&walk))
      if walk.isGivenUp || !walk.count() {
        if texts.count < items.count { texts.append("…") }
        break
      }
    }
    return "[" + texts.joined(separator: ", ") + "]"
  }

  private func text(of context: Context, _ walk: inout ValueWalk) -> String {
    guard walk.enter(0) else { return "{…}" }
    defer { walk.leave() }
    var texts: [String] = []
    for entry in context.entries {
      texts.append("\(key(entry.name)): \(entry.value.text(&walk))")
      if walk.isGivenUp || !walk.count() {
        if texts.count < context.entries.count { texts.append("…") }
        break
      }
    }
    return "{" + texts.joined(separator: ", ") + "}"
  }
}

private func rangeText(_ range: RangeValue) -> String {
  switch (range.lower.value, range.upper.value) {
  case (nil, nil): "(null..null)"
  case (nil, let high?): "(\(range.upper.isClosed ? "<=" : "<") \(high))"
  case (let low?, nil): "(\(range.lower.isClosed ? ">=" : ">") \(low))"
  case (let low?, let high?):
    "\(range.lower.isClosed ? "[" : "(")\(low)..\(high)\(range.upper.isClosed ? "]" : ")")"
  }
}

private func functionText(_ function: Function) -> String {
  if function.builtin != nil { return function.name }
  let parameters = function.parameters.map { $0.type == .any ? $0.name : "\($0.name): \($0.type)" }
  return "function(\(parameters.joined(separator: ", "))) external {}"
}

/// A string literal that means the text.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}

/// The key of a context: a plain name, or a string literal.
func key(_ name: String) -> String { isPlainName(name) ? name : quoted(name) }

/// Whether a name reads as one however it is surrounded: words with single blanks between them.
func isPlainName(_ name: String) -> Bool {
  let tokens = Lexer.tokens(of: name).dropLast()
  guard let first = tokens.first, !reservedWords.contains(first.text) else { return false }
  return tokens.allSatisfy { $0.kind == .name && !binaryWords.contains($0.text) }
    && tokens.map(\.text).joined(separator: " ") == name
}

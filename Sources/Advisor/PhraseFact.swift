internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

extension Rulebook {
  /// How a sentence speaks of a known fact, as a clause; nil when it is unknown or the rules have no words for it.
  func phrase(of name: String, in useCase: UseCase) -> String? {
    guard let topic = topic(name), let fact = useCase[name] else { return nil }
    switch fact.content {
    case .unknown: return nil
    case .value(let value):
      return topic.choice(for: value)?.phrase?.filled(with: Prose.said(value), isRough: isRound(value))
    case .among(let written):
      guard let tests = try? CheckedUnaryTests(parsing: written, of: topic.type, scope: TypeScope()),
        let cells = diagram.cells(of: name, matching: tests)
      else { return nil }
      // Several choices may fall into one cell; the one that was picked speaks for itself.
      let picked = topic.choices.first { $0.tests.fragment.text == written.text }
      let fitting = topic.choices.filter { choice in
        diagram.cells(of: name, matching: choice.tests).map { cells.isSubset(of: $0) } ?? false
      }
      // A range is not spoken of as one of its values, nor as a smaller range: its bounds are told where that can be done.
      let ranges = fitting.filter { $0.value == nil }
      let choice =
        picked ?? ranges.first { $0.phrase?.contains("{value}") ?? false } ?? ranges.first ?? fitting.first
      return choice?.phrase?.filled(with: Prose.extent(of: tests) ?? "", isRough: false)
    }
  }

  /// How a sentence speaks of a choice that nobody has made yet, as a clause; nil where the rules have no words for it.
  func phrase(of choice: Topic.Choice) -> String? {
    choice.phrase?.filled(with: Prose.extent(of: choice.tests) ?? "", isRough: false)
  }
}

/// Whether a number has been rounded, as far as its last digit tells.
private func isRound(_ value: Value) -> Bool { value.description.hasSuffix("0") }

extension String {
  /// A phrase with `{value}` filled in; "about" makes no sense before a range or a count.
  fileprivate func filled(with value: String, isRough: Bool) -> String? {
    guard contains("{value}") else { return self }
    guard !value.isEmpty else { return nil }
    let text = isRough ? self : replacing("about {value}", with: "{value}")
    return text.replacing("{value}", with: value)
  }
}

extension Prose {
  /// A value as people write it: `1,500,000`, `daily`, `yes`.
  static func number(_ value: Value) -> String {
    switch value {
    case .number: grouped(value.description)
    case .string(let text): text
    case .boolean(let flag): flag ? "yes" : "no"
    default: value.description
    }
  }

  /// A single interval in words: `more than 500`, `between 100 and 500`; nil for other tests.
  static func extent(of tests: CheckedUnaryTests) -> String? {
    guard case .oneOf(let options) = tests.tests, options.count == 1 else { return nil }
    switch options[0] {
    case .comparison(let relation, let bound):
      guard let text = text(of: bound) else { return nil }
      switch relation {
      case .less: return "fewer than \(text)"
      case .lessOrEqual: return "up to \(text)"
      case .greater: return "more than \(text)"
      case .greaterOrEqual: return "at least \(text)"
      case .equal, .notEqual: return nil
      }
    case .expression(let expression):
      guard case .range(let range) = expression.kind, let lower = range.lower.flatMap(text),
        let upper = range.upper.flatMap(text)
      else { return nil }
      return lower == "0" ? "up to \(upper)" : "between \(lower) and \(upper)"
    }
  }

  private static func text(of bound: Expression) -> String? {
    guard case .literal(let value) = bound.kind else { return nil }
    return said(value)
  }

  /// A value as it is said aloud: `10 billion`, `1.5 million`; one that is not round stays in figures.
  static func said(_ value: Value) -> String {
    guard case .number = value, let amount = Double(value.description) else { return number(value) }
    for (unit, name) in [(1e9, "billion"), (1e6, "million")] where amount >= unit && amount < unit * 1e3 {
      let tenths = amount / unit * 10
      guard tenths == tenths.rounded() else { break }
      let text = tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths) / 10)" : "\(tenths / 10)"
      return "\(text) \(name)"
    }
    return number(value)
  }

  /// The whole part in groups of three.
  private static func grouped(_ number: String) -> String {
    let whole = number.prefix { $0.isNumber }
    guard whole.count > 3 else { return number }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result + number.dropFirst(whole.count)
  }
}

extension Prose {
  /// An amount as people say it, to two digits: `510`, `1,500`, `320,000`; `less than 1` for anything smaller.
  static func roughly(_ amount: Value) -> String {
    guard let exact = Double(amount.description), exact.isFinite, exact < 1e15 else { return number(amount) }
    if exact > 0, exact < 1 { return "less than 1" }
    var unit = 1.0
    while exact / unit >= 100 { unit *= 10 }
    return grouped(String(Int((exact / unit).rounded() * unit)))
  }

  /// Cents to two figures, for an amount of dollars: `1.6`.
  static func cents(_ dollars: Number) -> String {
    guard let cents = dollars * Number(100), let size = Double(cents.description) else { return "0" }
    let scale = size < 0.1 ? 3 : size < 1 ? 2 : size < 10 ? 1 : 0
    return number(.number((cents.rounded(toScale: scale, rule: .halfUp) ?? cents).normalized))
  }
}

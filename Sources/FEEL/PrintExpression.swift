extension Expression: CustomStringConvertible {
  /// Canonical FEEL text with no more parentheses than needed; parses back to the same tree.
  public var description: String { text(inside: .block) }

  /// The text as an operand that must bind at least so strongly.
  private func text(inside weakest: Precedence) -> String {
    kind.precedence < weakest || weakest >= .and && kind.endsInOpenType ? "(\(bare))" : bare
  }

  private var operand: String { text(inside: .operand) }

  /// The text where only what cannot be mistaken for the start of something else may stand.
  private var bare: String {
    switch kind {
    case .literal(let value): value.description
    case .name(let name): name
    case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .context(let entries):
      "{" + entries.map { "\(key($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
    case .range(let range): text(of: range)
    case .path(let value, let name): "\(value.operand).\(name)"
    case .filter(let list, let condition): "\(list.operand)[\(condition)]"
    case .invoke(let function, let arguments):
      "\(function.operand)(\(arguments.map(\.description).joined(separator: ", ")))"
    case .invokeNamed(let function, let arguments):
      "\(function.operand)(\(arguments.map { "\(key($0.name)): \($0.value)" }.joined(separator: ", ")))"
    case .negate(let value): "-\(value.afterMinus)"
    case .arithmetic(let sign, let left, let right):
      "\(left.text(inside: kind.precedence)) \(sign.rawValue) \(right.text(inside: kind.precedence.stronger))"
    case .comparison(let sign, let left, let right):
      "\(left.text(inside: .comparison)) \(sign.rawValue) \(right.text(inside: .addition))"
    case .and(let left, let right): "\(left.text(inside: .and)) and \(right.text(inside: .comparison))"
    case .or(let left, let right): "\(left.text(inside: .or)) or \(right.text(inside: .and))"
    case .between(let value, let low, let high):
      "\(value.text(inside: .comparison)) between \(low.text(inside: .addition)) and \(high.text(inside: .addition))"
    case .in(let value, let tests): "\(value.text(inside: .comparison)) in \(text(of: tests))"
    case .instanceOf(let value, let type): "\(value.operand) instance of \(type)"
    case .ifThenElse(let condition, let yes, let no): "if \(condition) then \(yes) else \(no)"
    case .for(let iterators, let body): "for \(text(of: iterators)) return \(body)"
    case .some(let iterators, let body): "some \(text(of: iterators)) satisfies \(body)"
    case .every(let iterators, let body): "every \(text(of: iterators)) satisfies \(body)"
    case .function(let parameters, let body, let isExternal):
      "function(\(parameters.map(\.description).joined(separator: ", ")))\(isExternal ? " external" : "") \(body)"
    }
  }

  /// After a minus sign a numeral would become part of a literal.
  private var afterMinus: String {
    if case .literal(.number(let number)) = first.kind, !number.isNegative { return "(\(bare))" }
    return kind.isNegatable ? bare : operand
  }

  /// The leftmost operand in the text.
  private var first: Expression {
    switch kind {
    case .path(let left, _), .filter(let left, _), .invoke(let left, _), .invokeNamed(let left, _),
      .instanceOf(let left, _):
      left.kind.precedence == .operand ? left.first : left
    default: self
    }
  }

  private func text(of range: RangeExpression) -> String {
    switch (range.lower, range.upper) {
    case (nil, nil): "(null..null)"
    case (nil, let high?): "(\(range.includesUpper ? "<=" : "<") \(high.text(inside: .addition)))"
    case (let low?, nil): "(\(range.includesLower ? ">=" : ">") \(low.text(inside: .addition)))"
    case (let low?, let high?):
      "\(range.includesLower ? "[" : "(")\(low)..\(high)\(range.includesUpper ? "]" : ")")"
    }
  }

  private func text(of iterators: [Iterator]) -> String {
    iterators.map { iterator in
      let domain = "\(iterator.name) in \(iterator.domain)"
      return iterator.end.map { "\(domain)..\($0)" } ?? domain
    }.joined(separator: ", ")
  }

  private func text(of tests: [UnaryTest]) -> String {
    guard tests.count == 1, let test = tests.first else {
      return "(" + tests.map(\.description).joined(separator: ", ") + ")"
    }
    switch test {
    case .comparison: return test.description
    case .expression(let value): return value.text(inside: .addition)
    }
  }
}

extension Expression.Kind {
  /// How strongly the text holds together.
  fileprivate var precedence: Precedence {
    switch self {
    case .ifThenElse, .for, .some, .every, .function: .block
    case .or: .or
    case .and: .and
    case .comparison, .between, .in: .comparison
    case .arithmetic(let sign, _, _): Operator.arithmetic(sign).precedence
    case .negate, .instanceOf: .sign
    case .literal, .name, .list, .context, .range, .path, .filter, .invoke, .invokeNamed: .operand
    }
  }

  /// Whether an operator after it could be read as part of the type it ends in.
  fileprivate var endsInOpenType: Bool {
    switch self {
    case .instanceOf(_, let type): type.isOpen
    case .negate(let operand): operand.kind.isNegatable && operand.kind.endsInOpenType
    default: false
    }
  }

  /// Whether it may stand after a minus sign without parentheses.
  fileprivate var isNegatable: Bool {
    switch self {
    case .negate, .instanceOf: true
    default: precedence == .operand
    }
  }
}

extension TypeExpression {
  /// Whether its text ends in a word that a `<` or an `and` after it would carry on, as in `list` or `date`.
  fileprivate var isOpen: Bool {
    switch self {
    case .named(let name): ["list", "range", "context", "function", "date"].contains(name)
    case .function(_, let result): result.isOpen
    case .list, .range, .context: false
    }
  }
}

extension UnaryTest: CustomStringConvertible {
  /// The test as a cell writes it.
  public var description: String {
    switch self {
    case .comparison(let sign, let bound): "\(sign.rawValue) \(bound.asBound)"
    case .expression(let value): value.description
    }
  }
}

extension Expression {
  /// The text behind a comparison sign that has no left side.
  fileprivate var asBound: String { text(inside: .addition) }
}

extension UnaryTests: CustomStringConvertible {
  /// The cell's text.
  public var description: String {
    switch self {
    case .any: "-"
    case .oneOf(let tests): tests.map(\.description).joined(separator: ", ")
    case .noneOf(let tests): "not(" + tests.map(\.description).joined(separator: ", ") + ")"
    }
  }
}

extension Expression.Parameter: CustomStringConvertible {
  /// The parameter as its definition writes it, `name: type`.
  public var description: String { type.map { "\(name): \($0)" } ?? name }
}

extension TypeExpression: CustomStringConvertible {
  /// The type as FEEL writes it.
  public var description: String {
    switch self {
    case .named(let name): name
    case .list(let type): "list<\(type)>"
    case .range(let type): "range<\(type)>"
    case .context(let entries):
      "context<\(entries.map { "\(key($0.name)): \($0.type)" }.joined(separator: ", "))>"
    case .function(let parameters, let result):
      "function<\(parameters.map(\.description).joined(separator: ", "))>->\(result)"
    }
  }
}

internal import Diagnostics

extension Parser {
  /// Rules 38 to 47: paths, filters and invocations after what they apply to.
  mutating func postfix(_ first: Expression) throws(DiagnosticsError) -> Expression {
    var left = first
    while true {
      let start = left.span.lowerBound
      if at(".") {
        advance()
        let name = try propertyName(of: lastType)
        lastType = lastType.property(name) ?? .any
        left = try node(.path(left, name), from: start)
      } else if at("["), !closesOpenRange {
        left = try filter(left)
      } else if at("(") {
        left = try invocation(left)
      } else {
        return left
      }
    }
  }

  /// Whether this `[` ends a range such as `]1..2[`: nothing after it can begin a filter's condition.
  private var closesOpenRange: Bool {
    guard isInUpperBound else { return false }
    switch next.kind {
    case .end: return true
    case .number, .string, .invalid: return false
    case .name: return binaryWords.contains(next.text)
    case .symbol: return !["(", "[", "{", "@", "-"].contains(next.text)
    }
  }

  /// Rule 50: the elements' own entries and `item` are in sight of the condition.
  private mutating func filter(_ list: Expression) throws(DiagnosticsError) -> Expression {
    let type = lastType
    advance()
    let element = type.element ?? type
    var names = element.fields.map { NameTable.Entry($0.name, $0.type) }
    names.append(NameTable.Entry("item", element))
    scopes.append(NameTable(names))
    let condition = try expression()
    scopes.removeLast()
    try expect("]", "to close the filter")
    lastType = .list(element)
    return try node(.filter(list, condition), from: list.span.lowerBound)
  }

  /// Rules 38 to 42: positional or named arguments.
  private mutating func invocation(_ function: Expression) throws(DiagnosticsError) -> Expression {
    let result = lastType.result
    advance()
    let isNamed = keyEnd(from: index) != nil
    var named: [Expression.Entry] = []
    var positional: [Expression] = []
    if !at(")") {
      repeat {
        if isNamed {
          guard let end = keyEnd(from: index) else { throw unexpected("a parameter name with a colon") }
          let name = takeName(upTo: end)
          advance()
          named.append(Expression.Entry(name, try expression()))
        } else {
          positional.append(try expression())
        }
      } while accept(",")
    }
    try expect(")", "to close the arguments")
    lastType = result
    let kind = isNamed ? Expression.Kind.invokeNamed(function, named) : .invoke(function, positional)
    return try node(kind, from: function.span.lowerBound)
  }

  /// Literals, names, and everything in brackets or behind a keyword.
  mutating func primary() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    lastType = .any
    switch token.kind {
    case .number: return try number(isNegative: false, from: start)
    case .string(let text):
      advance()
      lastType = .string
      return try node(.literal(.string(text)), from: start)
    case .name: return try keywordOrName()
    case .symbol:
      switch token.text {
      case "(": return try parenthesised()
      case "[": return try listOrRange()
      case "]": return try openRange()
      case "{": return try context()
      case "@": return try atLiteral()
      default: throw unexpected("an expression")
      }
    case .invalid, .end: throw unexpected("an expression")
    }
  }

  private mutating func keywordOrName() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    switch token.text {
    case "null": return try word(.null, from: start)
    case "true": return try word(.boolean(true), from: start)
    case "false": return try word(.boolean(false), from: start)
    case "if": return try conditional()
    case "for": return try iteration()
    case "some", "every": return try quantified()
    case "function": return try functionDefinition()
    default:
      if reservedWords.contains(token.text) { throw unexpected("an expression") }
      return try variable()
    }
  }

  private mutating func word(_ value: Value, from start: Int) throws(DiagnosticsError) -> Expression {
    advance()
    return try node(.literal(value), from: start)
  }

  mutating func number(isNegative: Bool, from start: Int) throws(DiagnosticsError) -> Expression {
    let text = (isNegative ? "-" : "") + token.text
    guard let value = Number(text) else {
      throw failure(.syntax, "`\(oneLine(text))` is beyond the range of numbers", at: start)
    }
    advance()
    lastType = .number
    return try node(.literal(.number(value)), from: start)
  }

  /// Rule 62, a date, time or duration behind `@`.
  ///
  /// What denotes nothing is null, as the function it abbreviates would answer.
  private mutating func atLiteral() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    guard case .string(let text) = token.kind else { throw unexpected("a string after `@`") }
    advance()
    let value =
      temporal(parsing: text)
      ?? .null(
        NullReason("`\(oneLine(text))` is no date, time or duration", at: fragment.location(atUTF8: start)))
    lastType = value.type
    return try node(.literal(value), from: start)
  }

  /// Rule 57: elements, or a range where two dots follow the first.
  private mutating func listOrRange() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    if accept("]") {
      lastType = .list(.any)
      return try node(.list([]), from: start)
    }
    var items = [try element()]
    if at("..") { return try range(from: start, lower: items[0], includesLower: true) }
    var type = lastType
    while accept(",") {
      items.append(try element())
      type = type == lastType ? type : .any
    }
    try expect("]", "to close the list")
    lastType = .list(type)
    return try node(.list(items), from: start)
  }

  /// An element of a list; a comparison without its left side is the range it describes.
  private mutating func element() throws(DiagnosticsError) -> Expression {
    if let range = try unboundedRange() { return range }
    return try expression()
  }

  /// `< 5` as a range.
  private mutating func unboundedRange() throws(DiagnosticsError) -> Expression? {
    guard token.kind == .symbol, let sign = ComparisonOperator(rawValue: token.text), sign.isOrdering else {
      return nil
    }
    let start = token.span.lowerBound
    advance()
    let bound = try operation(.addition)
    lastType = .any
    return try node(.range(RangeExpression(sign, bound)), from: start)
  }

  /// A range that begins with a bracket turned outwards, `]low..high[`.
  private mutating func openRange() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    let lower = try expression()
    if !at("..") { throw unexpected("`..` of the range") }
    return try range(from: start, lower: lower, includesLower: false)
  }

  /// Rule 8: from the two dots on.
  private mutating func range(
    from start: Int, lower: Expression, includesLower: Bool
  ) throws(DiagnosticsError) -> Expression {
    advance()
    let outer = isInUpperBound
    isInUpperBound = true
    defer { isInUpperBound = outer }
    let upper = try operation(.or)
    let closed = at("]")
    guard closed || at(")") || at("[") else { throw unexpected("`]`, `)` or `[` to close the range") }
    advance()
    let range = RangeExpression(
      lower: lower, includesLower: includesLower, upper: upper, includesUpper: closed)
    lastType = .any
    return try node(.range(range), from: start)
  }

  /// An expression, a range `(1..2)` or a half range `(< 5)` in parentheses.
  private mutating func parenthesised() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    if let range = try unboundedRange() {
      try expect(")", "to close the range")
      return Expression(range.kind, span: start..<endOfLast)
    }
    let inner = try expression()
    return try parenthesised(inner, from: start)
  }

  /// What follows the first expression in parentheses.
  private mutating func parenthesised(
    _ inner: Expression, from start: Int
  ) throws(DiagnosticsError) -> Expression {
    if at("..") { return try range(from: start, lower: inner, includesLower: false) }
    let type = lastType
    try expect(")", "to close the parenthesis")
    lastType = type
    return Expression(inner.kind, span: start..<endOfLast)
  }

  /// Rule 49.d and e: `in` a test, or in several in parentheses, of which each may call the value `?`.
  mutating func membership(_ value: Expression) throws(DiagnosticsError) -> Expression {
    let start = value.span.lowerBound
    let outer = scopes.count
    scopes.append(NameTable([NameTable.Entry("?", lastType)]))
    defer { scopes.removeLast(scopes.count - outer) }
    if let test = try comparisonTest() { return try node(.in(value, [test]), from: start) }
    guard at("(") else {
      return try node(.in(value, [.expression(operation(.addition))]), from: start)
    }
    let open = token.span.lowerBound
    advance()
    let first = try test()
    if at(",") {
      var tests = [first]
      while accept(",") { tests.append(try test()) }
      try expect(")", "to close the tests")
      return try node(.in(value, tests), from: start)
    }
    switch first {
    case .comparison(let sign, let bound) where !sign.isOrdering:
      _ = bound
      try expect(")", "to close the test")
      return try node(.in(value, [first]), from: start)
    case .comparison(let sign, let bound):
      try expect(")", "to close the range")
      let range = try node(.range(RangeExpression(sign, bound)), from: open)
      return try node(.in(value, [.expression(operation(.addition, after: postfix(range)))]), from: start)
    case .expression(let inner):
      let operand = try postfix(parenthesised(inner, from: open))
      return try node(.in(value, [.expression(operation(.addition, after: operand))]), from: start)
    }
  }

  /// Rule 7.a: an operator and its right side.
  mutating func comparisonTest() throws(DiagnosticsError) -> UnaryTest? {
    guard token.kind == .symbol, let sign = ComparisonOperator(rawValue: token.text) else { return nil }
    advance()
    return .comparison(sign, try operation(.addition))
  }
}

extension ComparisonOperator {
  /// Whether it compares order, not equality.
  var isOrdering: Bool {
    switch self {
    case .equal, .notEqual: false
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    }
  }
}

extension RangeExpression {
  /// The values for which an ordering with this right side holds.
  init(_ sign: ComparisonOperator, _ bound: Expression) {
    switch sign {
    case .less, .lessOrEqual, .equal, .notEqual:
      self.init(lower: nil, includesLower: false, upper: bound, includesUpper: sign == .lessOrEqual)
    case .greater, .greaterOrEqual:
      self.init(lower: bound, includesLower: sign == .greaterOrEqual, upper: nil, includesUpper: false)
    }
  }
}

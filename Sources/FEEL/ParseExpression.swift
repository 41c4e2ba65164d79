public import Diagnostics

extension Expression {
  /// Parses a text as a FEEL expression.
  ///
  /// - Throws: `feel.syntax` and `feel.tooDeep`.
  public init(parsing fragment: SourceFragment, scope: TypeScope) throws(DiagnosticsError) {
    var parser = Parser(fragment, scope)
    self = try parser.expression()
    try parser.expectEnd()
  }
}

/// Recursive descent beside the grammar, DMN 1.5, 10.3.1.2; each function names the rules it reads.
///
/// Binary operators climb one table of precedences instead of one function each, which keeps the stack low.
struct Parser {
  let fragment: SourceFragment
  let tokens: [Token]
  var index = 0
  /// What the names in sight spell; the innermost scope last.
  var scopes: [NameTable]
  /// Every property name known anywhere, for a path whose type is not known.
  var properties: NameTable
  let types: TypeScope
  /// What is known of the type of the expression parsed last.
  var lastType = ValueType.any
  /// Whether a `[` may close an open range here.
  var isInUpperBound = false
  var stack = StackGuard()
  var depth = 0

  init(_ fragment: SourceFragment, _ scope: TypeScope) {
    self.fragment = fragment
    tokens = Lexer.tokens(of: fragment.text)
    scopes = [scope.names]
    properties = scope.fieldNames
    types = scope
  }

  // MARK: Tokens

  var token: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  /// Whether the current token is this symbol or keyword.
  func at(_ text: String) -> Bool {
    token.text == text && (token.kind == .symbol || token.kind == .name)
  }

  mutating func accept(_ text: String) -> Bool {
    guard at(text) else { return false }
    advance()
    return true
  }

  mutating func expect(_ text: String, _ where: String) throws(DiagnosticsError) {
    if !accept(text) { throw unexpected("`\(text)` \(`where`)") }
  }

  func expectEnd() throws(DiagnosticsError) {
    if token.kind != .end { throw unexpected("an operator or the end") }
  }

  /// The end of the token before this one.
  var endOfLast: Int { index > 0 ? tokens[index - 1].span.upperBound : 0 }

  /// A node from a place up to the last token read.
  func node(_ kind: Expression.Kind, from start: Int) throws(DiagnosticsError) -> Expression {
    let node = Expression(kind, span: start..<max(start, endOfLast))
    if node.height > Self.greatestHeight { throw tooDeep() }
    return node
  }

  /// The tallest tree that any pass has to walk.
  static let greatestHeight = 512

  // MARK: Expressions and operators

  /// Rules 1, 2 and 3: anything.
  mutating func expression() throws(DiagnosticsError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard stack.enter(), depth <= Self.greatestHeight else { throw tooDeep() }
    let wasInUpperBound = isInUpperBound
    isInUpperBound = false
    defer { isInUpperBound = wasInUpperBound }
    return try operation(.or)
  }

  /// Rules 4 and 48 to 51: operators at least as strong as the given one.
  mutating func operation(_ weakest: Precedence) throws(DiagnosticsError) -> Expression {
    try operation(weakest, after: unary())
  }

  mutating func operation(
    _ weakest: Precedence, after first: Expression
  ) throws(DiagnosticsError) -> Expression {
    var left = first
    while let found = operatorHere, found.precedence >= weakest {
      let start = left.span.lowerBound
      advance()
      switch found {
      case .or: left = try node(.or(left, operation(.and)), from: start)
      case .and: left = try node(.and(left, operation(.comparison)), from: start)
      case .comparison(let sign): left = try node(.comparison(sign, left, operation(.addition)), from: start)
      case .between: left = try between(left)
      case .in: left = try membership(left)
      case .arithmetic(let sign):
        left = try node(.arithmetic(sign, left, operation(found.precedence.stronger)), from: start)
      }
      lastType = .any
    }
    return left
  }

  /// Rule 49.c: `between low and high`.
  private mutating func between(_ value: Expression) throws(DiagnosticsError) -> Expression {
    let low = try operation(.addition)
    try expect("and", "between the bounds of `between`")
    return try node(.between(value, low, operation(.addition)), from: value.span.lowerBound)
  }

  /// Rule 4.d and 37: a minus sign before a numeral belongs to it.
  mutating func unary() throws(DiagnosticsError) -> Expression {
    guard at("-") else { return try instanceOf() }
    depth += 1
    defer { depth -= 1 }
    guard stack.enter(), depth <= Self.greatestHeight else { throw tooDeep() }
    let start = token.span.lowerBound
    advance()
    if token.kind == .number {
      let literal = try number(isNegative: true, from: start)
      return try instanceOf(postfix(literal))
    }
    let operand = try unary()
    lastType = .any
    return try node(.negate(operand), from: start)
  }

  /// Rule 51: `value instance of type`.
  private mutating func instanceOf() throws(DiagnosticsError) -> Expression {
    try instanceOf(postfix(primary()))
  }

  private mutating func instanceOf(_ value: Expression) throws(DiagnosticsError) -> Expression {
    guard at("instance"), next.text == "of" else { return value }
    advance()
    advance()
    let type = try typeExpression()
    lastType = .boolean
    return try node(.instanceOf(value, type), from: value.span.lowerBound)
  }

  /// The binary operator at the current token.
  private var operatorHere: Operator? {
    switch (token.kind, token.text) {
    case (.name, "or"): .or
    case (.name, "and"): .and
    case (.name, "between"): .between
    case (.name, "in"): .in
    case (.symbol, let text):
      if let sign = ComparisonOperator(rawValue: text) {
        .comparison(sign)
      } else if let sign = ArithmeticOperator(rawValue: text) {
        .arithmetic(sign)
      } else {
        nil
      }
    default: nil
    }
  }
}

/// A binary operator of the grammar.
enum Operator {
  case or
  case and
  case comparison(ComparisonOperator)
  case between
  case `in`
  case arithmetic(ArithmeticOperator)

  var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .comparison, .between, .in: .comparison
    case .arithmetic(.add), .arithmetic(.subtract): .addition
    case .arithmetic(.multiply), .arithmetic(.divide): .multiplication
    case .arithmetic(.power): .power
    }
  }
}

/// How strongly an operator binds; the order of rules 4 and 48 to 51.
enum Precedence: Int, Comparable {
  /// What reaches as far to the right as it can: `if`, `for`, `function`.
  case block
  case or
  case and
  case comparison
  case addition
  case multiplication
  case power
  case sign
  case operand

  /// The next stronger one: operators of one precedence group to the left.
  var stronger: Precedence { Precedence(rawValue: rawValue + 1) ?? .operand }

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}

// MARK: Wording

extension Parser {
  func failure(_ problem: Problem, _ message: String, at offset: Int, help: String? = nil) -> DiagnosticsError
  {
    DiagnosticsError([
      Diagnostic(.error, problem, message, at: fragment.location(atUTF8: offset), help: help)
    ])
  }

  /// `expected … , found …` at the current token.
  func unexpected(_ expected: String) -> DiagnosticsError {
    let offset = token.span.lowerBound
    return switch token.kind {
    case .invalid(let message): failure(.syntax, "found \(message)", at: offset)
    case .end: failure(.syntax, "expected \(expected), found the end", at: offset)
    case .name, .number, .string, .symbol:
      failure(.syntax, "expected \(expected), found `\(oneLine(token.text))`", at: offset)
    }
  }

  func tooDeep() -> DiagnosticsError {
    failure(
      .tooDeep, "nested deeper than \(Self.greatestHeight) levels or than the stack allows",
      at: token.span.lowerBound)
  }
}

/// A text for a message of one line.
func oneLine(_ text: String) -> String {
  let short = text.count > 60 ? text.prefix(57) + "..." : text[...]
  return String(short.map { $0.isNewline ? " " : $0 })
}

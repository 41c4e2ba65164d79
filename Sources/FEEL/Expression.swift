/// A FEEL expression as written: the tree that the grammar gives, each node with its place.
///
/// Equality ignores places, so that print-then-parse can be compared.
/// Source: DMN 1.5, 10.3.1.2 (grammar rules 1 to 66).
public struct Expression: Sendable {
  /// What the node is.
  public let kind: Kind
  /// UTF-8 offsets in the fragment the expression was parsed from.
  public let span: Range<Int>

  /// The longest way from here to a leaf; the passes recurse that deep.
  package let height: Int

  /// A node with its place.
  public init(_ kind: Kind, span: Range<Int>) {
    self.kind = kind
    self.span = span
    height = 1 + kind.heightOfParts
  }

  /// The forms of the grammar.
  public indirect enum Kind: Sendable, Hashable {
    // Literals (rules 33 to 36, 62): `@"…"` is already a date, time or duration.
    case literal(Value)
    /// A variable, spaces inside a name normalised to one (rules 25 to 30).
    case name(String)
    /// `[a, b]`; an element may be a unary comparison (`[< 5]`) only inside unary tests.
    case list([Expression])
    /// `{ key: value }`, in order.
    case context([Entry])
    /// `[a..b]`, `(a..b)`, `]a..b[`; a unary comparison in parentheses, `(< 5)`, has one bound absent.
    case range(RangeExpression)
    /// `left.name` (rule 43).
    case path(Expression, String)
    /// `left[condition]` (rule 50).
    case filter(Expression, Expression)
    /// `f(a, b)` (rules 38, 42).
    case invoke(Expression, [Expression])
    /// `f(name: a)` (rules 39 to 41).
    case invokeNamed(Expression, [Entry])
    case negate(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case comparison(ComparisonOperator, Expression, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case between(Expression, Expression, Expression)
    /// `value in tests` (rule 49).
    case `in`(Expression, [UnaryTest])
    case instanceOf(Expression, TypeExpression)
    case ifThenElse(Expression, Expression, Expression)
    case `for`([Iterator], Expression)
    case some([Iterator], Expression)
    case every([Iterator], Expression)
    /// `function(a: number) body`, `external` when declared so (rule 55).
    case function([Parameter], Expression, isExternal: Bool)
  }

  /// A named part of a context or of a named invocation.
  public struct Entry: Sendable, Hashable {
    /// The key, spaces normalised.
    public let name: String
    /// The value.
    public let value: Expression
    /// A named part.
    public init(_ name: String, _ value: Expression) {
      self.name = name
      self.value = value
    }
  }

  /// `name in list`, or `name in from..to`, of `for`, `some` and `every`.
  public struct Iterator: Sendable, Hashable {
    /// The variable.
    public let name: String
    /// What is iterated: a list, or the first bound of an iteration range.
    public let domain: Expression
    /// The last bound where the domain is written `from..to` without brackets.
    public let end: Expression?
    /// An iterator.
    public init(_ name: String, domain: Expression, end: Expression? = nil) {
      self.name = name
      self.domain = domain
      self.end = end
    }
  }

  /// A formal parameter of a function definition.
  public struct Parameter: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The declared type, if any.
    public let type: TypeExpression?
    /// A formal parameter.
    public init(_ name: String, type: TypeExpression? = nil) {
      self.name = name
      self.type = type
    }
  }
}

/// An interval as written.
public struct RangeExpression: Sendable, Hashable {
  /// Nil: unbounded below.
  public let lower: Expression?
  /// Whether the lower bound itself belongs to the range.
  public let includesLower: Bool
  /// Nil: unbounded above.
  public let upper: Expression?
  /// Whether the upper bound itself belongs to the range.
  public let includesUpper: Bool

  /// An interval by its bounds.
  public init(lower: Expression?, includesLower: Bool, upper: Expression?, includesUpper: Bool) {
    self.lower = lower
    self.includesLower = includesLower
    self.upper = upper
    self.includesUpper = includesUpper
  }
}

/// An operator that calculates, `+ - * / **`.
public enum ArithmeticOperator: String, Sendable, Hashable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
}

/// An operator that compares, `= != < <= > >=`.
public enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// One test of a cell (grammar rules 7, 8, 13 to 16).
public enum UnaryTest: Sendable, Hashable {
  /// `< 5`, `= "a"`: the input on the left of the operator.
  case comparison(ComparisonOperator, Expression)
  /// Anything else: true when the value equals it, lies in it (a range or a list), or, where the expression
  /// mentions `?`, when it evaluates to true.
  case expression(Expression)
}

/// A cell of a decision table (grammar rules 15 to 17).
public enum UnaryTests: Sendable, Hashable {
  /// `-`: matches everything, null included.
  case any
  /// Matches when one of the tests does.
  case oneOf([UnaryTest])
  /// `not(…)`: matches when none of the tests does.
  case noneOf([UnaryTest])
}

/// A type as written (grammar rules 52 to 54).
public indirect enum TypeExpression: Sendable, Hashable {
  /// A named type, `number` or `tItem`.
  case named(String)
  case list(TypeExpression)
  case range(TypeExpression)
  case context([(name: String, type: TypeExpression)])
  case function([TypeExpression], TypeExpression)
}

extension Expression: Hashable {
  /// Equality of the trees, wherever they were written.
  public static func == (left: Expression, right: Expression) -> Bool { left.kind == right.kind }
  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

extension TypeExpression {
  /// Equality by structure.
  public static func == (left: TypeExpression, right: TypeExpression) -> Bool {
    switch (left, right) {
    case (.named(let a), .named(let b)): a == b
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a == b
    case (.context(let a), .context(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.type == $1.type }
    case (.function(let a, let b), .function(let c, let d)): a == c && b == d
    default: false
    }
  }
  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .named(let name): hasher.combine(name)
    case .list(let type), .range(let type): hasher.combine(type)
    case .context(let entries):
      for entry in entries { hasher.combine(entry.name); hasher.combine(entry.type) }
    case .function(let parameters, let result): hasher.combine(parameters); hasher.combine(result)
    }
  }
}

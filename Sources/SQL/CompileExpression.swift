internal import DMN
internal import Diagnostics
internal import FEEL

/// Translates the expressions of one text.
struct ExpressionCompiler {
  let dialect: Dialect
  let names: [String: Meaning]
  let fragment: SourceFragment

  init(_ dialect: Dialect, _ names: [String: Meaning], _ fragment: SourceFragment) {
    self.dialect = dialect
    self.names = names
    self.fragment = fragment
  }

  func location(_ expression: Expression) -> SourceLocation {
    fragment.location(atUTF8: expression.span.lowerBound)
  }

  /// The same with `?` for the value that a cell tests.
  func testing(_ input: Term) -> ExpressionCompiler {
    ExpressionCompiler(dialect, names.merging(["?": .scalar(input)]) { $1 }, fragment)
  }

  // MARK: Values

  /// The value of an expression.
  func value(_ expression: Expression) throws(Refusal) -> Term {
    if let constant = constant(expression) { return try term(constant, at: location(expression)) }
    switch expression.kind {
    case .name(let name):
      guard case .scalar(let term)? = names[name] else { throw severalValues(name, location(expression)) }
      return term
    case .path(let base, let part): return try self.part(part, of: base, at: location(expression))
    case .arithmetic(let sign, let left, let right): return try arithmetic(sign, left, right, expression)
    case .negate(let operand):
      let term = try value(operand)
      guard case .decimal? = term.type else { throw notANumber(term, location(operand)) }
      return Term(sql: .negated(term.sql), type: term.type)
    case .ifThenElse(let condition, let yes, let no):
      return try choice(condition, try value(yes), try value(no), expression)
    case .comparison, .and, .or, .between, .in, .invoke:
      let condition = try self.condition(expression)
      return Term(
        sql: .choice(
          [.init(condition.holds, .isTrue), .init(condition.fails, .isFalse)], otherwise: nil),
        type: .boolean)
    case .literal, .list, .context, .range, .filter, .invokeNamed, .instanceOf, .for, .some, .every,
      .function:
      throw noCounterpart(expression, location(expression))
    }
  }

  /// `if condition then yes else no`, where a condition that is null counts as false.
  func choice(_ condition: Expression, _ yes: Term, _ no: Term, _ whole: Expression) throws(Refusal) -> Term {
    let type = try joined([yes, no], at: location(whole))
    return Term(
      sql: .choice([.init(try self.condition(condition).holds, yes.sql)], otherwise: no.sql.typed(type)),
      type: type)
  }

  /// The type of a column that holds all of these.
  func joined(_ terms: [Term], at location: SourceLocation) throws(Refusal) -> ColumnType? {
    var type: ColumnType?
    for term in terms {
      guard let next = term.type else { continue }
      if let known = type, !known.isSameKind(as: next) { throw mixedTypes(known, next, location) }
      type = type?.joined(with: next) ?? next
    }
    if case .decimal(let digits)? = type, digits.precision > dialect.digits {
      throw tooManyDigits(digits, dialect, location)
    }
    return type
  }

  private func part(_ part: String, of base: Expression, at location: SourceLocation) throws(Refusal) -> Term
  {
    if case .name(let name) = base.kind, case .parts(let parts)? = names[name],
      let found = parts.first(where: { $0.name == part })
    {
      return found.term
    }
    // The element of an imported model.
    if let path = base.path, let meaning = names["\(path).\(part)"], case .scalar(let term) = meaning {
      return term
    }
    throw noCounterpart(part, location)
  }

  private func arithmetic(
    _ sign: ArithmeticOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(Refusal) -> Term {
    let a = try value(left)
    let b = try value(right)
    if sign == .add, case .text = a.type, case .text = b.type {
      return Term(sql: .concatenated(a.sql.pieces + b.sql.pieces), type: .text)
    }
    guard case .decimal(let first)? = a.type else { throw notANumber(a, location(left)) }
    guard case .decimal(let second)? = b.type else { throw notANumber(b, location(right)) }
    let digits: ColumnType.Digits
    switch sign {
    case .add, .subtract: digits = first.sum(with: second)
    case .multiply: digits = first.product(with: second)
    case .divide, .power: throw rounds(sign, location(whole))
    }
    if dialect == .sqlite { throw noDecimals(dialect, location(whole)) }
    guard digits.precision <= ColumnType.Digits.most else { throw mayRound(digits, location(whole)) }
    let result = ColumnType.decimal(digits)
    guard sign == .multiply else { return Term(sql: .arithmetic(sign, a.sql, b.sql), type: result) }
    return Term(sql: product(a.sql, b.sql, first, digits), type: result)
  }

  /// A product with the digits it needs, which databases give it less or more of by themselves.
  private func product(
    _ left: SQLExpression, _ right: SQLExpression, _ digits: ColumnType.Digits, _ result: ColumnType.Digits
  ) -> SQLExpression {
    switch dialect {
    case .postgres, .sqlite: return .arithmetic(.multiply, left, right)
    case .spark: return .cast(.arithmetic(.multiply, left, right), .decimal(result))
    case .duckdb:
      // DuckDB multiplies in the width of the wider factor.
      let wide = ColumnType.decimal(.init(whole: result.precision - digits.scale, scale: digits.scale))
      return .cast(.arithmetic(.multiply, .cast(left, wide), right), .decimal(result))
    }
  }

  // MARK: Conditions

  /// What makes a boolean expression true, and what makes it false.
  func condition(_ expression: Expression) throws(Refusal) -> Condition {
    switch expression.kind {
    case .and(let left, let right): return try condition(left).and(try condition(right))
    case .or(let left, let right): return try condition(left).or(try condition(right))
    case .comparison(let sign, let left, let right): return try comparison(sign, left, right, expression)
    case .between(let value, let low, let high):
      let tested = try self.value(value)
      return try compare(.greaterOrEqual, tested, try self.value(low), at: location(low))
        .and(try compare(.lessOrEqual, tested, try self.value(high), at: location(high)))
    case .in(let value, let tests):
      let tested = try self.value(value)
      var result = Condition(holds: .isFalse, fails: .isTrue)
      for test in tests { result = result.or(try self.test(test, tested, isCell: false)) }
      return result
    case .invoke(let function, let arguments):
      if case .name("not") = function.kind, arguments.count == 1 {
        return try condition(arguments[0]).negated
      }
      throw noCounterpart(expression, location(expression))
    default:
      let term = try value(expression)
      switch term.type {
      case .boolean: break
      case nil: return .undecided
      case .text, .date, .decimal: throw notACondition(term, location(expression))
      }
      if case .boolean(let flag)? = term.constant {
        return flag ? Condition(holds: .isTrue, fails: .isFalse) : Condition(holds: .isFalse, fails: .isTrue)
      }
      return Condition(
        holds: .comparison(.equal, term.sql, .isTrue), fails: .comparison(.equal, term.sql, .isFalse))
    }
  }

  private func comparison(
    _ sign: ComparisonOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(Refusal) -> Condition {
    try compare(sign, try value(left), try value(right), at: location(whole))
  }

  /// A comparison as FEEL makes it: null equals null, is different from everything else, and has no order.
  func compare(_ sign: ComparisonOperator, _ left: Term, _ right: Term, at location: SourceLocation)
    throws(Refusal)
    -> Condition
  {
    switch sign {
    case .equal: return try equality(left, right, at: location)
    case .notEqual: return try equality(left, right, at: location).negated
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    guard let type = left.type, let other = right.type else { return .undecided }
    _ = try joined([left, right], at: location)
    if case .boolean = type { throw noOrder(location) }
    _ = other
    let first = type == .text ? SQLExpression.bytewise(left.sql) : left.sql
    return Condition(
      holds: .comparison(sign, first, right.sql), fails: .comparison(sign.opposite, first, right.sql))
  }

  private func equality(_ left: Term, _ right: Term, at location: SourceLocation) throws(Refusal) -> Condition
  {
    if left.constant == .null || right.constant == .null {
      if left.constant == .null, right.constant == .null { return Condition(holds: .isTrue, fails: .isFalse) }
      let other = left.constant == .null ? right.sql : left.sql
      return Condition(holds: .isNull(other), fails: .isNotNull(other))
    }
    _ = try joined([left, right], at: location)
    var a = left.sql
    let b = right.sql
    if left.constant != nil || right.constant != nil {
      let (value, constant) = left.constant == nil ? (a, b) : (b, a)
      return Condition(
        holds: .comparison(.equal, value, constant),
        fails: .any([.isNull(value), .comparison(.notEqual, value, constant)]))
    }
    if left.type == .text { a = .bytewise(a) }
    return Condition(
      holds: .any([.comparison(.equal, a, b), .all([.isNull(a), .isNull(b)])]),
      fails: .any([
        .comparison(.notEqual, a, b), .all([.isNull(a), .isNotNull(b)]), .all([.isNotNull(a), .isNull(b)]),
      ]))
  }

  // MARK: Constants

  /// The value of an expression that reads nothing.
  func constant(_ expression: Expression) -> Value? {
    if case .literal(let value) = expression.kind { return value }
    let mentioned = expression.mentionedNames
    guard mentioned.isDisjoint(with: ["?", "now", "today"]), mentioned.isDisjoint(with: names.keys),
      let checked = try? CheckedExpression(
        checking: expression, in: fragment, scope: TypeScope(variables: [:]))
    else { return nil }
    let value = checked.evaluate(in: Environment())
    if case .function = value { return nil }
    return value
  }

  /// A value as a literal.
  func term(_ value: Value, at location: SourceLocation) throws(Refusal) -> Term {
    switch value {
    case .null: return .null
    case .boolean(let flag): return Term(sql: .boolean(flag), type: .boolean, constant: value)
    case .number(let number):
      let digits = ColumnType.Digits(of: number)
      guard digits.precision <= dialect.digits else { throw tooLong(number, dialect, location) }
      return Term(sql: .number(number), type: .decimal(digits), constant: value)
    case .string(let text):
      if text.unicodeScalars.contains("\u{0}") { throw noZero(location) }
      return Term(sql: .text(text), type: .text, constant: value)
    case .date(let date):
      guard 1...9999 ~= date.year else { throw yearOutside(value, location) }
      return Term(sql: .date(date), type: .date, constant: value)
    case .time, .dateTime, .daysAndTime, .yearsAndMonths, .list, .context, .range, .function:
      throw noLiteral(value, location)
    }
  }
}

extension SQLExpression {
  /// The same; a null that needs a type gets this one.
  func typed(_ type: ColumnType?) -> SQLExpression {
    if case .null = self, let type { return .null(type) }
    return self
  }

  /// The parts of a concatenation, or the expression itself.
  fileprivate var pieces: [SQLExpression] {
    if case .concatenated(let parts) = self { return parts }
    return [self]
  }
}

extension Expression {
  /// `a.b.c` as a text.
  fileprivate var path: String? {
    switch kind {
    case .name(let name): name
    case .path(let base, let name): base.path.map { "\($0).\(name)" }
    default: nil
    }
  }
}

extension ComparisonOperator {
  /// What holds of two values with an order exactly when this does not.
  fileprivate var opposite: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}

// MARK: Wording

private func noCounterpart(_ expression: Expression, _ location: SourceLocation) -> Refusal {
  noCounterpart(String(describing: expression), location)
}

private func noCounterpart(_ text: String, _ location: SourceLocation) -> Refusal {
  Refusal("`\(shortened(text))` has no exact counterpart in SQL", at: location)
}

private func severalValues(_ name: String, _ location: SourceLocation) -> Refusal {
  Refusal(
    "`\(name)` is no single value here, and only single values can be compared or calculated with",
    at: location,
    help: "name one of its outputs, as in `\(name).output`")
}

private func rounds(_ sign: ArithmeticOperator, _ location: SourceLocation) -> Refusal {
  Refusal(
    "`\(sign.rawValue)` rounds to 34 digits, which databases do in other ways", at: location,
    help: "compare products instead: `a < 3 * b` for `a / b < 3`, where `b` is positive")
}

private func noDecimals(_ dialect: Dialect, _ location: SourceLocation) -> Refusal {
  Refusal("\(dialect.name) calculates with binary fractions, which are not exact for decimals", at: location)
}

private func mayRound(_ digits: ColumnType.Digits, _ location: SourceLocation) -> Refusal {
  Refusal(
    "the result can have \(digits.precision) digits, and FEEL rounds beyond \(ColumnType.Digits.most)",
    at: location,
    code: .digits, help: "fewer digits for the inputs keep it exact: `--decimal 11,2`")
}

private func notANumber(_ term: Term, _ location: SourceLocation) -> Refusal {
  Refusal("found \(term.type?.words ?? "null") where a number is calculated with", at: location, code: .type)
}

private func notACondition(_ term: Term, _ location: SourceLocation) -> Refusal {
  Refusal("found \(term.type?.words ?? "null") where a condition is needed", at: location, code: .type)
}

private func mixedTypes(_ one: ColumnType, _ other: ColumnType, _ location: SourceLocation) -> Refusal {
  Refusal("\(one.words) and \(other.words) meet here, and a column has one type", at: location, code: .type)
}

private func noOrder(_ location: SourceLocation) -> Refusal {
  Refusal("booleans have no order", at: location, code: .type)
}

private func tooManyDigits(_ digits: ColumnType.Digits, _ dialect: Dialect, _ location: SourceLocation)
  -> Refusal
{
  Refusal(
    "\(digits.whole) digits before the point and \(digits.scale) behind it are needed to compare here, and "
      + "\(dialect.name) has \(dialect.digits) in all", at: location, code: .digits)
}

private func tooLong(_ number: Number, _ dialect: Dialect, _ location: SourceLocation) -> Refusal {
  Refusal(
    "`\(number)` has more digits than the \(dialect.digits) that \(dialect.name) keeps apart", at: location,
    code: .digits)
}

private func noZero(_ location: SourceLocation) -> Refusal {
  Refusal("the text holds the character U+0000, which databases do not store", at: location)
}

private func yearOutside(_ value: Value, _ location: SourceLocation) -> Refusal {
  Refusal("`\(value)` lies outside the years 1 to 9999, which all databases have", at: location)
}

private func noLiteral(_ value: Value, _ location: SourceLocation) -> Refusal {
  Refusal("`\(shortened(String(describing: value)))` has no exact counterpart in SQL", at: location)
}

private func shortened(_ text: String) -> String { text.count <= 60 ? text : "\(text.prefix(59))…" }

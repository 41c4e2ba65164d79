internal import FEEL

/// Random expressions, the same for the same seed (SplitMix64).
struct ExpressionGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func number(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }

  private mutating func one<Element>(_ choices: [Element]) -> Element { choices[number(choices.count)] }

  static let names = ["x", "y", "item", "monthly salary", "a-b", "out or in", "count", "string length", "zz"]

  private mutating func literal() -> Value {
    switch number(8) {
    case 0: .null
    case 1: .boolean(number(2) == 0)
    case 2, 3: .number(Number(number(20) - 8))
    case 4: .string(one(["", "a", "\"\\\n\t", "é🐎", "2020-01-01"]))
    case 5: Number("1.5").map { .number($0) } ?? .null
    case 6: one([.date(.epoch), .daysAndTime(.zero)])
    default: .yearsAndMonths(YearsAndMonthsDuration(months: number(30) - 15))
    }
  }

  mutating func expression(_ depth: Int) -> Expression { Expression(kind(depth), span: 0..<0) }

  private mutating func expressions(_ depth: Int) -> [Expression] {
    (0..<number(4)).map { _ in expression(depth) }
  }

  private mutating func entries(_ depth: Int, from names: [String]) -> [Expression.Entry] {
    (0..<number(3)).map { _ in Expression.Entry(one(names), expression(depth)) }
  }

  private mutating func iterators(_ depth: Int) -> [Expression.Iterator] {
    (0...number(2)).map { _ in
      Expression.Iterator(
        one(["x", "y", "zz"]), domain: expression(depth), end: number(3) == 0 ? expression(depth) : nil)
    }
  }

  private mutating func type(_ depth: Int) -> TypeExpression {
    switch number(depth > 0 ? 8 : 4) {
    case 0: .named("number")
    case 1: .named("date and time")
    case 2: .named("list")
    case 3: .named("Any")
    case 4: .list(type(depth - 1))
    case 5: .range(type(depth - 1))
    case 6: .context([("a", type(depth - 1))])
    default: .function([type(depth - 1)], type(depth - 1))
    }
  }

  private mutating func test(_ depth: Int) -> UnaryTest {
    number(2) == 0
      ? .comparison(one(ComparisonOperator.allCases), expression(depth)) : .expression(expression(depth))
  }

  private mutating func kind(_ depth: Int) -> Expression.Kind {
    guard depth > 0 else { return number(2) == 0 ? .literal(literal()) : .name(one(Self.names)) }
    let next = depth - 1
    switch number(22) {
    case 0: return .literal(literal())
    case 1: return .name(one(Self.names))
    case 2: return .list(expressions(next))
    case 3: return .context(entries(next, from: ["a", "b c", "d+e", "if", "x:y", ""]))
    case 4:
      return .range(
        RangeExpression(
          lower: expression(next), includesLower: number(2) == 0, upper: expression(next),
          includesUpper: number(2) == 0))
    case 5:
      return .range(
        RangeExpression(
          lower: nil, includesLower: false, upper: expression(next), includesUpper: number(2) == 0))
    case 6: return .path(expression(next), one(["a", "start included", "year", "zz"]))
    case 7: return .filter(expression(next), expression(next))
    case 8: return .invoke(expression(next), expressions(next))
    case 9:
      let named = entries(next, from: ["a", "start position", "list"])
      return named.isEmpty ? .invoke(expression(next), []) : .invokeNamed(expression(next), named)
    case 10: return .negate(expression(next))
    case 11, 12: return .arithmetic(one(ArithmeticOperator.allCases), expression(next), expression(next))
    case 13: return .comparison(one(ComparisonOperator.allCases), expression(next), expression(next))
    case 14: return .and(expression(next), expression(next))
    case 15: return .or(expression(next), expression(next))
    case 16: return .between(expression(next), expression(next), expression(next))
    case 17: return .in(expression(next), [test(next), test(next)])
    case 18: return .instanceOf(expression(next), type(2))
    case 19: return .ifThenElse(expression(next), expression(next), expression(next))
    case 20:
      let (domains, body) = (iterators(next), expression(next))
      return one([.for(domains, body), .some(domains, body), .every(domains, body)])
    default:
      return .function(
        [Expression.Parameter("x", type: number(2) == 0 ? type(1) : nil)], expression(next), isExternal: false
      )
    }
  }
}

internal import Diagnostics

extension Checker {
  mutating func literal(_ value: Value, at place: Int) -> (Node, ValueType) {
    if case .null(let reason?) = value {
      problems.append(warning(.badLiteral, reason.message, at: place))
    }
    return (.constant(value), value.type)
  }

  mutating func negate(_ operand: Expression, at place: Int) -> (Node, ValueType) {
    let (node, type) = check(operand)
    let folded = folded(.negate(node, place: place), if: node.isConstant)
    switch type {
    case .number, .daysAndTime, .yearsAndMonths, .any: return (folded, type)
    case .null: return (folded, .any)
    case .boolean, .string, .date, .time, .dateTime, .list, .range, .context, .function:
      problems.append(warning(.typeMismatch, cannotNegate(type), at: place))
      return (folded, .null)
    }
  }

  mutating func checkArithmetic(
    _ sign: ArithmeticOperator, _ left: Expression, _ right: Expression, at place: Int
  ) -> (Node, ValueType) {
    let (a, leftType) = check(left)
    let (b, rightType) = check(right)
    let node = folded(.arithmetic(sign, a, b, place: place), if: a.isConstant && b.isConstant)
    guard let type = arithmeticType(sign, leftType, rightType) else {
      problems.append(warning(.typeMismatch, cannotCalculate(sign, leftType, rightType), at: place))
      return (node, .null)
    }
    return (node, type)
  }

  mutating func comparison(
    _ sign: ComparisonOperator, _ left: Expression, _ right: Expression, at place: Int
  ) -> (Node, ValueType) {
    let (a, leftType) = check(left)
    let (b, rightType) = check(right)
    checkComparable(sign, leftType, rightType, at: place)
    let node = Node.comparison(sign, a, b, place: place)
    return (folded(node, if: a.isConstant && b.isConstant), .boolean)
  }

  mutating func checkComparable(
    _ sign: ComparisonOperator, _ left: ValueType, _ right: ValueType, at place: Int
  ) {
    if !isComparable(sign, left, right) {
      problems.append(warning(.typeMismatch, cannotCompare(left, right), at: place))
    }
  }

  mutating func logical(
    _ left: Expression, _ right: Expression, _ word: String, at place: Int, make: (Node, Node) -> Node
  ) -> (Node, ValueType) {
    let (a, leftType) = check(left)
    let (b, rightType) = check(right)
    for type in [leftType, rightType] where !type.mayConform(to: .boolean) {
      problems.append(warning(.typeMismatch, needsBoolean(word, type), at: place))
    }
    return (make(a, b), .boolean)
  }

  mutating func between(
    _ value: Expression, _ low: Expression, _ high: Expression, at place: Int
  ) -> (Node, ValueType) {
    let (a, type) = check(value)
    let (b, lowType) = check(low)
    let (c, highType) = check(high)
    checkComparable(.less, type, lowType, at: place)
    checkComparable(.less, type, highType, at: place)
    return (.between(a, b, c, place: place), .boolean)
  }

  mutating func membership(_ value: Expression, _ tests: [UnaryTest], at place: Int) -> (Node, ValueType) {
    let (node, type) = check(value)
    let mark = mark
    defer { unbind(to: mark) }
    let slot = bind("?", type)
    let nodes = tests.map { checkTest($0, of: type, isCell: false) }
    return (.membership(node, input: slot, nodes, place: place), .boolean)
  }

  /// A test of a cell whose input is in slot 0.
  mutating func check(test: UnaryTest, of input: ValueType) -> TestNode {
    checkTest(test, of: input, isCell: true)
  }

  private mutating func checkTest(_ test: UnaryTest, of input: ValueType, isCell: Bool) -> TestNode {
    let place = test.operand.span.lowerBound
    let (node, type) = check(test.operand)
    switch test {
    case .comparison(let sign, _):
      checkComparable(sign, input, type, at: place)
      return .comparison(sign, node, place: place)
    case .expression(let operand):
      if operand.mentionsInput || isCell && type == .boolean && !input.mayConform(to: .boolean) {
        return .condition(node, place: place)
      }
      if !mayContain(type, input) {
        problems.append(warning(.typeMismatch, cannotCompare(input, type), at: place))
      }
      return .value(node, place: place)
    }
  }

  private func mayContain(_ type: ValueType, _ input: ValueType) -> Bool {
    switch type {
    case .list(let element):
      isComparable(.equal, input, type) || mayContain(element, input)
        || input.element.map { mayContain(type, $0) } ?? false
    case .range(let bound): isComparable(.less, input, bound) || isComparable(.equal, input, type)
    default: isComparable(.equal, input, type)
    }
  }

  private func isComparable(_ sign: ComparisonOperator, _ left: ValueType, _ right: ValueType) -> Bool {
    switch (left, right) {
    case (.any, _), (_, .any), (.null, _), (_, .null): true
    case (.list, .list), (.context, .context), (.range, .range), (.function, .function), (.boolean, .boolean):
      !sign.isOrdering
    default: left == right
    }
  }

  mutating func instanceOf(_ value: Expression, _ type: TypeExpression, at place: Int) -> (Node, ValueType) {
    let (node, _) = check(value)
    func null(_ message: String) -> (Node, ValueType) {
      (.constant(.null(NullReason(message, at: fragment.location(atUTF8: place)))), .boolean)
    }
    if let name = type.withoutParameters, scope.types[name] == nil {
      problems.append(warning(.unknownType, noParameters(name), at: place))
      return null(noParameters(name))
    }
    guard let resolved = resolve(type, at: place) else {
      return null(unknownType(type.names.first { scope.types[$0] == nil && namedTypes[$0] == nil } ?? ""))
    }
    return (.instanceOf(node, resolved), .boolean)
  }

  /// The type that an expression names.
  mutating func resolve(_ type: TypeExpression, at place: Int) -> ValueType? {
    if let resolved = type.resolved(in: scope) { return resolved }
    for name in type.names where scope.types[name] == nil && namedTypes[name] == nil {
      let known = scope.types.keys.sorted() + namedTypes.keys.sorted()
      problems.append(
        error(.unknownType, unknownType(name), at: place, help: suggestion(for: name, among: known)))
    }
    return nil
  }
}

extension TypeExpression {
  /// The name of a type that takes others, where they are left out; no value can be asked whether it is of it.
  ///
  /// Source: DMN 1.5, table 61.
  fileprivate var withoutParameters: String? {
    guard case .named(let name) = self else { return nil }
    return ["list", "range", "context", "function"].contains(name) ? name : nil
  }

  /// The names in it.
  var names: [String] {
    switch self {
    case .named(let name): [name]
    case .list(let type), .range(let type): type.names
    case .context(let entries): entries.flatMap { $0.type.names }
    case .function(let parameters, let result): parameters.flatMap(\.names) + result.names
    }
  }
}

extension Expression {
  /// Whether `?` stands in it.
  var mentionsInput: Bool {
    switch kind {
    case .name(let name): name == "?"
    case .literal: false
    case .list(let items): items.contains(where: \.mentionsInput)
    case .context(let entries): entries.contains { $0.value.mentionsInput }
    case .range(let range): range.lower?.mentionsInput ?? false || range.upper?.mentionsInput ?? false
    case .path(let part, _), .negate(let part), .instanceOf(let part, _): part.mentionsInput
    case .filter(let a, let b), .arithmetic(_, let a, let b), .comparison(_, let a, let b),
      .and(let a, let b),
      .or(let a, let b):
      a.mentionsInput || b.mentionsInput
    case .invoke(let function, let arguments):
      function.mentionsInput || arguments.contains(where: \.mentionsInput)
    case .invokeNamed(let function, let arguments):
      function.mentionsInput || arguments.contains { $0.value.mentionsInput }
    case .between(let a, let b, let c), .ifThenElse(let a, let b, let c):
      a.mentionsInput || b.mentionsInput || c.mentionsInput
    case .in(let value, let tests): value.mentionsInput || tests.contains { $0.operand.mentionsInput }
    case .for(let iterators, let body), .some(let iterators, let body), .every(let iterators, let body):
      body.mentionsInput
        || iterators.contains { $0.domain.mentionsInput || $0.end?.mentionsInput ?? false }
    case .function(_, let body, _): body.mentionsInput
    }
  }
}

// MARK: Wording

private func unknownType(_ name: String) -> String { "unknown type `\(name)`" }

private func noParameters(_ name: String) -> String {
  let example =
    switch name {
    case "context": "context<>"
    case "function": "function<>->Any"
    default: "\(name)<Any>"
    }
  return "`\(name)` does not say of what, write `\(example)` for any"
}

// MARK: Wording, shared with the evaluation

func cannotNegate(_ type: ValueType) -> String { "cannot negate \(type.withArticle)" }

func cannotCalculate(_ sign: ArithmeticOperator, _ left: ValueType, _ right: ValueType) -> String {
  let (a, b) = (left.withArticle, right.withArticle)
  return switch sign {
  case .add: "cannot add \(b) to \(a)"
  case .subtract: "cannot subtract \(b) from \(a)"
  case .multiply: "cannot multiply \(a) by \(b)"
  case .divide: "cannot divide \(a) by \(b)"
  case .power: "cannot raise \(a) to the power of \(b)"
  }
}

func cannotCompare(_ left: ValueType, _ right: ValueType) -> String {
  "cannot compare \(left.withArticle) with \(right.withArticle)"
}

func needsBoolean(_ word: String, _ type: ValueType) -> String {
  "`\(word)` needs booleans, found \(type.withArticle)"
}

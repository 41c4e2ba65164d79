extension Expression.Kind {
  /// The height of the highest part; 0 for a leaf.
  var heightOfParts: Int {
    switch self {
    case .literal, .name: 0
    case .list(let items): highest(items)
    case .context(let entries): highest(entries.map(\.value))
    case .range(let range): max(range.lower?.height ?? 0, range.upper?.height ?? 0)
    case .path(let part, _), .negate(let part), .instanceOf(let part, _): part.height
    case .filter(let left, let right), .arithmetic(_, let left, let right),
      .comparison(_, let left, let right),
      .and(let left, let right), .or(let left, let right):
      max(left.height, right.height)
    case .invoke(let function, let arguments): max(function.height, highest(arguments))
    case .invokeNamed(let function, let arguments): max(function.height, highest(arguments.map(\.value)))
    case .between(let a, let b, let c), .ifThenElse(let a, let b, let c): max(a.height, b.height, c.height)
    case .in(let value, let tests): max(value.height, tests.map(\.operand.height).max() ?? 0)
    case .for(let iterators, let body), .some(let iterators, let body), .every(let iterators, let body):
      max(body.height, iterators.map { max($0.domain.height, $0.end?.height ?? 0) }.max() ?? 0)
    case .function(_, let body, _): body.height
    }
  }

  private func highest(_ parts: [Expression]) -> Int { parts.map(\.height).max() ?? 0 }
}

extension UnaryTest {
  /// The expression inside the test.
  package var operand: Expression {
    switch self {
    case .comparison(_, let operand), .expression(let operand): operand
    }
  }
}

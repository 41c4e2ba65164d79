extension Expression {
  /// Every name that occurs as a variable or a function, bound or free; a superset of what the value depends on.
  public var mentionedNames: Set<String> {
    switch kind {
    case .literal: []
    case .name(let name): [name]
    case .list(let elements): elements.mentionedNames
    case .context(let entries): entries.map(\.value).mentionedNames
    case .range(let range): [range.lower, range.upper].compactMap { $0 }.mentionedNames
    case .path(let base, _), .negate(let base), .instanceOf(let base, _): base.mentionedNames
    case .filter(let left, let right), .and(let left, let right), .or(let left, let right):
      [left, right].mentionedNames
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
      [left, right].mentionedNames
    case .invoke(let function, let arguments): ([function] + arguments).mentionedNames
    case .invokeNamed(let function, let arguments): ([function] + arguments.map(\.value)).mentionedNames
    case .between(let value, let low, let high): [value, low, high].mentionedNames
    case .in(let value, let tests):
      tests.reduce(into: value.mentionedNames) { $0.formUnion($1.mentionedNames) }
    case .ifThenElse(let condition, let yes, let no): [condition, yes, no].mentionedNames
    case .for(let iterators, let body), .some(let iterators, let body), .every(let iterators, let body):
      (iterators.map(\.domain) + iterators.compactMap(\.end) + [body]).mentionedNames
    case .function(_, let body, _): body.mentionedNames
    }
  }
}

extension UnaryTest {
  /// Every name that occurs in the test; see `Expression.mentionedNames`.
  public var mentionedNames: Set<String> {
    switch self {
    case .comparison(_, let expression), .expression(let expression): expression.mentionedNames
    }
  }
}

extension [Expression] {
  fileprivate var mentionedNames: Set<String> { reduce(into: []) { $0.formUnion($1.mentionedNames) } }
}

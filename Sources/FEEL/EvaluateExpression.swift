internal import Diagnostics

/// Walks a resolved expression.
///
/// Never traps: what FEEL does not define is null with a reason.
struct Evaluator {
  let run: Run
  let fragment: SourceFragment
  let globals: [Value]
  /// Slots of everything bound inside the expression.
  var locals: [Value]

  init(_ program: Program, _ environment: Environment, run: Run, fragment: SourceFragment) {
    self.run = run
    self.fragment = fragment
    globals = program.globals.map { environment.variables[$0] ?? .null }
    locals = Array(repeating: .null, count: program.localCount)
  }

  /// The body of a function: the slots are those of where it was defined.
  init(run: Run, fragment: SourceFragment, globals: [Value], locals: [Value]) {
    self.run = run
    self.fragment = fragment
    self.globals = globals
    self.locals = locals
  }

  /// The value of a whole expression: null with the reason if a limit was reached on the way.
  mutating func value(of node: Node) -> Value {
    let value = evaluate(node)
    return run.exhausted == nil ? value : run.ended
  }

  mutating func evaluate(_ node: Node) -> Value {
    switch node {
    case .constant(let value): return value
    case .local(let slot): return locals[slot]
    case .global(let slot): return globals[slot]
    default: break
    }
    if run.exhausted != nil { return run.ended }
    return run.stack.enter() ? evaluateInner(node) : run.end("nested deeper than the stack allows", nil)
  }

  private mutating func evaluateInner(_ node: Node) -> Value {
    switch node {
    case .constant(let value): value
    case .local(let slot): locals[slot]
    case .global(let slot): globals[slot]
    case .entryOfItem(let slot, let name, let other, let place): entryOfItem(slot, name, other, place)
    case .list(let items, let place): list(items, place)
    case .context(let entries, let place): context(entries, place)
    case .range(let lower, let upper, let place): range(lower, upper, place)
    case .path(let value, let name, let place): property(name, of: evaluate(value), place)
    case .filter(let list, let item, let condition, let isIndex, let place):
      filter(list, item, condition, isIndex, place)
    case .builtin(let call, let arguments, let place): builtin(call, arguments, place)
    case .invoke(let function, let arguments, let place): invoke(function, arguments, place)
    case .invokeNamed(let function, let names, let arguments, let place):
      invokeNamed(function, names, arguments, place)
    case .negate(let operand, let place): negate(operand, place)
    case .arithmetic(let sign, let left, let right, let place): calculate(sign, left, right, place)
    case .comparison(let sign, let left, let right, let place): compare(sign, left, right, place)
    case .and(let left, let right, let place): and(left, right, place)
    case .or(let left, let right, let place): or(left, right, place)
    case .between(let value, let low, let high, let place): between(value, low, high, place)
    case .membership(let value, let slot, let tests, let place): membership(value, slot, tests, place)
    case .instanceOf(let value, let type): instanceOf(value, type)
    case .ifThenElse(let condition, let yes, let no): conditional(condition, yes, no)
    case .iteration(let iterators, let body, let partial, let place):
      iteration(iterators, body, partial, place)
    case .some(let iterators, let body, let place): quantified(iterators, body, deciding: true, place)
    case .every(let iterators, let body, let place): quantified(iterators, body, deciding: false, place)
    case .function(let definition): closure(definition)
    }
  }

  func location(_ place: Int) -> SourceLocation { fragment.location(atUTF8: place) }

  func null(_ message: String, _ place: Int) -> Value { .null(NullReason(message, at: location(place))) }

  /// The null for operands that do not fit: the reason of the first null among them, else a new one.
  func misfit(_ message: @autoclosure () -> String, _ values: Value..., at place: Int) -> Value {
    for case .null(let reason?) in values { return .null(reason) }
    return null(message(), place)
  }

  func callContext(_ place: Int) -> CallContext { CallContext(run: run, fragment: fragment, offset: place) }
}

public import Diagnostics

/// What a function being called knows of its caller: the place, the limits, and how to call back.
public struct CallContext {
  /// What this evaluation has spent so far; one for a whole evaluation, however deep.
  package let run: Run
  private let fragment: SourceFragment?
  private let offset: Int

  /// The context of a whole evaluation: make one and pass it on where several expressions share the limits.
  public init(limits: Limits = .standard, clock: Clock = .system) {
    self.run = Run(limits: limits, clock: clock)
    self.fragment = nil
    self.offset = 0
  }

  package init(run: Run, fragment: SourceFragment, offset: Int) {
    self.run = run
    self.fragment = fragment
    self.offset = offset
  }

  /// Where the call is written, if anywhere.
  public var location: SourceLocation? { fragment?.location(atUTF8: offset) }

  /// What the evaluation may spend.
  public var limits: Limits { run.limits }

  /// The present moment, the same for a whole evaluation.
  public var now: DateTime? { run.now }

  /// A null with its reason, at the place of the call.
  public func null(_ message: String) -> Value { .null(NullReason(message, at: location)) }

  /// Calls a function value with positional arguments: counts and coerces them, and bounds the recursion.
  public func invoke(_ function: Function, _ arguments: [Value]) -> Value {
    if function.builtin != nil { return function.body(arguments, self) }
    guard arguments.count == function.parameters.count else {
      return null(wrongCount(function, arguments.count))
    }
    var coerced: [Value] = []
    coerced.reserveCapacity(arguments.count)
    for (parameter, argument) in zip(function.parameters, arguments) {
      guard let value = converted(argument, to: parameter.type) else {
        return run.exhausted == nil ? null(wrongArgument(function, parameter, argument)) : run.ended
      }
      // What calls hand on and wrap again grows deeper with each; a few levels cannot do harm.
      if run.callDepth > 16, let end = allow(nesting: value) { return end }
      coerced.append(value)
    }
    guard run.enterCall(at: location) else { return run.ended }
    defer { run.leaveCall() }
    let value = function.body(coerced, self)
    if let result = converted(value, to: function.result) { return result }
    return run.exhausted == nil ? null(wrongResult(function, value)) : run.ended
  }

  /// A value as a value of a type, counting the steps of looking through it; nil where it is none.
  package func converted(_ value: Value, to type: ValueType) -> Value? {
    if case .any = type { return value }
    guard value.isCompound else { return value.converted(to: type) }
    return run.walk(at: location) { walk in value.converted(to: type, &walk) } ?? nil
  }

  /// Checks how deep a value is nested; nil when that is allowed, else the null to end with.
  package func allow(nesting value: Value) -> Value? {
    guard value.isCompound else { return nil }
    return run.walk(at: location) { walk in value.isTooDeep(&walk) } == false ? nil : run.ended
  }

  /// Calls a function value with named arguments; a parameter that is not named is null.
  ///
  /// Source: DMN 1.5, 10.3.2.13.5.
  public func invoke(_ function: Function, _ names: [String], _ arguments: [Value]) -> Value {
    if let builtin = function.builtin { return BuiltinCall(builtin, named: names).call(arguments, self) }
    let expected = function.parameters.map(\.name)
    for name in names where !expected.contains(name) { return null(unknownParameter(function, name)) }
    guard Set(names).count == names.count else { return null(repeatedArgument(function)) }
    return invoke(
      function, expected.map { name in names.firstIndex(of: name).map { arguments[$0] } ?? .null })
  }

  /// A level of a recursive evaluation around expressions; a null with the reason where the stack has no room.
  package func nested(_ level: () -> Value) -> Value {
    return run.stack.enter() ? level() : run.end("nested deeper than the stack allows", location)
  }

  /// Whether a limit was reached, so that everything is null from here on.
  package var isEnded: Bool { run.exhausted != nil }

  /// The null that everything is after a limit was reached; nil before.
  package var ended: Value? { run.exhausted.map { .null($0) } }

  /// Ends the evaluation: from here on everything is this null.
  package func end(_ what: String) -> Value { run.end(what, location) }

  /// Counts steps of a loop; nil when the limit is not reached, else the null to end with.
  public func spend(iterations: Int) -> Value? { run.spend(iterations: iterations, at: location) }

  /// Checks the size of a list about to be made; nil when it is allowed, else the null to end with.
  public func allow(listSize: Int) -> Value? { run.allow(listSize: listSize, at: location) }

  /// Checks the length of a string about to be made; nil when it is allowed, else the null to end with.
  public func allow(stringLength: Int) -> Value? { run.allow(stringLength: stringLength, at: location) }
}

/// What one evaluation has spent.
///
/// Not shared between threads: made per evaluation.
package final class Run {
  package let limits: Limits
  /// Set when a limit is reached; from then on everything is this null.
  package private(set) var exhausted: NullReason?
  var stack = StackGuard()
  private var iterations = 0
  private var depth = 0

  /// The present moment, the same for a whole evaluation.
  private(set) lazy var now = clock.now
  private let clock: Clock

  package init(limits: Limits, clock: Clock = .system) {
    self.limits = limits
    self.clock = clock
  }

  /// What is left of the steps of loops.
  var iterationsLeft: Int { max(limits.iterations - iterations, 0) }

  /// How many calls are within one another.
  var callDepth: Int { depth }

  func spend(iterations count: Int, at location: @autoclosure () -> SourceLocation?) -> Value? {
    let (sum, overflow) = iterations.addingReportingOverflow(count)
    iterations = overflow ? .max : sum
    return iterations > limits.iterations ? end("more than \(limits.iterations) iterations", location()) : nil
  }

  func allow(listSize: Int, at location: @autoclosure () -> SourceLocation?) -> Value? {
    listSize > limits.listSize ? end("a list of more than \(limits.listSize) items", location()) : nil
  }

  func allow(stringLength: Int, at location: @autoclosure () -> SourceLocation?) -> Value? {
    stringLength > limits.stringLength
      ? end("a string of more than \(limits.stringLength) characters", location()) : nil
  }

  /// Counts a call within calls; false when there are too many.
  func enterCall(at location: @autoclosure () -> SourceLocation?) -> Bool {
    if exhausted != nil { return false }
    depth += 1
    if depth <= limits.recursionDepth { return true }
    depth -= 1
    _ = end("more than \(limits.recursionDepth) calls within each other", location())
    return false
  }

  func leaveCall() { depth -= 1 }

  /// The null that an ended evaluation gives.
  var ended: Value { .null(exhausted) }

  func end(_ what: String, _ location: SourceLocation?) -> Value {
    let reason = exhausted ?? NullReason("limit reached: \(what)", at: location)
    exhausted = reason
    return .null(reason)
  }
}

// MARK: Wording

private func called(_ function: Function) -> String {
  function.name.isEmpty ? "the function" : "`\(function.name)`"
}

private func wrongCount(_ function: Function, _ count: Int) -> String {
  "\(called(function)) takes \(function.parameters.count) arguments, found \(count)"
}

private func wrongArgument(_ function: Function, _ parameter: Function.Parameter, _ value: Value) -> String {
  let expected = parameter.type.withArticle
  return
    "`\(parameter.name)` of \(called(function)) must be \(expected), found \(value.briefType.withArticle)"
}

private func wrongResult(_ function: Function, _ value: Value) -> String {
  "\(called(function)) must give \(function.result.withArticle), found \(value.briefType.withArticle)"
}

private func unknownParameter(_ function: Function, _ name: String) -> String {
  "\(called(function)) has no parameter `\(name)`"
}

private func repeatedArgument(_ function: Function) -> String {
  "\(called(function)) is given an argument twice"
}

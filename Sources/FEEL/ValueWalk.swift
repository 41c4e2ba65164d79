internal import Diagnostics

/// What it may cost to look through values.
///
/// Values share their parts: `[l, l]` of `[l, l]` and so on is small in memory and without end to whoever walks it.
struct ValueWalk {
  /// Lists within lists, contexts counted as lists.
  ///
  /// What walks values recurses that deep, and so does the memory management when it lets go of one.
  static let greatestDepth = 1_000
  /// Enough for what is looked at outside of an evaluation, and some tenths of a second.
  static let usualSteps = 16_000_000

  /// Parts that may still be looked at.
  private(set) var steps: Int
  private var depth = 0
  private var stack = StackGuard()
  /// Whether the walk was given up; its answer then says nothing.
  private(set) var isGivenUp = false

  init(steps: Int = usualSteps) { self.steps = steps }

  /// Goes into a value of so many parts; false if that is too many or too deep, and then for the rest of the walk.
  mutating func enter(_ parts: Int) -> Bool {
    depth += 1
    steps -= 1 + parts
    if steps < 0 || depth > Self.greatestDepth || !stack.enter() { isGivenUp = true }
    return !isGivenUp
  }

  /// Counts a part; false if there are too many.
  mutating func count() -> Bool {
    steps -= 1
    if steps < 0 { isGivenUp = true }
    return !isGivenUp
  }

  /// Comes back from it.
  mutating func leave() { depth -= 1 }
}

extension Value {
  /// Whether it is a list or context nested deeper than any walk goes; unknown, and so true, for one of too many parts.
  func isTooDeep(_ walk: inout ValueWalk) -> Bool {
    switch self {
    case .list(let items):
      guard walk.enter(items.count) else { return true }
      defer { walk.leave() }
      return items.contains { $0.isTooDeep(&walk) }
    case .context(let context):
      guard walk.enter(context.entries.count) else { return true }
      defer { walk.leave() }
      return context.entries.contains { $0.value.isTooDeep(&walk) }
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .range,
      .function:
      return false
    }
  }

  /// Whether it may bound a range: a value with an order, or null.
  var isScalar: Bool {
    switch self {
    case .null, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths: true
    case .boolean, .list, .context, .range, .function: false
    }
  }

  /// Whether it has parts that are values.
  var isCompound: Bool {
    switch self {
    case .list, .context: true
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .range,
      .function:
      false
    }
  }
}

extension Run {
  /// Looks through values with as many steps as are left, and counts those taken; nil if the evaluation ends there.
  func walk<Answer>(
    at location: @autoclosure () -> SourceLocation?, _ body: (inout ValueWalk) -> Answer
  ) -> Answer? {
    let allowed = iterationsLeft.multipliedReportingOverflow(by: ValueWalk.stepsPerIteration)
    var walk = ValueWalk(steps: allowed.overflow ? .max : allowed.partialValue)
    let before = walk.steps
    let answer = body(&walk)
    let taken = before - max(walk.steps, 0)
    if walk.isGivenUp {
      _ = end("a value too deep or too large to look through", location())
      return nil
    }
    return spend(iterations: taken / ValueWalk.stepsPerIteration, at: location()) == nil ? answer : nil
  }
}

extension ValueWalk {
  /// Looking at a part costs less than a turn of a loop.
  static let stepsPerIteration = 8
}

/// The arguments of one call of a built-in, read by position as the type that is expected there.
struct Call {
  /// Order: of the signature's parameters; optional ones left out at the end are absent.
  let arguments: [Value]
  let context: CallContext

  /// Whether an optional argument was given and is not null.
  func has(_ index: Int) -> Bool {
    index < arguments.count && arguments[index] != .null
  }

  /// An argument as it is; null if it was left out.
  func value(_ index: Int) -> Value {
    index < arguments.count ? arguments[index] : .null
  }

  func boolean(_ index: Int) throws(Refusal) -> Bool {
    guard case .boolean(let truth) = value(index) else { throw .unexpected(value(index), "a boolean") }
    return truth
  }

  func string(_ index: Int) throws(Refusal) -> String {
    guard case .string(let text) = value(index) else { throw .unexpected(value(index), "a string") }
    return text
  }

  func number(_ index: Int) throws(Refusal) -> Number {
    guard case .number(let number) = value(index) else { throw .unexpected(value(index), "a number") }
    return number
  }

  /// A number without its fraction, for positions and lengths; far beyond any list or string if it is huge.
  func wholeNumber(_ index: Int) throws(Refusal) -> Int {
    let number = try number(index).truncated
    return number.integer ?? (number.isNegative ? -1 << 40 : 1 << 40)
  }

  func list(_ index: Int) throws(Refusal) -> [Value] {
    guard case .list(let items) = value(index) else { throw .unexpected(value(index), "a list") }
    return items
  }

  func contextValue(_ index: Int) throws(Refusal) -> Context {
    guard case .context(let context) = value(index) else { throw .unexpected(value(index), "a context") }
    return context
  }

  func function(_ index: Int) throws(Refusal) -> Function {
    guard case .function(let function) = value(index) else { throw .unexpected(value(index), "a function") }
    return function
  }

  // MARK: Limits

  /// Counts the steps of comparing a value with others, each with all its parts.
  func spend(comparing value: Value, with count: Int) throws(Refusal) {
    guard count > 0 else { return }
    let parts = try countParts(of: value)
    let (steps, overflow) = count.multipliedReportingOverflow(by: parts)
    try spend(overflow ? .max : steps / 8)
  }

  /// How many parts a value has, to any depth; refuses a value that is too large to look at.
  func countParts(of value: Value, maximum: Int? = nil) throws(Refusal) -> Int {
    var parts = 1
    var open: [(value: Value, depth: Int)] = [(value, 0)]
    let maximum = maximum ?? context.limits.iterations
    while let (value, depth) = open.popLast() {
      guard depth < 1_000 else { throw .because(tooDeep) }
      switch value {
      case .list(let items):
        parts += items.count
        guard parts <= maximum else { throw .because(tooManyParts(maximum)) }
        open += items.map { ($0, depth + 1) }
      case .context(let context):
        parts += context.entries.count
        guard parts <= maximum else { throw .because(tooManyParts(maximum)) }
        open += context.entries.map { ($0.value, depth + 1) }
      case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .range,
        .function:
        continue
      }
    }
    return parts
  }

  /// Counts steps; refuses when the evaluation has spent all it may.
  func spend(_ iterations: Int) throws(Refusal) {
    if let end = context.spend(iterations: iterations) { throw .ended(end) }
  }

  /// A list as a result, if it is not too long.
  func list(of items: [Value]) throws(Refusal) -> Value {
    if let end = context.allow(listSize: items.count) { throw .ended(end) }
    return .list(items)
  }

  /// A string as a result, if it is not too long.
  func string(of text: String) throws(Refusal) -> Value {
    // Counting scalars costs a pass, bytes cost nothing and are never fewer.
    if text.utf8.count > context.limits.stringLength,
      let end = context.allow(stringLength: text.unicodeScalars.count)
    {
      throw .ended(end)
    }
    return .string(text)
  }

  /// A number as a result, unless it is too large for the format.
  func number(of number: Number?) throws(Refusal) -> Value {
    guard let number else { throw .because("the result is not a number of 34 digits") }
    return .number(number)
  }
}

/// Why a built-in gives null.
enum Refusal: Error {
  /// In the wording of a diagnostic; the place is added by the call.
  case because(String)
  /// A null that already has its reason, such as a limit reached.
  case ended(Value)

  /// An argument or element of another type than expected.
  static func unexpected(_ value: Value, _ expected: String) -> Refusal {
    .because("found \(kind(of: value)), expected \(expected)")
  }
}

extension Signature {
  /// A signature whose function reads its arguments through `Call` and may refuse.
  init(
    _ parameters: [Parameter], isVariadic: Bool = false, gives result: ValueType,
    _ body: @escaping @Sendable (Call) throws(Refusal) -> Value
  ) {
    self.init(parameters, isVariadic: isVariadic, result: result) { arguments, context in
      let call = Call(arguments: arguments, context: context)
      do throws(Refusal) {
        try call.spend(arguments.reduce(0) { $0 + length(of: $1) })
        return try body(call)
      } catch {
        switch error {
        case .because(let message): return context.null(message)
        case .ended(let value): return value
        }
      }
    }
  }
}

/// A value's type in words, with its article.
func kind(of value: Value) -> String {
  switch value {
  case .null: "null"
  case .boolean: "a boolean"
  case .number: "a number"
  case .string: "a string"
  case .date: "a date"
  case .time: "a time"
  case .dateTime: "a date and time"
  case .daysAndTime: "a days and time duration"
  case .yearsAndMonths: "a years and months duration"
  case .list: "a list"
  case .context: "a context"
  case .range: "a range"
  case .function: "a function"
  }
}

/// The steps that looking through an argument once takes.
///
/// So a loop that hands a long list to a function in each turn ends at the same limit as one that does the same
/// by itself.
private func length(of value: Value) -> Int {
  switch value {
  case .string(let text): text.utf8.count / 64
  case .list(let items): items.count / 8
  case .context(let context): context.entries.count / 8
  case .null, .boolean, .number, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .range, .function: 0
  }
}

// MARK: Wording

private let tooDeep = "the value is nested more than 1000 deep"

private func tooManyParts(_ maximum: Int) -> String { "the value has more than \(maximum) parts" }

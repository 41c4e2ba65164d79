/// Functions that ask about a date, and those that ask the clock.
///
/// Source: DMN 1.5, 10.3.4.7 (table 78) and 10.3.4.12.
let temporalBuiltins: [Builtin] = [
  onDate("day of year", gives: .number) { .number(Number($0.dayOfYear)) },
  onDate("day of week", gives: .string) { .string(weekdays[$0.weekday - 1]) },
  onDate("month of year", gives: .string) { .string(months[$0.month - 1]) },
  onDate("week of year", gives: .number) { .number(Number($0.weekOfYear)) },
  Builtin(
    "now", Signature([], gives: .dateTime) { (call) throws(Refusal) in .dateTime(try currentMoment(call)) }),
  Builtin(
    "today", Signature([], gives: .date) { (call) throws(Refusal) in .date(try currentMoment(call).date) }),
]

/// A function on the date of a date or of a date and time.
private func onDate(_ name: String, gives result: ValueType, _ ask: @escaping @Sendable (Date) -> Value)
  -> Builtin
{
  let body: @Sendable (Call) throws(Refusal) -> Value = { (call) throws(Refusal) in ask(try call.date(0)) }
  return Builtin(
    name, Signature([.init("date", .date)], gives: result, body),
    Signature([.init("date", .dateTime)], gives: result, body))
}

private func currentMoment(_ call: Call) throws(Refusal) -> DateTime {
  guard let moment = call.context.now else { throw .because(noClock) }
  return moment
}

private let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

private let months = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November",
  "December",
]

extension Call {
  /// A date, or the date of a date and time.
  func date(_ index: Int) throws(Refusal) -> Date {
    switch value(index) {
    case .date(let date): return date
    case .dateTime(let moment): return moment.date
    case .null, .boolean, .number, .string, .time, .daysAndTime, .yearsAndMonths, .list, .context, .range,
      .function:
      throw .unexpected(value(index), "a date")
    }
  }

  func moment(_ index: Int) throws(Refusal) -> DateTime {
    guard case .dateTime(let moment) = value(index) else {
      throw .unexpected(value(index), "a date and time")
    }
    return moment
  }

  func time(_ index: Int) throws(Refusal) -> Time {
    guard case .time(let time) = value(index) else { throw .unexpected(value(index), "a time") }
    return time
  }
}

// MARK: Wording

private let noClock = "no clock tells the time"

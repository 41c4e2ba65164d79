/// Functions that make a value of one type from a value of another, or from its parts.
///
/// Source: DMN 1.5, 10.3.4.1 (table 72).
let conversionBuiltins: [Builtin] = [
  Builtin(
    "date", Signature([.init("from", .string)], gives: .date, dateFromText),
    Signature([.init("from", .date)], gives: .date, same),
    Signature([.init("from", .dateTime)], gives: .date, dateFromMoment),
    Signature([year, month, day], gives: .date, dateFromParts)),
  Builtin(
    "time", Signature([.init("from", .string)], gives: .time, timeFromText),
    Signature([.init("from", .time)], gives: .time, same),
    Signature([.init("from", .dateTime)], gives: .time, timeFromMoment),
    Signature(
      [
        .init("hour", .number), .init("minute", .number), .init("second", .number),
        .init("offset", .daysAndTime, isOptional: true),
      ], gives: .time, timeFromParts)),
  Builtin(
    "date and time", Signature([.init("from", .string)], gives: .dateTime, momentFromText),
    Signature([.init("from", .dateTime)], gives: .dateTime, same),
    Signature([.init("date", .date), .init("time", .time)], gives: .dateTime, momentFromDate),
    Signature([.init("date", .dateTime), .init("time", .time)], gives: .dateTime, momentFromMoment)),
  Builtin("duration", Signature([.init("from", .string)], gives: .any, durationFromText)),
  Builtin(
    "years and months duration",
    Signature([.init("from", .date), .init("to", .date)], gives: .yearsAndMonths, monthsBetween),
    Signature([.init("from", .dateTime), .init("to", .dateTime)], gives: .yearsAndMonths, monthsBetween)),
  Builtin("string", Signature([.init("from", .any)], gives: .string, stringFromValue)),
  Builtin(
    "number", Signature([.init("from", .string)], gives: .number, numberFromText),
    Signature(
      [.init("from", .string), .init("grouping separator", .any), .init("decimal separator", .any)],
      gives: .number, numberFromText)),
  Builtin("range", Signature([.init("from", .string)], gives: .range(.any), rangeFromText)),
]

private let year = Signature.Parameter("year", .number)
private let month = Signature.Parameter("month", .number)
private let day = Signature.Parameter("day", .number)

private func same(_ call: Call) throws(Refusal) -> Value { call.value(0) }

// MARK: Dates and times

private func dateFromText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  guard let date = Date(text) else { throw .because(noText(text, "a date such as `2017-12-31`")) }
  return .date(date)
}

private func dateFromMoment(_ call: Call) throws(Refusal) -> Value {
  .date(try call.moment(0).date)
}

private func dateFromParts(_ call: Call) throws(Refusal) -> Value {
  let year = try call.wholeNumber(0)
  let month = try call.wholeNumber(1)
  let day = try call.wholeNumber(2)
  guard let date = Date(year: year, month: month, day: day) else { throw .because(noDate(year, month, day)) }
  return .date(date)
}

private func timeFromText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  guard let time = Time(text) else { throw .because(noText(text, "a time such as `23:59:00Z`")) }
  return .time(time)
}

private func timeFromMoment(_ call: Call) throws(Refusal) -> Value {
  .time(try call.moment(0).time)
}

private func timeFromParts(_ call: Call) throws(Refusal) -> Value {
  let hour = try call.wholeNumber(0)
  let minute = try call.wholeNumber(1)
  let second = try call.number(2)
  var zone = Zone.local
  if case .daysAndTime(let offset) = call.value(3) {
    guard let known = Zone(offset: offset) else { throw .because(noOffset) }
    zone = known
  }
  guard let time = Time(hour: hour, minute: minute, second: second, zone: zone) else {
    throw .because(noTime(hour, minute, second))
  }
  return .time(time)
}

private func momentFromText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  guard let moment = DateTime(text) else {
    throw .because(noText(text, "a date and time such as `2017-12-31T23:59:00Z`"))
  }
  return .dateTime(moment)
}

private func momentFromDate(_ call: Call) throws(Refusal) -> Value {
  try moment(on: call.date(0), call)
}

private func momentFromMoment(_ call: Call) throws(Refusal) -> Value {
  try moment(on: call.moment(0).date, call)
}

private func moment(on date: Date, _ call: Call) throws(Refusal) -> Value {
  guard let moment = DateTime(date: date, time: try call.time(1), zones: .system) else {
    throw .because(unknownZone)
  }
  return .dateTime(moment)
}

// MARK: Durations

private func durationFromText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  if let duration = DaysAndTimeDuration(text) { return .daysAndTime(duration) }
  if let duration = YearsAndMonthsDuration(text) { return .yearsAndMonths(duration) }
  throw .because(noText(text, "a duration such as `P1DT2H` or `P1Y2M`"))
}

private func monthsBetween(_ call: Call) throws(Refusal) -> Value {
  .yearsAndMonths(YearsAndMonthsDuration(from: try call.date(0), to: try call.date(1)))
}

// MARK: Strings and numbers

private func stringFromValue(_ call: Call) throws(Refusal) -> Value {
  let value = call.value(0)
  if case .null = value { throw .because(nullText) }
  // A value may share its parts and so be far larger as text than in memory.
  try call.spend(call.countParts(of: value, maximum: call.context.limits.stringLength) / 8)
  return try call.string(of: plainText(value))
}

/// A string as it is, a date without its `@`, everything else as FEEL writes it.
private func plainText(_ value: Value) -> String {
  switch value {
  case .string(let text): text
  case .date(let date): date.description
  case .time(let time): time.description
  case .dateTime(let moment): moment.description
  case .daysAndTime(let duration): duration.description
  case .yearsAndMonths(let duration): duration.description
  case .null, .boolean, .number, .list, .context, .range, .function: value.description
  }
}

private func numberFromText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  let grouping = try separator(call, 1, among: [" ", ",", "."], called: "grouping separator")
  let decimal = try separator(call, 2, among: [",", "."], called: "decimal separator") ?? "."
  guard grouping != decimal else { throw .because(sameSeparators(decimal)) }
  var literal = ""
  for scalar in text.unicodeScalars where scalar != grouping {
    // With a comma as decimal separator, a point is no part of a number.
    let isStray = scalar == "." && decimal != "."
    literal.unicodeScalars.append(isStray ? "?" : scalar == decimal ? "." : scalar)
  }
  guard let number = Number(literal) else { throw .because(noText(text, "a number")) }
  return .number(number)
}

private func separator(
  _ call: Call, _ index: Int, among allowed: [Unicode.Scalar], called name: String
) throws(Refusal) -> Unicode.Scalar? {
  guard call.has(index) else { return nil }
  let text = try call.string(index)
  guard let scalar = allowed.first(where: { String($0) == text }) else {
    throw .because(noSeparator(text, name, allowed))
  }
  return scalar
}

// MARK: Wording

private let nullText = "null has no text"
private let noOffset = "the offset is not one of whole seconds and at most 14 hours"
private let unknownZone = "the time is in a zone that is not known"

private func noText(_ text: String, _ expected: String) -> String {
  "`\(text.count > 60 ? text.prefix(60) + "…" : text[...])` is not \(expected)"
}

private func noDate(_ year: Int, _ month: Int, _ day: Int) -> String {
  "the calendar has no day \(day) of month \(month) in the year \(year)"
}

private func noTime(_ hour: Int, _ minute: Int, _ second: Number) -> String {
  "no clock shows hour \(hour), minute \(minute), second \(second)"
}

private func sameSeparators(_ separator: Unicode.Scalar) -> String {
  "`\(separator)` cannot separate both groups and decimals"
}

private func noSeparator(_ text: String, _ name: String, _ allowed: [Unicode.Scalar]) -> String {
  "the \(name) is `\(text)`, expected \(allowed.map { "`\($0)`" }.joined(separator: ", ")) or null"
}

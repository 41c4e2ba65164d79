/// Arithmetic with dates, times and durations.
///
/// Source: DMN 1.5, 10.3.2.13.3, tables 57 and 58.
func temporalArithmetic(_ sign: ArithmeticOperator, _ left: Value, _ right: Value) -> Outcome {
  switch sign {
  case .add: sum(left, right)
  case .subtract: difference(left, right)
  case .multiply: product(left, right)
  case .divide: quotient(left, right)
  case .power: .undefined
  }
}

private func sum(_ left: Value, _ right: Value) -> Outcome {
  switch (left, right) {
  case (.date(let a), .daysAndTime(let b)), (.daysAndTime(let b), .date(let a)):
    Outcome((a + b).map { .date($0) })
  case (.date(let a), .yearsAndMonths(let b)), (.yearsAndMonths(let b), .date(let a)):
    Outcome((a + b).map { .date($0) })
  case (.dateTime(let a), .daysAndTime(let b)), (.daysAndTime(let b), .dateTime(let a)):
    Outcome((a + b).map { .dateTime($0) })
  case (.dateTime(let a), .yearsAndMonths(let b)), (.yearsAndMonths(let b), .dateTime(let a)):
    Outcome((a + b).map { .dateTime($0) })
  case (.time(let a), .daysAndTime(let b)), (.daysAndTime(let b), .time(let a)): .value(.time(a + b))
  case (.daysAndTime(let a), .daysAndTime(let b)): Outcome((a + b).map { .daysAndTime($0) })
  case (.yearsAndMonths(let a), .yearsAndMonths(let b)): Outcome((a + b).map { .yearsAndMonths($0) })
  default: .undefined
  }
}

private func difference(_ left: Value, _ right: Value) -> Outcome {
  switch (left, right) {
  case (.date(let a), .date(let b)): .value(.daysAndTime(a - b))
  case (.dateTime(let a), .dateTime(let b)): duration(a - b)
  case (.date(let a), .dateTime(let b)): duration(a.startOfDay - b)
  case (.dateTime(let a), .date(let b)): duration(a - b.startOfDay)
  case (.time(let a), .time(let b)): duration(a - b)
  case (.date(let a), .daysAndTime(let b)): Outcome((a - b).map { .date($0) })
  case (.date(let a), .yearsAndMonths(let b)): Outcome((a - b).map { .date($0) })
  case (.dateTime(let a), .daysAndTime(let b)): Outcome((a - b).map { .dateTime($0) })
  case (.dateTime(let a), .yearsAndMonths(let b)): Outcome((a - b).map { .dateTime($0) })
  case (.time(let a), .daysAndTime(let b)): .value(.time(a - b))
  case (.daysAndTime(let a), .daysAndTime(let b)): Outcome((a - b).map { .daysAndTime($0) })
  case (.yearsAndMonths(let a), .yearsAndMonths(let b)): Outcome((a - b).map { .yearsAndMonths($0) })
  default: .undefined
  }
}

/// A difference between two moments; undefined between one with and one without a zone.
private func duration(_ duration: DaysAndTimeDuration?) -> Outcome {
  guard let duration else { return .undefined }
  return .value(.daysAndTime(duration))
}

private func product(_ left: Value, _ right: Value) -> Outcome {
  switch (left, right) {
  case (.daysAndTime(let a), .number(let b)), (.number(let b), .daysAndTime(let a)):
    Outcome((a * b).map { .daysAndTime($0) })
  case (.yearsAndMonths(let a), .number(let b)), (.number(let b), .yearsAndMonths(let a)):
    Outcome((a * b).map { .yearsAndMonths($0) })
  default: .undefined
  }
}

private func quotient(_ left: Value, _ right: Value) -> Outcome {
  switch (left, right) {
  case (.daysAndTime(let a), .number(let b)):
    b.isZero ? .divisionByZero : Outcome((a / b).map { .daysAndTime($0) })
  case (.yearsAndMonths(let a), .number(let b)):
    b.isZero ? .divisionByZero : Outcome((a / b).map { .yearsAndMonths($0) })
  case (.daysAndTime(let a), .daysAndTime(let b)):
    b == .zero ? .divisionByZero : Outcome((a / b).map { .number($0) })
  case (.yearsAndMonths(let a), .yearsAndMonths(let b)):
    b.months == 0 ? .divisionByZero : Outcome((a / b).map { .number($0) })
  default: .undefined
  }
}

/// The opposite of a duration.
func temporalNegated(_ value: Value) -> Outcome {
  switch value {
  case .daysAndTime(let duration): .value(.daysAndTime(-duration))
  case .yearsAndMonths(let duration): Outcome((-duration).map { .yearsAndMonths($0) })
  default: .undefined
  }
}

/// Which of two dates, times or durations comes first: negative, zero or positive; nil where they have no order.
func temporalOrder(_ left: Value, _ right: Value) -> Int? {
  switch (left, right) {
  case (.date(let a), .date(let b)): order(a, b)
  case (.time(let a), .time(let b)): Time.compare(a, b)
  case (.dateTime(let a), .dateTime(let b)): DateTime.compare(a, b)
  case (.daysAndTime(let a), .daysAndTime(let b)): order(a, b)
  case (.yearsAndMonths(let a), .yearsAndMonths(let b)): order(a, b)
  default: nil
  }
}

private func order<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) -> Int {
  left < right ? -1 : right < left ? 1 : 0
}

/// What `@"…"` means; nil if nothing.
func temporal(parsing text: String) -> Value? {
  if let date = Date(text) { return .date(date) }
  if let moment = DateTime(text) { return .dateTime(moment) }
  if let time = Time(text) { return .time(time) }
  if let duration = YearsAndMonthsDuration(text) { return .yearsAndMonths(duration) }
  if let duration = DaysAndTimeDuration(text) { return .daysAndTime(duration) }
  return nil
}

/// A property of a date, time or duration; nil if it has none of that name.
///
/// Source: DMN 1.5, table 65.
func temporalProperty(_ value: Value, _ name: String) -> Value? {
  switch value {
  case .date(let date): dateProperty(date, name)
  case .time(let time): timeProperty(time, name)
  case .dateTime(let moment): dateProperty(moment.date, name) ?? timeProperty(moment.time, name)
  case .daysAndTime(let duration): durationProperty(duration, name)
  case .yearsAndMonths(let duration): durationProperty(duration, name)
  default: nil
  }
}

private func dateProperty(_ date: Date, _ name: String) -> Value? {
  switch name {
  case "year": .number(Number(date.year))
  case "month": .number(Number(date.month))
  case "day": .number(Number(date.day))
  case "weekday": .number(Number(date.weekday))
  default: nil
  }
}

private func timeProperty(_ time: Time, _ name: String) -> Value? {
  switch name {
  case "hour": .number(Number(time.hour))
  case "minute": .number(Number(time.minute))
  case "second": .number(time.second)
  case "time offset": time.zone.offset.map { .daysAndTime($0) } ?? .null
  case "timezone": time.zone.name.map { .string($0) } ?? .null
  default: nil
  }
}

private func durationProperty(_ duration: DaysAndTimeDuration, _ name: String) -> Value? {
  switch name {
  case "days": .number(Number(duration.days))
  case "hours": .number(Number(duration.hours))
  case "minutes": .number(Number(duration.minutes))
  case "seconds": .number(duration.seconds)
  default: nil
  }
}

private func durationProperty(_ duration: YearsAndMonthsDuration, _ name: String) -> Value? {
  switch name {
  case "years": .number(Number(duration.yearsPart))
  case "months": .number(Number(duration.monthsPart))
  default: nil
  }
}

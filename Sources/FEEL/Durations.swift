/// A duration of days, hours, minutes and seconds, exact to the nanosecond.
///
/// Source: DMN 1.5, 10.3.2.3.7; XPath data model, `dayTimeDuration`.
public struct DaysAndTimeDuration: Sendable, Hashable {
  /// The whole duration; as many seconds as fit in 64 bits.
  public let nanoseconds: Int128

  /// A duration of nanoseconds; nil if it is longer than 2^63 seconds.
  public init?(nanoseconds: Int128) {
    guard nanoseconds.magnitude < Self.limit else { return nil }
    self.nanoseconds = nanoseconds
  }

  private static let limit = UInt128(Int64.max) * 1_000_000_000

  private init(unchecked nanoseconds: Int128) { self.nanoseconds = nanoseconds }

  /// A duration of days, such as lie between two dates.
  init(days: Int) { nanoseconds = Int128(days) * nanosecondsPerDay }

  /// A duration of seconds, such as an offset.
  init(seconds: Int) { nanoseconds = Int128(seconds) * nanosecondsPerSecond }

  /// No time.
  public static let zero = DaysAndTimeDuration(days: 0)

  /// Whole days, negative in a negative duration.
  public var days: Int { Int(nanoseconds / nanosecondsPerDay) }
  /// Hours beyond the whole days, negative in a negative duration.
  public var hours: Int { Int(nanoseconds / 3_600_000_000_000 % 24) }
  /// Minutes beyond the whole hours, negative in a negative duration.
  public var minutes: Int { Int(nanoseconds / 60_000_000_000 % 60) }
  /// Seconds beyond the whole minutes with their fraction, negative in a negative duration.
  public var seconds: Number { Number(unchecked: nanoseconds % 60_000_000_000, exponent: -9).trimmed }

  /// The whole duration in seconds.
  public var totalSeconds: Number { Number(unchecked: nanoseconds, exponent: -9).trimmed }

  /// The duration without its sign.
  public var magnitude: DaysAndTimeDuration { nanoseconds < 0 ? -self : self }
}

extension DaysAndTimeDuration: Comparable {
  /// Shorter before longer.
  public static func < (left: DaysAndTimeDuration, right: DaysAndTimeDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The duration backwards.
  public static prefix func - (duration: DaysAndTimeDuration) -> DaysAndTimeDuration {
    DaysAndTimeDuration(unchecked: -duration.nanoseconds)
  }

  /// The sum; nil out of range.
  public static func + (left: DaysAndTimeDuration, right: DaysAndTimeDuration) -> DaysAndTimeDuration? {
    DaysAndTimeDuration(nanoseconds: left.nanoseconds + right.nanoseconds)
  }

  /// The difference; nil out of range.
  public static func - (left: DaysAndTimeDuration, right: DaysAndTimeDuration) -> DaysAndTimeDuration? {
    DaysAndTimeDuration(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  /// The duration so many times, to the nearest nanosecond; nil out of range.
  public static func * (duration: DaysAndTimeDuration, factor: Number) -> DaysAndTimeDuration? {
    (Number(unchecked: duration.nanoseconds, exponent: 0) * factor).flatMap {
      DaysAndTimeDuration(nearest: $0)
    }
  }

  /// A part of the duration, to the nearest nanosecond; nil out of range and for zero.
  public static func / (duration: DaysAndTimeDuration, divisor: Number) -> DaysAndTimeDuration? {
    (Number(unchecked: duration.nanoseconds, exponent: 0) / divisor).flatMap {
      DaysAndTimeDuration(nearest: $0)
    }
  }

  /// How many times the second is in the first; nil if the second is no time.
  public static func / (left: DaysAndTimeDuration, right: DaysAndTimeDuration) -> Number? {
    Number(unchecked: left.nanoseconds, exponent: 0) / Number(unchecked: right.nanoseconds, exponent: 0)
  }

  private init?(nearest nanoseconds: Number) {
    guard let whole = nanoseconds.rounded(toScale: 0, rule: .halfEven), whole.exponent == 0 else {
      return nil
    }
    self.init(nanoseconds: whole.coefficient)
  }
}

/// A duration of years and months.
///
/// Source: DMN 1.5, 10.3.2.3.8; XPath data model, `yearMonthDuration`.
public struct YearsAndMonthsDuration: Sendable, Hashable {
  /// The whole duration in months.
  public let months: Int

  /// A duration of months.
  public init(months: Int) { self.months = months }

  /// Whole years, negative in a negative duration: FEEL's `years`.
  public var yearsPart: Int { months / 12 }
  /// Months beyond the whole years, negative in a negative duration: FEEL's `months`.
  public var monthsPart: Int { months % 12 }

  /// The duration without its sign; nil out of range.
  public var magnitude: YearsAndMonthsDuration? { months < 0 ? -self : self }

  /// The whole months from one date to another, negative if the second is earlier.
  ///
  /// Source: DMN 1.5, table 72, `years and months duration`.
  public init(from start: Date, to end: Date) {
    var months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0, end.day < start.day { months -= 1 }
    if months < 0, end.day > start.day { months += 1 }
    self.init(months: months)
  }
}

extension YearsAndMonthsDuration: Comparable {
  /// Shorter before longer.
  public static func < (left: YearsAndMonthsDuration, right: YearsAndMonthsDuration) -> Bool {
    left.months < right.months
  }

  /// The duration backwards; nil out of range.
  public static prefix func - (duration: YearsAndMonthsDuration) -> YearsAndMonthsDuration? {
    YearsAndMonthsDuration(months: 0) - duration
  }

  /// The sum; nil out of range.
  public static func + (
    left: YearsAndMonthsDuration, right: YearsAndMonthsDuration
  ) -> YearsAndMonthsDuration? {
    let (sum, overflow) = left.months.addingReportingOverflow(right.months)
    return overflow ? nil : YearsAndMonthsDuration(months: sum)
  }

  /// The difference; nil out of range.
  public static func - (
    left: YearsAndMonthsDuration, right: YearsAndMonthsDuration
  ) -> YearsAndMonthsDuration? {
    let (difference, overflow) = left.months.subtractingReportingOverflow(right.months)
    return overflow ? nil : YearsAndMonthsDuration(months: difference)
  }

  /// The duration so many times, a fraction of a month cut off; nil out of range.
  public static func * (duration: YearsAndMonthsDuration, factor: Number) -> YearsAndMonthsDuration? {
    (Number(duration.months) * factor)?.truncated.integer.map { YearsAndMonthsDuration(months: $0) }
  }

  /// A part of the duration, a fraction of a month cut off; nil out of range and for zero.
  public static func / (duration: YearsAndMonthsDuration, divisor: Number) -> YearsAndMonthsDuration? {
    (Number(duration.months) / divisor)?.truncated.integer.map { YearsAndMonthsDuration(months: $0) }
  }

  /// How many times the second is in the first; nil if the second is no time.
  public static func / (left: YearsAndMonthsDuration, right: YearsAndMonthsDuration) -> Number? {
    Number(left.months) / Number(right.months)
  }
}

/// A calendar date, in the Gregorian calendar carried back to all times; the year 0 exists.
///
/// Source: DMN 1.5, 10.3.2.3.5; XML Schema part 2, `date`, without a time zone.
public struct Date: Sendable, Hashable {
  private let shortYear: Int32
  private let shortMonth: Int8
  private let shortDay: Int8

  /// From -999,999,999 to 999,999,999.
  public var year: Int { Int(shortYear) }
  /// From 1 to 12.
  public var month: Int { Int(shortMonth) }
  /// From 1 to 31.
  public var day: Int { Int(shortDay) }

  /// The years that a date may have.
  public static let years = -999_999_999...999_999_999

  /// A date by its parts; nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), 1...12 ~= month, day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    shortYear = Int32(year)
    shortMonth = Int8(month)
    shortDay = Int8(day)
  }

  /// A date by the days since 1970-01-01; nil outside `Date.years`.
  public init?(daysSinceEpoch days: Int) {
    guard -400_000_000_000...400_000_000_000 ~= days else { return nil }
    // Years are counted from March, so that the leap day is the last; 400 years have 146,097 days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private init(year: Int32, month: Int8, day: Int8) {
    shortYear = year
    shortMonth = month
    shortDay = day
  }

  /// 1970-01-01.
  public static let epoch = Date(year: 1970 as Int32, month: 1, day: 1)

  /// Days since 1970-01-01, negative before.
  public var daysSinceEpoch: Int {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let era = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
    let yearOfEra = yearFromMarch - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// How many days a month of a year has; the month is from 1 to 12.
  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension Date: Comparable {
  /// Earlier before later.
  public static func < (left: Date, right: Date) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension Date {
  /// The day of the week: 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let days = (daysSinceEpoch + 3) % 7
    return (days < 0 ? days + 7 : days) + 1
  }

  /// The day within the year, from 1 to 366.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.days(inMonth: $1, of: year) }
  }

  /// How many days the month has.
  public var daysInMonth: Int { Self.days(inMonth: month, of: year) }

  /// The number of the week, from 1 to 53; a week belongs to the year that its Thursday is in.
  ///
  /// Source: ISO 8601.
  public var weekOfYear: Int {
    let week = (dayOfYear - weekday + 10) / 7
    if week == 0 { return Self.weeks(of: year - 1) }
    return week == 53 && Self.weeks(of: year) == 52 ? 1 : week
  }

  /// A year has 53 weeks if it starts or ends on a Thursday.
  private static func weeks(of year: Int) -> Int {
    func lastWeekday(_ year: Int) -> Int {
      func floored(_ divisor: Int) -> Int { (year - (year % divisor + divisor) % divisor) / divisor }
      return ((year + floored(4) - floored(100) + floored(400)) % 7 + 7) % 7
    }
    return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52
  }

  /// Midnight of the day in UTC, as FEEL converts a date to a date and time.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4.
  public var startOfDay: DateTime { DateTime(date: self, time: .midnightUTC) }
}

extension Date {
  /// The date so many months later, on the last day of the month if that month is shorter; nil out of range.
  public static func + (date: Date, duration: YearsAndMonthsDuration) -> Date? {
    let (months, overflow) = (date.year * 12 + date.month - 1).addingReportingOverflow(duration.months)
    if overflow { return nil }
    let month = (months % 12 + 12) % 12
    let year = (months - month) / 12
    guard years.contains(year) else { return nil }
    return Date(year: year, month: month + 1, day: min(date.day, days(inMonth: month + 1, of: year)))
  }

  /// The date so many months earlier; nil out of range.
  public static func - (date: Date, duration: YearsAndMonthsDuration) -> Date? {
    (-duration).flatMap { date + $0 }
  }

  /// The date of the moment so long after midnight of the date; nil out of range.
  public static func + (date: Date, duration: DaysAndTimeDuration) -> Date? {
    (date.startOfDay + duration)?.date
  }

  /// The date of the moment so long before midnight of the date; nil out of range.
  public static func - (date: Date, duration: DaysAndTimeDuration) -> Date? {
    (date.startOfDay - duration)?.date
  }

  /// The time from one date to another.
  public static func - (left: Date, right: Date) -> DaysAndTimeDuration {
    DaysAndTimeDuration(days: left.daysSinceEpoch - right.daysSinceEpoch)
  }
}

/// A date and a time of day, with or without a zone.
///
/// Source: DMN 1.5, 10.3.2.3.6; XML Schema part 2, `dateTime`.
public struct DateTime: Sendable, Hashable {
  /// The date.
  public let date: Date
  /// The time; the offset of a named zone is the one it has at this date and time.
  public let time: Time

  /// A date and a time that already knows its offset.
  init(date: Date, time: Time) {
    self.date = date
    self.time = time
  }

  /// A date and a time; nil if the time is in a named zone that the database does not have.
  public init?(date: Date, time: Time, zones: ZoneDatabase) {
    guard case .named(let name, _) = time.zone else {
      self.init(date: date, time: time)
      return
    }
    let seconds = date.daysSinceEpoch * 86_400 + time.nanosecondOfDay / 1_000_000_000
    guard let offset = zones.offset(of: name, at: .local(seconds)) else { return nil }
    self.init(date: date, time: time.with(zone: .named(name, offset: Int32(clamping: offset))))
  }

  /// The zone of the time.
  public var zone: Zone { time.zone }

  /// Nanoseconds since 1970-01-01T00:00:00Z (on local clocks, if there is no zone).
  public var value: Int128 {
    Int128(date.daysSinceEpoch) * nanosecondsPerDay + Int128(time.value)
  }

  /// The moment of a `value`, as the clocks of a zone show it; nil out of range.
  private init?(value: Int128, zone: Zone) {
    let local = value + Int128(zone.offsetSeconds ?? 0) * nanosecondsPerSecond
    var (days, rest) = local.quotientAndRemainder(dividingBy: nanosecondsPerDay)
    if rest < 0 {
      days -= 1
      rest += nanosecondsPerDay
    }
    guard let day = Int(exactly: days), let date = Date(daysSinceEpoch: day) else { return nil }
    self.init(date: date, time: Time(nanosecondOfDay: Int(rest), zone: zone))
  }
}

extension DateTime {
  /// Negative, zero or positive as the first is earlier, the same moment, or later.
  ///
  /// A moment without a zone is told in the zone of the other one.
  /// Source: DMN 1.5, 10.3.2.15, table 54.
  public static func compare(_ left: DateTime, _ right: DateTime) -> Int {
    if (left.zone == .local) == (right.zone == .local) {
      return left.value == right.value ? 0 : left.value < right.value ? -1 : 1
    }
    let (a, b) = (left.clockValue, right.clockValue)
    return a == b ? 0 : a < b ? -1 : 1
  }

  /// Nanoseconds since 1970-01-01T00:00:00 as the clocks of the moment's own zone show it.
  private var clockValue: Int128 {
    Int128(date.daysSinceEpoch) * nanosecondsPerDay + Int128(time.nanosecondOfDay)
  }

  /// The time from the second to the first; nil when only one of the two has a zone.
  ///
  /// Source: DMN 1.5, table 57.
  public static func - (left: DateTime, right: DateTime) -> DaysAndTimeDuration? {
    guard (left.zone == .local) == (right.zone == .local) else { return nil }
    return DaysAndTimeDuration(nanoseconds: left.value - right.value)
  }

  /// The moment so much later, in the same zone; nil out of range.
  public func adding(_ duration: DaysAndTimeDuration, zones: ZoneDatabase) -> DateTime? {
    let later = value + duration.nanoseconds
    guard case .named(let name, _) = zone else { return DateTime(value: later, zone: zone) }
    let (seconds, rest) = later.quotientAndRemainder(dividingBy: nanosecondsPerSecond)
    guard let instant = Int(exactly: rest < 0 ? seconds - 1 : seconds),
      let offset = zones.offset(of: name, at: .instant(instant))
    else { return nil }
    return DateTime(value: later, zone: .named(name, offset: Int32(clamping: offset)))
  }

  /// The same time of day so many months later, on the last day of a shorter month; nil out of range.
  public func adding(_ duration: YearsAndMonthsDuration, zones: ZoneDatabase) -> DateTime? {
    (date + duration).flatMap { DateTime(date: $0, time: time, zones: zones) }
  }
}

extension DateTime {
  /// The moment so much later, by the zones of the system; nil out of range.
  public static func + (moment: DateTime, duration: DaysAndTimeDuration) -> DateTime? {
    moment.adding(duration, zones: .system)
  }

  /// The moment so much earlier, by the zones of the system; nil out of range.
  public static func - (moment: DateTime, duration: DaysAndTimeDuration) -> DateTime? {
    moment.adding(-duration, zones: .system)
  }

  /// The same time of day so many months later, by the zones of the system; nil out of range.
  public static func + (moment: DateTime, duration: YearsAndMonthsDuration) -> DateTime? {
    moment.adding(duration, zones: .system)
  }

  /// The same time of day so many months earlier, by the zones of the system; nil out of range.
  public static func - (moment: DateTime, duration: YearsAndMonthsDuration) -> DateTime? {
    (-duration).flatMap { moment.adding($0, zones: .system) }
  }
}

/// Nanoseconds in a second.
let nanosecondsPerSecond: Int128 = 1_000_000_000
/// Nanoseconds in a day.
let nanosecondsPerDay: Int128 = 86_400_000_000_000

/// A time of day, exact to the nanosecond, with or without a zone.
///
/// Source: DMN 1.5, 10.3.2.3.4; XML Schema part 2, `time`.
public struct Time: Sendable, Hashable {
  /// Since midnight, below a day.
  public let nanosecondOfDay: Int
  /// Where the time is told.
  ///
  /// The offset of a named zone is that of its standard time, unless a date goes with the time.
  public let zone: Zone

  /// A time by its parts; nil if a clock does not show it.
  ///
  /// Digits after the nanoseconds are cut off.
  public init?(hour: Int, minute: Int, second: Number, zone: Zone = .local) {
    guard 0..<24 ~= hour, 0..<60 ~= minute, let nanoseconds = second * Number(1_000_000_000),
      let whole = nanoseconds.truncated.integer, !second.isNegative, whole < 60_000_000_000
    else { return nil }
    self.init(nanosecondOfDay: (hour * 3600 + minute * 60) * 1_000_000_000 + whole, zone: zone)
  }

  /// A time by the nanoseconds since midnight, which are within a day.
  init(nanosecondOfDay: Int, zone: Zone) {
    self.nanosecondOfDay = nanosecondOfDay
    self.zone = zone
  }

  /// 00:00:00Z.
  public static let midnightUTC = Time(nanosecondOfDay: 0, zone: .utc)

  /// From 0 to 23.
  public var hour: Int { nanosecondOfDay / 3_600_000_000_000 }
  /// From 0 to 59.
  public var minute: Int { nanosecondOfDay / 60_000_000_000 % 60 }
  /// From 0 up to 60, with its fraction.
  public var second: Number {
    let number = Number(unchecked: Int128(nanosecondOfDay % 60_000_000_000), exponent: -9)
    return number.trimmed
  }

  /// The same time on the clocks of a zone.
  func with(zone: Zone) -> Time { Time(nanosecondOfDay: nanosecondOfDay, zone: zone) }

  /// Nanoseconds since midnight in UTC (in no zone, if there is none); may lie outside the day.
  var value: Int { nanosecondOfDay - (zone.offsetSeconds ?? 0) * 1_000_000_000 }
}

extension Number {
  /// The same value without zeros at the end of its fraction.
  var trimmed: Number {
    if coefficient == 0 { return exponent > 0 ? self : .zero }
    let (digits, power) = Self.strippingZeros(coefficient.magnitude, Int(exponent), upTo: 0)
    return Number(unchecked: isNegative ? -Int128(digits) : Int128(digits), exponent: Int32(power))
  }
}

extension Time {
  /// Negative, zero or positive as the first is earlier, the same moment, or later.
  ///
  /// Times in zones compare by their UTC; a time without a zone is told in the zone of the other one.
  /// Source: DMN 1.5, 10.3.2.15, table 54.
  public static func compare(_ left: Time, _ right: Time) -> Int {
    let isSameForm = (left.zone == .local) == (right.zone == .local)
    let (a, b) = isSameForm ? (left.value, right.value) : (left.nanosecondOfDay, right.nanosecondOfDay)
    return a == b ? 0 : a < b ? -1 : 1
  }

  /// The time so much later, round the clock, in the same zone.
  public static func + (time: Time, duration: DaysAndTimeDuration) -> Time {
    let sum = (Int128(time.nanosecondOfDay) + duration.nanoseconds) % nanosecondsPerDay
    return Time(nanosecondOfDay: Int(sum < 0 ? sum + nanosecondsPerDay : sum), zone: time.zone)
  }

  /// The time so much earlier, round the clock, in the same zone.
  public static func - (time: Time, duration: DaysAndTimeDuration) -> Time {
    time + -duration
  }

  /// How much later the first is on the same day; nil when only one of the two has a zone.
  public static func - (left: Time, right: Time) -> DaysAndTimeDuration? {
    guard (left.zone == .local) == (right.zone == .local) else { return nil }
    return DaysAndTimeDuration(nanoseconds: Int128(left.value) - Int128(right.value))
  }
}

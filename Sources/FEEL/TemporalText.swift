extension Date {
  /// The date that a text such as `2017-08-30` means; nil if it means none.
  ///
  /// A sign `+` and a zone are not accepted.
  public init?(_ text: some StringProtocol) {
    var scanner = TemporalScanner(text)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self = date
  }
}

extension Time {
  /// The time that a text such as `10:30:00` means; nil if it means none.
  ///
  /// It may end with a fraction and a zone, `.5Z`, `+02:00` or `@Europe/Paris`. `24:00:00` is midnight.
  public init?(_ text: some StringProtocol, zones: ZoneDatabase = .system) {
    var scanner = TemporalScanner(text)
    guard let clock = scanner.timeOfDay(), let zone = scanner.zone(of: zones), scanner.isAtEnd else {
      return nil
    }
    self.init(nanosecondOfDay: clock.nanosecondOfDay, zone: zone)
  }
}

extension DateTime {
  /// The moment that a text such as `2017-08-30T10:30:00Z` means; nil if it means none.
  ///
  /// A date alone is its midnight, in the zone that follows it or in none. `24:00:00` is the midnight that ends
  /// the day.
  public init?(_ text: some StringProtocol, zones: ZoneDatabase = .system) {
    var scanner = TemporalScanner(text)
    guard let date = scanner.date() else { return nil }
    guard scanner.take("T") else {
      guard let zone = scanner.offset(), scanner.isAtEnd else { return nil }
      self.init(date: date, time: Time(nanosecondOfDay: 0, zone: zone))
      return
    }
    guard let clock = scanner.timeOfDay(), let zone = scanner.zone(of: zones), scanner.isAtEnd,
      let day = clock.isEndOfDay ? Date(daysSinceEpoch: date.daysSinceEpoch + 1) : date
    else { return nil }
    self.init(date: day, time: Time(nanosecondOfDay: clock.nanosecondOfDay, zone: zone), zones: zones)
  }
}

extension DaysAndTimeDuration {
  /// The duration that a text such as `-P1DT2H3M4.5S` means; nil if it means none.
  public init?(_ text: some StringProtocol) {
    var scanner = TemporalScanner(text)
    let isNegative = scanner.take("-")
    guard scanner.take("P"), let parts = scanner.parts(["D"], time: ["H", "M", "S"]), scanner.isAtEnd else {
      return nil
    }
    let units: [Int128] = [86_400, 3600, 60, 1]
    var total: Int128 = 0
    for (part, unit) in zip(parts, units) {
      total += Int128(part.whole) * unit * nanosecondsPerSecond + Int128(part.nanoseconds)
    }
    self.init(nanoseconds: isNegative ? -total : total)
  }
}

extension YearsAndMonthsDuration {
  /// The duration that a text such as `-P1Y2M` means; nil if it means none.
  public init?(_ text: some StringProtocol) {
    var scanner = TemporalScanner(text)
    let isNegative = scanner.take("-")
    guard scanner.take("P"), let parts = scanner.parts(["Y", "M"], time: []), scanner.isAtEnd else {
      return nil
    }
    let total = Int128(parts[0].whole) * 12 + Int128(parts[1].whole)
    guard let months = Int(exactly: isNegative ? -total : total) else { return nil }
    self.init(months: months)
  }
}

/// Reads the parts of temporal texts from left to right.
private struct TemporalScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  /// Steps over a character, if it is the next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func digit() -> Int? {
    guard position < bytes.count, 48...57 ~= bytes[position] else { return nil }
    position += 1
    return Int(bytes[position - 1]) - 48
  }

  private mutating func twoDigits() -> Int? {
    guard let tens = digit(), let ones = digit() else { return nil }
    return tens * 10 + ones
  }

  /// All digits that follow, at least one, within 64 bits.
  private mutating func number() -> (value: Int, digits: Int)? {
    let start = position
    var value = 0
    while let digit = digit() {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
    }
    return position > start ? (value, position - start) : nil
  }

  /// `-?YYYY-MM-DD`; a year of more than four digits has no leading zero.
  mutating func date() -> Date? {
    let isNegative = take("-")
    let start = position
    guard let year = number(), year.digits >= 4, year.digits == 4 || bytes[start] != 48, year.digits <= 9,
      take("-"), let month = twoDigits(), take("-"), let day = twoDigits()
    else { return nil }
    return Date(year: isNegative ? -year.value : year.value, month: month, day: day)
  }

  /// `hh:mm:ss`, with a fraction of nanoseconds at the most.
  mutating func timeOfDay() -> (nanosecondOfDay: Int, isEndOfDay: Bool)? {
    guard let hour = twoDigits(), take(":"), let minute = twoDigits(), take(":"), let second = twoDigits(),
      hour <= 24, minute < 60, second < 60
    else { return nil }
    var nanoseconds = 0
    if take(".") {
      guard let fraction = fraction(), fraction.digits > 0 else { return nil }
      nanoseconds = fraction.nanoseconds
    }
    let total = (hour * 3600 + minute * 60 + second) * 1_000_000_000 + nanoseconds
    if hour < 24 { return (total, false) }
    return total == 86_400_000_000_000 ? (0, true) : nil
  }

  /// Digits after a decimal point; nil where one after the ninth is not zero.
  private mutating func fraction() -> (nanoseconds: Int, digits: Int)? {
    var nanoseconds = 0
    var digits = 0
    while let next = digit() {
      digits += 1
      if digits <= 9 { nanoseconds = nanoseconds * 10 + next } else if next != 0 { return nil }
    }
    for _ in 0..<max(9 - digits, 0) { nanoseconds *= 10 }
    return (nanoseconds, digits)
  }

  /// Nothing, an offset, or `@Area/City`; nil for anything else and for unknown zones.
  mutating func zone(of zones: ZoneDatabase) -> Zone? {
    guard take("@") else { return offset() }
    let name = String(decoding: bytes[position...], as: UTF8.self)
    position = bytes.count
    return zones.standardZone(name)
  }

  /// Nothing, `Z`, `+hh:mm` or `-hh:mm:ss`; nil for anything else.
  ///
  /// The examples of the standard write `z` as well: `time("23:59:00z")`.
  mutating func offset() -> Zone? {
    if isAtEnd { return .local }
    if take("Z") || take("z") { return .utc }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = twoDigits(), take(":"), let minutes = twoDigits(), minutes < 60
    else { return nil }
    var total = hours * 3600 + minutes * 60
    if take(":") {
      guard let seconds = twoDigits(), seconds < 60 else { return nil }
      total += seconds
    }
    return Zone(offsetSeconds: isNegative ? -total : total)
  }

  /// Numbers before designators, each at most once and in order, at least one; those after a `T` separately.
  ///
  /// A missing part is 0. Only an `S` may have a fraction.
  mutating func parts(
    _ dateUnits: [Unicode.Scalar], time timeUnits: [Unicode.Scalar]
  ) -> [(whole: Int, nanoseconds: Int)]? {
    guard let date = parts(dateUnits) else { return nil }
    var time = timeUnits.map { _ in (whole: 0, nanoseconds: 0) }
    let hasTime = !timeUnits.isEmpty && take("T")
    if hasTime {
      guard let parts = parts(timeUnits), parts.count > 0 else { return nil }
      time = parts.values
    }
    return date.count > 0 || hasTime ? date.values + time : nil
  }

  private mutating func parts(
    _ units: [Unicode.Scalar]
  ) -> (values: [(whole: Int, nanoseconds: Int)], count: Int)? {
    var values = units.map { _ in (whole: 0, nanoseconds: 0) }
    var count = 0
    var next = 0
    while position < bytes.count, 48...57 ~= bytes[position] {
      guard let number = number() else { return nil }
      var nanoseconds = 0
      let hasPoint = take(".")
      if hasPoint {
        guard let fraction = fraction() else { return nil }
        nanoseconds = fraction.nanoseconds
      }
      while next < units.count, !take(units[next]) { next += 1 }
      guard next < units.count, !hasPoint || units[next] == "S" else { return nil }
      values[next] = (number.value, nanoseconds)
      next += 1
      count += 1
    }
    return (values, count)
  }
}

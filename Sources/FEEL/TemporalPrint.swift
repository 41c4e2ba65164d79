extension Date: CustomStringConvertible {
  /// `2017-08-30`; the year has at least four digits.
  public var description: String {
    let digits = String(abs(year))
    let year = String(repeating: "0", count: max(4 - digits.utf8.count, 0)) + digits
    return (self.year < 0 ? "-" : "") + year + "-" + padded(month) + "-" + padded(day)
  }
}

extension Time: CustomStringConvertible {
  /// `10:30:00`, then a fraction if there is one, then the zone.
  public var description: String {
    let seconds = nanosecondOfDay / 1_000_000_000 % 60
    return padded(hour) + ":" + padded(minute) + ":" + padded(seconds)
      + fractionText(nanosecondOfDay % 1_000_000_000) + zone.description
  }
}

extension DateTime: CustomStringConvertible {
  /// `2017-08-30T10:30:00Z`: the date and the time.
  public var description: String { "\(date)T\(time)" }
}

extension DaysAndTimeDuration: CustomStringConvertible {
  /// `P1DT2H3M4.5S` without the parts that are zero; `PT0S` if all are.
  public var description: String {
    let size = nanoseconds.magnitude
    let second = UInt128(1_000_000_000)
    var time = ""
    let hours = size / (3600 * second) % 24
    let minutes = size / (60 * second) % 60
    let fraction = fractionText(Int(size % second))
    let seconds = size / second % 60
    if hours != 0 { time += "\(hours)H" }
    if minutes != 0 { time += "\(minutes)M" }
    if seconds != 0 || !fraction.isEmpty { time += "\(seconds)\(fraction)S" }
    let days = size / (86_400 * second)
    if size == 0 { return "PT0S" }
    return (nanoseconds < 0 ? "-P" : "P") + (days == 0 ? "" : "\(days)D") + (time.isEmpty ? "" : "T" + time)
  }
}

extension YearsAndMonthsDuration: CustomStringConvertible {
  /// `P1Y2M` without the part that is zero; `P0M` if both are.
  public var description: String {
    let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
    if months == 0 { return "P0M" }
    return (months < 0 ? "-P" : "P") + (years == 0 ? "" : "\(years)Y") + (rest == 0 ? "" : "\(rest)M")
  }
}

/// A number from 0 to 99 in two digits.
func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// `.5` for half a second in nanoseconds, nothing for none.
private func fractionText(_ nanoseconds: Int) -> String {
  if nanoseconds == 0 { return "" }
  let digits = String(nanoseconds)
  var text = String(repeating: "0", count: 9 - digits.utf8.count) + digits
  while text.hasSuffix("0") { text.removeLast() }
  return "." + text
}

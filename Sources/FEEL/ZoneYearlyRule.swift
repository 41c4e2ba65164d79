/// The rule by which the clocks of a zone are changed every year, if they are.
///
/// Source: POSIX.1-2017, 8.3, environment variable `TZ`; RFC 8536, 3.3.1.
struct YearlyRule: Sendable, Hashable {
  private let standard: Int
  private let summer: Summer?

  fileprivate struct Summer: Sendable, Hashable {
    let offset: Int
    let start: Day
    let end: Day
  }

  fileprivate struct Day: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      /// From 1 to 365; 29 February is never counted.
      case julian(Int)
      /// From 0 to 365; 29 February is counted.
      case zeroBased(Int)
      /// A weekday (0 is Sunday) of a week (5 is the last) of a month.
      case weekday(Int, week: Int, month: Int)
    }
    let kind: Kind
    /// Seconds after midnight, on the clocks as they are before the change.
    let time: Int
  }

  /// Seconds ahead of UTC at a moment in seconds since 1970-01-01T00:00:00Z.
  func offset(at instant: Int) -> Int {
    guard let summer, let year = Date(daysSinceEpoch: (instant + standard) / 86_400)?.year,
      let start = summer.start.seconds(in: year), let end = summer.end.seconds(in: year)
    else { return standard }
    let summerStart = start - standard
    let summerEnd = end - summer.offset
    let isSummer =
      summerStart < summerEnd
      ? summerStart <= instant && instant < summerEnd : !(summerEnd <= instant && instant < summerStart)
    return isSummer ? summer.offset : standard
  }
}

extension YearlyRule.Day {
  /// When the change is in a year, in seconds since 1970 on the clocks before it.
  fileprivate func seconds(in year: Int) -> Int? {
    guard let newYear = Date(year: year, month: 1, day: 1) else { return nil }
    let first = newYear.daysSinceEpoch
    switch kind {
    case .zeroBased(let day): return (first + day) * 86_400 + time
    case .julian(let day):
      let leapDay = Date.days(inMonth: 2, of: year) == 29 && day >= 60 ? 1 : 0
      return (first + day - 1 + leapDay) * 86_400 + time
    case .weekday(let weekday, let week, let month):
      guard let start = Date(year: year, month: month, day: 1) else { return nil }
      var day = 1 + (weekday - start.weekday % 7 + 7) % 7 + (week - 1) * 7
      if day > start.daysInMonth { day -= 7 }
      return (start.daysSinceEpoch + day - 1) * 86_400 + time
    }
  }
}

extension YearlyRule {
  /// The rule that a text such as `CET-1CEST,M3.5.0,M10.5.0/3` means; nil if it means none.
  init?(posix text: String) {
    var scanner = RuleScanner(text)
    guard scanner.name(), let standard = scanner.time() else { return nil }
    self.standard = -standard
    if scanner.isAtEnd {
      summer = nil
      return
    }
    guard scanner.name() else { return nil }
    var offset = 3600 - standard
    if !scanner.isNext(",") {
      guard let time = scanner.time() else { return nil }
      offset = -time
    }
    guard scanner.take(","), let start = scanner.day(), scanner.take(","), let end = scanner.day(),
      scanner.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  private struct RuleScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    func isNext(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard isNext(character) else { return false }
      rest.removeFirst()
      return true
    }

    /// `CET` or `<-03>`; at least three characters.
    mutating func name() -> Bool {
      let before = rest.count
      if take("<") {
        while let byte = rest.first, byte != UInt8(ascii: ">") { rest.removeFirst() }
        return take(">") && before - rest.count >= 3
      }
      while let byte = rest.first, (byte | 0x20) >= 97, (byte | 0x20) <= 122 { rest.removeFirst() }
      return before - rest.count >= 3
    }

    private mutating func number() -> Int? {
      var value: Int?
      while let byte = rest.first, 48...57 ~= byte, (value ?? 0) < 1000 {
        value = (value ?? 0) * 10 + Int(byte) - 48
        rest.removeFirst()
      }
      return value
    }

    /// `h`, `h:mm` or `h:mm:ss` with a sign, in seconds.
    mutating func time() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var seconds = number().map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(":") {
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// `M3.5.0`, `J60` or `59`, then `/time` unless the change is at two o'clock.
    mutating func day() -> Day? {
      guard let kind = dayKind() else { return nil }
      if !take("/") { return Day(kind: kind, time: 7200) }
      return time().map { Day(kind: kind, time: $0) }
    }

    private mutating func dayKind() -> Day.Kind? {
      if take("J") {
        return number().flatMap { 1...365 ~= $0 ? .julian($0) : nil }
      }
      if take("M") {
        guard let month = number(), take("."), let week = number(), take("."), let weekday = number(),
          1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
        else { return nil }
        return .weekday(weekday, week: week, month: month)
      }
      return number().flatMap { 0...365 ~= $0 ? .zeroBased($0) : nil }
    }
  }
}

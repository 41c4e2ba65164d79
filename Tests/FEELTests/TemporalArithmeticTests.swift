internal import FEEL
internal import Testing

private func date(_ text: String) throws -> Date { try #require(Date(text)) }
private func time(_ text: String) throws -> Time { try #require(Time(text)) }
private func moment(_ text: String) throws -> DateTime { try #require(DateTime(text)) }
private func days(_ text: String) throws -> DaysAndTimeDuration { try #require(DaysAndTimeDuration(text)) }
private func months(_ text: String) throws -> YearsAndMonthsDuration {
  try #require(YearsAndMonthsDuration(text))
}
private func number(_ text: String) throws -> Number { try #require(Number(text)) }

@Suite("Temporal arithmetic") struct TemporalArithmeticTests {
  @Test(
    arguments: [
      ("2021-01-01", "P1D", "2021-01-02"), ("2021-01-01", "PT36H", "2021-01-02"),
      ("2021-01-02", "-PT1S", "2021-01-01"),
      ("2021-01-02", "PT1H", "2021-01-02"), ("2020-03-01", "-PT24H", "2020-02-29"),
      ("-0001-12-31", "P1D", "0000-01-01"),
      ("999999999-12-31", "P1D", nil), ("-999999999-01-01", "-PT1S", nil),
      ("-999999999-01-01", "P730484999633D", "999999999-12-31"), ("2021-01-01", "P106751991167300D", nil),
    ] as [(String, String, String?)])
  func `a duration is added to the midnight of a date`(start: String, duration: String, end: String?) throws {
    #expect((try date(start) + days(duration))?.description == end)
    #expect((try date(start) - -days(duration))?.description == end)
  }

  @Test(
    arguments: [
      ("2021-01-31", "P1M", "2021-02-28"), ("2020-01-31", "P1M", "2020-02-29"),
      ("2020-02-29", "P1Y", "2021-02-28"),
      ("2021-01-15", "-P1M", "2020-12-15"), ("-2021-01-01", "-P1M", "-2022-12-01"),
      ("0000-01-01", "-P1M", "-0001-12-01"),
      ("999999999-12-01", "P1M", nil), ("2021-01-01", "P9223372036854775807M", nil),
      ("-999999999-01-01", "P1999999998Y11M", "999999999-12-01"),
    ] as [(String, String, String?)])
  func `months keep the day as far as the month has it`(start: String, duration: String, end: String?) throws
  {
    #expect((try date(start) + months(duration))?.description == end)
    #expect((try date(start).startOfDay + months(duration))?.date.description == end)
  }

  @Test(
    arguments: [
      ("2021-01-02T10:10:10", "2021-01-01T10:10:10", "P1D"),
      ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10", nil),
      ("2021-01-02T10:10:10", "2021-01-01T10:10:10+02:00", nil),
      ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
      ("2021-01-02T10:10:10@Europe/Paris", "1995-01-01T10:10:10@Asia/Dhaka", "P9498DT5H"),
      ("2021-01-02T10:10:10+01:00", "2021-01-01T10:10:10@Europe/Paris", "P1D"),
      ("2021-07-02T00:00:00@Europe/Paris", "2021-07-01T22:00:00Z", "PT0S"),
      ("2021-03-29T00:00:00@Europe/Paris", "2021-03-28T00:00:00@Europe/Paris", "PT23H"),
      ("2100-07-01T00:00:00@Europe/Paris", "2100-07-01T00:00:00Z", "-PT2H"),
      ("2100-01-01T00:00:00@Australia/Melbourne", "2100-01-01T00:00:00Z", "-PT11H"),
      ("2100-07-01T00:00:00@Europe/Dublin", "2100-07-01T00:00:00Z", "-PT1H"),
    ] as [(String, String, String?)])
  func `moments differ by the time between them`(later: String, earlier: String, between: String?) throws {
    #expect((try moment(later) - moment(earlier))?.description == between)
    guard let between else { return }
    let order = try DateTime.compare(moment(later), moment(earlier))
    #expect(order == (between == "PT0S" ? 0 : between.hasPrefix("-") ? -1 : 1))
  }

  @Test(
    arguments: [
      ("2021-01-01T24:00:00", "PT1S", "2021-01-02T00:00:01"),
      ("2021-01-01T24:00:00", "-PT1S", "2021-01-01T23:59:59"),
      ("2021-01-12T10:10:10+11:00", "P1DT1H", "2021-01-13T11:10:10+11:00"),
      ("2021-01-12T10:10:10@Australia/Melbourne", "P1DT1H", "2021-01-13T11:10:10@Australia/Melbourne"),
      ("-2021-01-01T10:10:10@Australia/Melbourne", "-P1D", "-2022-12-31T10:10:10@Australia/Melbourne"),
      ("2021-03-28T01:30:00@Europe/Paris", "PT1H", "2021-03-28T03:30:00@Europe/Paris"),
      ("1969-12-31T23:59:59.5Z", "PT0.6S", "1970-01-01T00:00:00.1Z"),
      ("1969-12-31T23:59:59.5@Etc/UTC", "PT0.4S", "1969-12-31T23:59:59.9@Etc/UTC"),
      ("999999999-12-31T23:59:59Z", "PT1S", nil),
    ] as [(String, String, String?)])
  func `a duration is added to the moment`(start: String, duration: String, end: String?) throws {
    #expect((try moment(start) + days(duration))?.description == end)
    #expect((try moment(start) - -days(duration))?.description == end)
  }

  @Test(arguments: [
    ("10:15:00", "PT1H", "11:15:00"), ("10:15:00", "P1D", "10:15:00"), ("23:30:00", "PT1H", "00:30:00"),
    ("00:30:00Z", "-PT1H", "23:30:00Z"),
    ("10:15:00@Australia/Melbourne", "-PT1H", "09:15:00@Australia/Melbourne"),
  ])
  func `a time goes round the clock`(start: String, duration: String, end: String) throws {
    #expect((try time(start) + days(duration)).description == end)
    #expect((try time(start) - -days(duration)).description == end)
  }

  @Test(
    arguments: [
      ("10:10:10", "09:10:10", "PT1H"), ("10:10:10", "11:10:10", "-PT1H"),
      ("10:00:00+01:00", "10:00:00Z", "-PT1H"),
      ("10:00:00@Australia/Melbourne", "11:00:00@Australia/Melbourne", "-PT1H"),
      ("10:00:00Z", "10:00:00", nil),
      ("20:00:50+00:00", "21:00:50+01:00", "PT0S"), ("08:00:00+09:00", "17:00:00-06:00", "-P1D"),
    ] as [(String, String, String?)])
  func `times differ by the time between them`(left: String, right: String, between: String?) throws {
    #expect((try time(left) - time(right))?.description == between)
    guard let between else { return }
    let order = try Time.compare(time(left), time(right))
    #expect(order == (between == "PT0S" ? 0 : between.hasPrefix("-") ? -1 : 1))
  }

  @Test(arguments: [
    ("10:00:00", "10:00:00Z", 0), ("10:00:00", "10:00:01+05:00", -1), ("10:00:01", "10:00:00-05:00", 1),
    ("10:00:00@Asia/Dhaka", "10:00:00", 0), ("10:00:00+01:00", "09:59:59", 1),
  ])
  func `what has no zone is told in the zone of the other`(left: String, right: String, order: Int) throws {
    #expect(try Time.compare(time(left), time(right)) == order)
    #expect(try DateTime.compare(moment("2021-07-01T" + left), moment("2021-07-01T" + right)) == order)
  }

  @Test(arguments: [
    ("10:00:00Z", "10:00:00+00:00", true), ("10:00:00Z", "10:00:00@Etc/UTC", false),
    ("10:00:00", "10:00:00Z", false),
    ("20:00:50+00:00", "21:00:50+01:00", false), ("10:00:00@Australia/Melbourne", "10:00:00+10:00", false),
  ])
  func `two times are the same when they are written alike`(left: String, right: String, same: Bool) throws {
    #expect((try time(left) == time(right)) == same)
    #expect((try moment("2021-01-01T" + left) == moment("2021-01-01T" + right)) == same)
  }

  @Test(
    arguments: [
      ("P1D", "10", "P10D", "PT2H24M"), ("P10DT23H", "2.5", "P27DT9H30M", "P4DT9H12M"),
      ("-P1D", "-10", "P10D", "PT2H24M"),
      ("P1D", "0.3333333333333333333333333333333333", "PT8H", "P3D"), ("P1D", "0", "PT0S", nil),
      ("P1D", "1e30", nil, "PT0S"),
      ("P1D", "1e-6000", "PT0S", nil), ("PT0S", "1e6000", "PT0S", "PT0S"),
    ] as [(String, String, String?, String?)])
  func `a days and time duration is scaled to the nanosecond`(
    duration: String, factor: String, product: String?, quotient: String?
  ) throws {
    #expect((try days(duration) * number(factor))?.description == product)
    #expect((try days(duration) / number(factor) as DaysAndTimeDuration?)?.description == quotient)
  }

  @Test(
    arguments: [
      ("P2M", "-1.5", "-P3M", "-P1M"), ("P1Y11M", "-2.5", "-P4Y9M", "-P9M"),
      ("P10Y11M", "2.5", "P27Y3M", "P4Y4M"),
      ("P1Y", "0", "P0M", nil), ("P1Y", "1e30", nil, "P0M"),
    ] as [(String, String, String?, String?)])
  func `a years and months duration is scaled to whole months`(
    duration: String, factor: String, product: String?, quotient: String?
  ) throws {
    #expect((try months(duration) * number(factor))?.description == product)
    #expect((try months(duration) / number(factor) as YearsAndMonthsDuration?)?.description == quotient)
  }

  @Test func `durations are added, turned round and divided`() throws {
    #expect(try (days("PT24H") + days("P1D"))?.description == "P2D")
    #expect(try (days("P1D") - days("PT25H"))?.description == "-PT1H")
    #expect(try days("P106751991167300D") + days("P106751991167300D") == nil)
    #expect(try (days("P10D") / days("P4D") as Number?)?.description == "2.5")
    #expect(try days("P10D") / days("PT0S") as Number? == nil)
    #expect(try days("-P1D").magnitude == days("P1D"))
    #expect(try (months("P1Y") + months("-P2M"))?.description == "P10M")
    #expect(try (months("P1Y") - months("P14M"))?.description == "-P2M")
    #expect(try (months("P10Y") / months("P5Y") as Number?)?.description == "2")
    #expect(try months("P10Y") / months("P0M") as Number? == nil)
    #expect(-YearsAndMonthsDuration(months: .min) == nil)
    #expect(YearsAndMonthsDuration(months: .max) + YearsAndMonthsDuration(months: 1) == nil)
    #expect(YearsAndMonthsDuration(months: .min).magnitude == nil)
  }

  @Test(arguments: [
    ("2011-12-22", "2013-08-24", "P1Y8M"), ("2013-08-24", "2011-12-22", "-P1Y8M"),
    ("2016-01-01", "2016-01-01", "P0M"),
    ("2016-09-30", "2017-12-28", "P1Y2M"), ("2014-12-31", "2019-10-01", "P4Y9M"),
    ("-2016-01-30", "-2017-02-28", "-P11M"),
    ("2014-12-31", "-2019-10-01", "-P4033Y2M"), ("2017-09-05", "-2019-10-01", "-P4035Y11M"),
    ("2020-01-31", "2020-02-29", "P0M"),
  ])
  func `whole months lie between two dates`(start: String, end: String, between: String) throws {
    #expect(YearsAndMonthsDuration(from: try date(start), to: try date(end)).description == between)
  }
}

@Suite("Temporal properties") struct TemporalPropertyTests {
  @Test(arguments: [
    ("1970-01-01", 4, 1, 1), ("2019-12-31", 2, 365, 1), ("2020-12-31", 4, 366, 53),
    ("2019-09-17", 2, 260, 38),
    ("2003-12-29", 1, 363, 1), ("2005-01-01", 6, 1, 53), ("2005-01-03", 1, 3, 1), ("2010-01-01", 5, 1, 53),
    ("0000-02-29", 2, 60, 9), ("-0001-12-31", 5, 365, 52), ("-999999999-01-01", 1, 1, 1),
    ("999999999-12-31", 5, 365, 52),
  ])
  func `a date knows its weekday, day and week`(text: String, weekday: Int, day: Int, week: Int) throws {
    let date = try date(text)
    #expect(date.weekday == weekday)
    #expect(date.dayOfYear == day)
    #expect(date.weekOfYear == week)
  }

  @Test func `a date has its parts`() throws {
    let date = try date("-2019-09-17")
    #expect((date.year, date.month, date.day) == (-2019, 9, 17))
    #expect(date.daysInMonth == 30)
    #expect(Date(year: 2021, month: 2, day: 29) == nil)
    #expect(Date(year: 1_000_000_000, month: 1, day: 1) == nil)
    #expect(Date(year: .min, month: .min, day: .min) == nil)
    #expect(Date(daysSinceEpoch: .max) == nil)
    #expect(Date(daysSinceEpoch: .min) == nil)
  }

  @Test func `a time has its parts`() throws {
    let time = try time("10:20:30.500@Europe/Paris")
    #expect((time.hour, time.minute) == (10, 20))
    #expect(time.second.description == "30.5")
    #expect(time.zone.name == "Europe/Paris")
    #expect(time.zone.offset?.description == "PT1H")
    #expect(try moment("2021-07-01T00:00:00@Europe/Paris").zone.offset?.description == "PT2H")
    #expect(Zone.local.offset == nil)
    #expect(Zone.utc.name == nil)
    #expect(Time(hour: 10, minute: 20, second: try number("30.5"))?.description == "10:20:30.5")
    #expect(
      Time(hour: 23, minute: 59, second: try number("59.9999999999"))?.description == "23:59:59.999999999")
    #expect(Time(hour: 10, minute: 20, second: try number("60")) == nil)
    #expect(Time(hour: 10, minute: 20, second: try number("-1")) == nil)
    #expect(Time(hour: 10, minute: 20, second: try number("1e6100")) == nil)
    #expect(Time(hour: 24, minute: 0, second: .zero) == nil)
  }

  @Test func `a zone is at most fourteen hours off, in whole seconds`() throws {
    #expect(Zone(offset: try days("PT14H")) == .offset(50_400))
    #expect(Zone(offset: try days("-PT1H0M1S"))?.description == "-01:00:01")
    #expect(Zone(offset: try days("PT14H1S")) == nil)
    #expect(Zone(offset: try days("PT0.5S")) == nil)
    #expect(Zone(offset: try days("P106751991167300D")) == nil)
  }

  @Test func `a duration has its parts`() throws {
    let duration = try days("-P1DT2H3M4.5S")
    #expect((duration.days, duration.hours, duration.minutes) == (-1, -2, -3))
    #expect(duration.seconds.description == "-4.5")
    #expect(duration.totalSeconds.description == "-93784.5")
    #expect((try months("-P1Y2M").yearsPart, try months("-P1Y2M").monthsPart) == (-1, -2))
  }

  @Test func `dates are ordered by time`() throws {
    let ordered = try ["-999999999-01-01", "-0001-12-31", "0000-01-01", "2020-02-29", "2020-03-01"].map(date)
    #expect(ordered.reversed().sorted() == ordered)
  }

  @Test func `a clock says now and today`() throws {
    let moment = try moment("2026-11-23T09:15:26Z")
    #expect(Clock(standingAt: moment).now == moment)
    #expect(Clock(standingAt: moment).today == moment.date)
    #expect(Clock.system.today > (try date("2026-01-01")))
  }

  @Test func `zones come from the database that is passed in`() throws {
    let half = ZoneDatabase { name, _ in name == "Half" ? 1800 : nil }
    #expect(DateTime("2021-01-01T00:00:00@Half", zones: half)?.zone.offset?.description == "PT30M")
    #expect(DateTime("2021-01-01T00:00:00@Europe/Paris", zones: half) == nil)
    #expect(Time("10:00:00@Europe/Paris", zones: .empty) == nil)
    #expect(ZoneDatabase.system.offset(of: "Europe/Paris", at: .instant(.max)) == nil)
    let paris = try time("10:00:00@Europe/Paris")
    #expect(
      DateTime(date: try date("2021-07-01"), time: paris, zones: .system)?.zone.offset?.description == "PT2H")
  }
}

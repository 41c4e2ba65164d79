internal import FEEL
internal import Testing

@Suite("Date and time functions")
struct BuiltinsTemporalTests {
  @Test(
    arguments: [
      Evaluation(#"string(date("2017-12-31"))"#, #""2017-12-31""#),
      Evaluation(#"string(date(-2017, 1, 1))"#, #""-2017-01-01""#),
      Evaluation(#"string(date(year: 999999999, month: 12, day: 31))"#, #""999999999-12-31""#),
      Evaluation(#"string(date(date and time("2017-08-03T10:15:30+01:00")))"#, #""2017-08-03""#),
      Evaluation(#"string(date(date("2017-10-11")))"#, #""2017-10-11""#),
      Evaluation(#"string(date(from: @"2017-08-30T10:25:00"))"#, #""2017-08-30""#),
      Evaluation(#"string(time("11:59:45+02:00"))"#, #""11:59:45+02:00""#),
      Evaluation(
        #"string(time(date and time("2017-08-10T10:20:00@Europe/Paris")))"#, #""10:20:00@Europe/Paris""#),
      Evaluation(#"string(time(11, 59, 45))"#, #""11:59:45""#),
      Evaluation(#"string(time(11, 59, 45.25, duration("-PT2H")))"#, #""11:59:45.25-02:00""#),
      Evaluation(#"string(time(11, 59, 45, null))"#, #""11:59:45""#),
      Evaluation(
        #"string(time(hour: 11, minute: 59, second: 0, offset: duration("PT0S")))"#, #""11:59:00Z""#),
      Evaluation(#"string(date and time("2012-12-24T23:59:00"))"#, #""2012-12-24T23:59:00""#),
      Evaluation(
        #"string(date and time(date("2017-01-01"), time("23:59:01Z")))"#, #""2017-01-01T23:59:01Z""#),
      Evaluation(
        #"string(date and time(date: @"2017-08-10T10:20:00", time: @"01:02:03"))"#, #""2017-08-10T01:02:03""#),
      Evaluation(#"string(duration("P1Y27M"))"#, #""P3Y3M""#),
      Evaluation(#"string(duration(from: "PT24H"))"#, #""P1D""#),
      Evaluation(#"string(years and months duration(@"2011-12-22", @"2013-08-24"))"#, #""P1Y8M""#),
      Evaluation(#"string(years and months duration(from: @"2013-08-24", to: @"2011-12-22"))"#, #""-P1Y8M""#),
      Evaluation(
        #"string(years and months duration(@"2013-08-24", date and time("2017-12-15T00:59:59")))"#,
        #""P4Y3M""#),
    ])
  func `dates, times and durations are made of texts and parts`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation(#"day of year(@"2020-12-31")"#, "366"),
      Evaluation(#"day of year(date: @"2019-09-17T10:10:10")"#, "260"),
      Evaluation(#"day of week(@"2019-09-17")"#, #""Tuesday""#),
      Evaluation(#"day of week(@"1970-01-01T00:00:00Z")"#, #""Thursday""#),
      Evaluation(#"month of year(@"2019-09-17")"#, #""September""#),
      Evaluation(#"week of year(@"2003-12-29")"#, "1"), Evaluation(#"week of year(@"2010-01-01")"#, "53"),
      Evaluation("now() instance of date and time", "true"), Evaluation("today() instance of date", "true"),
      Evaluation("now() = now()", "true"),
    ])
  func `a date tells its place in the year`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation(#"date("2017-13-10")"#, "1:1: `2017-13-10` is not a date such as `2017-12-31`"),
      Evaluation("date(2017, 2, 29)", "1:1: the calendar has no day 29 of month 2 in the year 2017"),
      Evaluation(#"time("25:00:00")"#, "1:1: `25:00:00` is not a time such as `23:59:00Z`"),
      Evaluation("time(24, 0, 0)", "1:1: no clock shows hour 24, minute 0, second 0"),
      Evaluation(
        #"time(11, 59, 45, duration("PT15H"))"#,
        "1:1: the offset is not one of whole seconds and at most 14 hours"),
      Evaluation(
        #"date and time("2017")"#, "1:1: `2017` is not a date and time such as `2017-12-31T23:59:00Z`"),
      Evaluation(#"duration("P1H")"#, "1:1: `P1H` is not a duration such as `P1DT2H` or `P1Y2M`"),
    ])
  func `a null says why`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      "date()", "date(null)", "date(2017, null, 1)", "date(1)", "date([])", "time(1, 2)", "time(null)",
      "date and time(null)", #"date and time(@"2017-01-01", null)"#, "duration(2017)", "now(1)", "today(1)",
      #"day of year("foo")"#, #"day of week(value: @"1970-01-01")"#, "month of year(null)", "week of year()",
      #"years and months duration(@"2017-01-01", null)"#, #"years and months duration("a", "b")"#,
    ])
  func `wrong arguments give null with a reason`(_ expression: String) {
    let result = evaluated(expression)
    #expect(result.hasPrefix("1:1: "), "\(result)")
  }
}

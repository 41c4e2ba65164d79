internal import FEEL
internal import Testing

@Suite("Temporal texts") struct TemporalTextTests {
  @Test(arguments: [
    "2017-12-31", "-2017-01-01", "999999999-12-31", "-999999999-12-31", "0000-01-01", "0999-02-03",
    "2016-02-29",
  ])
  func `a date prints as it was written`(text: String) {
    #expect(Date(text)?.description == text)
  }

  @Test(arguments: [
    "", "2012-12-25T", "2012/12/25", "9999999999-12-25", "2017-13-10", "2017-12-32", "998-12-31",
    "01211-12-31",
    "2012T-12-2511:00:00Z", "+2012-12-02", "2017-02-29", "1900-02-29", "2017-1-1", "2012-12-25Z",
    "--2012-12-25",
    "2017-00-10", "2017-10-00", "99999999999999999999-01-01", "２017-01-01", "1000000000-01-01", " 2017-01-01",
  ])
  func `what is not a date is none`(text: String) {
    #expect(Date(text) == nil)
  }

  @Test(arguments: [
    ("10:30:00", "10:30:00"), ("00:00:00Z", "00:00:00Z"), ("23:59:59.000000001", "23:59:59.000000001"),
    ("13:20:00+02:00", "13:20:00+02:00"), ("13:20:00-05:30", "13:20:00-05:30"),
    ("13:20:00+00:00", "13:20:00Z"),
    ("13:20:00-00:00", "13:20:00Z"), ("13:20:00+01:02:03", "13:20:00+01:02:03"), ("24:00:00", "00:00:00"),
    ("24:00:00.0Z", "00:00:00Z"), ("01:02:03.450", "01:02:03.45"), ("01:02:03.4500000000000", "01:02:03.45"),
    ("13:20:00@Europe/Paris", "13:20:00@Europe/Paris"), ("13:20:00@Etc/GMT+5", "13:20:00@Etc/GMT+5"),
    ("13:20:00+14:00", "13:20:00+14:00"), ("23:59:00z", "23:59:00Z"),
  ])
  func `a time prints in one way`(text: String, printed: String) throws {
    let time = try #require(Time(text))
    #expect(time.description == printed)
    #expect(Time(printed) == time)
  }

  @Test(arguments: [
    "", "10:30", "1:30:00", "10:60:00", "10:30:60", "25:00:00", "24:00:01", "24:00:00.000000001", "10:30:00.",
    "10:30:00.0000000001", "10:30:00+2:00", "10:30:00+14:01", "10:30:00+15:00", "10:30:00+01:60",
    "10:30:00Z@Europe/Paris", "10:30:00+01:00@Europe/Paris", "10:30:00@", "10:30:00@xyz/abc",
    "10:30:00@europe/paris",
    "10:30:00@../zoneinfo/UTC", "10:30:00@/etc/localtime", "10:30:00@Europe/../UTC", "10:30:00@Europe",
    "10:30:00@posix/Europe/Paris", "10:30:00@right/UTC", "10:30:00@tzdata.zi", "10:30:00@Europe//Paris",
    "10:30:00@Europe/Paris ", "10:30:00@Europe/Paris\0", "T10:30:00", "2017-01-01T10:30:00",
  ])
  func `what is not a time is none`(text: String) {
    #expect(Time(text) == nil)
  }

  @Test(arguments: [
    ("2017-12-31", "2017-12-31T00:00:00"), ("2012-03-07Z", "2012-03-07T00:00:00Z"),
    ("2017-12-31T11:22:33.123456789", "2017-12-31T11:22:33.123456789"),
    ("-2017-12-31T11:22:33+02:00", "-2017-12-31T11:22:33+02:00"),
    ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
    ("2021-07-01T10:00:00@Europe/Paris", "2021-07-01T10:00:00@Europe/Paris"),
    ("999999999-12-31T23:59:59.999999999@Europe/Paris", "999999999-12-31T23:59:59.999999999@Europe/Paris"),
    ("-999999999-01-01T00:00:00@Asia/Dhaka", "-999999999-01-01T00:00:00@Asia/Dhaka"),
  ])
  func `a date and time prints in one way`(text: String, printed: String) throws {
    let moment = try #require(DateTime(text))
    #expect(moment.description == printed)
    #expect(DateTime(printed) == moment)
  }

  @Test(arguments: [
    "", "2017-12-31T", "2017-12-31 10:00:00", "2017-12-31t10:00:00", "2017-12-31T10:00",
    "2017-02-30T10:00:00",
    "2017-12-31T25:00:00", "10:00:00", "2017-12-31@Europe/Paris", "999999999-12-31T24:00:00",
    "2017-12-31T10:00:00@Nowhere/City",
  ])
  func `what is not a date and time is none`(text: String) {
    #expect(DateTime(text) == nil)
  }

  @Test(arguments: [
    ("P1D", "P1D"), ("PT2H", "PT2H"), ("PT0.999S", "PT0.999S"),
    ("P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"),
    ("PT0S", "PT0S"), ("PT0.000S", "PT0S"), ("PT0.S", "PT0S"), ("P0D", "PT0S"), ("-PT0S", "PT0S"),
    ("-PT1H2M", "-PT1H2M"), ("PT1000M0.999999999S", "PT16H40M0.999999999S"), ("P2DT274M", "P2DT4H34M"),
    ("PT240H", "P10D"), ("-P1DT1S", "-P1DT1S"), ("P106751991167300D", "P106751991167300D"),
  ])
  func `a days and time duration prints in one way`(text: String, printed: String) {
    #expect(DaysAndTimeDuration(text)?.description == printed)
  }

  @Test(arguments: [
    "", "P", "PT", "P0", "1D", "P1H", "P1S", "P1DT", "P1Y", "P1M", "P1Y1D", "PT1S1M", "PT1M1M", "P1.5D",
    "PT1.5H",
    "PT.5S", "P-1D", "--P1D", "+P1D", "P1D ", "p1d", "PT1.0000000001S", "P99999999999999999999D",
    "P106751991167301D", "PT1H1D", "P1TD", "PT-1S",
  ])
  func `what is not a days and time duration is none`(text: String) {
    #expect(DaysAndTimeDuration(text) == nil)
  }

  @Test(arguments: [
    ("P1Y2M", "P1Y2M"), ("P0Y", "P0M"), ("-P0M", "P0M"), ("P26M", "P2Y2M"), ("P1Y27M", "P3Y3M"),
    ("-P100M", "-P8Y4M"),
    ("-P999999999M", "-P83333333Y3M"), ("P99999999Y", "P99999999Y"),
    ("P9223372036854775807M", "P768614336404564650Y7M"),
    ("-P9223372036854775807M", "-P768614336404564650Y7M"),
  ])
  func `a years and months duration prints in one way`(text: String, printed: String) {
    #expect(YearsAndMonthsDuration(text)?.description == printed)
  }

  @Test(arguments: [
    "", "P", "P1", "1Y", "P1D", "P1M1Y", "P1YT", "P1YT1M", "P1.5Y", "P1.Y", "P9223372036854775808M",
    "P9223372036854775807Y", "P1Y1Y",
  ])
  func `what is not a years and months duration is none`(text: String) {
    #expect(YearsAndMonthsDuration(text) == nil)
  }
}

internal import FEEL
internal import Testing

/// Comparisons with Python's `datetime` and `zoneinfo`; skipped where there is no `python3`.
@Suite(
  "Dates agree with Python's datetime", .enabled(if: NumberOracle.python != nil, "python3 is not installed"))
struct TemporalOracleTests {
  @Test func `every day has the weekday, number and week that Python says`() throws {
    var generator = SeededGenerator(seed: 6)
    let days = (0..<5000).map { _ in Int.random(in: -719_162...2_932_896, using: &generator) }
    let answers = try NumberOracle.answers(to: days.map(String.init), script: calendarScript)
    try #require(answers.count == days.count)
    for (day, answer) in zip(days, answers) {
      let date = try #require(Date(daysSinceEpoch: day))
      #expect("\(date) \(date.weekday) \(date.dayOfYear) \(date.weekOfYear)" == answer)
      #expect(date.daysSinceEpoch == day)
      #expect(Date(date.description) == date)
    }
  }

  @Test func `every zone has the offsets that Python says`() throws {
    // What zones there are, and their offsets at random moments of 1800 to 2200, around changes too.
    let listing = try NumberOracle.answers(to: ["zones"], script: zoneScript)
    try #require(listing.count > 300)
    var failures: [String] = []
    for line in listing {
      let parts = line.split(separator: " ")
      let name = String(parts[0])
      for sample in parts.dropFirst() {
        let numbers = sample.split(separator: ":").compactMap { Int($0) }
        try #require(numbers.count == 3)
        let offset = ZoneDatabase.system.offset(of: name, at: .instant(numbers[0]))
        let local = ZoneDatabase.system.offset(of: name, at: .local(numbers[0]))
        if offset != numbers[1] { failures.append("\(name) \(numbers[0]): \(offset ?? 0) not \(numbers[1])") }
        if local != numbers[2] {
          failures.append("\(name) local \(numbers[0]): \(local ?? 0) not \(numbers[2])")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.count) differ: \(failures.prefix(10))")
  }
}

private let calendarScript = """
  import sys
  from datetime import date, timedelta
  with open(sys.argv[1]) as questions, open(sys.argv[2], 'w') as answers:
    def answer(days):
      d = date(1970, 1, 1) + timedelta(int(days))
      return f'{d} {d.isoweekday()} {d.timetuple().tm_yday} {d.isocalendar()[1]}'
    answers.write('\\n'.join(map(answer, questions)))
  """

private let zoneScript = """
  import sys, random, zoneinfo, os
  from datetime import datetime, timedelta, timezone
  zoneinfo.reset_tzpath(to=['/usr/share/zoneinfo'])
  random.seed(7)
  start = datetime(1970, 1, 1)
  def line(name):
    zone = zoneinfo.ZoneInfo(name)
    samples = []
    moments = [random.randrange(-5364662400, 7258118400) for _ in range(12)]
    year = random.randrange(1975, 2150)
    day = int((datetime(year, 1, 1) - start).total_seconds())
    last = None
    # Steps of half an hour around the changes of one year.
    for hour in range(0, 366 * 24, 24):
      t = day + hour * 3600
      offset = (start + timedelta(seconds=t)).replace(tzinfo=timezone.utc).astimezone(zone).utcoffset()
      if last is not None and offset != last: moments += [t + k * 1800 for k in range(-60, 20)]
      last = offset
    for t in moments:
      utc = (start + timedelta(seconds=t)).replace(tzinfo=timezone.utc)
      local = (start + timedelta(seconds=t)).replace(tzinfo=zone)
      offsets = [round(m.utcoffset().total_seconds()) for m in (utc.astimezone(zone), local)]
      samples.append(f'{t}:{offsets[0]}:{offsets[1]}')
    return ' '.join([name] + samples)
  names = sorted(n for n in zoneinfo.available_timezones() if n not in ('Factory', 'localtime', 'posixrules'))
  with open(sys.argv[2], 'w') as answers:
    answers.write('\\n'.join(map(line, names)))
  """

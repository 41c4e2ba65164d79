/// What the attempts amount to.
public struct ProgressSummary: Sendable, Hashable {
  /// The attempts at the questions of one topic.
  public struct Topic: Sendable, Hashable {
    /// The topic's name.
    public let name: String
    /// How many different questions were answered.
    public let questions: Int
    /// How many attempts there were.
    public let attempts: Int
    /// The average of the last scores of its questions.
    public let score: Int
  }

  /// A point that the last attempt at its question missed.
  public struct MissedPoint: Sendable, Hashable {
    /// The question's id.
    public let question: String
    /// The point.
    public let text: String
  }

  /// The last attempt at each question; the oldest first.
  public let latest: [Attempt]
  /// How many attempts there were.
  public let attempts: Int
  /// Order: by name.
  public let topics: [Topic]
  /// Order: the oldest first.
  public let missed: [MissedPoint]
  /// The days with an attempt, without a gap, that end at the last one.
  public let streak: Int
  /// The day of the last attempt; nil where there is none.
  public let lastDay: String?

  /// The summary of attempts in their order.
  public init(of attempts: [Attempt]) {
    self.attempts = attempts.count
    var last: [String: Int] = [:]
    for (place, attempt) in attempts.enumerated() { last[attempt.question] = place }
    let latest = last.values.sorted().map { attempts[$0] }
    self.latest = latest
    topics = Set(latest.map(\.topic)).sorted().map { name in
      let own = latest.filter { $0.topic == name }
      return Topic(
        name: name, questions: own.count, attempts: attempts.filter { $0.topic == name }.count,
        score: own.reduce(0) { $0 + $1.score } / own.count)
    }
    missed = latest.flatMap { attempt in
      attempt.points.filter(\.isMissed).map { MissedPoint(question: attempt.question, text: $0.text) }
    }
    let days = Set(attempts.compactMap { dayNumber($0.day) })
    lastDay = attempts.map(\.day).max()
    var streak = 0
    if let end = days.max() {
      while days.contains(end - streak) { streak += 1 }
    }
    self.streak = streak
  }
}

/// The days since the beginning of the calendar; nil for a text that is no day.
///
/// Source: the usual formula for days from a civil date, with years that begin in March.
func dayNumber(_ day: String) -> Int? {
  let parts = day.split(separator: "-").map { Int($0) }
  guard parts.count == 3, let year = parts[0], let month = parts[1], let date = parts[2],
    (1...12).contains(month), (1...31).contains(date), (0...9999).contains(year)
  else { return nil }
  let years = month > 2 ? year : year - 1
  let months = (month + 9) % 12
  return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + date
}

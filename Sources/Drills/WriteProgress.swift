public import Advisor

/// What the chart of progress shows.
public struct ProgressChart: Sendable {
  /// A bar of the chart.
  public struct Topic: Sendable {
    let name: String
    let questions: Int
    let score: Int

    /// A bar by its parts.
    public init(name: String, questions: Int, score: Int) {
      self.name = name
      self.questions = questions
      self.score = score
    }
  }

  let attempts: Int
  let questions: Int
  let lastDay: String?
  let streak: Int
  let topics: [Topic]
  let missed: [(question: String, text: String)]

  /// A chart by its parts.
  public init(
    attempts: Int, questions: Int, lastDay: String?, streak: Int, topics: [Topic],
    missed: [(question: String, text: String)]
  ) {
    self.attempts = attempts
    self.questions = questions
    self.lastDay = lastDay
    self.streak = streak
    self.topics = topics
    self.missed = missed
  }
}

extension Templates {
  /// The chart as a text to read.
  public func text(of chart: ProgressChart) -> String {
    guard let lastDay = chart.lastDay else { return render(.drillProgress, ["none": true]) }
    let shownMissed = chart.missed.prefix(10)
    let width = (chart.topics.map(\.name.count).max() ?? 0) + 2
    var some: [String: Any] = [
      "attempts": chart.attempts, "questions": chart.questions, "lastDay": Markup.text.escape(lastDay),
      "topics": chart.topics.map { topic -> [String: Any] in
        [
          "name": Markup.text.escape(topic.name),
          "gap": String(repeating: " ", count: width - topic.name.count),
          "bar": String(repeating: "#", count: topic.score / 5)
            + String(repeating: ".", count: 20 - topic.score / 5),
          "score": topic.score, "questions": topic.questions,
        ]
      },
      "missed": shownMissed.enumerated().map { place, point -> [String: Any] in
        [
          "question": Markup.text.escape(point.question), "text": Markup.text.escape(point.text),
          place == 0 ? "first" : "later": true,
        ]
      },
    ]
    if chart.attempts == 1 { some["oneAttempt"] = true }
    if chart.questions == 1 { some["oneQuestion"] = true }
    if chart.streak > 1 { some["streak"] = ["streak": chart.streak] }
    if chart.missed.count > shownMissed.count {
      some["more"] = ["more": chart.missed.count - shownMissed.count]
    }
    return render(.drillProgress, ["some": some])
  }

  /// Questions by topic, each with its last score.
  public func list(_ questions: [Question], scores: [String: Int]) -> String {
    let width = (questions.map(\.id.count).max() ?? 0) + 2
    var topics: [String] = []
    for question in questions where !topics.contains(question.topic) { topics.append(question.topic) }
    return render(
      .drillList,
      [
        "topics": topics.map { topic -> [String: Any] in
          [
            "topic": Markup.text.escape(topic),
            "questions": questions.filter { $0.topic == topic }.map { question -> [String: Any] in
              var data: [String: Any] = [
                "id": Markup.text.escape(question.id), "text": Markup.text.escape(question.text),
                "gap": String(repeating: " ", count: max(1, width - question.id.count)),
              ]
              if let score = scores[question.id] {
                data["score"] = String(repeating: " ", count: 3 - String(score).count) + String(score)
              }
              return data
            },
          ]
        }
      ])
  }
}

internal import DMN
internal import Diagrams

extension Rulebook {
  /// How many questions it takes to settle the strategy, by several ways of asking, as a text to read; nil where that
  /// cannot be counted.
  ///
  /// - Parameter stepLimit: how many remainders of the rules the search for the fewest may look at.
  public func questionCounts(stepLimit: Int = 200_000) -> String? {
    let report = diagram.questionReport(
      form: topics.map(\.name), weights: weights, costs: costs, stepLimit: stepLimit)
    guard let report else { return nil }
    let share = report.form > 0 ? report.adaptive.mean / Double(report.form) : 0
    var data: [String: Any] = [
      "form": report.form, "relevant": report.relevant, "share": Prose.percent(share),
      "rows": [
        row("inOrder", report.inOrder), row("inOrderSkipping", report.inOrderSkipping),
        row("byInformation", report.byInformation), row("adaptive", report.adaptive),
      ],
    ]
    switch report.fewest {
    case .exactly(let fewest):
      data["optimum"] = [
        "mean": padded(twoDecimals(fewest)), "above": above(report.adaptive, fewest),
        "informationAbove": above(report.byInformation, fewest),
      ]
    case .atLeast(let bound):
      data["unknown"] = ["steps": String(stepLimit), "bound": twoDecimals(bound)]
    }
    return templates.render(.questions, data)
  }

  private func row(_ name: String, _ counts: QuestionCounts) -> [String: Any] {
    [
      name: true, "mean": padded(twoDecimals(counts.mean)), "median": padded(String(counts.median)),
      "worst": padded(String(counts.worst)),
    ]
  }

  private func above(_ counts: QuestionCounts, _ optimum: Double) -> String {
    optimum > 0 ? twoDecimals((counts.mean / optimum - 1) * 100) : "0.00"
  }

  private func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 7 - text.utf8.count)) + text
  }
}

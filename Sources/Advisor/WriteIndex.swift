/// A case and what was advised on it.
public struct IndexEntry: Sendable {
  /// The case.
  public let study: CaseStudy
  /// The advice.
  public let recommendation: Recommendation

  /// An entry by its parts.
  public init(study: CaseStudy, recommendation: Recommendation) {
    self.study = study
    self.recommendation = recommendation
  }
}

extension Rulebook {
  /// A Markdown page that links to the answers, each in `<id>.md`.
  ///
  /// - Parameter entries: in the order in which they are to be listed.
  public func index(of entries: [IndexEntry]) -> String {
    let rows = entries.map { entry in
      var row: [String: Any] = [
        "id": entry.study.id, "title": Markup.markdown.escape(entry.study.title),
        "organisation": Markup.markdown.escape(entry.study.organisation),
        "year": Markup.markdown.escape(entry.study.year ?? ""),
        "strategy": entry.recommendation.strategy.name,
        entry.recommendation.isSettled ? "settled" : "unsettled": true,
      ]
      if let used = entry.study.used {
        row["used"] = used.strategy.name
        row[Agreement(of: entry.recommendation, with: used.strategy).rawValue] = true
      }
      return row
    }
    return templates.render(.index, ["cases": rows, "count": entries.count])
  }
}

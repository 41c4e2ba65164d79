/// A case and what was advised on it, in few bytes: an index may have any number of them.
public struct IndexEntry: Sendable {
  /// The case's id.
  public let id: String
  let title: String
  let organisation: String
  let year: String?
  /// Where the advice is heading.
  public let strategy: Strategy
  /// Whether it is settled.
  public let isSettled: Bool
  let used: Strategy?
  let agreement: Agreement?

  /// An entry by its parts.
  public init(study: CaseStudy, recommendation: Recommendation) {
    id = study.id
    title = study.title
    organisation = study.organisation
    year = study.year
    strategy = recommendation.strategy
    isSettled = recommendation.isSettled
    used = study.used?.strategy
    agreement = used.map { Agreement(of: recommendation, with: $0) }
  }
}

extension Rulebook {
  /// A Markdown page that links to the answers, each in `<id>.md`.
  ///
  /// - Parameter entries: in the order in which they are to be listed.
  public func index(of entries: [IndexEntry]) -> String {
    let rows = entries.map { entry in
      var row: [String: Any] = [
        "id": entry.id, "title": Markup.markdown.escape(entry.title),
        "organisation": Markup.markdown.escape(entry.organisation),
        "year": Markup.markdown.escape(entry.year ?? ""),
        "strategy": entry.strategy.name,
        entry.isSettled ? "settled" : "unsettled": true,
      ]
      if let used = entry.used { row["used"] = used.name }
      if let agreement = entry.agreement { row[agreement.rawValue] = true }
      return row
    }
    return templates.render(.index, ["cases": rows, "count": entries.count])
  }
}

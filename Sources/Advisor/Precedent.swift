internal import DMN
internal import Diagrams

/// A shipped case that is like the one at hand.
public struct Precedent: Sendable {
  /// The case.
  public let study: CaseStudy
  /// The strategy that its team used.
  public let used: Strategy
  /// Between 0, the same in all that is known of both, and 1.
  public let distance: Double
  /// Names of facts that are known of both and can be the same.
  ///
  /// Order: those that decide the case at hand first.
  public let agreements: [String]
  /// Names of facts that are known of both and cannot be the same, in the same order.
  public let differences: [String]
  /// What is known of it.
  let useCase: UseCase
}

extension AnswerBook {
  /// The cases of the library that are nearest to a use case, of those whose outcome is known.
  ///
  /// The distance is `(differences + 2) / (agreements + differences + 4)`: the share of the facts known of both that
  /// differ, pulled towards one half where few are known, so that a case about which little is said is never the
  /// nearest. A fact that is unknown of either is neither an agreement nor a difference; two ranges agree when some
  /// value lies in both. Cases at the same distance stand by their ids.
  ///
  /// - Parameters:
  ///   - id: the case itself, which is no precedent of its own.
  ///   - order: names of facts in the order in which they are told.
  public func precedents(
    for useCase: UseCase, except id: String?, order: [String], limit: Int = 3
  ) -> [Precedent] {
    let known = rulebook.cells(for: useCase)
    let told = order + rulebook.topics.map(\.name).filter { !order.contains($0) }
    let all = library.compactMap { other -> Precedent? in
      guard other.study.id != id, let used = other.study.used?.strategy else { return nil }
      let others = rulebook.cells(for: other.useCase)
      var same: [String] = []
      var different: [String] = []
      for name in told {
        guard let own = known[name], let theirs = others[name] else { continue }
        if own.intersection(theirs).isEmpty { different.append(name) } else { same.append(name) }
      }
      let distance = Double(different.count + 2) / Double(same.count + different.count + 4)
      return Precedent(
        study: other.study, used: used, distance: distance, agreements: same, differences: different,
        useCase: other.useCase)
    }
    let sorted = all.sorted { ($0.distance, $0.study.id) < ($1.distance, $1.study.id) }
    return Array(sorted.prefix(limit))
  }
}

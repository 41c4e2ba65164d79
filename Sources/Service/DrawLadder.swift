internal import Advisor

extension Service {
  /// The four strategies as the steps of a stair, from the cheapest to the costliest, as HTML.
  ///
  /// A list and not an image: on a narrow screen its steps lie below one another, and everybody can read it.
  ///
  /// - Parameters:
  ///   - prospects: what is still possible.
  ///   - now: the step to take now.
  ///   - marks: whether steps that are ruled out are shown as such.
  func ladder(for prospects: [Recommendation.Prospect], now: Strategy?, marks: Bool) -> String {
    let isSettled = prospects.count == 1
    let steps = Strategy.allCases.enumerated().map { index, strategy -> [String: Any] in
      var step: [String: Any] = ["name": Prose.capitalized(strategy.name), "rung": index + 1]
      guard marks else { return step }
      // What is to be done now may be a rung that the facts already lead past.
      if strategy == now { step["now"] = true }
      guard let prospect = prospects.first(where: { $0.strategy == strategy }) else {
        step["gone"] = true
        return step
      }
      if strategy == prospects.first?.strategy { step[isSettled ? "settled" : "likeliest"] = true }
      if !isSettled { step["share"] = Prose.percent(prospect.share) }
      return step
    }
    return content.pages.render(.ladder, ["steps": steps])
  }
}

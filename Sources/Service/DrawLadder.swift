internal import Advisor

extension Service {
  /// The four strategies as steps of a stair, from the cheapest to the costliest, as SVG.
  ///
  /// - Parameters:
  ///   - prospects: what is still possible.
  ///   - now: the step to take now.
  ///   - marks: whether steps that are ruled out are shown as such.
  func ladder(for prospects: [Recommendation.Prospect], now: Strategy?, marks: Bool) -> String {
    let likeliest = prospects.first?.strategy
    let isSettled = marks && prospects.count == 1
    let width = 150
    let steps = Strategy.allCases.enumerated().map { index, strategy -> [String: Any] in
      let top = 118 - index * 28
      var step: [String: Any] = [
        "name": strategy.name, "x": index * width + 8, "y": top, "width": width - 8, "height": 160 - top,
        "middle": index * width + 4 + width / 2, "label": top + 22, "note": top + 42, "flag": top - 10,
      ]
      guard marks else { return step }
      guard let prospect = prospects.first(where: { $0.strategy == strategy }) else {
        step["gone"] = true
        return step
      }
      if strategy == likeliest { step[isSettled ? "settled" : "likeliest"] = true }
      if !isSettled { step["share"] = Prose.percent(prospect.share) }
      return step
    }
    // What is to be done now may be a rung that the facts already lead past.
    let marked = steps.enumerated().map { index, step -> [String: Any] in
      var step = step
      if let now, Strategy.allCases[index] == now { step["now"] = true }
      return step
    }
    var data: [String: Any] = ["steps": marked, "width": 4 * width + 16, "last": 4 * width + 4]
    if marks { data["marks"] = true }
    return content.pages.render(.ladder, data)
  }
}

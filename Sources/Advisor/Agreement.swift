/// How the advice compares with what a team really did.
public enum Agreement: String, Sendable, Hashable, CaseIterable {
  /// The team used the strategy that the facts call for.
  case agrees
  /// The facts lean to the team's strategy without settling it.
  case leans
  /// The facts lean to another strategy, but leave the team's possible.
  case possible
  /// The team stayed at the step that the rules advise for now, before going further.
  case firstStepOnly
  /// The rules call for something else.
  case differs

  /// Compares a recommendation with what was used.
  public init(of recommendation: Recommendation, with used: Strategy) {
    if recommendation.strategy == used {
      self = recommendation.isSettled ? .agrees : .leans
    } else if recommendation.prospects.contains(where: { $0.strategy == used }) {
      self = .possible
    } else if recommendation.now == used {
      self = .firstStepOnly
    } else {
      self = .differs
    }
  }
}

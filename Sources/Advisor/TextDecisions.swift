public import DMN

extension Rulebook {
  /// The decisions of rules that say something about the strategy instead of leading to it.
  ///
  /// They are read with the facts that are known, so that what is open is null to them.
  public static func textDecisions(in model: CheckedModel) -> Set<String> {
    var needed: Set<String> = []
    var pending = [Part.strategy.rawValue]
    while let name = pending.popLast() {
      guard needed.insert(name).inserted, let decision = model.decision(name) else { continue }
      pending += decision.inputs
    }
    return Set(model.decisions.map(\.name)).subtracting(needed)
  }
}

internal import DMN
public import Diagnostics
internal import Diagrams
internal import FEEL

/// What the rules say on a strategy, without the sentences of a recommendation: for many cases at once.
public struct StrategyVerdict: Sendable, Hashable {
  /// Order: the greatest share first; one where the facts settle it.
  public let prospects: [Recommendation.Prospect]
  /// The ids of the rules that decide, from the strategy back to the facts; of those decisions that are settled.
  public let rules: [String]
  /// Why the deciding rule of the strategy is there; nil where several may still decide.
  public let reason: String?
  /// The fact that would narrow the prospects most; nil when they are settled.
  public let openQuestion: String?
}

/// Rules made ready to judge many use cases.
public struct StrategyVerdicts: Sendable {
  private let rulebook: Rulebook
  private let winners: WinningRules

  /// Rules made ready.
  ///
  /// - Throws: `rules.diagram` where the rules' winners cannot be compiled.
  public init(of rulebook: Rulebook) throws(DiagnosticsError) {
    self.rulebook = rulebook
    do {
      winners = try WinningRules(of: rulebook.model, goal: Rulebook.Part.strategy.rawValue)
    } catch {
      throw DiagnosticsError([notCompiled(error, rulebook.model.model)])
    }
  }

  /// What the rules say on a use case: the same strategy, shares and question as `Rulebook.advise(on:)`.
  public func verdict(on useCase: UseCase) -> StrategyVerdict {
    let known = rulebook.cells(for: useCase)
    let prospects = rulebook.prospects(given: known)
    var rules: [String] = []
    var reason: String?
    for name in rulebook.diagram.decisions.reversed() {
      let possible = winners.possible(for: name, given: known)
      guard possible.count == 1, let index = possible[0].first, let table = rulebook.decision(name)?.table,
        table.rules.indices.contains(index)
      else { continue }
      rules.append(table.rules[index].id)
      if name == Rulebook.Part.strategy.rawValue {
        reason = rulebook.reason(of: table.rules[index], in: table)
      }
    }
    return StrategyVerdict(
      prospects: prospects, rules: rules, reason: reason,
      openQuestion: prospects.count > 1 ? rulebook.openQuestion(given: known)?.name : nil)
  }
}

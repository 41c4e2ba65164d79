public import Diagnostics
public import Diagrams
internal import FEEL

extension CheckedModel {
  /// What is unsound about the rules themselves, whatever the facts: gaps, forbidden overlaps, rules that can never
  /// fire, in their table or in the graph, and values that nothing produces or waits for.
  ///
  /// Every finding is exact; what could not be decided within the budget is reported as undecided, and what stands
  /// outside the fragment that can be analysed is named.
  ///
  /// A rule that gives a reason which no other rule gives is not called redundant: it changes what is explained.
  ///
  /// Order: by place.
  ///
  /// - Parameters:
  ///   - budget: how much each table may cost.
  ///   - partlyKnown: decisions that are also read while what they look at is open, which is null to them; that
  ///     brings rules to life that complete facts never reach, so none of them is called dead.
  public func verify(budget: DiagramBudget = .batch, partlyKnown: Set<String> = []) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for decision in decisions where decision.table != nil {
      do throws(DiagramProblem) {
        let findings = try VerifiedTable(decision.name, of: self, budget: budget).findings()
        found += partlyKnown.contains(decision.name) ? findings.filter(holdsForOpenFacts) : findings
      } catch {
        switch error {
        case .unknownDecision: break
        case .notRepresentable(let problem), .budgetExceeded(let problem, _):
          found.append(notAnalysed(decision, because: problem))
        }
      }
    }
    found += neverMatter()
    return Set(found).sorted()
  }

  private func holdsForOpenFacts(_ finding: Diagnostic) -> Bool {
    let aboutDeadRules: [VerificationCode] = [
      .hidden, .redundant, .neverMatches, .deadInGraph, .neverProduced, .impossibleCell,
    ]
    return !aboutDeadRules.contains { $0.rawValue == finding.code }
  }

  /// Inputs that no goal's value depends on although some table tests them.
  private func neverMatter() -> [Diagnostic] {
    let required = Set(decisions.flatMap(\.inputs))
    let goals = decisions.filter { !required.contains($0.name) }.map(\.name)
    var tested: Set<String> = []
    var relevant: Set<String> = []
    for goal in goals {
      // A goal that cannot be compiled might depend on anything, so nothing can be said.
      guard let diagram = try? DecisionDiagram(compiling: self, goal: goal, budget: .batch) else { return [] }
      tested.formUnion(diagram.inputs.map(\.name))
      relevant.formUnion(diagram.relevantInputs())
    }
    return model.inputs.filter { tested.contains($0.name) && !relevant.contains($0.name) }.map { input in
      Diagnostic(
        .warning, VerificationCode.neverMatters, "input `\(input.name)` is tested but never changes a result",
        at: input.location)
    }
  }
}

/// What can be found about rules that are well formed.
public enum VerificationCode: String, Sendable, CaseIterable {
  case gap = "table.gap"
  case overlap = "table.overlap"
  case hidden = "table.hiddenRule"
  case redundant = "table.redundantRule"
  case duplicate = "table.duplicateRule"
  case misleading = "table.misleadingRule"
  case neverMatches = "table.neverMatches"
  case undecided = "table.undecided"
  case notAnalysed = "table.notAnalysed"
  case deadInGraph = "graph.deadRule"
  case neverProduced = "graph.neverProduced"
  case impossibleCell = "graph.impossibleCell"
  case neverMatters = "graph.neverMatters"
}

// MARK: Wording

private func notAnalysed(_ decision: CheckedDecision, because problem: Diagnostic) -> Diagnostic {
  Diagnostic(
    .warning, VerificationCode.notAnalysed,
    "`\(decision.name)` was not analysed for gaps, overlaps and dead rules", at: decision.decision.location,
    notes: [.init(problem.message, at: problem.location)])
}

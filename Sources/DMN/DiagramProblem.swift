public import Diagnostics
public import Diagrams

/// Why the decisions behind a goal cannot be compiled to a diagram.
public enum DiagramProblem: Error, Sendable, Hashable {
  /// The model has no such decision.
  case unknownDecision(String)
  /// Something stands outside the fragment that diagrams can represent.
  case notRepresentable(Diagnostic)
  /// The diagram grew beyond its budget.
  case budgetExceeded(Diagnostic, BudgetExceeded)
}

/// What can be wrong when a diagram is compiled.
public enum DiagramCode: String, Sendable, CaseIterable {
  case notRepresentable = "diagram.notRepresentable"
  case budgetExceeded = "diagram.budgetExceeded"
}

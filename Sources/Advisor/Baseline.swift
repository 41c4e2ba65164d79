public import DMN
public import Diagnostics
internal import Diagrams
internal import FEEL

/// A simple rule of thumb to compare the advice with: one decision of `Rules/baselines.dmn`.
///
/// A rule of thumb sees what is known; what is not known is null to it, as it would be to somebody who does not ask.
public struct Baseline: Sendable {
  /// The namespace of the model that holds the rules of thumb.
  public static let namespace = "urn:rationale:rules:baselines"

  /// The name of the decision.
  public let name: String
  private let diagram: DecisionDiagram

  /// Every decision of a model as a rule of thumb.
  ///
  /// - Throws: `rules.diagram` when a decision cannot be compiled.
  public static func all(in model: CheckedModel) throws(DiagnosticsError) -> [Baseline] {
    var baselines: [Baseline] = []
    for decision in model.decisions {
      do {
        let diagram = try DecisionDiagram(compiling: model, goal: decision.name)
        baselines.append(Baseline(name: decision.name, diagram: diagram))
      } catch {
        throw DiagnosticsError([notCompiled(error, model.model)])
      }
    }
    return baselines
  }

  /// What the rule of thumb says; nil where it says none of the four words.
  public func strategy(for useCase: UseCase) -> Strategy? {
    var known: DecisionDiagram.Facts = [:]
    for input in diagram.inputs {
      let cells: CellSet? =
        switch useCase[input.name]?.content {
        case .value(let value)?: diagram.cells(of: input.name, equalTo: value)
        case .among(let written)?:
          (try? CheckedUnaryTests(parsing: written, of: .any, scope: TypeScope()))
            .flatMap { diagram.cells(of: input.name, matching: $0) }
        case .unknown?, nil: diagram.cells(of: input.name, equalTo: .null)
        }
      known[input.name] = cells
    }
    guard case .string(let word)? = diagram.outcomes(given: known).first?.value else { return nil }
    return Strategy(rawValue: word)
  }
}

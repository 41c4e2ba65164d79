public import Diagrams

/// How many questions different ways of asking take until a decision is settled, exactly.
public struct QuestionReport: Sendable, Hashable {
  /// How many questions there are.
  public let form: Int
  /// How many of them can ever change the outcome.
  public let relevant: Int
  /// In the order of the form, until the outcome is settled.
  public let inOrder: QuestionCounts
  /// The same, leaving out what can no longer change the outcome.
  public let inOrderSkipping: QuestionCounts
  /// The most informative for its cost first.
  public let adaptive: QuestionCounts
  /// The most informative first, whatever it costs.
  public let byInformation: QuestionCounts
  /// The least mean that any way of asking has, as far as it was worked out.
  public let fewest: FewestQuestions
}

extension DecisionDiagram {
  /// Counts the questions until the goal is settled; an answer tells the cell of an input.
  ///
  /// - Parameters:
  ///   - form: the inputs in the order of the full form.
  ///   - weights: how usual each cell is; inputs without weights count each cell the same.
  ///   - costs: what it costs to find out, 1 where not given.
  ///   - stepLimit: how many remainders the search for the fewest may look at.
  public func questionReport(
    form: [String], weights: [String: [Double]] = [:], costs: [String: Double] = [:],
    stepLimit: Int = 200_000
  ) -> QuestionReport? {
    guard let diagram = diagrams[goal] else { return nil }
    var counter = QuestionCounter(diagram, weights: weighting(weights))
    let order = form.compactMap { positions[$0] }
    let prices = inputs.map { costs[$0.name] ?? 1 }
    return QuestionReport(
      form: form.count, relevant: diagram.support.count,
      inOrder: counter.fixed(order: order, skips: false),
      inOrderSkipping: counter.fixed(order: order, skips: true),
      adaptive: counter.adaptive(costs: prices),
      byInformation: counter.adaptive(costs: prices.map { _ in 1 }),
      fewest: counter.fewest(stepLimit: stepLimit))
  }
}

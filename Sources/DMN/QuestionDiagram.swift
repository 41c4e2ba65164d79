internal import Diagrams
public import FEEL
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension DecisionDiagram {
  /// What asking one fact would bring.
  public struct Question: Sendable, Hashable {
    /// The input to ask for.
    public let input: String
    /// The expected fall of the outcome's entropy.
    ///
    /// Unit: bits.
    public let gain: Double
    /// The gain divided by the cost of finding out.
    public let score: Double
    /// What each answer would leave possible, by cell; cells that the facts rule out are not listed.
    public let answers: [Answer]

    /// One possible answer.
    public struct Answer: Sendable, Hashable {
      /// The number of the cell.
      public let cell: Int
      /// The values it would leave possible.
      ///
      /// Order: the greatest share first.
      public let remaining: [Value]
    }
  }

  /// The open questions, the most informative for its cost first; empty when the outcome is settled.
  ///
  /// - Parameters:
  ///   - decision: the decision asked; the goal unless given.
  ///   - facts: what is known.
  ///   - weights: how common each cell is; inputs without weights count each cell the same.
  ///   - costs: what it costs to find out, 1 where not given; must be greater than zero.
  public func questions(
    of decision: String? = nil, given facts: Facts, weights: [String: [Double]] = [:],
    costs: [String: Double] = [:]
  ) -> [Question] {
    guard let full = diagrams[decision ?? goal], let values = values[decision ?? goal] else { return [] }
    let allowed = allowed(by: facts)
    guard let diagram = try? full.restricted(to: allowed), !diagram.support.isEmpty else { return [] }
    let weighting = weighting(weights)
    let before = entropy(diagram.shares(within: allowed, weights: weighting))
    return diagram.support.map { input -> Question in
      let branches = diagram.shares(byCellOf: input, within: allowed, weights: weighting)
      let after = branches.reduce(0) { $0 + $1.weight * entropy($1.shares) }
      let name = inputs[input].name
      let gain = max(0, before - after)
      let answers = branches.map { branch in
        let left = branch.shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Question.Answer(cell: branch.cell, remaining: left.map { values[$0.key] })
      }
      return Question(input: name, gain: gain, score: gain / (costs[name] ?? 1), answers: answers)
    }
    .enumerated()
    // Ties are decided by the diagram's order, so that the same facts always give the same question.
    .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
    .map(\.element)
  }

  private func entropy(_ shares: [Int: Double]) -> Double {
    // Summed in a fixed order: the order of a dictionary must not reach the last bit of a score.
    shares.sorted { $0.key < $1.key }.reduce(0) { $1.value > 0 ? $0 - $1.value * log2($1.value) : $0 }
  }
}

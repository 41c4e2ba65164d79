internal import Diagnostics
public import Diagrams
public import FEEL

/// Two versions of a decision, over the cells that either of them tells apart.
public struct DecisionComparison: Sendable {
  /// The earlier version, over the common cells.
  public let old: DecisionDiagram
  /// The later version, over the common cells.
  public let new: DecisionDiagram
  /// The inputs that only the earlier version asks.
  public let onlyOld: [String]
  /// The inputs that only the later version asks.
  public let onlyNew: [String]
  /// The inputs whose allowed values differ.
  public let domains: [DomainChange]
  /// The space that is compared: the cells that both versions allow.
  public let space: DecisionDiagram.Facts
  private let changed: Diagram
  private let pairs: [Pair]

  /// What an input may be in one version only.
  public struct DomainChange: Sendable, Hashable {
    /// The input.
    public let input: String
    /// What only the earlier version allows.
    public let onlyOld: CellSet
    /// What only the later version allows.
    public let onlyNew: CellSet
  }

  /// The values of a pair of diagrams, by value number.
  private struct Pair: Hashable {
    let old: Int
    let new: Int
  }

  /// Compiles both versions over common cells and puts them together.
  ///
  /// - Parameters:
  ///   - old: the earlier model.
  ///   - new: the later model.
  ///   - goal: the decision, which both have.
  /// - Throws: `DiagramProblem`, also where an input is of different types, so that no value could be given to both.
  public init(
    of old: CheckedModel, and new: CheckedModel, goal: String, budget: DiagramBudget = .batch
  ) throws(DiagramProblem) {
    let plans = (
      old: try DiagramPlan(of: old, goals: [goal]), new: try DiagramPlan(of: new, goals: [goal])
    )
    let names = plans.old.order + plans.new.order.filter { !plans.old.order.contains($0) }
    var inputs: [DiagramInput] = []
    var spaces: DecisionDiagram.Facts = [:]
    var domains: [DomainChange] = []
    for name in names {
      let input = try DiagramInput(common: name, of: plans.old, and: plans.new)
      let allowedOld = input.allowed(in: old)
      let allowedNew = input.allowed(in: new)
      let both = allowedOld.intersection(allowedNew)
      guard !both.isEmpty else { throw .notRepresentable(nothingInCommon(name, new)) }
      inputs.append(input)
      spaces[name] = both
      if allowedOld != allowedNew {
        domains.append(
          .init(
            input: name, onlyOld: allowedOld.intersection(allowedNew.complement),
            onlyNew: allowedNew.intersection(allowedOld.complement)))
      }
    }
    let one = try DecisionDiagram(plans.old, goal: goal, inputs: inputs, budget: budget)
    let other = try DecisionDiagram(plans.new, goal: goal, inputs: inputs, budget: budget)
    guard let before = one.diagrams[goal], let after = other.diagrams[goal],
      let valuesBefore = one.values[goal], let valuesAfter = other.values[goal]
    else { throw .unknownDecision(goal) }
    var pairs: [Pair] = []
    let changed: Diagram
    do throws(BudgetExceeded) {
      changed = try before.combined(with: after, budget: budget) { old, new in
        if valuesBefore[old] == valuesAfter[new] { return 0 }
        let pair = Pair(old: old, new: new)
        if let known = pairs.firstIndex(of: pair) { return known + 1 }
        pairs.append(pair)
        return pairs.count
      }
    } catch { throw .budgetExceeded(tooManyPairs(goal, error, new), error) }
    self.old = one
    self.new = other
    onlyOld = plans.old.order.filter { !plans.new.order.contains($0) }
    onlyNew = plans.new.order.filter { !plans.old.order.contains($0) }
    self.domains = domains
    space = spaces
    self.changed = changed
    self.pairs = pairs
  }
}

extension DecisionComparison {
  /// How much of the space has another outcome.
  public struct Extent: Sendable, Hashable {
    /// The weight of the changed combinations, of the whole space.
    public let share: Double
    /// How many combinations of cells changed; nil beyond 128 bits.
    public let changed: UInt128?
    /// How many combinations of cells there are; nil beyond 128 bits.
    public let total: UInt128?
  }

  /// One outcome that became another.
  public struct Change: Sendable {
    /// The outcome before.
    public let from: Value
    /// The outcome after.
    public let to: Value
    /// Where, as few large boxes.
    public let cover: ValueCover
  }

  private var allowed: [CellSet] { old.allowed(by: space) }

  /// How much changed.
  ///
  /// - Parameter weights: how usual each cell is, by input; inputs without weights count each cell the same.
  public func extent(weights: [String: [Double]] = [:]) -> Extent {
    let shares = changed.shares(within: allowed, weights: old.weighting(weights))
    let counts = changed.counts(within: allowed)
    let changes = shares.sorted { $0.key < $1.key }.filter { $0.key != 0 }
    return Extent(
      share: changes.reduce(0) { $0 + $1.value },
      changed: counts.map { $0.filter { $0.key != 0 }.values.reduce(0, +) },
      total: counts.map { $0.values.reduce(0, +) })
  }

  /// What became what, and where.
  ///
  /// Order: the greatest share first.
  ///
  /// - Parameters:
  ///   - weights: how usual each cell is, by input.
  ///   - limit: how many boxes to list for each pair of outcomes.
  /// - Throws: `BudgetExceeded`.
  public func changes(
    weights: [String: [Double]] = [:], limit: Int, budget: DiagramBudget = .batch
  ) throws(BudgetExceeded) -> [Change] {
    let weighting = old.weighting(weights)
    let values = (old.values[old.goal] ?? [], new.values[new.goal] ?? [])
    var changes: [Change] = []
    for number in changed.values(within: allowed) where number > 0 {
      let cover = try changed.cover(
        of: number, within: allowed, weights: weighting, limit: limit, budget: budget)
      let pair = pairs[number - 1]
      changes.append(Change(from: values.0[pair.old], to: values.1[pair.new], cover: cover))
    }
    return changes.enumerated().sorted {
      ($1.element.cover.share, $0.offset) < ($0.element.cover.share, $1.offset)
    }
    .map(\.element)
  }

  /// The conditions of a box: the inputs on which it depends, with the cells that they may have.
  public func conditions(of box: ValueCover.Box) -> [(input: DiagramInput, cells: CellSet)] {
    zip(old.inputs, zip(box.cells, allowed)).compactMap { input, sets in
      sets.0 == sets.1 ? nil : (input, sets.0)
    }
  }
}

extension DiagramInput {
  /// An input cut at the places where either of two models cuts it.
  fileprivate init(common name: String, of old: DiagramPlan, and new: DiagramPlan) throws(DiagramProblem) {
    let kinds = [old.kinds[name], new.kinds[name]].compactMap { $0 }
    let types = [old, new].compactMap { plan in
      plan.types[name] ?? plan.model.inputTypes[name]?.type
    }.filter { $0 != .any }
    if let first = kinds.first, kinds.contains(where: { $0 != first }) {
      throw .notRepresentable(otherKind(name, new.model))
    }
    if let first = types.first, let other = types.first(where: { $0 != first }) {
      throw .notRepresentable(otherType(name, first, other, new.model))
    }
    let domains = [old.domain(of: name), new.domain(of: name)].compactMap { $0 }
    let whole = DiagramInput(
      partitioning: name, kind: kinds.first ?? .given, type: types.first ?? .any, domain: nil,
      tests: (old.tests[name] ?? []) + (new.tests[name] ?? []) + domains)
    // What neither version allows is no part of any comparison.
    let kept = whole.cells.indices.filter { cell in
      [old, new].contains { $0.domain(of: name).map { $0.passes(whole.samples[cell]) } ?? true }
    }
    self.init(
      name: name, kind: whole.kind, cells: kept.map { whole.cells[$0] }, isOrdered: whole.isOrdered,
      samples: kept.map { whole.samples[$0] })
  }

  /// The cells that a model allows; all where it says nothing.
  fileprivate func allowed(in model: CheckedModel) -> CellSet {
    guard kind == .given, let domain = model.inputTypes[name]?.allowedValues else {
      return CellSet(all: cells.count)
    }
    return CellSet(cells.indices.filter { domain.passes(samples[$0]) }, of: cells.count)
  }
}

extension CheckedUnaryTests {
  fileprivate func passes(_ value: Value) -> Bool { matches(value, in: Environment()) == true }
}

// MARK: Wording

private func otherKind(_ name: String, _ model: CheckedModel) -> Diagnostic {
  Diagnostic(
    .error, DiagramCode.notRepresentable,
    "`\(name)` is an input in one version and a computed value in the other, so that the two cannot be compared",
    at: model.model.location)
}

private func otherType(_ name: String, _ old: ValueType, _ new: ValueType, _ model: CheckedModel)
  -> Diagnostic
{
  Diagnostic(
    .error, DiagramCode.notRepresentable,
    "`\(name)` is of type \(old) in the first version and of type \(new) in the second, so that no value can be given to both",
    at: model.input(name)?.location ?? model.model.location, help: "rename one of the two inputs")
}

private func nothingInCommon(_ name: String, _ model: CheckedModel) -> Diagnostic {
  Diagnostic(
    .error, DiagramCode.notRepresentable,
    "no value of `\(name)` is allowed in both versions, so that the two cannot be compared",
    at: model.input(name)?.location ?? model.model.location)
}

private func tooManyPairs(_ goal: String, _ error: BudgetExceeded, _ model: CheckedModel) -> Diagnostic {
  Diagnostic(
    .error, DiagramCode.budgetExceeded,
    "comparing the two versions of `\(goal)` needs more than \(error.limit) \(error.resource.rawValue)",
    at: model.decision(goal)?.decision.location ?? model.model.location,
    help: "compare a decision that it needs, with `--decision`")
}

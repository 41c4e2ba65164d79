internal import Diagnostics
public import Diagrams
public import FEEL

/// The decisions behind one goal, compiled to diagrams over the inputs: what follows from facts that are only
/// partly known, exactly.
///
/// Facts are sets of cells by input name; an input that is not named may take any value of its domain.
/// Source: the design follows Calvanese et al. 2016 for cells, Bryant 1986 and Srinivasan et al. 1990 for diagrams.
public struct DecisionDiagram: Sendable {
  /// The decision that the inputs and their order were chosen for.
  public let goal: String
  /// The inputs in the order in which the diagram asks.
  public let inputs: [DiagramInput]
  /// Why some answers are exact only with respect to derived values; empty for models of the closed fragment.
  public let limitations: [String]
  /// The compiled decisions, in requirement order, the goal last.
  public let decisions: [String]
  let diagrams: [String: Diagram]
  /// The decision's values by value number.
  let values: [String: [Value]]
  let positions: [String: Int]

  /// The facts of a query: what is known of each input.
  public typealias Facts = [String: CellSet]

  /// How many nodes the goal's diagram has.
  public var nodeCount: Int { diagrams[goal]?.nodeCount ?? 0 }

  /// The input with this name.
  public func input(_ name: String) -> DiagramInput? { positions[name].map { inputs[$0] } }

  /// The cells that an exact value falls into: one, or none when the value is not allowed.
  public func cells(of name: String, equalTo value: Value) -> CellSet? {
    guard let input = input(name) else { return nil }
    let found = input.cells.indices.filter { input.cells[$0].contains(value, of: input) }
    return found.isEmpty ? nil : CellSet(found, of: input.cells.count)
  }

  /// The cells that have a value which passes the tests, or nil when no cell has one.
  ///
  /// A cell of which only a part passes is included: what follows from the set then holds for a little more than
  /// was said, never for less.
  public func cells(of name: String, matching tests: CheckedUnaryTests) -> CellSet? {
    guard let input = input(name) else { return nil }
    var found = CellSet(none: input.cells.count)
    let environment = Environment()
    let samples =
      input.samples + input.samples(besides: CellConstants(of: tests.tests, in: tests.fragment).values)
    for sample in samples where tests.matches(sample, in: environment) == true {
      for (index, cell) in input.cells.enumerated() where cell.contains(sample, of: input) {
        found.insert(index)
      }
    }
    return found.isEmpty ? nil : found
  }

  /// One value of each cell of an input, in the order of its cells.
  public func samples(of name: String) -> [Value] { input(name)?.samples ?? [] }

  /// What is known, as one set per input.
  func allowed(by facts: Facts) -> [CellSet] {
    inputs.map { facts[$0.name] ?? CellSet(all: $0.cells.count) }
  }
}

extension Cell {
  /// Whether the value lies in the cell.
  func contains(_ value: Value, of input: DiagramInput) -> Bool {
    switch self {
    case .null: return value == .null
    case .value(let own): return own == value
    case .range(let range): return range.contains(value)
    case .other:
      if case .null = value { return false }
      return !input.cells.contains { if case .value(let own) = $0 { own == value } else { false } }
    }
  }
}

extension RangeValue {
  fileprivate func contains(_ value: Value) -> Bool {
    guard OrderedValue.isOrdered(value) else { return false }
    let isAbove =
      switch lower {
      case .unbounded: true
      case .open(let low): OrderedValue.isBefore(low, value) == true
      case .closed(let low): OrderedValue.isBefore(value, low) == false
      }
    let isBelow =
      switch upper {
      case .unbounded: true
      case .open(let high): OrderedValue.isBefore(value, high) == true
      case .closed(let high): OrderedValue.isBefore(high, value) == false
      }
    return isAbove && isBelow
  }
}

internal import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

/// What must hold of one fact, in the words of the rules.
public struct Condition: Sendable, Hashable {
  /// The input.
  public let name: String
  /// What must hold: “fewer than 50 examples”, in the rules' labels and units.
  public let words: String
  /// The same as a FEEL test.
  public let test: String
}

extension Rulebook {
  /// What a set of cells says of an input.
  func condition(_ name: String, _ set: CellSet) -> Condition {
    guard let input = diagram.input(name) else { return Condition(name: name, words: "", test: "") }
    return Condition(
      name: name, words: words(for: set, of: input, in: diagram), test: input.condition(for: set))
  }

  /// The values of a set of cells in the rules' words.
  ///
  /// - Parameter diagram: the one that the input belongs to.
  func words(for set: CellSet, of input: DiagramInput, in diagram: DecisionDiagram) -> String {
    if input.isOrdered { return intervals(set, of: input) }
    guard let topic = topic(input.name), !topic.choices.isEmpty else { return input.condition(for: set) }
    let inside = topic.choices.filter { choice in
      diagram.cells(of: input.name, matching: choice.tests).map { $0.isSubset(of: set) } ?? false
    }
    let outside = topic.choices.filter { choice in
      diagram.cells(of: input.name, matching: choice.tests).map { $0.intersection(set).isEmpty } ?? true
    }
    guard inside.count + outside.count == topic.choices.count, !inside.isEmpty else {
      return input.condition(for: set)
    }
    if inside.count > outside.count, outside.count > 0, outside.count * 2 < topic.choices.count {
      return "anything but " + Prose.list(outside.map { "“\($0.label)”" }, joinedBy: "or")
    }
    return Prose.list(inside.map { "“\($0.label)”" }, joinedBy: "or")
  }

  /// Neighbouring intervals joined, each in words, the unit behind the last.
  private func intervals(_ set: CellSet, of input: DiagramInput) -> String {
    var parts: [String] = []
    var onlyNull = true
    for run in set.runs {
      var ranges: [RangeValue] = []
      for cell in run {
        switch input.cells[cell] {
        case .range(let range):
          ranges.append(range)
          onlyNull = false
        case .null: parts.append("no value")
        case .value, .other: parts.append(input.cells[cell].text)
        }
      }
      guard let first = ranges.first, let last = ranges.last else { continue }
      // Nothing lies below the first cell or above the last one, so their bounds need no words.
      let begins = input.cells.first { if case .range = $0 { true } else { false } } == .range(first)
      parts.append(Prose.interval(from: begins ? nil : first.lower, to: last.upper, all: first.lower))
    }
    let unit = topic(input.name)?.unit.map { " \($0)" } ?? ""
    return Prose.list(parts, joinedBy: "or") + (onlyNull ? "" : unit)
  }
}

extension Prose {
  /// An interval in words: `fewer than 50`, `at least 50 and fewer than 100`, `exactly 0`.
  ///
  /// - Parameters:
  ///   - lower: the lower bound, nil where nothing lies below.
  ///   - upper: the upper bound.
  ///   - start: the lower bound even where nothing lies below, to tell a single point.
  static func interval(from lower: Bound?, to upper: Bound, all start: Bound) -> String {
    if case .closed(let low) = start, case .closed(let high) = upper, low == high {
      return "exactly \(number(low))"
    }
    let below: String? =
      switch lower {
      case nil, .unbounded: nil
      case .open(let value): "more than \(number(value))"
      case .closed(let value): "at least \(number(value))"
      }
    let above: String? =
      switch upper {
      case .unbounded: nil
      case .open(let value): "fewer than \(number(value))"
      case .closed(let value): "at most \(number(value))"
      }
    return list([below, above].compactMap { $0 }).isEmpty
      ? "any number" : list([below, above].compactMap { $0 })
  }
}

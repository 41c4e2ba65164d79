internal import Diagrams
internal import FEEL

/// The cells of an input with the places of their ranges, to try tests on few of them.
///
/// A test of the closed fragment changes its answer only at its own constants. So it is tried once on each stretch
/// between them, however many cells other tests have cut there.
struct CellLine {
  private let cells: [Cell]
  private let samples: [Value]
  /// The cells that are ranges stand together, in ascending order.
  private let ranges: Range<Int>
  /// Whether all ranges are of one kind of values; else each cell is tried.
  private let isComparable: Bool

  init(cells: [Cell], samples: [Value]) {
    self.cells = cells
    self.samples = samples
    let first = cells.firstIndex { if case .range = $0 { true } else { false } } ?? 0
    let last = cells.lastIndex { if case .range = $0 { true } else { false } } ?? -1
    ranges = first..<max(first, last + 1)
    isComparable = zip(ranges, ranges.dropFirst()).allSatisfy { cell, next in
      guard case .range(let one) = cells[cell], case .range(let other) = cells[next] else { return false }
      return Self.meets(one.upper, other.lower)
    }
  }

  /// Whether two bounds are of one kind and in order.
  private static func meets(_ upper: Bound, _ lower: Bound) -> Bool {
    switch (upper, lower) {
    case (.unbounded, _), (_, .unbounded): false
    case (.open(let high), .open(let low)), (.open(let high), .closed(let low)),
      (.closed(let high), .open(let low)), (.closed(let high), .closed(let low)):
      OrderedValue.isBefore(low, high) == false
    }
  }

  /// The cells whose values pass.
  func accepted(by tests: CheckedUnaryTests) -> CellSet {
    var set = CellSet(none: samples.count)
    for run in runs(acceptedBy: tests) {
      for cell in run { set.insert(cell) }
    }
    return set
  }

  /// The cells whose values pass, as runs of neighbours as long as can be, ascending.
  func runs(acceptedBy tests: CheckedUnaryTests) -> [Range<Int>] {
    if case .any = tests.tests { return samples.isEmpty ? [] : [0..<samples.count] }
    let environment = Environment()
    var runs: [Range<Int>] = []
    for stretch in stretches(of: tests)
    where tests.matches(samples[stretch.lowerBound], in: environment) == true {
      if let last = runs.last, last.upperBound == stretch.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<stretch.upperBound
      } else {
        runs.append(stretch)
      }
    }
    return runs
  }

  /// All cells in pieces on each of which the tests have one answer.
  private func stretches(of tests: CheckedUnaryTests) -> [Range<Int>] {
    var cuts = Array(0...ranges.lowerBound) + Array(ranges.upperBound...samples.count)
    if isComparable {
      for constant in CellConstants(of: tests.tests, in: tests.fragment).values
      where OrderedValue.isOrdered(constant) {
        cuts += [firstCell { !isBelow($0, constant) }, firstCell { isAbove($0, constant) }]
      }
    } else {
      cuts += Array(ranges)
    }
    cuts.sort()
    return zip(cuts, cuts.dropFirst()).filter { $0 < $1 }.map { $0..<$1 }
  }

  /// The first range for which something holds that then holds for all after it.
  private func firstCell(_ holds: (RangeValue) -> Bool) -> Int {
    var low = ranges.lowerBound
    var high = ranges.upperBound
    while low < high {
      let middle = (low + high) / 2
      if case .range(let range) = cells[middle], holds(range) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Whether all values of a range come before a value.
  private func isBelow(_ range: RangeValue, _ value: Value) -> Bool {
    switch range.upper {
    case .unbounded: false
    case .closed(let high): OrderedValue.isBefore(high, value) == true
    case .open(let high): OrderedValue.isBefore(value, high) == false
    }
  }

  /// Whether all values of a range come after a value.
  private func isAbove(_ range: RangeValue, _ value: Value) -> Bool {
    switch range.lower {
    case .unbounded: false
    case .closed(let low): OrderedValue.isBefore(value, low) == true
    case .open(let low): OrderedValue.isBefore(low, value) == false
    }
  }
}

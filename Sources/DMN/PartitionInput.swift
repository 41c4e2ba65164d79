internal import Diagrams
internal import FEEL

extension DiagramInput {
  /// The domain of an input, cut into the pieces that the tests can tell apart.
  ///
  /// Invariant: every test gives one answer for all values of a cell, and `samples[i]` is a value of `cells[i]`.
  /// Neighbouring intervals that no test tells apart are one cell, so a threshold that only repeats costs nothing.
  ///
  /// - Parameters:
  ///   - name: the input's name, or the text of a derived one.
  ///   - kind: given or derived.
  ///   - type: the declared type, which says whether there are values that no test names.
  ///   - domain: the allowed values, nil when anything goes.
  ///   - tests: every test that any table makes of this input.
  init(
    partitioning name: String, kind: Kind, type: ValueType, domain: CheckedUnaryTests?,
    tests: [CheckedUnaryTests]
  ) {
    var constants: [Value] = []
    for test in tests + (domain.map { [$0] } ?? []) {
      constants += CellConstants(of: test.tests, in: test.fragment).values
    }
    let points = sortedUnique(constants.filter(OrderedValue.isOrdered))
    let isOrdered = !points.isEmpty || type == .number || type == .date
    var pieces: [(cell: Cell, sample: Value)] = [(.null, .null)]
    if type == .boolean || (type == .any && constants.isEmpty) {
      pieces += [true, false].map { (.value(.boolean($0)), .boolean($0)) }
    } else if isOrdered {
      pieces += intervals(between: points)
    }
    let words = constants.filter { if case .string = $0 { true } else { false } }
    pieces += unique(words).map { (.value($0), $0) }
    if !isOrdered, type != .boolean {
      let open = Value.string(unusedWord(words))
      pieces.append((.other, open))
    }
    let line = CellLine(cells: pieces.map(\.cell), samples: pieces.map(\.sample))
    // A null test is no match: null is a cell only where the domain says so.
    let allowed = domain.map(line.accepted) ?? CellSet(all: pieces.count)
    var isBoundary = Array(repeating: !isOrdered, count: pieces.count + 1)
    if isOrdered {
      for test in tests {
        for run in line.runs(acceptedBy: test) {
          isBoundary[run.lowerBound] = true
          isBoundary[run.upperBound] = true
        }
      }
    }
    let merged = Self.merge(pieces, allowed, isBoundary)
    self.init(
      name: name, kind: kind, cells: merged.map(\.cell), isOrdered: isOrdered, samples: merged.map(\.sample))
  }

  /// Values that tests over further constants may tell apart from the samples of the cells.
  func samples(besides constants: [Value]) -> [Value] {
    guard isOrdered else { return constants }
    let bounds = cells.flatMap { cell -> [Value] in
      guard case .range(let range) = cell else { return [] }
      return [range.lower, range.upper].compactMap { bound in
        switch bound {
        case .unbounded: nil
        case .open(let value), .closed(let value): value
        }
      }
    }
    return intervals(between: sortedUnique((bounds + constants).filter(OrderedValue.isOrdered))).map(\.sample)
      + constants
  }

  private static func merge(
    _ pieces: [(cell: Cell, sample: Value)], _ allowed: CellSet, _ isBoundary: [Bool]
  ) -> [(cell: Cell, sample: Value)] {
    var merged: [(cell: Cell, sample: Value)] = []
    for (index, piece) in pieces.enumerated() where allowed.contains(index) {
      if case .range(let here) = piece.cell, case .range(let before)? = merged.last?.cell,
        !isBoundary[index], touches(before.upper, here.lower)
      {
        merged[merged.count - 1].cell = .range(RangeValue(lower: before.lower, upper: here.upper))
      } else {
        merged.append(piece)
      }
    }
    return merged
  }

  private static func touches(_ upper: Bound, _ lower: Bound) -> Bool {
    switch (upper, lower) {
    case (.open(let a), .closed(let b)), (.closed(let a), .open(let b)): a == b
    default: false
    }
  }
}

/// Points and the open intervals round them, ascending; intervals without a value are left out.
private func intervals(between points: [Value]) -> [(cell: Cell, sample: Value)] {
  var pieces: [(cell: Cell, sample: Value)] = []
  var low: Value?
  for point in points.map(Optional.some) + [nil] {
    if let sample = OrderedValue.sample(above: low, below: point) {
      let range = RangeValue(
        lower: low.map(Bound.open) ?? .unbounded, upper: point.map(Bound.open) ?? .unbounded)
      pieces.append((.range(range), sample))
    }
    if let point { pieces.append((.range(RangeValue(lower: .closed(point), upper: .closed(point))), point)) }
    low = point
  }
  return pieces
}

private func sortedUnique(_ values: [Value]) -> [Value] {
  unique(values.sorted { OrderedValue.isBefore($0, $1) ?? false })
}

private func unique(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}

/// A word that is none of the given ones.
private func unusedWord(_ words: [Value]) -> String {
  var word = "any other value"
  while words.contains(.string(word)) { word += "'" }
  return word
}

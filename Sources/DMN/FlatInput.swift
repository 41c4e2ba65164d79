internal import Diagrams
public import FEEL

/// How the values of one input become keys: whole numbers in the order of its cells.
///
/// Numbers are scaled by a power of ten that makes every threshold whole, then doubled: an even key is exactly that
/// number, an odd one lies strictly between its neighbours. So a number with more digits than the scale still lands in
/// the right cell.
public struct FlatInput: Sendable {
  enum Kind: Sendable {
    /// Numbers, with so many digits behind the point kept.
    case scaled(digits: Int)
    /// Values with an order: the key says between which thresholds the value lies.
    case ranked([Value])
    /// Words and other single values: the key is the number of the cell.
    case symbols([Value: Int64], other: Int64?)
  }

  /// The name of the input.
  public let name: String
  let kind: Kind
  let input: DiagramInput
  /// The first key of each cell.
  let firstKeys: [Int64]
  /// The last key of each cell; between it and the next cell's first are values that are not allowed.
  let lastKeys: [Int64]
  /// The key of null, if null has a cell.
  public let nullKey: Int64?
  let booleanKeys: [Int64?]

  init(_ input: DiagramInput) {
    self.input = input
    name = input.name
    let points = input.cells.flatMap(\.ends)
    let isNumeric = points.allSatisfy { if case .number = $0 { true } else { false } }
    let isPlain = input.cells.allSatisfy {
      switch $0 {
      case .null, .range: true
      case .value, .other: false
      }
    }
    nullKey = input.cells.firstIndex(of: .null).map { isPlain ? Int64.min : Int64($0) }
    guard isPlain, input.cells.contains(where: { $0 != .null }) else {
      var words: [Value: Int64] = [:]
      var booleans: [Int64?] = [nil, nil]
      for (index, cell) in input.cells.enumerated() {
        if case .value(let word) = cell, case .string = word { words[word] = Int64(index) }
        if case .value(.boolean(let flag)) = cell { booleans[flag ? 1 : 0] = Int64(index) }
      }
      kind = .symbols(words, other: input.cells.firstIndex(of: .other).map(Int64.init))
      firstKeys = input.cells.indices.map(Int64.init)
      lastKeys = firstKeys
      booleanKeys = booleans
      return
    }
    booleanKeys = [nil, nil]
    let digits = isNumeric ? Self.digits(of: points) : nil
    let kind = digits.map { Kind.scaled(digits: $0) } ?? .ranked(Self.sorted(points))
    self.kind = kind
    var first: [Int64] = []
    var last: [Int64] = []
    for cell in input.cells {
      guard case .range(let range) = cell else {
        first.append(.min)
        last.append(.min)
        continue
      }
      switch range.lower {
      case .unbounded: first.append(.min + 1)
      case .closed(let value): first.append(kind.key(of: value) ?? .max)
      case .open(let value): first.append((kind.key(of: value) ?? .max - 1) + 1)
      }
      switch range.upper {
      case .unbounded: last.append(.max)
      case .closed(let value): last.append(kind.key(of: value) ?? .min)
      case .open(let value): last.append((kind.key(of: value) ?? .min + 1) - 1)
      }
    }
    firstKeys = first
    lastKeys = last
  }

  /// The key of a value, or nil when the value has no cell: it is not allowed, or of another type.
  public func key(of value: Value) -> Int64? {
    switch (kind, value) {
    case (_, .null): return nullKey
    case (.symbols(let words, let other), .string): return words[value] ?? other
    case (.symbols, .boolean(let flag)): return booleanKeys[flag ? 1 : 0]
    case (.symbols, _):
      return input.cells.firstIndex { $0 != .other && $0.contains(value, of: input) }.map(Int64.init)
    case (.scaled, _), (.ranked, _): return kind.key(of: value).flatMap(allowed)
    }
  }

  /// The key of the whole number, or nil when it is not allowed or too large to tell quickly.
  func key(ofWhole number: Int64) -> Int64? {
    guard case .scaled(let digits) = kind, digits < Self.powers.count else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: Self.powers[digits])
    return overflow ? nil : allowed(product)
  }

  private func allowed(_ key: Int64) -> Int64? {
    var cell = 0
    while cell + 1 < firstKeys.count, firstKeys[cell + 1] <= key {
      if firstKeys.count > 16 {
        cell = last(at: key)
        break
      }
      cell += 1
    }
    return key >= firstKeys[cell] && key <= lastKeys[cell] ? key : nil
  }

  private func last(at key: Int64) -> Int {
    var low = 0
    var high = firstKeys.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if firstKeys[middle] <= key { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Twice the powers of ten.
  private static let powers: [Int64] = (0..<17).reduce(into: [2]) { powers, _ in
    powers.append((powers.last ?? 2) * 10)
  }

  /// The digits behind the point that make all thresholds whole, or nil when a key would not hold them.
  private static func digits(of points: [Value]) -> Int? {
    var digits = 0
    for case .number(let number) in points { digits = max(digits, -Int(number.normalized.exponent)) }
    guard digits <= 15 else { return nil }
    for case .number(let number) in points {
      guard let key = number.doubled(digits: digits), key.magnitude < 1 << 61 else { return nil }
    }
    return digits
  }

  private static func sorted(_ points: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return points.sorted { OrderedValue.isBefore($0, $1) ?? false }.filter { seen.insert($0).inserted }
  }
}

extension FlatInput.Kind {
  /// The key of a value with an order; nil for a value of another type.
  func key(of value: Value) -> Int64? {
    switch self {
    case .scaled(let digits):
      guard case .number(let number) = value else { return nil }
      return number.doubled(digits: digits)
    case .ranked(let points):
      guard OrderedValue.isOrdered(value) else { return nil }
      var key: Int64 = -1
      for point in points {
        if point == value { return key + 1 }
        guard let isBefore = OrderedValue.isBefore(point, value) else { return nil }
        if !isBefore { return key }
        key += 2
      }
      return key
    case .symbols: return nil
    }
  }
}

extension Number {
  /// Twice the number times a power of ten where that is whole, else the odd number between its neighbours; held
  /// within what a key can be.
  fileprivate func doubled(digits: Int) -> Int64? {
    let limit = Int128(Int64.max / 2)
    let short = self
    let shift = Int(short.exponent) + digits
    if short.isZero { return 0 }
    let far = Int64(short.isNegative ? -limit : limit)
    if shift >= 0 {
      var scaled = short.coefficient
      for _ in 0..<shift {
        if scaled.magnitude > limit.magnitude { return far }
        scaled *= 10
      }
      return scaled.magnitude > limit.magnitude / 2 ? far : Int64(scaled * 2)
    }
    var whole = short.coefficient
    var isExact = true
    for _ in 0..<min(-shift, 40) {
      if whole % 10 != 0 { isExact = false }
      whole /= 10
    }
    if whole.magnitude > limit.magnitude / 2 { return far }
    if isExact { return Int64(whole * 2) }
    return Int64(whole * 2) + (short.isNegative ? -1 : 1)
  }
}

extension Cell {
  /// The ends of a range.
  fileprivate var ends: [Value] {
    guard case .range(let range) = self else { return [] }
    return [range.lower, range.upper].compactMap {
      switch $0 {
      case .unbounded: nil
      case .open(let value), .closed(let value): value
      }
    }
  }
}

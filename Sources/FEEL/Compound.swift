/// An ordered set of named values.
///
/// Equality ignores the order.
public struct Context: Sendable {
  /// Order: as built; names are unique.
  public private(set) var entries: [(name: String, value: Value)]

  /// A context of the given entries; a later entry of the same name replaces the earlier one.
  public init(_ entries: [(name: String, value: Value)] = []) {
    self.entries = []
    for entry in entries { self[entry.name] = entry.value }
  }

  /// The value of a name; setting nil removes the entry.
  public subscript(name: String) -> Value? {
    get { entries.first { $0.name == name }?.value }
    set {
      let index = entries.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append((name, value))
      case (nil, nil): break
      }
    }
  }
}

extension Context: Hashable {
  /// Same names with same values, in any order.
  public static func == (left: Context, right: Context) -> Bool {
    left.entries.count == right.entries.count && left.entries.allSatisfy { right[$0.name] == $0.value }
  }
  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for entry in entries {
      var single = Hasher()
      single.combine(entry.name)
      single.combine(entry.value)
      sum &+= single.finalize()
    }
    hasher.combine(sum)
  }
}

/// An interval of values.
public indirect enum Bound: Sendable, Hashable {
  case unbounded
  case open(Value)
  case closed(Value)
}

/// A range as a value.
public struct RangeValue: Sendable, Hashable {
  /// The lower end.
  public let lower: Bound
  /// The upper end.
  public let upper: Bound
  /// A range by its ends.
  public init(lower: Bound, upper: Bound) {
    self.lower = lower
    self.upper = upper
  }
}

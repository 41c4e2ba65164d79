/// How points and ranges lie to one another.
///
/// Each function takes its arguments by position, or by the names `point`, `range`, `point1`, `range2` and so on.
/// Source: DMN 1.5, 10.3.4.11 (table 82), whose formulas the functions below follow word by word.
let rangeBuiltins: [Builtin] = [
  relation("before", [.points, .pointRange, .rangePoint, .ranges], before),
  relation("after", [.points, .pointRange, .rangePoint, .ranges]) { (left, right) throws(Refusal) in
    try before(right, left)
  },
  relation("meets", [.ranges], meets),
  relation("met by", [.ranges]) { (left, right) throws(Refusal) in try meets(right, left) },
  relation("overlaps", [.ranges], overlaps),
  relation("overlaps before", [.ranges], overlapsBefore),
  relation("overlaps after", [.ranges]) { (left, right) throws(Refusal) in try overlapsBefore(right, left) },
  relation("finishes", [.pointRange, .ranges], finishes),
  relation("finished by", [.rangePoint, .ranges]) { (left, right) throws(Refusal) in try finishes(right, left)
  },
  relation("includes", [.rangePoint, .ranges], includes),
  relation("during", [.pointRange, .ranges]) { (left, right) throws(Refusal) in try includes(right, left) },
  relation("starts", [.pointRange, .ranges], starts),
  relation("started by", [.rangePoint, .ranges]) { (left, right) throws(Refusal) in try starts(right, left) },
  relation("coincides", [.points, .ranges], coincides),
]

/// What a relation relates.
private enum Form: CaseIterable {
  case points
  case pointRange
  case rangePoint
  case ranges

  var names: (String, String) {
    switch self {
    case .points: ("point1", "point2")
    case .pointRange: ("point", "range")
    case .rangePoint: ("range", "point")
    case .ranges: ("range1", "range2")
    }
  }

  init(_ left: Interval, _ right: Interval) {
    switch (left.isPoint, right.isPoint) {
    case (true, true): self = .points
    case (true, false): self = .pointRange
    case (false, true): self = .rangePoint
    case (false, false): self = .ranges
    }
  }
}

private func relation(
  _ name: String, _ forms: [Form], _ holds: @escaping @Sendable (Interval, Interval) throws(Refusal) -> Bool
) -> Builtin {
  Builtin(
    name,
    signatures: forms.map { form in
      let names = form.names
      return Signature([.init(names.0, .any), .init(names.1, .any)], gives: .boolean) {
        (call) throws(Refusal) in
        let left = try Interval(call.value(0))
        let right = try Interval(call.value(1))
        let found = Form(left, right)
        guard forms.contains(found) else { throw .because(wrongForm(found, expected: forms)) }
        return .boolean(try holds(left, right))
      }
    })
}

// MARK: Intervals

/// A range, or a point seen as the range from itself to itself.
private struct Interval {
  let lower: End
  let upper: End
  let isPoint: Bool

  init(_ value: Value) throws(Refusal) {
    switch value {
    case .range(let range):
      lower = End(range.lower, unbounded: .below)
      upper = End(range.upper, unbounded: .above)
      isPoint = false
    case .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths:
      lower = End(place: .at(value), isIncluded: true)
      upper = lower
      isPoint = true
    case .null, .boolean, .list, .context, .function: throw .unexpected(value, "a range or a point in one")
    }
  }
}

/// One end of an interval.
private struct End {
  enum Place {
    case below
    case at(Value)
    case above
  }

  let place: Place
  let isIncluded: Bool

  init(place: Place, isIncluded: Bool) {
    self.place = place
    self.isIncluded = isIncluded
  }

  init(_ bound: Bound, unbounded: Place) {
    switch bound {
    case .unbounded: self.init(place: unbounded, isIncluded: false)
    case .open(let value): self.init(place: .at(value), isIncluded: false)
    case .closed(let value): self.init(place: .at(value), isIncluded: true)
    }
  }

  /// The order of the two places, whether they are included or not.
  func order(_ other: End) throws(Refusal) -> Order {
    switch (place, other.place) {
    case (.below, .below), (.above, .above): return .equal
    case (.below, _), (_, .above): return .less
    case (.above, _), (_, .below): return .greater
    case (.at(let left), .at(let right)):
      guard let order = feelOrder(left, right) else { throw .because(incomparable(left, right)) }
      return order
    }
  }
}

// MARK: Relations

private func before(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let order = try left.upper.order(right.lower)
  return switch order {
  case .less: true
  case .equal: !left.upper.isIncluded || !right.lower.isIncluded
  case .greater: false
  }
}

private func meets(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let order = try left.upper.order(right.lower)
  return order == .equal && left.upper.isIncluded && right.lower.isIncluded
}

private func overlaps(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let leftBefore = try before(left, right)
  let rightBefore = try before(right, left)
  return !leftBefore && !rightBefore
}

private func overlapsBefore(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let order = try left.lower.order(right.lower)
  let startsEarlier =
    switch order {
    case .less: true
    case .equal: left.lower.isIncluded && !right.lower.isIncluded
    case .greater: false
    }
  let isBefore = try before(left, right)
  let endsWithin = try endsNoLater(left, right)
  return startsEarlier && !isBefore && endsWithin
}

private func finishes(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let ends = try left.upper.order(right.upper)
  guard ends == .equal, left.upper.isIncluded == right.upper.isIncluded else { return false }
  if left.isPoint { return true }
  return try startsNoEarlier(left, right)
}

private func includes(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let isWithinStart = try startsNoEarlier(right, left)
  let isWithinEnd = try endsNoLater(right, left)
  return isWithinStart && isWithinEnd
}

private func starts(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let begins = try left.lower.order(right.lower)
  guard begins == .equal, left.lower.isIncluded == right.lower.isIncluded else { return false }
  if left.isPoint { return true }
  return try endsNoLater(left, right)
}

private func coincides(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let begins = try left.lower.order(right.lower)
  let ends = try left.upper.order(right.upper)
  return begins == .equal && ends == .equal && left.lower.isIncluded == right.lower.isIncluded
    && left.upper.isIncluded == right.upper.isIncluded
}

/// Whether everything at the beginning of `left` lies in `right` too.
private func startsNoEarlier(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let order = try left.lower.order(right.lower)
  return switch order {
  case .less: false
  case .equal: !left.lower.isIncluded || right.lower.isIncluded
  case .greater: true
  }
}

/// Whether everything at the end of `left` lies in `right` too.
private func endsNoLater(_ left: Interval, _ right: Interval) throws(Refusal) -> Bool {
  let order = try left.upper.order(right.upper)
  return switch order {
  case .less: true
  case .equal: !left.upper.isIncluded || right.upper.isIncluded
  case .greater: false
  }
}

// MARK: Wording

private func incomparable(_ left: Value, _ right: Value) -> String {
  "\(kind(of: left)) cannot be compared with \(kind(of: right))"
}

private func wrongForm(_ found: Form, expected: [Form]) -> String {
  "found \(words(found)), expected \(expected.map(words).joined(separator: " or "))"
}

private func words(_ form: Form) -> String {
  switch form {
  case .points: "two points"
  case .pointRange: "a point and a range"
  case .rangePoint: "a range and a point"
  case .ranges: "two ranges"
  }
}

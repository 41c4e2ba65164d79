/// FEEL's `=`: true, false, or nil where the values cannot be compared.
///
/// Source: DMN 1.5, 10.3.2.13.1 and table 42.
public func feelEqual(_ left: Value, _ right: Value) -> Bool? {
  var walk = ValueWalk()
  return feelEqual(left, right, &walk)
}

func feelEqual(_ left: Value, _ right: Value, _ walk: inout ValueWalk) -> Bool? {
  switch (left, right) {
  case (.null, .null): true
  case (.null, _), (_, .null): false
  case (.boolean(let a), .boolean(let b)): a == b
  case (.number(let a), .number(let b)): a == b
  case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
  case (.list(let a), .list(let b)): listsEqual(a, b, &walk)
  case (.context(let a), .context(let b)): contextsEqual(a, b, &walk)
  case (.range(let a), .range(let b)): rangesEqual(a, b, &walk)
  case (.function(let a), .function(let b)): a === b
  case (.date, .date), (.time, .time), (.dateTime, .dateTime), (.daysAndTime, .daysAndTime),
    (.yearsAndMonths, .yearsAndMonths):
    temporalOrder(left, right).map { $0 == 0 }
  default: nil
  }
}

/// As long as each other and equal element by element.
private func listsEqual(_ left: [Value], _ right: [Value], _ walk: inout ValueWalk) -> Bool? {
  guard left.count == right.count else { return false }
  guard walk.enter(left.count) else { return nil }
  defer { walk.leave() }
  var result: Bool? = true
  for (a, b) in zip(left, right) {
    guard let equal = feelEqual(a, b, &walk) else { result = nil; continue }
    if !equal { return false }
  }
  return result
}

/// The same names with equal values.
private func contextsEqual(_ left: Context, _ right: Context, _ walk: inout ValueWalk) -> Bool? {
  guard left.entries.count == right.entries.count else { return false }
  guard walk.enter(left.entries.count) else { return nil }
  defer { walk.leave() }
  var result: Bool? = true
  for entry in left.entries {
    guard let other = right[entry.name] else { return false }
    guard let equal = feelEqual(entry.value, other, &walk) else { result = nil; continue }
    if !equal { return false }
  }
  return result
}

/// The same kinds of bounds with equal values.
private func rangesEqual(_ left: RangeValue, _ right: RangeValue, _ walk: inout ValueWalk) -> Bool? {
  guard let lower = boundsEqual(left.lower, right.lower, &walk),
    let upper = boundsEqual(left.upper, right.upper, &walk)
  else {
    return nil
  }
  return lower && upper
}

private func boundsEqual(_ left: Bound, _ right: Bound, _ walk: inout ValueWalk) -> Bool? {
  switch (left, right) {
  case (.unbounded, .unbounded): true
  case (.open(let a), .open(let b)), (.closed(let a), .closed(let b)): feelEqual(a, b, &walk)
  case (.unbounded, _), (.open, _), (.closed, _): false
  }
}

/// FEEL's `<`: nil where the values have no order.
///
/// Source: DMN 1.5, 10.3.2.13.2.
func feelLess(_ left: Value, _ right: Value) -> Bool? {
  switch (left, right) {
  case (.number(let a), .number(let b)): a < b
  case (.string(let a), .string(let b)): a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  default: temporalOrder(left, right).map { $0 < 0 }
  }
}

/// A comparison of two values; nil where FEEL answers null.
func feelCompare(_ sign: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
  switch sign {
  case .equal: feelEqual(left, right)
  case .notEqual: feelEqual(left, right).map { !$0 }
  case .less: feelLess(left, right)
  case .greater: feelLess(right, left)
  case .lessOrEqual: atMost(left, right)
  case .greaterOrEqual: atMost(right, left)
  }
}

private func atMost(_ left: Value, _ right: Value) -> Bool? {
  guard let less = feelLess(left, right) else { return nil }
  return less ? true : feelEqual(left, right)
}

extension RangeValue {
  /// Whether a value lies in the range; nil where it cannot be compared with a bound.
  public func contains(_ value: Value) -> Bool? {
    conjunction(
      isAbove(value), isBelow(value))
  }

  private func isAbove(_ value: Value) -> Bool? {
    switch lower {
    case .unbounded: true
    case .open(let bound): feelCompare(.greater, value, bound)
    case .closed(let bound): feelCompare(.greaterOrEqual, value, bound)
    }
  }

  private func isBelow(_ value: Value) -> Bool? {
    switch upper {
    case .unbounded: true
    case .open(let bound): feelCompare(.less, value, bound)
    case .closed(let bound): feelCompare(.lessOrEqual, value, bound)
    }
  }
}

/// Three-valued `and`.
func conjunction(_ left: Bool?, _ right: Bool?) -> Bool? {
  if left == false || right == false { return false }
  return left == true && right == true ? true : nil
}

/// Three-valued `or`.
func disjunction(_ left: Bool?, _ right: Bool?) -> Bool? {
  if left == true || right == true { return true }
  return left == false && right == false ? false : nil
}

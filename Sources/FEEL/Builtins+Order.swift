/// How two values that FEEL can compare lie to one another.
enum Order {
  case less
  case equal
  case greater
}

/// The order of two values; nil where FEEL's `<` is null.
func feelOrder(_ left: Value, _ right: Value) -> Order? {
  guard let isLess = feelLess(left, right) else { return nil }
  if isLess { return .less }
  guard let isGreater = feelLess(right, left) else { return nil }
  return isGreater ? .greater : .equal
}

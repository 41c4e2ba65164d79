/// How a number between two neighbours becomes one of them.
public enum RoundingRule: Sendable, Hashable, CaseIterable {
  /// The nearer one; in the middle, the one with an even last digit. FEEL's `decimal`.
  case halfEven
  /// The nearer one; in the middle, the one away from zero. FEEL's `round half up`.
  case halfUp
  /// The nearer one; in the middle, the one towards zero. FEEL's `round half down`.
  case halfDown
  /// Away from zero. FEEL's `round up`.
  case up
  /// Towards zero. FEEL's `round down`.
  case down
  /// Towards negative infinity.
  case floor
  /// Towards positive infinity.
  case ceiling
}

extension Number {
  /// The scales that `rounded(toScale:rule:)` accepts.
  ///
  /// Source: DMN 1.5, table 75.
  public static let scales = -6111...6176

  /// The number with so many digits after the decimal point; a negative scale rounds to tens, hundreds, ….
  ///
  /// A scale that asks for more digits than the format holds gives as many zeros as there is room for.
  /// Nil when the scale is outside `Number.scales` or the result is too large.
  public func rounded(toScale scale: Int, rule: RoundingRule) -> Number? {
    guard Self.scales.contains(scale) else { return nil }
    let target = -scale
    let surplus = target - Int(exponent)
    if coefficient == 0 { return Number(unchecked: 0, exponent: Int32(target)) }
    if surplus <= 0 {
      let padding = min(-surplus, Decimal128.digits - digitCount)
      return Number(
        unchecked: coefficient * Int128(powerOfTen(padding)), exponent: exponent - Int32(padding))
    }
    let magnitude = coefficient.magnitude
    let unit = surplus <= 35 ? powerOfTen(surplus) : powerOfTen(36)
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: unit)
    let away = rule.roundsAway(rest: rest, unit: unit, isOdd: whole & 1 == 1, isNegative: isNegative)
    return Number(fitting: away ? whole + 1 : whole, exponent: target, isNegative: isNegative)
  }

  /// The largest whole number that is not larger.
  public var floor: Number { wholeNumber(.floor) }

  /// The smallest whole number that is not smaller.
  public var ceiling: Number { wholeNumber(.ceiling) }

  /// The whole number that stays when the fraction is cut off.
  public var truncated: Number { wholeNumber(.down) }

  private func wholeNumber(_ rule: RoundingRule) -> Number {
    exponent >= 0 ? self : rounded(toScale: 0, rule: rule) ?? self
  }
}

extension RoundingRule {
  /// Whether a number that lies `rest / unit` beyond a neighbour goes to the next one away from zero.
  fileprivate func roundsAway(rest: UInt128, unit: UInt128, isOdd: Bool, isNegative: Bool) -> Bool {
    let half = unit / 2
    return switch self {
    case .halfEven: rest > half || (rest == half && isOdd)
    case .halfUp: rest >= half
    case .halfDown: rest > half
    case .up: rest != 0
    case .down: false
    case .floor: rest != 0 && isNegative
    case .ceiling: rest != 0 && !isNegative
    }
  }
}

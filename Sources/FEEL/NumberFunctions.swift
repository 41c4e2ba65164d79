extension Number {
  /// The square root, correctly rounded; nil for a negative number.
  public func squareRoot() -> Number? {
    if isNegative { return nil }
    let half = exponent >> 1
    if coefficient == 0 { return Number(unchecked: 0, exponent: half) }
    // An even exponent, and zeros (at least 18 pairs) for a root of 36 digits.
    let digits = coefficient.magnitude * (exponent & 1 == 0 ? 1 : 10)
    let zeros = (72 - decimalDigits(digits)) / 2
    let square = Wide(product: digits * powerOfTen(2 * zeros - 36), powerOfTen(36))
    let root = wholeRoot(of: square)
    let exact = Wide(product: root, root)
    let isExact = exact.low == square.low && exact.high == square.high
    var (whole, power) = (root, Int(half) - zeros)
    if isExact { (whole, power) = Self.strippingZeros(root, power, upTo: Int(half)) }
    return Number(rounding: Wide(whole), exponent: power, isNegative: false, hasMore: !isExact)
  }

  /// `e` to the power of the number, correctly rounded; nil when it is too large.
  ///
  /// Cost: some microseconds.
  public func exponential() -> Number? {
    if coefficient == 0 || adjustedExponent < -40 { return .one }
    if adjustedExponent > 5 { return isNegative ? .zero : nil }
    return FixedPoint(magnitude).exponential(isNegative: isNegative, sign: false)
  }

  /// The natural logarithm, correctly rounded; nil for zero and negative numbers.
  ///
  /// Cost: some microseconds.
  public func naturalLogarithm() -> Number? {
    if coefficient <= 0 { return nil }
    if self == .one { return .zero }
    let (isNegative, size) = FixedPoint.logarithm(of: self)
    // The smallest logarithm is 10^-34, so that 160 places are 126 digits.
    let digits = (size.fraction * Natural.powerOfTen(160)) >> FixedPoint.bits
    return Number(approximating: digits, exponent: -160, isNegative: isNegative)
  }

  /// The number to a power, correctly rounded.
  ///
  /// `0 ** 0` is 1. Nil when the result is too large or not real: a fractional power of a negative number,
  /// a negative power of zero.
  /// Cost: some microseconds.
  public func power(_ exponent: Number) -> Number? {
    if exponent.coefficient == 0 { return .one }
    if coefficient == 0 { return exponent.isNegative ? nil : .zero }
    let isWhole = exponent.isInteger
    if isNegative, !isWhole { return nil }
    let isOdd = isWhole && exponent.magnitude.modulo(Number(2)) == .one
    let sign = isNegative && isOdd
    if magnitude == .one { return sign ? -.one : .one }
    if isWhole, let count = exponent.integer, count.magnitude <= 2000 / UInt(digitCount) {
      return wholePower(count, sign: sign)
    }
    let (isSmall, logarithm) = FixedPoint.logarithm(of: magnitude)
    let isReciprocal = isSmall != exponent.isNegative
    // The product's first digit stands at one of the two places after this one.
    let place = logarithm.place + exponent.adjustedExponent
    if place < -45 { return sign ? -.one : .one }
    if place > 6 { return isReciprocal ? .zero : nil }
    return (logarithm * exponent.magnitude).exponential(isNegative: isReciprocal, sign: sign)
  }

  /// The number multiplied by itself so often, rounded once.
  private func wholePower(_ count: Int, sign: Bool) -> Number? {
    let size = Int(count.magnitude)
    let digits = Natural(coefficient.magnitude).power(size)
    let power = Int(exponent) * size
    if count > 0 { return Number(rounding: digits, exponent: power, isNegative: sign, hasMore: false) }
    // As many digits as the divisor has, and 40 more.
    let zeros = digits.bitWidth * 30_103 / 100_000 + 40
    let (quotient, remainder) = Natural.powerOfTen(zeros).divided(by: digits)
    return Number(
      rounding: quotient, exponent: -power - zeros, isNegative: sign, hasMore: !remainder.isZero)?.trimmed
  }
}

extension Number {
  /// The number nearest to `digits * 10^exponent`, or a little more than that; nil when it is too large.
  init?(rounding digits: Natural, exponent: Int, isNegative: Bool, hasMore: Bool) {
    let surplus = max(digits.bitWidth * 30_103 / 100_000 - 36, 0)
    let (head, rest) = surplus == 0 ? (digits, Natural(0)) : digits.divided(by: .powerOfTen(surplus))
    self.init(
      rounding: Wide(head.low), exponent: exponent + surplus, isNegative: isNegative,
      hasMore: hasMore || !rest.isZero)
  }

  /// The number nearest to a result of more than 120 digits, of which the last 40 may be wrong.
  ///
  /// The other digits are taken as exact: no irrational result is known that has 40 zeros or nines in a row
  /// there, and the rational ones come out exact.
  init?(approximating digits: Natural, exponent: Int, isNegative: Bool) {
    let noise = Natural.powerOfTen(40)
    let (head, rest) = digits.divided(by: noise)
    let rounded = rest + rest < noise ? head : head + Natural(1)
    guard
      let number = Number(rounding: rounded, exponent: exponent + 40, isNegative: isNegative, hasMore: false)
    else { return nil }
    self = number.trimmed
  }
}

/// The largest number whose square is not larger.
private func wholeRoot(of square: Wide) -> UInt128 {
  var root = UInt128(1) << ((square.bitWidth + 1) / 2)
  while true {
    let next = (root + square.divided(by: root).quotient.low) / 2
    if next >= root { return root }
    root = next
  }
}

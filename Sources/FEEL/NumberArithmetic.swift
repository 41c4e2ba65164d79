extension Number {
  /// The sum, correctly rounded; nil when it is too large.
  public static func + (left: Number, right: Number) -> Number? {
    if left.exponent == right.exponent {
      let sum = left.coefficient + right.coefficient
      if sum.magnitude <= Decimal128.maxCoefficient {
        return Number(unchecked: sum, exponent: left.exponent)
      }
      return Number(rounding: Wide(sum.magnitude), exponent: Int(left.exponent), isNegative: sum < 0)
    }
    return left.exponent > right.exponent ? unaligned(left, right) : unaligned(right, left)
  }

  /// The difference, correctly rounded; nil when it is too large.
  public static func - (left: Number, right: Number) -> Number? {
    left + -right
  }

  /// The sum of two numbers, the first having the larger exponent.
  private static func unaligned(_ upper: Number, _ lower: Number) -> Number? {
    let gap = Int(upper.exponent) - Int(lower.exponent)
    if upper.coefficient == 0 { return lower }
    let digits = upper.digitCount
    if lower.coefficient == 0 {
      let padding = min(gap, Decimal128.digits - digits)
      return Number(
        unchecked: upper.coefficient * Int128(powerOfTen(padding)), exponent: upper.exponent - Int32(padding))
    }
    if gap + digits <= 37 {
      let sum = upper.coefficient * Int128(powerOfTen(gap)) + lower.coefficient
      return Number(rounding: Wide(sum.magnitude), exponent: Int(lower.exponent), isNegative: sum < 0)
    }
    // The lower number reaches below the 37th digit: what it has there only decides about rounding.
    let padding = 37 - digits
    let shift = gap - padding
    let unit = shift <= 38 ? powerOfTen(shift) : nil
    let lowerMagnitude = lower.coefficient.magnitude
    let (whole, rest) =
      unit.map { lowerMagnitude.quotientAndRemainder(dividingBy: $0) } ?? (0, lowerMagnitude)
    var magnitude = upper.coefficient.magnitude * powerOfTen(padding)
    if upper.isNegative == lower.isNegative {
      magnitude += whole
    } else {
      magnitude -= whole + (rest == 0 ? 0 : 1)
    }
    return Number(
      rounding: Wide(magnitude), exponent: Int(upper.exponent) - padding, isNegative: upper.isNegative,
      hasMore: rest != 0)
  }

  /// The product, correctly rounded; nil when it is too large.
  public static func * (left: Number, right: Number) -> Number? {
    let exponent = Int(left.exponent) + Int(right.exponent)
    if let a = Int64(exactly: left.coefficient), let b = Int64(exactly: right.coefficient),
      Decimal128.minExponent...Decimal128.maxExponent ~= exponent
    {
      let product = Int128(a) * Int128(b)
      if product.magnitude <= Decimal128.maxCoefficient {
        return Number(unchecked: product, exponent: Int32(exponent))
      }
    }
    let product = Wide(product: left.coefficient.magnitude, right.coefficient.magnitude)
    return Number(
      rounding: product, exponent: exponent, isNegative: (left.coefficient < 0) != (right.coefficient < 0))
  }

  /// The quotient, correctly rounded; nil when the divisor is zero or the quotient too large.
  public static func / (left: Number, right: Number) -> Number? {
    if right.coefficient == 0 { return nil }
    let ideal = Int(left.exponent) - Int(right.exponent)
    if left.coefficient == 0 { return Number(rounding: Wide(0), exponent: ideal, isNegative: false) }
    let isNegative = left.isNegative != right.isNegative
    let dividend = left.coefficient.magnitude
    let divisor = right.coefficient.magnitude
    let (simple, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    if rest == 0 { return Number(rounding: Wide(simple), exponent: ideal, isNegative: isNegative) }
    // Enough zeros behind the dividend for a quotient of 35 or 36 digits.
    let zeros = max(35 + decimalDigits(divisor) - decimalDigits(dividend), 0)
    let scaled =
      zeros > 34
      ? Wide(product: dividend * powerOfTen(zeros - 34), powerOfTen(34))
      : Wide(product: dividend, powerOfTen(zeros))
    let (quotient, remainder) = scaled.divided(by: divisor)
    var digits = quotient.low
    var exponent = ideal - zeros
    if remainder == 0 { (digits, exponent) = strippingZeros(digits, exponent, upTo: ideal) }
    return Number(
      rounding: Wide(digits), exponent: exponent, isNegative: isNegative, hasMore: remainder != 0)
  }

  /// The same value without trailing zeros, as long as the exponent stays at or below a limit.
  static func strippingZeros(_ digits: UInt128, _ exponent: Int, upTo limit: Int) -> (UInt128, Int) {
    var digits = digits
    var exponent = exponent
    while exponent < limit {
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { break }
      digits = quotient
      exponent += 1
    }
    return (digits, exponent)
  }

  /// `self - divisor * floor(self / divisor)`, exact before its one rounding; nil when the divisor is zero.
  ///
  /// The result has the sign of the divisor.
  /// Source: DMN 1.5, table 75, `modulo`.
  public func modulo(_ divisor: Number) -> Number? {
    guard let rest = remainder(divisor) else { return nil }
    return rest.isZero || rest.isNegative == divisor.isNegative ? rest : rest + divisor
  }

  /// What truncating division leaves, exactly; it has the sign of the dividend.
  private func remainder(_ divisor: Number) -> Number? {
    if divisor.coefficient == 0 { return nil }
    let gap = Int(exponent) - Int(divisor.exponent)
    let dividend = coefficient.magnitude
    var modulus = divisor.coefficient.magnitude
    var rest: UInt128
    if gap >= 0 {
      // coefficient * 10^gap modulo the divisor, without ever writing the power out.
      rest = multiply(dividend % modulus, tenToThe(gap, modulo: modulus), modulo: modulus)
    } else {
      guard decimalDigits(modulus) - gap <= 37 else { return self }
      modulus *= powerOfTen(-gap)
      rest = dividend % modulus
    }
    return Number(
      unchecked: isNegative ? -Int128(rest) : Int128(rest), exponent: min(exponent, divisor.exponent))
  }
}

/// `left * right` modulo a modulus that is not zero.
private func multiply(_ left: UInt128, _ right: UInt128, modulo modulus: UInt128) -> UInt128 {
  Wide(product: left, right).divided(by: modulus).remainder
}

/// A power of ten modulo a modulus that is not zero.
private func tenToThe(_ power: Int, modulo modulus: UInt128) -> UInt128 {
  var result = 1 % modulus
  var square = 10 % modulus
  var rest = power
  while rest > 0 {
    if rest & 1 == 1 { result = multiply(result, square, modulo: modulus) }
    square = multiply(square, square, modulo: modulus)
    rest >>= 1
  }
  return result
}

/// The powers of ten that fit in 128 bits: 10^0 to 10^38.
private let powersOfTen: [UInt128] = {
  var powers: [UInt128] = [1]
  for _ in 1...38 { powers.append((powers.last ?? 1) * 10) }
  return powers
}()

/// 10 to the given power; the power is between 0 and 38.
func powerOfTen(_ power: Int) -> UInt128 { powersOfTen[power] }

/// How many decimal digits a natural number has; 1 for zero.
func decimalDigits(_ value: UInt128) -> Int {
  let bits = 128 - value.leadingZeroBitCount
  // 1233 / 4096 is just above log10(2): the guess is right or one too few.
  let guess = (bits * 1233) >> 12
  return max(guess < 39 && value >= powersOfTen[guess] ? guess + 1 : guess, 1)
}

/// A natural number of 256 bits, for products and for scaled dividends.
struct Wide {
  /// The upper half.
  let high: UInt128
  /// The lower half.
  let low: UInt128

  /// A number that fits in the lower half.
  init(_ value: UInt128) {
    high = 0
    low = value
  }

  /// The whole product of two numbers.
  init(product left: UInt128, _ right: UInt128) {
    (high, low) = left.multipliedFullWidth(by: right)
  }

  private init(high: UInt128, low: UInt128) {
    self.high = high
    self.low = low
  }

  /// Decimal digits; the number is below 10^76.
  var digitCount: Int {
    if high == 0 { return decimalDigits(low) }
    return 38 + decimalDigits(divided(by: powerOfTen(38)).quotient.low)
  }

  /// Bits up to the highest one that is set.
  var bitWidth: Int { high == 0 ? 128 - low.leadingZeroBitCount : 256 - high.leadingZeroBitCount }

  /// Quotient and remainder; the divisor is not zero.
  func divided(by divisor: UInt128) -> (quotient: Wide, remainder: UInt128) {
    if high == 0 {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor)
      return (Wide(quotient), remainder)
    }
    let (top, rest) = high.quotientAndRemainder(dividingBy: divisor)
    let (bottom, remainder) = divisor.dividingFullWidth((rest, low))
    return (Wide(high: top, low: bottom), remainder)
  }
}

extension Number {
  /// The number nearest to `magnitude * 10^exponent`, ties to even; nil when it is too large.
  ///
  /// `hasMore` says that the exact value is a little larger than the magnitude says; the magnitude then has
  /// at least 35 digits. Numbers too small become zero, as IEEE 754's gradual underflow has it.
  init?(rounding magnitude: Wide, exponent: Int, isNegative: Bool, hasMore: Bool = false) {
    let digits = magnitude.digitCount
    let surplus = max(digits - Decimal128.digits, Decimal128.minExponent - exponent)
    guard surplus > 0 else {
      self.init(fitting: magnitude.low, exponent: exponent, isNegative: isNegative)
      return
    }
    guard surplus <= digits else {
      self.init(unchecked: 0, exponent: Int32(Decimal128.minExponent))
      return
    }
    var value = magnitude
    var hasMore = hasMore
    if surplus > 38 {
      let (quotient, remainder) = value.divided(by: powerOfTen(surplus - 38))
      value = quotient
      hasMore = hasMore || remainder != 0
    }
    let unit = powerOfTen(min(surplus, 38))
    let (quotient, remainder) = value.divided(by: unit)
    var coefficient = quotient.low
    let half = unit / 2
    if remainder > half || (remainder == half && (hasMore || coefficient & 1 == 1)) { coefficient += 1 }
    self.init(fitting: coefficient, exponent: exponent + surplus, isNegative: isNegative)
  }

  /// A number of at most 34 digits (or 10^34 itself), its exponent brought into the format's range.
  init?(fitting coefficient: UInt128, exponent: Int, isNegative: Bool) {
    var coefficient = coefficient
    var exponent = exponent
    if coefficient > Decimal128.maxCoefficient {
      coefficient /= 10
      exponent += 1
    }
    if exponent > Decimal128.maxExponent {
      if coefficient != 0 {
        let padding = exponent - Decimal128.maxExponent
        guard padding + decimalDigits(coefficient) <= Decimal128.digits else { return nil }
        coefficient *= powerOfTen(padding)
      }
      exponent = Decimal128.maxExponent
    }
    let signed = isNegative ? -Int128(coefficient) : Int128(coefficient)
    self.init(unchecked: signed, exponent: Int32(exponent))
  }
}

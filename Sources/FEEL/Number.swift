/// A FEEL number: an IEEE 754 decimal128 value, never infinite and never not-a-number.
///
/// The value is `coefficient * 10^exponent`; the coefficient has at most 34 digits. Trailing zeros are kept
/// (`2.50` prints as it was written) but take no part in equality. There is no negative zero.
/// Source: DMN 1.5, 10.3.2.3.1 "number"; IEEE 754-2008, 3.5 (decimal128).
public struct Number: Sendable {
  /// At most 34 decimal digits, with the sign.
  public let coefficient: Int128
  /// Between -6176 and 6111.
  public let exponent: Int32

  /// The number `coefficient * 10^exponent`, without rounding.
  package init(unchecked coefficient: Int128, exponent: Int32) {
    self.coefficient = coefficient
    self.exponent = exponent
  }

  /// A whole number.
  public init(_ integer: Int) {
    self.init(unchecked: Int128(integer), exponent: 0)
  }

  /// The number 0.
  public static let zero = Number(0)
  /// The number 1.
  public static let one = Number(1)
}

/// The limits of the decimal128 format.
enum Decimal128 {
  /// Digits of a coefficient.
  static let digits = 34
  /// The largest coefficient, 10^34 - 1.
  static let maxCoefficient: UInt128 = 9_999_999_999_999_999_999_999_999_999_999_999
  /// The exponent of the last digit of the smallest numbers.
  static let minExponent = -6176
  /// The exponent of the last digit of the largest numbers.
  static let maxExponent = 6111
}

extension Number {
  /// Whether the number is below zero.
  public var isNegative: Bool { coefficient < 0 }
  /// Whether the number is zero, whatever its exponent.
  public var isZero: Bool { coefficient == 0 }

  /// The number without its sign.
  public var magnitude: Number {
    coefficient < 0 ? Number(unchecked: -coefficient, exponent: exponent) : self
  }

  /// The number with the other sign.
  public static prefix func - (number: Number) -> Number {
    Number(unchecked: -number.coefficient, exponent: number.exponent)
  }

  /// Whether the number has no fraction.
  public var isInteger: Bool {
    if exponent >= 0 || coefficient == 0 { return true }
    let digits = -Int(exponent)
    return digits <= Decimal128.digits && coefficient.magnitude % powerOfTen(digits) == 0
  }

  /// The number as an integer; nil if it has a fraction or does not fit.
  public var integer: Int? {
    if exponent == 0 { return Int(exactly: coefficient) }
    if coefficient == 0 { return 0 }
    if exponent > 0 {
      guard exponent < 19 else { return nil }
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: Int128(powerOfTen(Int(exponent))))
      return overflow ? nil : Int(exactly: product)
    }
    guard isInteger else { return nil }
    return Int(exactly: coefficient / Int128(powerOfTen(-Int(exponent))))
  }

  /// The same value with the fewest digits: no trailing zeros, and zero as `0`.
  public var normalized: Number {
    if coefficient == 0 { return .zero }
    var digits = coefficient
    var power = exponent
    while digits % 10 == 0, power < Int32(Decimal128.maxExponent) {
      digits /= 10
      power += 1
    }
    return Number(unchecked: digits, exponent: power)
  }

  /// Digits of the coefficient; 1 for zero.
  var digitCount: Int { decimalDigits(coefficient.magnitude) }

  /// The power of ten of the first digit.
  var adjustedExponent: Int { Int(exponent) + digitCount - 1 }
}

extension Number: Hashable, Comparable {
  /// Equality of the values: `2.50` equals `2.5`.
  public static func == (left: Number, right: Number) -> Bool {
    if left.exponent == right.exponent { return left.coefficient == right.coefficient }
    return order(left, right) == 0
  }

  /// The order of the values.
  public static func < (left: Number, right: Number) -> Bool {
    if left.exponent == right.exponent { return left.coefficient < right.coefficient }
    return order(left, right) < 0
  }

  /// Hashes the value, so that `2.50` and `2.5` hash alike.
  public func hash(into hasher: inout Hasher) {
    var digits = coefficient
    var power = exponent
    if digits == 0 { power = 0 }
    if let small = Int64(exactly: digits) {
      var rest = small
      while rest != 0, rest % 10 == 0 {
        rest /= 10
        power += 1
      }
      digits = Int128(rest)
    } else {
      while digits % 10 == 0 {
        digits /= 10
        power += 1
      }
    }
    hasher.combine(digits)
    hasher.combine(power)
  }

  /// Negative, zero or positive as left is less than, equal to or greater than right.
  private static func order(_ left: Number, _ right: Number) -> Int {
    let leftSign = left.coefficient.signum()
    let rightSign = right.coefficient.signum()
    if leftSign != rightSign { return leftSign < rightSign ? -1 : 1 }
    if leftSign == 0 { return 0 }
    let magnitudes = orderOfMagnitudes(left, right)
    return leftSign < 0 ? -magnitudes : magnitudes
  }

  private static func orderOfMagnitudes(_ left: Number, _ right: Number) -> Int {
    let leftTop = left.adjustedExponent
    let rightTop = right.adjustedExponent
    if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
    // The first digits stand at the same place, so the exponents differ by less than 34.
    var a = left.coefficient.magnitude
    var b = right.coefficient.magnitude
    let shift = Int(left.exponent) - Int(right.exponent)
    if shift > 0 { a *= powerOfTen(shift) } else { b *= powerOfTen(-shift) }
    return a == b ? 0 : a < b ? -1 : 1
  }
}

/// A number that is not negative, as a multiple of 2^-640: 192 digits after the decimal point.
///
/// Every step rounds down, so that results are wrong in the last hundred bits at the most.
struct FixedPoint: Sendable {
  /// Bits after the point.
  static let bits = 640
  /// The number times 2^640.
  let fraction: Natural

  private init(fraction: Natural) { self.fraction = fraction }

  /// A number that is not negative; its exponent is moderate.
  init(_ number: Number) {
    self.init(
      fraction: Self.scaled(Natural(number.coefficient.magnitude) << Self.bits, by: Int(number.exponent)))
  }

  /// The product with a number that is not negative; its exponent is moderate.
  static func * (left: FixedPoint, right: Number) -> FixedPoint {
    let product = left.fraction * Natural(right.coefficient.magnitude)
    return FixedPoint(fraction: scaled(product, by: Int(right.exponent)))
  }

  private static func scaled(_ digits: Natural, by power: Int) -> Natural {
    power >= 0 ? digits * .powerOfTen(power) : digits.divided(by: .powerOfTen(-power)).quotient
  }

  /// The power of ten of the first digit, or one too few; the number is not zero.
  var place: Int {
    let bits = fraction.bitWidth - 1 - Self.bits
    return (bits * 30_103 - 99_999) / 100_000
  }

  private static let one = Natural(1) << bits

  private static func product(_ left: Natural, _ right: Natural) -> Natural { (left * right) >> bits }
}

extension FixedPoint {
  /// `e` to the power of this number, or of its negative.
  func exponential(isNegative: Bool, sign: Bool) -> Number? {
    var (tens, rest) = fraction.divided(by: Self.logarithmOf10)
    // e^-x is 10^-tens / e^rest, and that is 10^-(tens + 1) * e^(log 10 - rest).
    if isNegative, !rest.isZero {
      tens = tens + Natural(1)
      rest = Self.logarithmOf10 - rest
    }
    let power = isNegative ? -Int(tens.low) : Int(tens.low)
    let digits = (Self.exponential(rest) * .powerOfTen(124)) >> Self.bits
    return Number(approximating: digits, exponent: power - 124, isNegative: sign)
  }

  /// `e` to the power of a number below 10.
  private static func exponential(_ number: Natural) -> Natural {
    // The series for a 2^24th part of the number, squared 24 times.
    let small = number >> 24
    var term = one
    var sum = one
    var count: UInt64 = 1
    while !term.isZero {
      term = product(term, small).divided(by: count).quotient
      sum = sum + term
      count += 1
    }
    for _ in 0..<24 { sum = product(sum, sum) }
    return sum
  }

  /// The natural logarithm of a number above zero other than 1: its sign and its size.
  static func logarithm(of number: Number) -> (isNegative: Bool, size: FixedPoint) {
    let digits = Natural(number.coefficient.magnitude)
    // number = mantissa * 2^twos * 10^tens with the mantissa from 0.75 to 1.5, so that nothing cancels out.
    var tens = number.adjustedExponent
    var mantissa = (digits << bits).divided(by: .powerOfTen(number.digitCount - 1)).quotient
    if mantissa >= one * Natural(15) >> 1 {
      mantissa = (digits << bits).divided(by: .powerOfTen(number.digitCount)).quotient
      tens += 1
    }
    var twos = 0
    while mantissa >= (one * Natural(3)) >> 1 {
      mantissa = mantissa >> 1
      twos += 1
    }
    let isBelowOne = mantissa < one
    let distance = isBelowOne ? one - mantissa : mantissa - one
    let part = doubleAreaTangent((distance << bits).divided(by: one + mantissa).quotient)
    var (positive, negative) = (logarithmOf2 * Natural(UInt128(twos)), Natural(0))
    if isBelowOne { negative = part } else { positive = positive + part }
    let power = logarithmOf10 * Natural(UInt128(tens.magnitude))
    if tens < 0 { negative = negative + power } else { positive = positive + power }
    return positive < negative
      ? (true, FixedPoint(fraction: negative - positive)) : (false, FixedPoint(fraction: positive - negative))
  }

  /// Twice the inverse hyperbolic tangent: the logarithm of (1 + t) / (1 - t), for t up to a half.
  private static func doubleAreaTangent(_ tangent: Natural) -> Natural {
    let square = product(tangent, tangent)
    var term = tangent
    var sum = tangent
    var divisor: UInt64 = 3
    while !term.isZero {
      term = product(term, square)
      sum = sum + term.divided(by: divisor).quotient
      divisor += 2
    }
    return sum << 1
  }

  /// log 2 = 2 artanh 1/3.
  private static let logarithmOf2 = doubleAreaTangent(one.divided(by: 3).quotient)
  /// log 10 = 3 log 2 + 2 artanh 1/9, as 10/8 = (1 + 1/9) / (1 - 1/9).
  private static let logarithmOf10 =
    logarithmOf2 * Natural(3) + doubleAreaTangent(one.divided(by: 9).quotient)
}

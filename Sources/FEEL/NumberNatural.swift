/// A natural number of any size, for the intermediate results of roots, powers and logarithms.
struct Natural: Sendable, Hashable {
  /// The lowest 64 bits first; no zeros at the end.
  private(set) var limbs: [UInt64]

  /// A number by its limbs, the lowest first.
  private init(limbs: [UInt64]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  /// A number of at most 128 bits.
  init(_ value: UInt128) {
    self.init(limbs: [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)])
  }

  /// The lowest 128 bits.
  var low: UInt128 {
    UInt128(limbs.first ?? 0) | (limbs.count > 1 ? UInt128(limbs[1]) << 64 : 0)
  }

  /// Whether the number is zero.
  var isZero: Bool { limbs.isEmpty }

  /// Bits up to the highest one that is set.
  var bitWidth: Int { limbs.count * 64 - (limbs.last?.leadingZeroBitCount ?? 0) }

  /// 10 to a power.
  static func powerOfTen(_ power: Int) -> Natural { Natural(10).power(power) }

  /// The number to a power.
  func power(_ power: Int) -> Natural {
    var result = Natural(1)
    var square = self
    var rest = power
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}

extension Natural: Comparable {
  /// The order of the values.
  static func < (left: Natural, right: Natural) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for (a, b) in zip(left.limbs.reversed(), right.limbs.reversed()) where a != b { return a < b }
    return false
  }

  /// The sum.
  static func + (left: Natural, right: Natural) -> Natural {
    let (long, short) =
      left.limbs.count >= right.limbs.count ? (left.limbs, right.limbs) : (right.limbs, left.limbs)
    var sum = long
    var carry: UInt64 = 0
    for index in sum.indices {
      let (partial, first) = sum[index].addingReportingOverflow(index < short.count ? short[index] : 0)
      let (whole, second) = partial.addingReportingOverflow(carry)
      sum[index] = whole
      carry = first || second ? 1 : 0
    }
    return Natural(limbs: carry == 0 ? sum : sum + [carry])
  }

  /// The difference; the second number is not larger.
  static func - (left: Natural, right: Natural) -> Natural {
    var difference = left.limbs
    var borrow: UInt64 = 0
    for index in difference.indices {
      let subtrahend = index < right.limbs.count ? right.limbs[index] : 0
      let (partial, first) = difference[index].subtractingReportingOverflow(subtrahend)
      let (whole, second) = partial.subtractingReportingOverflow(borrow)
      difference[index] = whole
      borrow = first || second ? 1 : 0
    }
    return Natural(limbs: difference)
  }

  /// The product.
  static func * (left: Natural, right: Natural) -> Natural {
    if left.isZero || right.isZero { return Natural(0) }
    var product = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (i, a) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in right.limbs.enumerated() {
        // At most (2^64 - 1)^2 + 2 (2^64 - 1), which is 2^128 - 1.
        let sum = UInt128(a) * UInt128(b) + UInt128(product[i + j]) + UInt128(carry)
        product[i + j] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum >> 64)
      }
      product[i + right.limbs.count] = carry
    }
    return Natural(limbs: product)
  }

  /// The number times a power of two.
  static func << (number: Natural, bits: Int) -> Natural {
    let shift = UInt64(bits % 64)
    var limbs = [UInt64](repeating: 0, count: bits / 64)
    var carry: UInt64 = 0
    for limb in number.limbs {
      limbs.append(limb << shift | carry)
      carry = shift == 0 ? 0 : limb >> (64 - shift)
    }
    return Natural(limbs: limbs + [carry])
  }

  /// The number divided by a power of two, rounded down.
  static func >> (number: Natural, bits: Int) -> Natural {
    let shift = UInt64(bits % 64)
    var limbs: [UInt64] = []
    for index in stride(from: bits / 64, to: number.limbs.count, by: 1) {
      let next = index + 1 < number.limbs.count ? number.limbs[index + 1] : 0
      limbs.append(number.limbs[index] >> shift | (shift == 0 ? 0 : next << (64 - shift)))
    }
    return Natural(limbs: limbs)
  }
}

extension Natural {
  /// Quotient and remainder; the divisor is not zero.
  func divided(by divisor: UInt64) -> (quotient: Natural, remainder: UInt64) {
    var quotient = limbs
    var remainder: UInt64 = 0
    for index in quotient.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
    }
    return (Natural(limbs: quotient), remainder)
  }

  /// Quotient and remainder; the divisor is not zero.
  ///
  /// Source: Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
  func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
    if self < divisor { return (Natural(0), self) }
    if divisor.limbs.count == 1 {
      let (quotient, remainder) = divided(by: divisor.limbs[0])
      return (quotient, Natural(UInt128(remainder)))
    }
    let size = divisor.limbs.count
    let shift = divisor.limbs[size - 1].leadingZeroBitCount
    let scaled = (divisor << shift).limbs
    var rest = (self << shift).limbs
    rest += [UInt64](repeating: 0, count: limbs.count + 1 - rest.count)
    var quotient = [UInt64](repeating: 0, count: rest.count - size)
    for index in quotient.indices.reversed() {
      quotient[index] = Self.step(&rest, scaled, at: index)
    }
    return (Natural(limbs: quotient), Natural(limbs: Array(rest[..<size])) >> shift)
  }

  /// One digit of the quotient: subtracts the divisor so often from the rest, shifted by so many limbs.
  private static func step(_ rest: inout [UInt64], _ divisor: [UInt64], at index: Int) -> UInt64 {
    let size = divisor.count
    let top = UInt128(rest[index + size]) << 64 | UInt128(rest[index + size - 1])
    let first = UInt128(divisor[size - 1])
    let base = UInt128(1) << 64
    var guess = top / first
    var left = top % first
    while guess >= base || guess * UInt128(divisor[size - 2]) > left << 64 | UInt128(rest[index + size - 2]) {
      guess -= 1
      left += first
      if left >= base { break }
    }
    var digit = UInt64(truncatingIfNeeded: guess)
    var carry: UInt64 = 0
    var borrow: UInt64 = 0
    for offset in 0...size {
      let product = UInt128(digit) * UInt128(offset < size ? divisor[offset] : 0) + UInt128(carry)
      carry = UInt64(truncatingIfNeeded: product >> 64)
      let (partial, one) = rest[index + offset].subtractingReportingOverflow(
        UInt64(truncatingIfNeeded: product))
      let (whole, two) = partial.subtractingReportingOverflow(borrow)
      rest[index + offset] = whole
      borrow = one || two ? 1 : 0
    }
    if borrow == 0 { return digit }
    // One too many, which is rare: add the divisor back.
    digit -= 1
    var overflow: UInt64 = 0
    for offset in 0...size {
      let (partial, one) = rest[index + offset].addingReportingOverflow(offset < size ? divisor[offset] : 0)
      let (whole, two) = partial.addingReportingOverflow(overflow)
      rest[index + offset] = whole
      overflow = one || two ? 1 : 0
    }
    return digit
  }
}

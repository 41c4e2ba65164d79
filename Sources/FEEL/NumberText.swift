extension Number {
  /// The number that a FEEL literal means, rounded once to 34 digits; nil if the text is not one.
  ///
  /// Accepts `1`, `-1`, `.5`, `1.`, `1e10`, `1.5E-5`; nothing around it. A value too large is nil, one too
  /// small is zero.
  /// Cost: one pass over the text, however large its exponent.
  /// Source: DMN 1.5, grammar rule 35.
  public init?(_ text: some StringProtocol) {
    var reader = NumberReader()
    var isExponent = false
    var exponentDigits = 0
    var isExponentNegative = false
    var writtenExponent = 0
    var position = 0
    for byte in text.utf8 {
      defer { position += 1 }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isExponent {
          exponentDigits += 1
          if writtenExponent < 1 << 48 { writtenExponent = writtenExponent * 10 + Int(digit) }
        } else {
          reader.append(digit)
        }
      case UInt8(ascii: "."):
        if isExponent || reader.hasPoint { return nil }
        reader.hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        if isExponent || reader.digits == 0 { return nil }
        isExponent = true
        position = -1
      case UInt8(ascii: "-"):
        if position != 0 { return nil }
        if isExponent { isExponentNegative = true } else { reader.isNegative = true }
      case UInt8(ascii: "+"):
        if position != 0 || !isExponent { return nil }
      default:
        return nil
      }
    }
    if reader.digits == 0 || (isExponent && exponentDigits == 0) { return nil }
    self.init(reading: reader, exponent: isExponentNegative ? -writtenExponent : writtenExponent)
  }

  private init?(reading reader: NumberReader, exponent: Int) {
    self.init(
      rounding: Wide(reader.coefficient), exponent: reader.exponent + exponent,
      isNegative: reader.isNegative, hasMore: reader.hasMore)
  }
}

/// The digits of a literal read so far.
private struct NumberReader {
  /// The first 37 significant digits.
  var coefficient: UInt128 = 0
  /// The power of ten of the last of them.
  var exponent = 0
  /// Whether a digit after them was not zero.
  var hasMore = false
  /// Digits read, zeros included.
  var digits = 0
  var hasPoint = false
  var isNegative = false

  mutating func append(_ digit: UInt8) {
    digits += 1
    // Below 10^36 one more digit makes at most 37.
    if coefficient < 1_000_000_000_000_000_000_000_000_000_000_000_000 {
      coefficient = coefficient * 10 + UInt128(digit)
      if hasPoint { exponent -= 1 }
    } else {
      hasMore = hasMore || digit != 0
      if !hasPoint { exponent += 1 }
    }
  }
}

extension Number: CustomStringConvertible {
  /// The FEEL text of the number, which reads back as the same number.
  ///
  /// Plain digits with the zeros that the number carries (`2.50`); beyond 100 characters, `1.5E+200`.
  public var description: String {
    let digits = String(coefficient.magnitude)
    let sign = coefficient < 0 ? "-" : ""
    let power = Int(exponent)
    if power == 0 { return sign + digits }
    if coefficient == 0, power > 0 || power < -longestPlainText { return "0" }
    if power > 0, digits.utf8.count + power <= longestPlainText {
      return sign + digits + String(repeating: "0", count: power)
    }
    if power < 0, digits.utf8.count > -power {
      return sign + digits.dropLast(-power) + "." + digits.suffix(-power)
    }
    if power < 0, -power <= longestPlainText {
      return sign + "0." + String(repeating: "0", count: -power - digits.utf8.count) + digits
    }
    let top = power + digits.utf8.count - 1
    let fraction = digits.dropFirst()
    return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + (top < 0 ? "E" : "E+")
      + String(top)
  }
}

/// Characters of the longest number that is printed without an exponent.
private let longestPlainText = 100

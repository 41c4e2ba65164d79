/// What stands in a character class: characters whose case may be ignored, and sets whose case never is.
///
/// XPath's flag `i` reaches characters and ranges as written, but not `\p{…}` or `\i`, so the two are apart.
struct ScalarSet {
  /// One part of a class.
  enum Atom {
    case scalar(Unicode.Scalar)
    /// PCRE2 properties; PCRE2 never ignores their case.
    case properties(String)
    case ranges([ClosedRange<UInt32>])
  }

  /// Characters and ranges as written by the user.
  var cased: [ClosedRange<UInt32>] = []
  /// Ranges that an escape stands for.
  var uncased: [ClosedRange<UInt32>] = []
  /// Properties, as PCRE2 writes them.
  var properties = ""

  mutating func insert(_ atom: Atom) {
    switch atom {
    case .scalar(let scalar): cased.append(scalar.value...scalar.value)
    case .properties(let text): properties += text
    case .ranges(let ranges): uncased += ranges
    }
  }

  /// The PCRE2 expression for one character of the set.
  func written(ignoringCase: Bool) -> String {
    if uncased.isEmpty || !ignoringCase { return bracketed("[", cased + uncased) }
    if cased.isEmpty { return "(?-i:\(bracketed("[", uncased)))" }
    return "(?:\(bracketed("[", cased))|(?-i:\(withoutProperties(uncased))))"
  }

  /// The PCRE2 expression for one character outside the set.
  func writtenNegated(ignoringCase: Bool) -> String {
    if uncased.isEmpty || !ignoringCase { return bracketed("[^", cased + uncased) }
    return "(?:(?!\(written(ignoringCase: true))).)"
  }

  private func bracketed(_ opening: String, _ ranges: [ClosedRange<UInt32>]) -> String {
    if ranges.isEmpty, properties.isEmpty { return opening == "[" ? "(?!)" : "." }
    return opening + writtenRanges(ranges) + properties + "]"
  }

  private func withoutProperties(_ ranges: [ClosedRange<UInt32>]) -> String { "[\(writtenRanges(ranges))]" }
}

private func writtenRanges(_ ranges: [ClosedRange<UInt32>]) -> String {
  ranges.map { range in
    let lower = "\\x{\(String(range.lowerBound, radix: 16))}"
    return range.count == 1 ? lower : "\(lower)-\\x{\(String(range.upperBound, radix: 16))}"
  }.joined()
}

/// All scalars that lie in none of the ranges.
///
/// - Parameter ranges: in ascending order, without overlap.
func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
  var gaps: [ClosedRange<UInt32>] = []
  var next: UInt32 = 0
  for range in ranges {
    if next < range.lowerBound { gaps.append(next...(range.lowerBound - 1)) }
    next = range.upperBound + 1
  }
  if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
  // PCRE2 refuses a range that begins or ends with a surrogate.
  return gaps.flatMap(withoutSurrogates)
}

private func withoutSurrogates(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
  var parts: [ClosedRange<UInt32>] = []
  if range.lowerBound < 0xD800 { parts.append(range.lowerBound...min(range.upperBound, 0xD7FF)) }
  if range.upperBound > 0xDFFF { parts.append(max(range.lowerBound, 0xE000)...range.upperBound) }
  return parts
}

/// `\s` of XML Schema.
let whitespaceRanges: [ClosedRange<UInt32>] = [0x9...0xA, 0xD...0xD, 0x20...0x20]

/// `\i`: the production NameStartChar of XML 1.0, fifth edition.
let nameStartRanges: [ClosedRange<UInt32>] = [
  0x3A...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
  0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
  0xFDF0...0xFFFD, 0x10000...0xEFFFF,
]

/// `\c`: the production NameChar of XML 1.0, fifth edition.
let nameRanges: [ClosedRange<UInt32>] = [
  0x2D...0x2E, 0x30...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xB7...0xB7, 0xC0...0xD6, 0xD8...0xF6,
  0xF8...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x203F...0x2040, 0x2070...0x218F, 0x2C00...0x2FEF,
  0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF,
]

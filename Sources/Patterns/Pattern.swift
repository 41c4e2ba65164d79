/// A compiled XPath regular expression.
///
/// Compiled once, used often and from any thread. Every use is bounded in steps and memory.
/// Source: XQuery and XPath Functions and Operators, 5.6; DMN 1.5, 10.3.4.3.
public struct Pattern: Sendable {
  /// The longest expression that is compiled, in Unicode scalars.
  public static let maximumLength = 10_000

  /// The steps of backtracking that one use may take by default.
  ///
  /// Unit: PCRE2's match limit; a million take some 20 milliseconds. A plain search takes one or two for every
  /// byte of the text, which is no sign of trouble.
  ///
  /// - Parameter text: the text to be searched.
  public static func usualSteps(for text: String) -> Int {
    2_000_000 + 16 * min(text.utf8.count, 10_000_000)
  }

  let code: CompiledCode
  /// With flag `q`, a replacement has no special characters either.
  let isLiteral: Bool

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - xpath: the expression in the syntax of XPath 3.1.
  ///   - flags: any of s, m, i, x and q.
  /// - Throws: `.flag`, `.syntax` or `.tooLarge`.
  public init(xpath: String, flags: String = "") throws(PatternError) {
    let flags = try PatternFlags(flags)
    guard xpath.unicodeScalars.count <= Self.maximumLength else { throw .tooLarge }
    let translated = try PatternTranslator.translate(xpath, flags: flags)
    code = try CompiledCode(translated, ignoringCase: flags.ignoresCase)
    isLiteral = flags.isLiteral
  }

  /// Whether some part of the text matches.
  ///
  /// - Parameter text: any text.
  /// - Throws: `.tooManySteps`.
  public func matches(in text: String) throws(PatternError) -> Bool {
    var steps = Self.usualSteps(for: text)
    return try matches(in: text, steps: &steps)
  }

  /// Whether some part of the text matches, within a budget.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - steps: what may be spent; afterwards, what is left.
  /// - Throws: `.tooManySteps`.
  public func matches(in text: String, steps: inout Int) throws(PatternError) -> Bool {
    try code.search(text, steps: &steps) { (search: inout Search) throws(PatternError) in
      try search.next(from: 0, allowingEmpty: true)
    }
  }

  /// The text with every match replaced.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - replacement: `$1` stands for what group 1 matched, `$0` for all; `\$` and `\\` for the characters.
  ///   - maximumLength: of the result, in UTF-8 bytes.
  /// - Throws: `.replacement`, `.matchesEmptyString`, `.tooManySteps` or `.resultTooLong`.
  public func replacing(
    in text: String, with replacement: String, maximumLength: Int = .max
  ) throws(PatternError) -> String {
    var steps = Self.usualSteps(for: text)
    return try replacing(in: text, with: replacement, maximumLength: maximumLength, steps: &steps)
  }

  /// The text with every match replaced, within a budget.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - replacement: as above.
  ///   - maximumLength: of the result, in UTF-8 bytes.
  ///   - steps: what may be spent; afterwards, what is left.
  /// - Throws: `.replacement`, `.matchesEmptyString`, `.tooManySteps` or `.resultTooLong`.
  public func replacing(
    in text: String, with replacement: String, maximumLength: Int = .max, steps: inout Int
  ) throws(PatternError) -> String {
    let parts = isLiteral ? [.text(replacement)] : try replacementParts(replacement, groups: code.groupCount)
    guard try !matches(in: "", steps: &steps) else { throw .matchesEmptyString }
    return try code.search(text, steps: &steps) { (search: inout Search) throws(PatternError) in
      var result: [UInt8] = []
      var position = 0
      while try search.next(from: position, allowingEmpty: false) {
        let match = search.group(0)
        result += search.bytes(position..<match.lowerBound)
        for part in parts {
          switch part {
          case .text(let text): result += text.utf8
          case .group(let number): result += search.bytes(search.group(number))
          }
          guard result.count <= maximumLength else { throw .resultTooLong }
        }
        position = match.upperBound
      }
      result += search.bytes(position..<search.count)
      guard result.count <= maximumLength else { throw .resultTooLong }
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// The pieces between the matches.
  ///
  /// - Parameters:
  ///   - text: any text; an empty one has no pieces.
  ///   - maximumCount: of pieces.
  /// - Returns: the pieces in order, empty ones included.
  /// - Throws: `.matchesEmptyString`, `.tooManySteps` or `.resultTooLong`.
  public func splitting(_ text: String, maximumCount: Int = .max) throws(PatternError) -> [String] {
    var steps = Self.usualSteps(for: text)
    return try splitting(text, maximumCount: maximumCount, steps: &steps)
  }

  /// The pieces between the matches, within a budget.
  ///
  /// - Parameters:
  ///   - text: any text; an empty one has no pieces.
  ///   - maximumCount: of pieces.
  ///   - steps: what may be spent; afterwards, what is left.
  /// - Returns: the pieces in order, empty ones included.
  /// - Throws: `.matchesEmptyString`, `.tooManySteps` or `.resultTooLong`.
  public func splitting(
    _ text: String, maximumCount: Int = .max, steps: inout Int
  ) throws(PatternError) -> [String] {
    guard try !matches(in: "", steps: &steps) else { throw .matchesEmptyString }
    guard !text.isEmpty else { return [] }
    return try code.search(text, steps: &steps) { (search: inout Search) throws(PatternError) in
      var pieces: [String] = []
      var position = 0
      while try search.next(from: position, allowingEmpty: false) {
        guard pieces.count + 1 < maximumCount else { throw .resultTooLong }
        let match = search.group(0)
        pieces.append(String(decoding: search.bytes(position..<match.lowerBound), as: UTF8.self))
        position = match.upperBound
      }
      pieces.append(String(decoding: search.bytes(position..<search.count), as: UTF8.self))
      return pieces
    }
  }
}

/// The letters after a pattern.
///
/// Source: XQuery and XPath Functions and Operators, 5.6.1.1.
struct PatternFlags {
  /// `s`: a dot matches line ends too.
  var dotMatchesLineEnds = false
  /// `m`: `^` and `$` match at every line.
  var isMultiline = false
  /// `i`: letters match both cases.
  var ignoresCase = false
  /// `x`: white space outside character classes is left out.
  var ignoresWhitespace = false
  /// `q`: every character stands for itself.
  var isLiteral = false

  init(_ text: String) throws(PatternError) {
    for flag in text {
      switch flag {
      case "s": dotMatchesLineEnds = true
      case "m": isMultiline = true
      case "i": ignoresCase = true
      case "x": ignoresWhitespace = true
      case "q": isLiteral = true
      default: throw .flag(flag)
      }
    }
  }
}

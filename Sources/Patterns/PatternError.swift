/// Why a regular expression cannot be used, or why using it was given up.
///
/// Unit: every offset counts Unicode scalars from 0 in the text it speaks of; the description counts from 1.
/// Source: XQuery and XPath Functions and Operators, 5.6 (errors FORX0001 to FORX0004).
public enum PatternError: Error, Sendable, Hashable {
  /// A flag other than s, m, i, x and q.
  case flag(Character)
  /// The expression breaks the grammar: what was found and expected, and at which offset.
  case syntax(String, offset: Int)
  /// The expression is larger than the library compiles.
  case tooLarge
  /// The replacement breaks the rules for `$` and `\`.
  case replacement(String, offset: Int)
  /// The expression matches the empty string, so that replacing or splitting would have no end.
  case matchesEmptyString
  /// Trying all ways to match took more than the allowed number of steps or bytes.
  case tooManySteps
  /// The result would be longer than the caller allows.
  case resultTooLong
}

extension PatternError: CustomStringConvertible {
  /// One line in the wording of a diagnostic.
  public var description: String {
    switch self {
    case .flag(let flag): "unknown flag `\(flag)`, expected s, m, i, x or q"
    case .syntax(let what, let offset): "\(what) at character \(offset + 1) of the pattern"
    case .tooLarge: "the pattern is too large"
    case .replacement(let what, let offset): "\(what) at character \(offset + 1) of the replacement"
    case .matchesEmptyString: "the pattern matches the empty string"
    case .tooManySteps: "matching was given up after too many steps"
    case .resultTooLong: "the result is too long"
    }
  }
}

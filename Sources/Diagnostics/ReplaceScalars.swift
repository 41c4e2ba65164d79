/// A text with some of its scalars written in another way, as a quoted text needs it.
///
/// It looks at scalars, as whoever reads the result does. To Swift a quotation mark that a combining accent follows is
/// another character than a quotation mark, so that a replacement of characters would leave the quotation open.
///
/// - Parameters:
///   - text: what is to be written.
///   - replacement: what is written for a scalar; nil where it stays.
/// - Returns: the text, all its other scalars as they were.
public func replacingScalars(of text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if let other = replacement(scalar) { result += other } else { result.unicodeScalars.append(scalar) }
  }
  return result
}

/// A text between two marks, with each mark inside of it doubled, as CSV and SQL quote.
///
/// - Parameters:
///   - text: what is to be quoted.
///   - mark: the mark.
/// - Returns: the quoted text.
public func doublyQuoted(_ text: String, mark: Unicode.Scalar = "\"") -> String {
  "\(mark)" + replacingScalars(of: text) { $0 == mark ? "\(mark)\(mark)" : nil } + "\(mark)"
}

/// A word or a number of a text, as the grader compares it.
struct Token: Sendable, Hashable {
  /// What stands for a number in place of a stem.
  static let number = "#"

  /// The stem of the word in its first spelling, or `number`.
  let stem: String
  /// The value where digits give one.
  let value: Double?
  /// The value where words give one; apart, because sums are checked in digits only.
  let named: Double?
  /// The sentence that it is in, from 0.
  let sentence: Int
  /// The part of a sentence that it is in, between two commas, colons or brackets; counted through the text.
  let clause: Int

  var isNumber: Bool { stem == Token.number }
}

/// A sign between words that arithmetic needs.
struct Sign: Sendable, Hashable {
  /// One of `×`, `+`, `=`, `/`, `$` and `%`.
  let character: Unicode.Scalar
  /// The number of words before it.
  let place: Int
}

/// A text cut into sentences and words.
struct TokenizedText: Sendable {
  /// Order: as written.
  let tokens: [Token]
  /// Order: as written.
  let signs: [Sign]
  /// The sentences as written, without the space around them.
  ///
  /// Shape: one for each value of `Token.sentence`.
  let sentences: [String]
}

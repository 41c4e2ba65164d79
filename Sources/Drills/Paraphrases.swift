/// Other ways to say sentences of the rules, which are written to be read and not to be matched.
public struct Paraphrases: Sendable, Hashable {
  private var ways: [String: [String]] = [:]

  /// None.
  public init() {}

  /// The sentences that have one, with `#` for each number.
  ///
  /// Order: of the alphabet.
  public var sentences: [String] { ways.keys.sorted() }

  /// Other ways to say a sentence; a number in it may be any.
  ///
  /// Order: as written; empty where there is none.
  public subscript(sentence: String) -> [String] { ways[Paraphrases.withoutNumbers(sentence)] ?? [] }

  /// Notes ways to say a sentence; false where it has some already.
  mutating func note(_ others: [String], for sentence: String) -> Bool {
    let known = ways.updateValue(others, forKey: Paraphrases.withoutNumbers(sentence))
    return known == nil
  }

  /// A sentence with `#` for each number, such as `4,000`, and without the stop at its end.
  static func withoutNumbers(_ sentence: String) -> String {
    var text = ""
    var isInNumber = false
    for character in sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...] {
      let isDigit = character.isASCII && character.isWholeNumber
      if isDigit || isInNumber && character == "," {
        if !isInNumber { text.append("#") }
        isInNumber = true
        continue
      }
      isInNumber = false
      text.append(character)
    }
    return text
  }
}

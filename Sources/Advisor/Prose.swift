/// English around values: lists, capitals, sentences, lines.
public enum Prose {
  /// `A`, `A and B`, `A, B and C`.
  public static func list(_ items: [String], joinedBy word: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// Clauses one after the other: `a, b and c`, or `a, as it is; b; and c` where one has a comma of its own.
  public static func clauses(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1, items.contains(where: { $0.contains(", ") }) else {
      return list(items)
    }
    return items.dropLast().joined(separator: "; ") + "; and " + last
  }

  /// The text with its first letter in capitals, so that it can begin a sentence.
  public static func capitalized(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// The text with a small first letter, so that it can stand after a colon; an abbreviation keeps its capitals.
  public static func lowered(_ text: String) -> String {
    guard let first = text.first, text.dropFirst().first?.isLowercase ?? true || text.hasPrefix("A ") else {
      return text
    }
    return first.lowercased() + text.dropFirst()
  }

  /// The text without the point at its end, so that it can go on.
  static func open(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

  /// A name as it can be said: without what stands in brackets behind it.
  static func spoken(_ name: String) -> String {
    guard name.hasSuffix(")"), let bracket = name.firstRange(of: " (") else { return name }
    return String(name[..<bracket.lowerBound])
  }

  /// A small number as it is written in a sentence: `three`, `14`.
  static func small(_ number: Int) -> String {
    let words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words.indices.contains(number) ? words[number] : "\(number)"
  }

  /// How many words a text has: groups of characters between spaces with a letter or digit among them.
  public static func words(in text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// The sentences of a text: each ends in `.`, `!` or `?` before a space and a capital, a digit or a brace.
  ///
  /// A dot inside a shortened word (`e.g. This`) ends nothing.
  public static func sentences(of text: String) -> [String] {
    let bytes = text.utf8
    var result: [String] = []
    var start = text.startIndex
    for index in bytes.indices where ends.contains(bytes[index]) {
      let space = bytes.index(after: index)
      guard space < text.endIndex, bytes[space] == UInt8(ascii: " ") else { continue }
      let next = bytes.index(after: space)
      guard next < text.endIndex, beginsSentence(text[next]) else { continue }
      let word = String(text[start..<index].reversed().prefix { $0 != " " }.reversed())
      if text[index] == ".", word.contains(".") || shortened.contains(word) { continue }
      result.append(String(text[start...index]))
      start = next
    }
    if start < text.endIndex { result.append(String(text[start...])) }
    return result
  }

  /// The text in lines of at most `width` characters, broken at spaces; later lines begin with `indent`.
  public static func wrap(_ text: String, width: Int, indent: String = "") -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent + word
      } else {
        line += (line.isEmpty || line == indent ? "" : " ") + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// Every line of a text, wrapped; what follows a bullet or an indent lines up with the line's first word.
  public static func wrapLines(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let start = line.prefix { $0 == " " || $0 == "-" }
      guard line.count > width, line.count > start.count else { return String(line) }
      let indent = String(repeating: " ", count: start.count)
      return start
        + wrap(String(line.dropFirst(start.count)), width: width - start.count)
        .split(separator: "\n").joined(separator: "\n" + indent)
    }.joined(separator: "\n")
  }

  /// A share in whole percent: `38 %`; never 0 or 100 for a share that is neither.
  public static func percent(_ share: Double) -> String {
    if share > 0, share < 0.01 { return "less than 1 %" }
    if share < 1, share > 0.99 { return "more than 99 %" }
    return "\(Int((share * 100).rounded())) %"
  }

  /// What a sentence ends in; one byte each, and searched as bytes, since a text is searched often.
  private static let ends = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")]
  private static let shortened: Set<String> = ["vs", "etc", "approx", "cf", "No"]

  private static func beginsSentence(_ letter: Character) -> Bool {
    letter.isUppercase || letter == "{" || letter.isNumber
  }
}

/// How the words of a text are read: spellings, shortened forms and numbers, all from the vocabulary.
struct WordForms: Sendable {
  /// The word that another form is read as.
  var spellings: [String: String] = [:]
  /// What a shortened word reads in full.
  var whole: [String: [String]] = [:]
  /// What the ending of a shortened word reads in full; the rest of the word stands before it.
  ///
  /// Order: longest ending first.
  var endings: [(ending: String, words: [String])] = []
  /// Words that are numbers.
  var numbers: Set<String> = []
  /// What they are worth, where that is certain.
  var numberValues: [String: Double] = [:]
}

/// Cuts texts into words; one is made for as many texts as there are, since it remembers stems.
struct Tokenizer {
  let forms: WordForms
  private let stemmer = Stemmer()

  init(forms: WordForms) { self.forms = forms }

  /// The words and sentences of a text.
  ///
  /// A sentence ends at `.`, `!`, `?`, `;`, a dash between words or a line end. Marks that show nothing are skipped.
  ///
  /// Cost: linear.
  func tokenize(_ text: String) -> TokenizedText {
    var cutter = Cutter(tokenizer: self)
    cutter.cut(Array(text.unicodeScalars))
    return TokenizedText(tokens: cutter.tokens, signs: cutter.signs, sentences: cutter.sentences)
  }

  /// The stems of a word as written: several for a shortened one.
  func stems(of word: String) -> [String] {
    parts(of: word).map { part in
      if forms.numbers.contains(part) { return Token.number }
      return stemmer.stem(forms.spellings[part] ?? part)
    }
  }

  private func parts(of word: String) -> [String] {
    if let parts = forms.whole[word] { return parts }
    guard word.utf8.contains(UInt8(ascii: "'")) else { return [word] }
    for (ending, words) in forms.endings where word.hasSuffix(ending) {
      let head = String(word.dropLast(ending.count))
      return head.isEmpty ? words : [head] + words
    }
    return word.split(separator: "'").map(String.init)
  }
}

/// Walks over the scalars of one text.
private struct Cutter {
  let tokenizer: Tokenizer
  var tokens: [Token] = []
  var signs: [Sign] = []
  var sentences: [String] = []
  private var clause = 0
  /// Where the sentence began, nil before its first word.
  private var start: Int?
  private var scalars: [Unicode.Scalar] = []

  init(tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  mutating func cut(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar.isDigit {
        place = number(from: place)
      } else if scalar.isWordPart {
        place = word(from: place)
      } else {
        mark(scalar, at: place)
        place += 1
      }
    }
    endSentence(at: scalars.count)
  }

  private mutating func begin(at place: Int) { if start == nil { start = place } }

  private mutating func add(_ stem: String, _ value: Double? = nil, named: Double? = nil) {
    tokens.append(Token(stem: stem, value: value, named: named, sentence: sentences.count, clause: clause))
  }

  /// Digits with commas between thousands, a point, and `k` or `m` for thousands and millions.
  private mutating func number(from first: Int) -> Int {
    begin(at: first)
    var place = first
    var digits = ""
    while place < scalars.count {
      let scalar = scalars[place]
      let hasDigitAfter = place + 1 < scalars.count && scalars[place + 1].isDigit
      if scalar.isDigit || scalar == "." && hasDigitAfter && !digits.contains(".") {
        digits.unicodeScalars.append(scalar)
      } else if scalar != "," || !hasDigitAfter {
        break
      }
      place += 1
    }
    var value = Double(digits)
    if place < scalars.count, place + 1 == scalars.count || !scalars[place + 1].isWordPart {
      switch scalars[place] {
      case "k", "K": (value, place) = (value.map { $0 * 1e3 }, place + 1)
      case "m", "M": (value, place) = (value.map { $0 * 1e6 }, place + 1)
      default: break
      }
    }
    add(Token.number, value)
    return place
  }

  private mutating func word(from first: Int) -> Int {
    begin(at: first)
    var place = first
    var word = String.UnicodeScalarView()
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar.isApostrophe, place + 1 < scalars.count, scalars[place + 1].isWordPart {
        word.append("'")
      } else if scalar.isWordPart || scalar.isDigit {
        word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      } else if !scalar.properties.isDefaultIgnorableCodePoint {
        break
      }
      place += 1
    }
    let named = tokenizer.forms.numberValues[String(word)]
    for stem in tokenizer.stems(of: String(word)) { add(stem, named: stem == Token.number ? named : nil) }
    return place
  }

  private mutating func mark(_ scalar: Unicode.Scalar, at place: Int) {
    switch scalar {
    case ".", "!", "?", ";", "\n", "\u{2028}", "\u{2029}", "—", "–", "…": endSentence(at: place)
    case ",", ":", "(", ")", "→": clause += 1
    case "%": add(tokenizer.stems(of: "percent").first ?? "%")
    case "$", "€", "£":
      begin(at: place)
      signs.append(Sign(character: "$", place: tokens.count))
      add(tokenizer.stems(of: "dollar").first ?? "$")
    case "×", "*": signs.append(Sign(character: "×", place: tokens.count))
    case "+", "=", "/": signs.append(Sign(character: scalar, place: tokens.count))
    default: break
    }
  }

  private mutating func endSentence(at place: Int) {
    clause += 1
    guard let first = start else { return }
    var end = place
    // The mark that ends it belongs to it, where it is one that is read.
    if end < scalars.count, ".!?…".unicodeScalars.contains(scalars[end]) { end += 1 }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[first..<end])
    sentences.append(String(text))
    start = nil
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

  fileprivate var isApostrophe: Bool { self == "'" || self == "’" || self == "‘" || self == "ʼ" }

  /// Letters, and the marks that stand on them.
  fileprivate var isWordPart: Bool {
    if value < 0x80 { return ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    return properties.isAlphabetic || properties.canonicalCombiningClass != .notReordered
  }
}

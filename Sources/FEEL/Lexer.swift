/// The smallest meaningful piece of an expression's text.
package struct Token: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A run of name characters; a name of the language may take several tokens.
    case name
    /// An unsigned numeral.
    case number
    /// A string literal, its escapes resolved.
    case string(String)
    /// An operator or bracket; also any character that no rule knows.
    case symbol
    /// Something begun and not finished, with the message.
    case invalid(String)
    case end
  }

  package let kind: Kind
  /// As written.
  package let text: String
  /// UTF-8 offsets.
  package let span: Range<Int>
}

/// Cuts a text into tokens; never fails, as a character nobody knows becomes a symbol nobody expects.
///
/// Source: DMN 1.5, 10.3.1.2, rules 26 to 36 (names and literals) and 60 to 66 (white space, comments).
package struct Lexer {
  private let scalars: [Unicode.Scalar]
  private let bytes: [UInt8]
  private var position = 0
  private var offset = 0
  private var tokens: [Token] = []

  private init(_ text: String) {
    bytes = Array(text.utf8)
    scalars = Array(text.unicodeScalars)
  }

  /// The tokens of a text; the last one is `end`.
  package static func tokens(of text: String) -> [Token] {
    var lexer = Lexer(text)
    lexer.run()
    return lexer.tokens
  }

  private mutating func run() {
    while true {
      if let unfinished = skipBlanks() {
        tokens.append(unfinished)
      } else if let token = nextToken() {
        tokens.append(token)
      } else {
        tokens.append(Token(kind: .end, text: "", span: offset..<offset))
        return
      }
    }
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < scalars.count {
      offset += UTF8.width(scalars[position])
      position += 1
    }
  }

  private mutating func token(_ kind: Token.Kind, from start: (position: Int, offset: Int)) -> Token {
    Token(
      kind: kind, text: String(decoding: bytes[start.offset..<offset], as: UTF8.self),
      span: start.offset..<offset)
  }

  /// Skips white space and comments; a comment without an end is a token.
  private mutating func skipBlanks() -> Token? {
    while let scalar = peek() {
      if isBlank(scalar) {
        advance()
      } else if scalar == "/", peek(1) == "/" {
        while let next = peek(), !isLineEnd(next) { advance() }
      } else if scalar == "/", peek(1) == "*" {
        let start = (position, offset)
        advance(2)
        while let next = peek(), !(next == "*" && peek(1) == "/") {
          _ = next
          advance()
        }
        if peek() == nil { return token(.invalid("a comment without its end `*/`"), from: start) }
        advance(2)
      } else {
        return nil
      }
    }
    return nil
  }

  private mutating func nextToken() -> Token? {
    guard let first = peek() else { return nil }
    let start = (position, offset)
    if isNameStart(first) { return name(from: start) }
    if isDigit(first) { return number(from: start) }
    if first == ".", let next = peek(1), isDigit(next), tokens.last?.text != "." {
      return number(from: start)
    }
    if first == "\"" { return string(from: start) }
    advance(symbolLength(first, peek(1)))
    return token(.symbol, from: start)
  }

  private func symbolLength(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> Int {
    switch (first, second) {
    case (".", "."), ("*", "*"), ("<", "="), (">", "="), ("!", "="), ("-", ">"): 2
    default: 1
    }
  }

  private mutating func name(from start: (Int, Int)) -> Token {
    while let next = peek(), isNamePart(next) { advance() }
    return token(.name, from: start)
  }

  /// Rule 37: digits, a fraction, an exponent; `1..2` is a numeral and two dots.
  private mutating func number(from start: (Int, Int)) -> Token {
    skipDigits()
    if peek() == ".", let next = peek(1), isDigit(next) {
      advance()
      skipDigits()
    }
    if let mark = peek(), mark == "e" || mark == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if let digit = peek(signed ? 2 : 1), isDigit(digit) {
        advance(signed ? 2 : 1)
        skipDigits()
      }
    }
    return token(.number, from: start)
  }

  private mutating func skipDigits() {
    while let next = peek(), isDigit(next) { advance() }
  }

  /// Rules 35 and 64: a string with its escapes resolved.
  private mutating func string(from start: (Int, Int)) -> Token {
    advance()
    if let plain = plainString() { return token(.string(plain), from: start) }
    var units: [UInt16] = []
    while let next = peek() {
      if next == "\"" {
        advance()
        return token(.string(String(decoding: units, as: UTF16.self)), from: start)
      }
      if next == "\\" {
        appendEscape(to: &units)
      } else {
        units.append(contentsOf: Character(next).utf16)
        advance()
      }
    }
    return token(.invalid("a string without its closing quotation mark"), from: start)
  }

  /// The text up to the closing quotation mark where nothing in it is escaped, as in nearly all strings.
  private mutating func plainString() -> String? {
    let rest = bytes[offset...]
    guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
      bytes[end] == UInt8(ascii: "\"")
    else { return nil }
    let text = String(decoding: bytes[offset..<end], as: UTF8.self)
    while offset <= end { advance() }
    return text
  }

  /// Appends what an escape such as `\n`, `\u1234` or `\U01F40E` means.
  ///
  /// An escape nobody knows stands for itself. Surrogates pair up as UTF-16.
  private mutating func appendEscape(to units: inout [UInt16]) {
    let simple: [Unicode.Scalar: UInt16] = [
      "n": 10, "r": 13, "t": 9, "b": 8, "f": 12, "\"": 34, "'": 39, "\\": 92,
    ]
    if let mark = peek(1) {
      if let unit = simple[mark] {
        units.append(unit)
        return advance(2)
      }
      let digits = mark == "u" ? 4 : mark == "U" ? 6 : 0
      if digits > 0, let code = hexadecimal(digits, at: 2) {
        if let scalar = Unicode.Scalar(code) {
          units.append(contentsOf: Character(scalar).utf16)
          return advance(2 + digits)
        }
        if code <= 0xFFFF {
          units.append(UInt16(code))
          return advance(2 + digits)
        }
      }
    }
    units.append(92)
    advance()
  }

  private func hexadecimal(_ count: Int, at ahead: Int) -> UInt32? {
    var code: UInt32 = 0
    for index in 0..<count {
      guard let scalar = peek(ahead + index), let digit = Character(scalar).hexDigitValue, scalar.isASCII
      else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}

// MARK: Characters

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

/// Rule 61 and 62.
private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
    0xFEFF:
    true
  default: false
  }
}

private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { (0x0A...0x0D).contains(scalar.value) }

/// Rule 28.
private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A: true
  case 0x1680, 0x180E: false
  case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
    0x2070...0x218F,
    0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
    scalar.value != 0xFEFF
  default: false
  }
}

/// Rule 29.
private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
  default: isNameStart(scalar)
  }
}

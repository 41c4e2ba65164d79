internal import FEEL

/// Reads cases, each a JSON object on a line, straight into keys.
///
/// Names and words are compared as bytes; a value that this cannot decide goes through `FlatInput.key(of:)`, so that
/// the fast way is never another way.
public struct FlatCaseReader: Sendable {
  /// Why a line is no case.
  public struct Problem: Error, Sendable, Hashable {
    /// What was found and what was expected.
    public let message: String
    /// The position in the line, counted from 1 in bytes.
    public let column: Int
  }

  private struct Word: Sendable {
    let bytes: [UInt8]
    let key: Int64
  }

  private struct Field: Sendable {
    let name: [UInt8]
    let words: [Word]
    let input: FlatInput
  }

  private let fields: [Field]

  /// A reader for the inputs of a decision.
  public init(_ decision: FlatDecision) {
    fields = decision.inputs.map { input in
      var words: [Word] = []
      if case .symbols(let keys, _) = input.kind {
        for case (.string(let word), let key) in keys {
          words.append(Word(bytes: Array(word.utf8), key: key))
        }
      }
      return Field(name: Array(input.name.utf8), words: words.sorted { $0.key < $1.key }, input: input)
    }
  }

  /// Appends the keys of the case in `line`; an input that it does not name is null, other names are skipped.
  ///
  /// - Parameters:
  ///   - line: the line without its end.
  ///   - keys: where to append; left as it was when the line is refused.
  ///   - hint: which input follows which name, learnt from the lines before; start with an empty array.
  public func read(
    _ line: UnsafeBufferPointer<UInt8>, into keys: inout [Int64], hint: inout [Int]
  ) throws(Problem) {
    let start = keys.count
    if hint.isEmpty { hint = Array(repeating: 0, count: fields.count + 1) }
    for field in fields { keys.append(field.input.nullKey ?? .min) }
    var scanner = JSONScanner(bytes: line)
    do throws(Problem) {
      var missing = fields.count
      var seen: UInt64 = 0
      try scanner.expect(0x7B, "`{`")
      var previous = 0
      if !scanner.take(0x7D) {
        repeat {
          let name = try scanner.string()
          try scanner.expect(0x3A, "`:`")
          guard let field = find(name, scanner, after: previous, &hint) else {
            try scanner.skipScalar()
            continue
          }
          previous = field + 1
          let column = scanner.place
          guard let key = try key(&scanner, fields[field]) else {
            throw Problem(message: notAllowed(fields[field].input.name), column: column + 1)
          }
          keys[start + field] = key
          if field < 64, seen & 1 << UInt64(field) == 0 {
            seen |= 1 << UInt64(field)
            missing -= 1
          }
        } while scanner.take(0x2C)
        try scanner.expect(0x7D, "`,` or `}`")
      }
      try scanner.expectEnd()
      if missing > 0 {
        for (index, field) in fields.enumerated()
        where field.input.nullKey == nil && keys[start + index] == .min {
          throw Problem(message: isMissing(field.input.name), column: 1)
        }
      }
    } catch {
      keys.removeLast(keys.count - start)
      throw error
    }
  }

  private func find(
    _ name: JSONScanner.Text, _ scanner: JSONScanner, after previous: Int, _ hint: inout [Int]
  )
    -> Int?
  {
    let guess = hint[previous]
    if guess < fields.count, scanner.equals(name, fields[guess].name) { return guess }
    guard let found = fields.firstIndex(where: { scanner.equals(name, $0.name) }) else { return nil }
    hint[previous] = found
    return found
  }

  private func key(_ scanner: inout JSONScanner, _ field: Field) throws(Problem) -> Int64? {
    switch scanner.peek() {
    case 0x22:
      let text = try scanner.string()
      for word in field.words where scanner.equals(text, word.bytes) { return word.key }
      return field.input.key(of: .string(try scanner.decoded(text)))
    case 0x74:
      try scanner.literal("true")
      return field.input.booleanKeys[1]
    case 0x66:
      try scanner.literal("false")
      return field.input.booleanKeys[0]
    case 0x6E:
      try scanner.literal("null")
      return field.input.nullKey
    default:
      let number = try scanner.number()
      if let whole = number.whole, let key = field.input.key(ofWhole: whole) { return key }
      guard let value = Number(scanner.plain(number.text)) else { return nil }
      return field.input.key(of: .number(value))
    }
  }
}

// MARK: Wording

private func notAllowed(_ name: String) -> String { "the value of `\(name)` is not one that the rules allow" }
private func isMissing(_ name: String) -> String { "`\(name)` is missing, and the rules do not allow null" }

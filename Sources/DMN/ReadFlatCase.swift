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

  /// One input; a class, as a copy of all that a structure would hold takes longer than reading the value.
  private final class Field: Sendable {
    let name: [UInt8]
    let words: WordList
    let input: FlatInput

    init(_ input: FlatInput) {
      self.input = input
      name = Array(input.name.utf8)
      var words: [(bytes: [UInt8], key: Int64)] = []
      if case .symbols(let keys, _) = input.kind {
        for case (.string(let word), let key) in keys { words.append((Array(word.utf8), key)) }
      }
      self.words = WordList(words.sorted { $0.key < $1.key })
    }
  }

  private let fields: [Field]
  private let label: [UInt8]?
  private let skipsOthers: Bool

  /// A reader for the inputs of a decision.
  ///
  /// - Parameters:
  ///   - decision: whose inputs are read.
  ///   - label: a name whose value is handed back and is no input; where there is one, names that come twice are
  ///     refused, so that a slower reader can say what is wrong with them.
  ///   - skipsOthers: whether names that are neither are skipped instead of refused.
  public init(_ decision: FlatDecision, label: String? = nil, skipsOthers: Bool = true) {
    self.label = label.map { Array($0.utf8) }
    self.skipsOthers = skipsOthers
    fields = decision.inputs.map(Field.init)
  }

  /// How many keys a case has.
  public var width: Int { fields.count }

  /// Appends the keys of the case in `line`; an input that it does not name is null, other names are skipped.
  ///
  /// - Parameters:
  ///   - line: the line without its end.
  ///   - keys: where to append; left as it was when the line is refused.
  ///   - hint: which input follows which name, learnt from the lines before; start with an empty array.
  /// - Returns: where the label's value stands in the line, as JSON; nil where there is none.
  @discardableResult public func read(
    _ line: UnsafeBufferPointer<UInt8>, into keys: inout [Int64], hint: inout [Int]
  ) throws(Problem) -> Range<Int>? {
    let start = keys.count
    var labelled: Range<Int>?
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
            _ = scanner.peek()
            let begin = scanner.place
            try scanner.skipScalar()
            if let label, scanner.equals(name, label) {
              if labelled != nil { throw Problem(message: notExpected, column: begin + 1) }
              labelled = begin..<scanner.place
            } else if !skipsOthers || label != nil && !isSimple(line[name.range.lowerBound..<scanner.place]) {
              throw Problem(message: notExpected, column: begin + 1)
            }
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
          } else if label != nil {
            throw Problem(message: notExpected, column: column + 1)
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
    return labelled
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
      if !text.hasEscapes, let key = field.words.key(of: text.range, in: scanner.bytes) { return key }
      if label != nil, text.hasEscapes { throw Problem(message: notExpected, column: text.range.lowerBound) }
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

/// The words of an input with their keys, one after the other in memory.
private struct WordList: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]
  private let keys: [Int64]

  init(_ words: [(bytes: [UInt8], key: Int64)]) {
    bytes = words.flatMap(\.bytes)
    ends = words.reduce(into: []) { ends, word in ends.append((ends.last ?? 0) + word.bytes.count) }
    keys = words.map(\.key)
  }

  /// The key of the word that stands there, if it is one of these.
  func key(of range: Range<Int>, in line: UnsafeBufferPointer<UInt8>) -> Int64? {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (index, end) in ends.enumerated() {
        if end &- start == range.count, isSame(bytes, start, line, range) { return keys[index] }
        start = end
      }
      return nil
    }
  }

  private func isSame(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ line: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> Bool {
    for offset in 0..<range.count where bytes[start &+ offset] != line[range.lowerBound &+ offset] {
      return false
    }
    return true
  }
}

/// Whether JSON that is skipped needs no closer look: no escapes, and nothing that could be no text.
private func isSimple(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  bytes.allSatisfy { $0 < 0x80 && $0 != 0x5C }
}

// MARK: Wording

private func notAllowed(_ name: String) -> String { "the value of `\(name)` is not one that the rules allow" }
private let notExpected = "a name that is no input, or comes twice"
private func isMissing(_ name: String) -> String { "`\(name)` is missing, and the rules do not allow null" }

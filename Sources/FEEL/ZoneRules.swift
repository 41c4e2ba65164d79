/// When the clocks of one zone are changed: the contents of a TZif file.
///
/// Source: RFC 8536.
struct ZoneRules: Sendable {
  /// Ascending, in seconds since 1970-01-01T00:00:00Z.
  private let transitions: [Int]
  /// Seconds ahead of UTC: before the first transition, then after each; one more than there are transitions.
  private let offsets: [Int]
  /// What holds after the last transition.
  private let rule: YearlyRule?

  /// The rules of a zone by its changes and what follows the last; one more offset than changes.
  init(transitions: [Int], offsets: [Int], rule: YearlyRule?) {
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  /// Seconds ahead of UTC.
  func offset(at moment: Moment) -> Int {
    switch moment {
    case .instant(let seconds): return offset(at: seconds)
    case .local(let seconds):
      let day = 86_400
      let before = offset(at: seconds - day)
      if offset(at: seconds - before) == before { return before }
      let after = offset(at: seconds + day)
      return offset(at: seconds - after) == after ? after : before
    }
  }

  private func offset(at instant: Int) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    if low == transitions.count, let rule { return rule.offset(at: instant) }
    return offsets[low]
  }
}

extension ZoneRules {
  /// The contents of a TZif file of version 2 or later; nil if it is not one.
  init?(tzif bytes: [UInt8]) {
    var reader = TZifReader(bytes)
    guard let old = reader.header(), old.version >= UInt8(ascii: "2"), reader.skip(old.size(timeSize: 4)),
      let counts = reader.header()
    else { return nil }
    var transitions: [Int] = []
    for _ in 0..<counts.transitions {
      guard let time = reader.integer(8) else { return nil }
      transitions.append(time)
    }
    guard let indices = reader.bytes(counts.transitions) else { return nil }
    var types: [Int] = []
    for _ in 0..<counts.types {
      guard let offset = reader.integer(4), reader.skip(2) else { return nil }
      types.append(offset)
    }
    guard let first = types.first, indices.allSatisfy({ Int($0) < types.count }),
      zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }),
      reader.skip(counts.characters + counts.leaps * 12 + counts.standard + counts.universal)
    else { return nil }
    self.init(
      transitions: transitions, offsets: [first] + indices.map { types[Int($0)] },
      rule: YearlyRule(posix: reader.footer()))
  }
}

/// Reads big-endian numbers, never beyond the end.
private struct TZifReader {
  private let contents: [UInt8]
  private var position = 0

  init(_ contents: [UInt8]) { self.contents = contents }

  struct Counts {
    let version: UInt8
    let universal: Int
    let standard: Int
    let leaps: Int
    let transitions: Int
    let types: Int
    let characters: Int

    /// Bytes of the block that the counts are of.
    func size(timeSize: Int) -> Int {
      transitions * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standard + universal
    }
  }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= contents.count - position else { return nil }
    position += count
    return contents[position - count..<position]
  }

  mutating func skip(_ count: Int) -> Bool { bytes(count) != nil }

  /// A signed number of 4 or 8 bytes.
  mutating func integer(_ size: Int) -> Int? {
    guard let bytes = bytes(size) else { return nil }
    let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
  }

  mutating func header() -> Counts? {
    guard let magic = bytes(4), magic.elementsEqual("TZif".utf8), let version = bytes(1)?.first, skip(15)
    else {
      return nil
    }
    var numbers: [Int] = []
    for _ in 0..<6 {
      guard let number = integer(4), number >= 0 else { return nil }
      numbers.append(number)
    }
    return Counts(
      version: version, universal: numbers[0], standard: numbers[1], leaps: numbers[2],
      transitions: numbers[3],
      types: numbers[4], characters: numbers[5])
  }

  /// The text between the two line feeds at the end.
  mutating func footer() -> String {
    guard bytes(1)?.first == UInt8(ascii: "\n") else { return "" }
    return String(decoding: contents[position...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}

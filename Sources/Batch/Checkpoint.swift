public import Advisor

/// How far a run has come, so that another one can go on: at the end of a block.
public struct Checkpoint: Sendable, Hashable {
  /// How many blocks have been answered.
  public var blocks = 0
  /// Of all bytes of those blocks.
  public var input = Fingerprint()
  /// How many bytes have been written.
  public var outputBytes = 0
  /// Of all bytes written.
  public var output = Fingerprint()
  /// What the records came to.
  public var tally = Tally()
  /// What the answers depend on besides the input.
  public let setting: UInt64

  /// The beginning of a run.
  public init(setting: UInt64) { self.setting = setting }

  /// For a file.
  public var json: JSON {
    [
      "blocks": .number("\(blocks)"), "input": .string(input.text), "outputBytes": .number("\(outputBytes)"),
      "output": .string(output.text), "done": .number("\(tally.done)"),
      "undecided": .number("\(tally.undecided)"), "failed": .number("\(tally.failed)"),
      "setting": .string(String(setting, radix: 16)),
    ]
  }

  /// The checkpoint that a file holds; nil where it holds none.
  public init?(_ bytes: [UInt8]) {
    guard let json = bytes.withUnsafeBufferPointer({ try? JSON(parsing: $0) }),
      case .object(let members) = json
    else { return nil }
    func text(_ name: String) -> String? {
      switch members.first(where: { $0.name == name })?.value {
      case .number(let text), .string(let text): text
      default: nil
      }
    }
    func count(_ name: String) -> Int? { text(name).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }
    guard let blocks = count("blocks"), let input = text("input").flatMap({ Fingerprint($0) }),
      let outputBytes = count("outputBytes"), let output = text("output").flatMap({ Fingerprint($0) }),
      let done = count("done"), let undecided = count("undecided"), let failed = count("failed"),
      let setting = text("setting").flatMap({ UInt64($0, radix: 16) })
    else { return nil }
    self.blocks = blocks
    self.input = input
    self.outputBytes = outputBytes
    self.output = output
    tally.done = done
    tally.undecided = undecided
    tally.failed = failed
    self.setting = setting
  }
}

/// A number that other bytes would hardly give: it finds changes, not forgeries.
public struct Fingerprint: Sendable, Hashable {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// The bytes that do not make a word yet, in the low ones.
  private var rest: UInt64 = 0
  private var count: UInt64 = 0

  /// Of no bytes.
  public init() {}

  /// Of some bytes.
  public init(of bytes: [UInt8]) { add(bytes) }

  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "-").compactMap { UInt64($0, radix: 16) }
    guard parts.count == 3 else { return nil }
    state = parts[0]
    rest = parts[1]
    count = parts[2]
  }

  fileprivate var text: String { [state, rest, count].map { String($0, radix: 16) }.joined(separator: "-") }

  /// The number itself.
  public var value: UInt64 {
    var copy = self
    copy.mix(rest)
    copy.mix(count)
    return copy.state
  }

  /// Goes on with more bytes, in pieces of any size.
  public mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var index = 0
      while index < buffer.count, count & 7 != 0 {
        addByte(buffer[index])
        index &+= 1
      }
      while index &+ 8 <= buffer.count {
        mix(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        count &+= 8
        index &+= 8
      }
      while index < buffer.count {
        addByte(buffer[index])
        index &+= 1
      }
    }
  }

  private mutating func addByte(_ byte: UInt8) {
    rest |= UInt64(byte) << (8 * (count & 7))
    count &+= 1
    if count & 7 == 0 {
      mix(rest)
      rest = 0
    }
  }

  private mutating func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    state = (product.high ^ product.low) &+ 0xE703_7ED1_A0B4_28DB
  }
}

public import Diagnostics
public import XML

/// Cuts lines, or comma-separated records, into blocks of whole records, in constant memory.
///
/// Unless it is eager, blocks are cut at the same places whatever pieces the source delivers: a resumed run counts
/// on that.
public struct TextCutter {
  /// Unit: bytes of a block, unless a single record is longer.
  public static let standardBlockBytes = 256 << 10
  /// Unit: bytes of one record.
  public static let recordBytes = 1 << 20

  private let source: ByteSource
  private let isQuoted: Bool
  private let isEager: Bool
  private let blockBytes: Int
  private var buffer: [UInt8] = []
  /// How far `buffer` has been looked at, and the end of the last whole record in it.
  private var scanned = 0
  private var cut = 0
  private var state = State.record
  private var line = 1
  private var isAtEnd = false
  private var isFirst = true

  /// Where the scan stands: in front of a record, in front of a field, within one, within quotation marks, behind one.
  private enum State { case record, start, plain, quoted, quote }

  /// A cutter at the beginning of an input.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - format: NDJSON or CSV.
  ///   - isEager: whether what is there is cut off at once, for an input that somebody still writes.
  ///   - blockBytes: how large a block should be.
  public init(
    _ source: ByteSource, format: InputFormat, isEager: Bool, blockBytes: Int = standardBlockBytes
  ) {
    self.blockBytes = blockBytes
    self.source = source
    isQuoted = format == .csv
    self.isEager = isEager
  }

  /// The next block; nil at the end.
  ///
  /// - Throws: what reading throws.
  public mutating func next() throws(DiagnosticsError) -> Block? {
    while true {
      scan()
      if buffer.count >= blockBytes, cut > 0 { return takeBlock() }
      if isEager, cut > 0 { return takeBlock() }
      if buffer.count > Self.recordBytes, cut == 0 { return try skipRecord() }
      if isAtEnd {
        if buffer.isEmpty { return nil }
        cut = buffer.count
        return takeBlock()
      }
      try fill()
    }
  }

  private mutating func fill() throws(DiagnosticsError) {
    let bytes = try source.next()
    if bytes.isEmpty {
      isAtEnd = true
      return
    }
    buffer += bytes
    if isFirst, buffer.count >= 3 {
      isFirst = false
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeFirst(3) }
    }
  }

  /// Looks for the last end of a record in the part of the buffer that makes a block, else for the first one.
  private mutating func scan() {
    if isFirst, !isAtEnd { return }
    let buffer = buffer
    buffer.withUnsafeBufferPointer { bytes in
      if isQuoted { scanQuoted(bytes) } else { scanLines(bytes) }
    }
  }

  private mutating func scanLines(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    let limit = min(bytes.count, blockBytes)
    var end = limit
    while end > scanned, start[end &- 1] != 0x0A { end &-= 1 }
    if end > scanned { cut = end }
    scanned = max(scanned, limit)
    while cut == 0, scanned < bytes.count {
      scanned &+= 1
      if start[scanned &- 1] == 0x0A { cut = scanned }
    }
  }

  private mutating func scanQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    while scanned < bytes.count, scanned < blockBytes || cut == 0 {
      let byte = bytes[scanned]
      scanned &+= 1
      switch (state, byte) {
      case (.quoted, 0x22): state = .quote
      case (.quoted, _): break
      case (.quote, 0x22), (.start, 0x22), (.record, 0x22): state = .quoted
      case (_, 0x0A):
        cut = scanned
        state = .record
      // The reader passes over these in front of a record, as parts of empty lines.
      case (.record, 0x0D): break
      case (_, 0x2C): state = .start
      default: state = .plain
      }
    }
  }

  private mutating func takeBlock() -> Block {
    let bytes = cut == buffer.count ? buffer : Array(buffer[..<cut])
    let first = line
    line += bytes.withUnsafeBufferPointer { newlines(in: $0) }
    buffer.removeFirst(cut)
    // What was looked at behind the cut is looked at again: it belongs to one unfinished record.
    scanned = 0
    cut = 0
    state = .record
    return .text(bytes, line: first)
  }

  /// Drops a record that is too long, up to the end of its line.
  private mutating func skipRecord() throws(DiagnosticsError) -> Block {
    let first = line
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        buffer.removeFirst(end + 1)
        line += 1
        break
      }
      buffer.removeAll(keepingCapacity: true)
      if isAtEnd { break }
      try fill()
    }
    scanned = 0
    cut = 0
    state = .record
    return .oversized(line: first)
  }
}

func newlines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var count = 0
  for byte in bytes { count &+= byte == 0x0A ? 1 : 0 }
  return count
}

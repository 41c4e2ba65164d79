public import Diagnostics

/// Cuts a document of any size into pieces of whole records, which can be parsed apart and at the same time.
///
/// Records are the children of a root of a given name; a document with another root is one piece. Nothing is checked
/// here: the cutter only knows tags, comments and CDATA sections, and leaves every judgement to the parser of the
/// piece. Cuts fall at the same places whatever pieces the source delivers.
public struct DocumentCutter {
  /// Unit: bytes of a piece, unless a single record is longer.
  public static let standardPieceBytes = 256 << 10
  /// Unit: bytes of one record of a library.
  public static let recordBytes = 4 << 20

  private enum Phase { case prolog, records, tail, whole, done }

  private var source: DecodedSource
  private let library: String
  private let largestDocument: Int
  private let pieceBytes: Int
  private var scanner: MarkupScanner
  private var buffer: [UInt8] = []
  private var phase = Phase.prolog
  private var isAtEnd = false
  /// How many bytes are to be at hand before the next look at them.
  private var wanted: Int
  private var cut = 0
  /// The root's start tag and where it stands; empty before it has been read.
  private var head: [UInt8] = []
  private var headPlace: SourceLocation
  /// The name of the record at hand as written, and how many elements of that name are open.
  private var record = ""
  private var open = 0
  private var place: SourceLocation
  private var isFirst = true

  /// A cutter at the beginning of a document.
  ///
  /// - Parameters:
  ///   - source: where the document comes from.
  ///   - library: the local name of roots that hold records.
  ///   - limits: how large a document of one piece may be.
  ///   - pieceBytes: how large a piece should be.
  public init(
    _ source: ByteSource, library: String, limits: Element.Limits = .standard,
    pieceBytes: Int = standardPieceBytes
  ) {
    self.source = DecodedSource(source)
    self.library = library
    largestDocument = limits.bytes
    self.pieceBytes = pieceBytes
    wanted = max(1, pieceBytes)
    scanner = MarkupScanner(file: source.file)
    place = SourceLocation(file: source.file, line: 1, column: 1)
    headPlace = place
  }

  /// The next piece; nil at the end.
  ///
  /// - Throws: what reading and decoding throw.
  public mutating func next() throws(DiagnosticsError) -> DocumentPiece? {
    while phase != .done {
      // Not after every few bytes: a tag that has not ended yet is looked at again from its beginning.
      if buffer.count < wanted, !isAtEnd {
        let bytes = try source.next()
        if bytes.isEmpty { isAtEnd = true } else { buffer += bytes }
        continue
      }
      scan()
      switch phase {
      case .records where cut > Self.recordBytes:
        phase = .done
        return takePiece(upTo: Self.recordBytes, .oversized)
      case .records where cut > 0 && (buffer.count >= pieceBytes || isAtEnd && scanner.next < buffer.count):
        return takePiece(upTo: cut, .middle)
      case .records where cut == 0 && buffer.count > Self.recordBytes:
        phase = .done
        return takePiece(upTo: Self.recordBytes, .oversized)
      case .tail where buffer.count > Self.recordBytes && !isAtEnd:
        phase = .done
        return takePiece(upTo: buffer.count, .oversized)
      case .prolog where buffer.count > Self.recordBytes: phase = .whole
      case .whole where buffer.count > largestDocument: isAtEnd = true
      default: break
      }
      if isAtEnd {
        let isWhole = phase == .whole || phase == .prolog
        phase = .done
        return takePiece(upTo: buffer.count, isWhole ? .whole : .last)
      }
      wanted = 2 * buffer.count
    }
    return nil
  }

  // MARK: Steps

  /// Walks over the tags at hand, up to the end of a piece.
  private mutating func scan() {
    var scanner = self.scanner
    // Not to be copied while it changes.
    self.scanner = MarkupScanner(file: place.file)
    let buffer = buffer
    buffer.withUnsafeBufferPointer { bytes in
      scanner.window = bytes
      if isFirst, scanner.next == 0, bytes.count > 3 || isAtEnd { scanner.skipByteOrderMark() }
      while phase == .prolog || phase == .records, scanner.next < pieceBytes || cut == 0 {
        let before = scanner.next
        guard step(&scanner) else {
          scanner.rewind(to: before)
          break
        }
      }
      scanner.window = UnsafeBufferPointer(start: nil, count: 0)
    }
    self.scanner = scanner
  }

  /// Moves over one tag; false where it does not end in the bytes at hand.
  private mutating func step(_ scanner: inout MarkupScanner) -> Bool {
    switch scanner.skipToTag() {
    case .end: return false
    case .doctype: phase = .whole
    case .startTag:
      let start = scanner.tagStart
      let tag = scanner.scanStartTag()
      guard tag.isComplete else { return false }
      if phase == .prolog {
        startLibrary(&scanner, start, isEmpty: tag.isEmpty)
      } else if open == 0 {
        record = scanner.name(at: start + 1)
        if tag.isEmpty { endRecord(at: scanner.next) } else { open = 1 }
      } else if !tag.isEmpty, isRecordName(scanner, at: start + 1) {
        open += 1
      }
    case .endTag:
      let start = scanner.tagStart
      guard scanner.find(greaterThan, from: start) != nil else { return false }
      scanner.scanEndTag()
      if phase == .prolog {
        phase = .whole
      } else if open == 0 {
        phase = .tail
      } else if isRecordName(scanner, at: start + 2) {
        open -= 1
        if open == 0 { endRecord(at: scanner.next) }
      }
    }
    return true
  }

  private mutating func startLibrary(_ scanner: inout MarkupScanner, _ start: Int, isEmpty: Bool) {
    let name = scanner.name(at: start + 1)
    let local = name.split(separator: ":", maxSplits: 1).last.map(String.init) ?? name
    guard local == library, !isEmpty else {
      phase = .whole
      return
    }
    headPlace = scanner.peekPlace(at: start)
    head = Array(scanner.window[start..<scanner.next])
    phase = .records
  }

  /// A record that ends behind the piece belongs to it only if it is the first.
  private mutating func endRecord(at end: Int) {
    if cut == 0 || end <= pieceBytes { cut = end }
  }

  private func isRecordName(_ scanner: MarkupScanner, at start: Int) -> Bool {
    let end = start + record.utf8.count
    guard end < scanner.window.count, scanner.window[start..<end].elementsEqual(record.utf8) else {
      return false
    }
    return endsName(scanner.window[end])
  }

  private mutating func takePiece(upTo end: Int, _ kind: DocumentPiece.Kind) -> DocumentPiece {
    let piece = DocumentPiece(
      bytes: Array(buffer[..<end]), place: place, head: isFirst ? [] : head, headPlace: headPlace, kind: kind,
      library: head.isEmpty
        ? "" : String(decoding: head.dropFirst().prefix { !endsName($0) }, as: UTF8.self))
    // A byte order mark is no column.
    let mark = isFirst && piece.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    place = piece.bytes.withUnsafeBufferPointer { bytes in
      MarkupScanner.place(after: UnsafeBufferPointer(rebasing: bytes[mark...]), from: place)
    }
    buffer.removeFirst(end)
    scanner.forget(end)
    isFirst = false
    cut = 0
    wanted = pieceBytes
    return piece
  }
}

public import Diagnostics

/// Reads a document of any size, one complete element after the other, in constant memory.
///
/// The limits hold for each element that is delivered; the document itself may be endless. It is read no
/// further than the elements asked for.
public final class ElementReader {
  /// An element that was asked for, and whether it obeys the schema.
  public struct Record: Sendable, Hashable {
    /// The element with all that is in it.
    public let element: Element
    /// Violations of the schema inside of this element; empty without a schema.
    public let problems: [Diagnostic]
  }

  private let source: ByteSource
  private let parser: DocumentParser
  private var decoder: ByteDecoder?
  /// The bytes that the scanner still needs, and behind them those that libxml2 has not seen.
  private var window: [UInt8] = []
  private var pushed = 0
  private var delivered = 0
  private var isFinished = false

  /// A reader at the beginning of a document.
  ///
  /// - Parameters:
  ///   - name: the local name of the elements wanted, at any depth, the outermost of nested ones;
  ///     nil for all children of the root.
  ///   - source: where the document comes from.
  ///   - limits: how much each of the elements may ask for.
  ///   - schema: what the whole document must obey.
  public init(
    named name: String? = nil, from source: ByteSource, limits: Element.Limits = .standard,
    schema: Schema? = nil
  ) {
    self.source = source
    let selection = name.map { DocumentParser.Selection.named($0) } ?? .children
    parser = DocumentParser(file: source.file, limits: limits, selection: selection, schema: schema)
  }

  /// The root element's start tag, as an element without content; nil before it has been read.
  public var root: Element? { parser.root }

  /// The next element; nil at the end of the document.
  ///
  /// - Throws: the problem that stops the reading, after all elements before it have been delivered;
  ///   once it has thrown or returned nil, so does every further call.
  public func next() throws(DiagnosticsError) -> Record? {
    while true {
      if delivered < parser.finished.count {
        let record = parser.finished[delivered]
        delivered += 1
        return Record(element: record.element, problems: record.problems)
      }
      parser.finished.removeAll(keepingCapacity: true)
      delivered = 0
      if parser.hasStopped { throw DiagnosticsError(parser.problems) }
      if isFinished { return nil }
      try readOn()
    }
  }

  /// Hands a few more bytes to the parser.
  private func readOn() throws(DiagnosticsError) {
    if pushed == window.count {
      do throws(DiagnosticsError) {
        try fillWindow()
      } catch {
        error.diagnostics.forEach { parser.stop($0) }
        return
      }
    }
    if pushed == window.count {
      isFinished = true
      window.withUnsafeBufferPointer { parser.finish($0) }
      return
    }
    let end = min(pushed + DocumentParser.chunkBytes, window.count)
    window.withUnsafeBufferPointer { parser.push($0, pushed..<end) }
    pushed = end
  }

  /// Replaces what is done with by the source's next bytes.
  private func fillWindow() throws(DiagnosticsError) {
    let done = min(parser.scanner.firstNeeded, window.count)
    window.removeFirst(done)
    parser.scanner.forget(done)
    pushed -= done
    if decoder == nil {
      var first = try source.next()
      while first.count < 1024 {
        let more = try source.next()
        if more.isEmpty { break }
        first += more
      }
      var decoder = try ByteDecoder(for: first, file: source.file)
      window += try decoder.decode(first)
      self.decoder = decoder
      return
    }
    while pushed == window.count {
      let bytes = try source.next()
      if bytes.isEmpty {
        try decoder?.finish()
        return
      }
      window += try decoder?.decode(bytes) ?? bytes
    }
  }
}

/// Calls a function with each element of a long document, in order and in constant memory.
///
/// - Parameters:
///   - name: the local name of the elements wanted; nil for all children of the root.
///   - source: where the document comes from.
///   - limits: how much each of the elements may ask for.
///   - schema: what the whole document must obey.
///   - body: what to do with an element and its violations of the schema.
/// - Throws: `DiagnosticsError` for the problem that stops the reading, and what `body` throws.
public func readElements(
  named name: String? = nil, from source: ByteSource, limits: Element.Limits = .standard,
  schema: Schema? = nil,
  body: (Element, [Diagnostic]) throws -> Void
) throws {
  let reader = ElementReader(named: name, from: source, limits: limits, schema: schema)
  while let record = try reader.next() { try body(record.element, record.problems) }
}

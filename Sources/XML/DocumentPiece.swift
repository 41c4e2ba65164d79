public import Diagnostics

/// A part of a document with whole records in it.
public struct DocumentPiece: Sendable {
  /// Which part it is.
  enum Kind: Sendable {
    /// The whole document, whose root is the one record.
    case whole
    /// Records, and the document goes on.
    case middle
    /// Records and the end of the document.
    case last
    /// The beginning of a record that is too large.
    case oversized
  }

  let bytes: [UInt8]
  let place: SourceLocation
  /// The root's start tag; empty in the first piece, which begins with it.
  let head: [UInt8]
  let headPlace: SourceLocation
  let kind: Kind
  /// The root's name as written.
  let library: String

  /// The bytes of the document that it holds.
  public var content: [UInt8] { bytes }
  /// The line of its first byte.
  public var line: Int { place.line }

  /// Parses the piece.
  ///
  /// A schema sees each piece as a document of its own: it must not relate one record to another.
  ///
  /// - Parameters:
  ///   - limits: how much each record may ask for.
  ///   - schema: what the document must obey.
  ///   - keepingLayout: whether white space beside the children of an element is kept as well.
  ///   - body: what to do with each record and its violations of the schema, in order.
  /// - Throws: the problem that stopped the parser, after the records before it.
  public func read(
    limits: Element.Limits = .standard, schema: Schema? = nil, keepingLayout: Bool = false,
    body: (Element, [Diagnostic]) -> Void
  ) throws(DiagnosticsError) {
    if kind == .whole, bytes.count > limits.bytes {
      throw DiagnosticsError([tooManyBytes(limits.bytes, at: place)])
    }
    var window = head + bytes
    if kind == .middle { window += Array("</\(library)>".utf8) }
    let parser = DocumentParser(
      file: place.file, limits: limits, selection: kind == .whole ? .root : .children, schema: schema,
      isLayoutLeftOut: !keepingLayout)
    if !head.isEmpty { parser.scanner.begin(at: headPlace, then: place, from: head.count) }
    window.withUnsafeBufferPointer { window in
      var start = 0
      while start < window.count, !parser.hasStopped {
        let end = min(start + DocumentParser.chunkBytes, window.count)
        parser.push(window, start..<end)
        start = end
        parser.deliver(to: body)
      }
      if kind != .oversized { parser.finish(window) }
    }
    parser.deliver(to: body)
    if parser.hasStopped { throw DiagnosticsError(parser.problems) }
    if kind == .whole, !parser.keptProblems.isEmpty { throw DiagnosticsError(parser.keptProblems) }
    if kind == .oversized {
      let start = parser.open.count > 1 ? parser.open[1].location : place
      throw DiagnosticsError([tooManyBytes(DocumentCutter.recordBytes, at: start)])
    }
  }
}

extension DocumentParser {
  /// Hands over the finished elements.
  fileprivate func deliver(to body: (Element, [Diagnostic]) -> Void) {
    for record in finished { body(record.element, record.problems) }
    finished.removeAll(keepingCapacity: true)
  }
}

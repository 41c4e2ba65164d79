public import Diagnostics

extension Element {
  /// The root element of an XML document.
  ///
  /// Safety: nothing but these bytes is read; a document type declaration ends the parse where it stands.
  /// Encoding: UTF-8, UTF-16, ISO-8859-1, Windows-1252 and US-ASCII.
  ///
  /// - Parameters:
  ///   - bytes: the document as it stands in the file.
  ///   - file: its name for messages.
  ///   - limits: how much the document may ask for.
  ///   - schema: what the document must obey besides.
  /// - Throws: the one problem that stopped the parser, or all violations of the schema.
  public init(
    parsing bytes: [UInt8], file: String, limits: Limits = .standard, schema: Schema? = nil
  ) throws(DiagnosticsError) {
    if bytes.count > limits.bytes {
      let start = SourceLocation(file: file, line: 1, column: 1)
      throw DiagnosticsError([tooManyBytes(limits.bytes, at: start)])
    }
    let text = try decodedToUTF8(bytes, file: file)
    let parser = DocumentParser(file: file, limits: limits, selection: .root, schema: schema)
    text.withUnsafeBufferPointer { window in
      var start = 0
      while start < window.count, !parser.hasStopped {
        let end = min(start + DocumentParser.chunkBytes, window.count)
        parser.push(window, start..<end)
        start = end
      }
      parser.finish(window)
    }
    let problems = parser.problems + (parser.finished.first?.problems ?? parser.keptProblems)
    guard problems.isEmpty, let root = parser.finished.first else { throw DiagnosticsError(problems) }
    self = root.element
  }
}

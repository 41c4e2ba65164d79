internal import CLibXML2
public import Diagnostics

/// A compiled XML schema (XSD 1.0), to be shared by any number of parsers.
///
/// Uniqueness of `xs:ID` is not checked while streaming: see `Element.duplicateIDs(attribute:)`.
public final class Schema: Sendable {
  /// Read-only from here on, which libxml2 allows to share.
  nonisolated(unsafe) let pointer: OpaquePointer

  /// The schema that these bytes define; nothing else is loaded, so `xs:import` finds nothing.
  ///
  /// - Parameters:
  ///   - bytes: an XSD document.
  ///   - file: its name for messages.
  /// - Throws: `xml.schema`, and whatever parsing a document throws.
  public init(parsing bytes: [UInt8], file: String) throws(DiagnosticsError) {
    let root = try Element(parsing: bytes, file: file)
    LibXML.prepare()
    let problems = SchemaProblems()
    let schema: OpaquePointer? = bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let context = xmlSchemaNewMemParserCtxt(base.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      defer { xmlSchemaFreeParserCtxt(context) }
      let receiver = Unmanaged.passUnretained(problems).toOpaque()
      xmlSchemaSetParserStructuredErrors(context, onProblem, receiver)
      return xmlSchemaParse(context)
    }
    let found = withExtendedLifetime(problems) { problems.items }
    guard let schema, found.isEmpty else {
      if let schema { xmlSchemaFree(schema) }
      let items = found.isEmpty ? [(line: 1, message: "the schema cannot be compiled")] : found
      throw DiagnosticsError(
        items.map { item in
          badSchema(item.message, at: root.lastElement(upToLine: item.line)?.location ?? root.location)
        })
    }
    pointer = schema
  }

  deinit { xmlSchemaFree(pointer) }
}

private final class SchemaProblems {
  var items: [(line: Int, message: String)] = []
}

private let onProblem: xmlStructuredErrorFunc = { context, problem in
  guard let context, let problem, problem.pointee.level != XML_ERR_WARNING else { return }
  let receiver = Unmanaged<SchemaProblems>.fromOpaque(context).takeUnretainedValue()
  guard receiver.items.count < 50 else { return }
  let message = problem.pointee.message.map { String(cString: $0) } ?? ""
  receiver.items.append((Int(problem.pointee.line), message))
}

extension Element {
  /// libxml2 knows a schema element's line only: it is the last one that begins there or before.
  fileprivate func lastElement(upToLine line: Int) -> Element? {
    guard location.line <= line else { return nil }
    for child in children.reversed() {
      if let found = child.lastElement(upToLine: line) { return found }
    }
    return self
  }
}

// MARK: Wording

private func badSchema(_ message: String, at location: SourceLocation) -> Diagnostic {
  let short = message.replacing("{http://www.w3.org/2001/XMLSchema}", with: "xs:")
    .replacing("The XML document 'in_memory_buffer'", with: "this")
    .replacing(": The ", with: ": the ").replacing(": Failed ", with: ": failed ")
  return Diagnostic(.error, XMLCode.schema, "the schema is wrong: \(inHouseStyle(short))", at: location)
}

public import Advisor
public import Diagnostics
public import XML

extension DocumentPiece {
  /// Reads the cases of a piece.
  ///
  /// - Parameters:
  ///   - schema: what they must obey.
  ///   - body: what to do with each case, or with what is wrong with it; the others go on.
  /// - Throws: the problem after which nothing can be read.
  public func readCases(
    schema: Schema?, body: (Result<CaseStudy, DiagnosticsError>) -> Void
  ) throws(DiagnosticsError) {
    var end: DiagnosticsError?
    try read(schema: schema) { element, problems in
      guard problems.isEmpty else { return body(.failure(DiagnosticsError(problems))) }
      if element.name == "caseStudy" {
        do throws(DiagnosticsError) {
          body(.success(try CaseStudy(reading: element)))
        } catch {
          body(.failure(error))
        }
      } else {
        // The root of another document, or an empty library.
        do throws(DiagnosticsError) { _ = try CaseStudy.all(reading: element) } catch { end = error }
      }
    }
    if let end { throw end }
  }
}

/// Reads a library of cases of any size with several threads, in constant memory.
///
/// - Parameters:
///   - source: where the document comes from: one case, or a library of them.
///   - schema: what it must obey.
///   - cores: how many pieces are read at once.
///   - pieceBytes: how much a piece holds; less where much is made of each case.
///   - transform: what is made of each case, or of what is wrong with it; called on any thread.
///   - body: what to do with the results, in order, on the calling thread.
/// - Throws: the problem after which nothing can be read, when `body` has seen all before it; and what `body` throws.
public func readCases<Output: Sendable>(
  from source: ByteSource, schema: Schema?, cores: Int = coreCount,
  pieceBytes: Int = DocumentCutter.standardPieceBytes,
  transform: @escaping @Sendable (Result<CaseStudy, DiagnosticsError>) -> Output,
  body: (Output) throws -> Void
) throws {
  var cutter = DocumentCutter(source, library: "caseStudies", pieceBytes: pieceBytes)
  try concurrentMap(cores: max(1, cores), next: { try cutter.next() }) {
    piece -> (outputs: [Output], end: DiagnosticsError?) in
    var outputs: [Output] = []
    do throws(DiagnosticsError) {
      try piece.readCases(schema: schema) { outputs.append(transform($0)) }
    } catch {
      return (outputs, error)
    }
    return (outputs, nil)
  } body: { result in
    for output in result.outputs { try body(output) }
    if let end = result.end { throw end }
    return true
  }
}

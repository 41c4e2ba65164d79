// Any bytes as a case or a library of cases: read as a whole, element by element and in pieces, with the same result.
import Advisor
import Batch
import Diagnostics
import Glibc
import XML

/// The driver of libFuzzer: calls the function with one input after the other.
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main struct Fuzzer {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = run(&count, &arguments) { start, length in
      tryOut(Array(UnsafeBufferPointer(start: start, count: length)))
      return 0
    }
  }
}

private let schema: Schema? = {
  guard let file = fopen("../Cases/case-study.xsd", "r") else { return nil }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = fread(&bytes, 1, bytes.count, file)
  return try? Schema(parsing: Array(bytes[..<count]), file: "case-study.xsd")
}()

private func tryOut(_ bytes: [UInt8]) {
  let size = max(1, Int(bytes.first ?? 1))
  let whole = records { body in
    let reader = ElementReader(from: source(bytes, by: size))
    while let record = try reader.next() { body(record.element) }
  }
  let cut = records { body in
    var cutter = DocumentCutter(source(bytes, by: size), library: "caseStudies", pieceBytes: size)
    while let piece = try cutter.next() { try piece.read(keepingLayout: true) { element, _ in body(element) } }
  }
  // A library is the children of its root; any other document is its root.
  if let root = try? Element(parsing: bytes, file: "f"), root.name == "caseStudies", !root.nodes.isEmpty {
    if whole.elements != cut.elements || whole.elements != root.children { fail("pieces hold other records") }
  } else if whole.problem != nil, cut.problem == nil {
    fail("only the whole is refused: \(whole.problem ?? "")")
  }
  for schema in [nil, schema] {
    _ = try? readCases(from: source(bytes, by: size), schema: schema, cores: 1) { result in
      if case .failure(let error) = result { _ = error.rendered() }
      return true
    } body: { (_: Bool) in
    }
  }
}

private func records(
  _ read: ((Element) -> Void) throws -> Void
) -> (elements: [Element], problem: String?) {
  var elements: [Element] = []
  do {
    try read { elements.append($0) }
    return (elements, nil)
  } catch let error as DiagnosticsError {
    return (elements, error.rendered())
  } catch {
    return (elements, "\(error)")
  }
}

private func source(_ bytes: [UInt8], by size: Int) -> ByteSource {
  var rest = bytes[...]
  return ByteSource(file: "f") { () throws(DiagnosticsError) in
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

/// Says what went wrong, which an optimised precondition would keep to itself.
private func fail(_ message: String) -> Never {
  print(message)
  fflush(nil)
  preconditionFailure()
}

import Diagnostics
import Testing
import XML

/// A small generator of pseudo-random numbers, so that a failure can be repeated from its seed.
private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite("Damaged documents") struct DamagedDocumentTests {
  private static let seed = """
    <?xml version='1.0' encoding='UTF-8'?>
    <!-- a comment --><?an instruction?>
    <r xmlns='u' xmlns:p='v' x='1 &lt; 2'>
      <p:c y="é>"/>text &amp; more &#x41;<![CDATA[<&]]>\r\n<d><e/>日本👍</d>
      <c z='&quot;'>x</c>
    </r>
    """
  private static let scraps = [
    "<", ">", "&", "'", "\"", "]]>", "<![CDATA[", "<!--", "-->", "<?", "?>", "/>", "</", "<!DOCTYPE r [",
    "&#0;", "&x;",
    "xmlns:p=''", "\r", "\u{0}", "=", " ", "<c>", "</c>", "<p:c>", "\u{FEFF}", "p:", "<x y='",
  ].map { Array($0.utf8) }

  private static func damaged(_ generator: inout Generator) -> [UInt8] {
    var bytes = Array(seed.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let position = Int.random(in: 0..<max(1, bytes.count), using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0:
        bytes.removeSubrange(position..<min(bytes.count, position + Int.random(in: 1...9, using: &generator)))
      case 1: bytes.insert(contentsOf: scraps.randomElement(using: &generator) ?? [], at: position)
      case 2: if position < bytes.count { bytes[position] = UInt8.random(in: 0...255, using: &generator) }
      case 3: bytes.removeLast(bytes.count - position)
      default: bytes += bytes[position...].prefix(40)
      }
      if bytes.isEmpty { break }
    }
    return bytes
  }

  /// What comes of a document: its sketch with all places, or its problems.
  private static func outcome(_ bytes: [UInt8]) -> (tree: Element?, problems: String) {
    do throws(DiagnosticsError) {
      return (try Element(parsing: bytes, file: "f"), "")
    } catch {
      return (nil, described(error.diagnostics))
    }
  }

  @Test(arguments: 0..<40)
  func `every damaged document has one message, the same whole and in pieces`(_ round: Int) {
    var generator = Generator(state: UInt64(round) &* 7919 &+ 1)
    for _ in 0..<40 {
      let bytes = Self.damaged(&generator)
      let whole = Self.outcome(bytes)
      if whole.tree == nil {
        #expect(!whole.problems.isEmpty && !whole.problems.contains("\n"), "\(whole.problems) in \(bytes)")
      }
      let size = Int.random(in: 1...50, using: &generator)
      var rest = bytes[...]
      let source = ByteSource(file: "f") { () throws(DiagnosticsError) in
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
      }
      var children: [Element] = []
      var problems = ""
      let reader = ElementReader(from: source)
      do throws(DiagnosticsError) {
        while let record = try reader.next() { children.append(record.element) }
      } catch {
        problems = described(error.diagnostics)
      }
      #expect(problems == whole.problems, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
      if let tree = whole.tree { #expect(children == tree.children, "round \(round)") }
    }
  }

  @Test func `the places of a tree are where its tags stand`() throws {
    var generator = Generator(state: 1)
    for _ in 0..<300 {
      let bytes = Self.damaged(&generator)
      guard let tree = Self.outcome(bytes).tree else { continue }
      let lines = linesOf(String(decoding: bytes, as: UTF8.self))
      var pending = [tree]
      while let element = pending.popLast() {
        let line = lines[element.location.line - 1]
        let tag = "<" + (element.prefix.map { "\($0):" } ?? "") + element.name
        #expect(String(String.UnicodeScalarView(line.dropFirst(element.location.column - 1))).hasPrefix(tag))
        for attribute in element.attributes {
          let name = (attribute.prefix.map { "\($0):" } ?? "") + attribute.name
          let line = lines[attribute.location.line - 1]
          #expect(
            String(String.UnicodeScalarView(line.dropFirst(attribute.location.column - 1))).hasPrefix(name))
        }
        pending += element.children
      }
    }
  }
}

/// The lines of a text without a byte order mark.
private func linesOf(_ text: String) -> [[Unicode.Scalar]] {
  var lines: [[Unicode.Scalar]] = [[]]
  var last: Unicode.Scalar?
  for scalar in text.unicodeScalars {
    defer { last = scalar }
    if scalar == "\n", last == "\r" { continue }
    if scalar == "\n" || scalar == "\r" { lines.append([]) } else { lines[lines.count - 1].append(scalar) }
  }
  if lines[0].first == "\u{FEFF}" { lines[0].removeFirst() }
  return lines
}

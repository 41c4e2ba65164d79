public import Diagnostics

extension MarkupDocument {
  /// The document in some bytes, with its comments and processing instructions.
  ///
  /// - Throws: what parsing an `Element` throws; a document type declaration is refused there.
  public init(parsing bytes: [UInt8], file: String, limits: Element.Limits = .standard)
    throws(DiagnosticsError)
  {
    // The parser says that the document is well-formed, so that the reader need not doubt it.
    _ = try Element(parsing: bytes, file: file, limits: limits)
    var reader = MarkupReader(try decodedToUTF8(bytes, file: file))
    self = reader.document()
  }
}

/// Reads a document that is known to be well-formed.
private struct MarkupReader {
  private let bytes: [UInt8]
  private var next = 0

  init(_ bytes: [UInt8]) {
    // Line ends are newlines, as XML has it.
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      if bytes[index] == 13 {
        clean.append(10)
        if index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
      } else {
        clean.append(bytes[index])
      }
      index += 1
    }
    self.bytes = clean
  }

  mutating func document() -> MarkupDocument {
    var before: [MarkupNode] = []
    var root = MarkupElement("")
    var after: [MarkupNode] = []
    for node in nodes() {
      switch node {
      case .element(let element): root = element
      case .text: continue
      case .instruction(let text) where text.hasPrefix("xml "): continue
      case .comment, .instruction: if root.name.isEmpty { before.append(node) } else { after.append(node) }
      }
    }
    return MarkupDocument(before: before, root: root, after: after)
  }

  /// The nodes up to an end tag or the end; elements are kept on a stack of their own, however deep they are.
  private mutating func nodes() -> [MarkupNode] {
    var open: [MarkupElement] = []
    var top: [MarkupNode] = []
    func add(_ node: MarkupNode) {
      if case .text(let more) = node {
        let last = open.isEmpty ? top.last : open[open.count - 1].nodes.last
        if case .text(let text)? = last {
          if open.isEmpty {
            top[top.count - 1] = .text(text + more)
          } else {
            open[open.count - 1].nodes[open[open.count - 1].nodes.count - 1] = .text(text + more)
          }
          return
        }
      }
      if open.isEmpty { top.append(node) } else { open[open.count - 1].nodes.append(node) }
    }
    while next < bytes.count {
      if bytes[next] != UInt8(ascii: "<") {
        add(.text(decoded(until("<"), inAttribute: false)))
      } else if skip("<!--") {
        add(.comment(until("-->", skipping: true)))
      } else if skip("<![CDATA[") {
        add(.text(until("]]>", skipping: true)))
      } else if skip("<?") {
        add(.instruction(until("?>", skipping: true)))
      } else if skip("</") {
        _ = until(">", skipping: true)
        if let element = open.popLast() { add(.element(element)) }
      } else {
        let (element, isEmpty) = startTag()
        if isEmpty { add(.element(element)) } else { open.append(element) }
      }
    }
    return top
  }

  private mutating func startTag() -> (MarkupElement, isEmpty: Bool) {
    next += 1
    var element = MarkupElement(word())
    while next < bytes.count {
      skipSpace()
      if skip("/>") { return (element, true) }
      if skip(">") { return (element, false) }
      let name = word()
      skipSpace()
      guard skip("="), next < bytes.count else { break }
      skipSpace()
      let mark = bytes[next]
      next += 1
      let start = next
      while next < bytes.count, bytes[next] != mark { next += 1 }
      let raw = String(decoding: bytes[start..<next], as: UTF8.self)
      next += 1
      element.attributes.append(.init(name, decoded(raw, inAttribute: true)))
    }
    return (element, true)
  }

  private mutating func word() -> String {
    let start = next
    while next < bytes.count, !endsName(bytes[next]), bytes[next] != UInt8(ascii: "=") { next += 1 }
    if next == start { next += 1 }
    return String(decoding: bytes[start..<next], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while next < bytes.count, isSpace(bytes[next]) { next += 1 }
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    let matches = text.withUTF8Buffer { bytes[next...].starts(with: $0) }
    if matches { next += text.utf8CodeUnitCount }
    return matches
  }

  /// The text up to a mark, or to the end.
  private mutating func until(_ mark: StaticString, skipping: Bool = false) -> String {
    let start = next
    let found = mark.withUTF8Buffer { mark -> Bool in
      while next < bytes.count {
        if bytes[next] == mark[0], bytes[next...].starts(with: mark) { return true }
        next += 1
      }
      return false
    }
    let text = String(decoding: bytes[start..<next], as: UTF8.self)
    if found, skipping { next += mark.utf8CodeUnitCount }
    return text
  }

  /// The text with its references replaced; an attribute's line ends and tabs are blanks.
  private func decoded(_ text: String, inAttribute: Bool) -> String {
    var result = ""
    // By scalars, as an accent may follow a reference.
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: "&") {
      result += normalized(rest[..<start], inAttribute)
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ";") else { break }
      result += reference(Substring(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return result + normalized(rest, inAttribute)
  }

  private func normalized(_ text: Substring.UnicodeScalarView, _ inAttribute: Bool) -> String {
    guard inAttribute else { return String(text) }
    return String(String.UnicodeScalarView(text.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
  }

  private func reference(_ name: Substring) -> String {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let isHex = name.hasPrefix("#x")
      let code = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
      return code.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? "&\(name);"
    }
  }
}

internal import CLibXML2
internal import Diagnostics

extension DocumentParser {
  /// libxml2's callbacks: C functions that find the parser through their context and go on in Swift.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { context, name, prefix, uri, namespaceCount, namespaces, count, _, attributes in
      guard let parser = DocumentParser.at(context), let name else { return }
      parser.receiveStart(
        name, prefix, uri, UnsafeBufferPointer(start: namespaces, count: 2 * Int(namespaceCount)),
        UnsafeBufferPointer(start: attributes, count: 5 * Int(count)))
    }
    handler.endElementNs = { context, _, _, _ in DocumentParser.at(context)?.receiveEnd() }
    handler.characters = { context, _, count in DocumentParser.at(context)?.receiveText(Int(count)) }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in DocumentParser.at(context)?.receiveDoctype() }
    // With a schema, the context of this callback is libxml2's own plug: the way to us is the parser's.
    handler.serror = { _, problem in
      guard let problem, let context = problem.pointee.ctxt else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      DocumentParser.at(parser.pointee._private)?.receiveProblem(problem.pointee)
    }
    return handler
  }

  static let onSchemaProblem: xmlStructuredErrorFunc = { context, problem in
    guard let problem else { return }
    DocumentParser.at(context)?.receiveSchemaProblem(problem.pointee)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> DocumentParser? {
    context.map { Unmanaged<DocumentParser>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: Elements

  private func receiveStart(
    _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
    _ namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>,
    _ values: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    guard !hasStopped else { return }
    _ = scanner.skipToTag()
    keepText(isBesideChild: true)
    let begin = scanner.tagStart
    let location = scanner.place(at: begin)
    let tag = scanner.scanStartTag()
    elementCount += 1
    let localName = string(name)
    if open.count >= min(limits.depth, Element.Limits.greatestDepth) {
      return stop(tooDeep(min(limits.depth, Element.Limits.greatestDepth), at: location))
    }
    if scanner.tagLength > limits.tagBytes { return stop(tagTooLong(limits.tagBytes, at: location)) }
    if scanner.attributes.count > limits.attributes {
      return stop(tooManyAttributes(scanner.attributes.count, limits.attributes, at: location))
    }
    if keptDepth == nil, isWanted(localName) {
      keptDepth = open.count
      elementCount = 1
      countedFrom = scanner.windowStart + begin
    }
    if elementCount > limits.elements, keptDepth != nil {
      return stop(tooManyElements(limits.elements, at: location))
    }
    let isRead = keptDepth != nil || open.isEmpty || hasSchema
    open.append(
      Element(
        name: localName, namespace: uri.map(string), prefix: prefix.map(string),
        attributes: isRead ? attributes(values) : [], namespaces: isRead ? declared(namespaces) : [:],
        nodes: [], location: location))
    isEmptyTag = tag.isEmpty
    if open.count == 1 { root = open.first }
    if hasSchema { phase = .start }
    textBytes = 0
  }

  private func receiveEnd() {
    guard !hasStopped, let last = open.indices.last else { return }
    if isEmptyTag {
      isEmptyTag = false
    } else {
      _ = scanner.skipToTag()
      keepText(isBesideChild: !open[last].nodes.isEmpty)
      scanner.scanEndTag()
    }
    textBytes = 0
    let element = open.removeLast()
    if hasSchema { phase = .end(element) }
    guard let keptDepth else { return }
    if last > keptDepth {
      open[last - 1].nodes.append(.element(element))
    } else {
      finished.append(Finished(element: element, problems: keptProblems))
      keptProblems = []
      self.keptDepth = nil
      countedFrom = scanner.windowStart + scanner.next
    }
  }

  private func isWanted(_ name: String) -> Bool {
    switch selection {
    case .root: open.isEmpty
    case .children: open.count == 1
    case .named(let wanted): name == wanted
    }
  }

  private func attributes(_ values: UnsafeBufferPointer<UnsafePointer<UInt8>?>) -> [Element.Attribute] {
    if values.isEmpty { return [] }
    var attributes: [Element.Attribute] = []
    attributes.reserveCapacity(values.count / 5)
    var index = 0
    for raw in scanner.attributes where !raw.isNamespace {
      guard index + 4 < values.count, let name = values[index] else { break }
      attributes.append(
        Element.Attribute(
          name: string(name), namespace: values[index + 2].map(string), prefix: values[index + 1].map(string),
          value: scanner.value(raw), location: scanner.place(at: raw.name.lowerBound),
          valueLocation: scanner.place(at: raw.value.lowerBound)))
      index += 5
    }
    return attributes
  }

  private func declared(_ namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>) -> [String: String] {
    var declared: [String: String] = [:]
    for index in stride(from: 0, to: namespaces.count - 1, by: 2) {
      declared[namespaces[index].map(string) ?? ""] = namespaces[index + 1].map(string) ?? ""
    }
    return declared
  }

  /// Names come out of libxml2's dictionary: the same pointer is the same name.
  private func string(_ name: UnsafePointer<UInt8>) -> String { names[name] }

  // MARK: Text

  private func keepText(isBesideChild: Bool) {
    guard keptDepth != nil, let last = open.indices.last else { return }
    if isLayoutLeftOut, isBesideChild, scanner.isTextSpace { return }
    guard let text = scanner.takeText() else { return }
    open[last].nodes.append(.text(text))
  }

  /// The text itself is taken from the bytes when it is complete; here it is only measured.
  private func receiveText(_ count: Int) {
    guard !hasStopped else { return }
    textBytes += count
    if hasSchema { phase = .text }
    guard textBytes > limits.textBytes else { return }
    let first = scanner.next
    stop(textTooLong(limits.textBytes, at: scanner.place(at: first)))
  }

  // MARK: Problems

  private func receiveDoctype() {
    var copy = scanner
    _ = copy.skipToTag()
    stop(doctype(at: scanner.peekPlace(at: copy.next)))
    // Before the internal subset is read: nothing in it is ever expanded.
    if let context { xmlStopParser(context) }
  }

  private func receiveProblem(_ problem: xmlError) {
    guard !hasStopped, problem.level != XML_ERR_WARNING else { return }
    stop(malformed(problem))
  }

  private func receiveSchemaProblem(_ problem: xmlError) {
    // Each attribute of a tag may be wrong, and wording each one takes long.
    guard !hasStopped, problem.level != XML_ERR_WARNING, keptProblems.count < 50, let found = invalid(problem)
    else { return }
    if keptDepth != nil {
      if keptProblems.last != found { keptProblems.append(found) }
    } else if case .end = phase, let last = finished.indices.last, open.count == keptLevel {
      finished[last].problems.append(found)
    } else {
      stop(found)
    }
  }

  /// How many elements are open just after a kept element was closed; those of other levels are no one's child.
  private var keptLevel: Int {
    switch selection {
    case .root: 0
    case .children: 1
    case .named: open.count
    }
  }
}

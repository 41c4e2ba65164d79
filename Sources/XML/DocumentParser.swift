internal import CLibXML2
internal import Diagnostics

/// One document on its way through libxml2's push parser: bytes in, finished elements out.
///
/// All state of libxml2 is in the one context made here and freed with it; the callbacks in
/// `ReceiveMarkup.swift` build the elements.
final class DocumentParser {
  /// Which elements are kept.
  enum Selection { case root, children, named(String) }
  /// A finished element and what its schema says about it.
  struct Finished {
    let element: Element
    var problems: [Diagnostic] = []
  }
  /// What a schema problem is about, as the validator runs just after our own callback.
  enum Phase { case start, text, end(Element) }

  let file: String
  let limits: Element.Limits
  let selection: Selection
  /// Whether white space between the children of an element is layout, and left out.
  let isLayoutLeftOut: Bool
  // Exclusive access is not checked at run time: callbacks come one at a time, and never from within another.
  @exclusivity(unchecked) var scanner: MarkupScanner

  /// The elements whose end tags are still to come.
  ///
  /// Order: outermost first.
  @exclusivity(unchecked) var open: [Element] = []
  /// Whether the innermost of them is written `<empty/>`, so that no end tag comes.
  @exclusivity(unchecked) var isEmptyTag = false
  /// How many elements were open when the element being kept began; nil outside of all of them.
  @exclusivity(unchecked) var keptDepth: Int?
  @exclusivity(unchecked) var finished: [Finished] = []
  /// Problems of the document; of a kept element while it is open.
  @exclusivity(unchecked) var problems: [Diagnostic] = []
  @exclusivity(unchecked) var keptProblems: [Diagnostic] = []
  /// No more callbacks are wanted: `problems` says why.
  @exclusivity(unchecked) var hasStopped = false
  @exclusivity(unchecked) var phase = Phase.start
  /// The root's start tag, as an element without content.
  @exclusivity(unchecked) var root: Element?
  @exclusivity(unchecked) var elementCount = 0
  /// Where the element being kept, or the document, begins, in bytes.
  @exclusivity(unchecked) var countedFrom = 0
  @exclusivity(unchecked) var pushedBytes = 0
  @exclusivity(unchecked) var textBytes = 0
  @exclusivity(unchecked) var names = NameCache()
  @exclusivity(unchecked) var isAtEnd = false

  private(set) var context: xmlParserCtxtPtr?
  private var validator: OpaquePointer?
  private var plug: OpaquePointer?
  private let schema: Schema?
  var hasSchema: Bool { schema != nil }

  init(
    file: String, limits: Element.Limits, selection: Selection, schema: Schema?, isLayoutLeftOut: Bool = false
  ) {
    LibXML.prepare()
    self.file = file
    self.limits = limits
    self.selection = selection
    self.isLayoutLeftOut = isLayoutLeftOut
    self.schema = schema
    scanner = MarkupScanner(file: file)
    let own = Unmanaged.passUnretained(self).toOpaque()
    var handler = DocumentParser.handler
    context = xmlCreatePushParserCtxt(&handler, own, nil, 0, nil)
    guard let context else { return }
    context.pointee._private = own
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    if let schema {
      validator = xmlSchemaNewValidCtxt(schema.pointer)
      xmlSchemaSetValidStructuredErrors(validator, DocumentParser.onSchemaProblem, own)
      plug = xmlSchemaSAXPlug(validator, &context.pointee.sax, &context.pointee.userData)
    }
  }

  deinit {
    if let plug { xmlSchemaSAXUnplug(plug) }
    if let validator { xmlSchemaFreeValidCtxt(validator) }
    if let context { xmlFreeParserCtxt(context) }
  }

  /// libxml2 sees this many bytes at a time; the longest tag it can meet is this and `limits.tagBytes`.
  static let chunkBytes = 16 << 10

  /// Hands the next bytes of `window` to libxml2; `range` follows what was handed over before.
  func push(_ window: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !hasStopped, let context, let base = window.baseAddress else { return }
    scanner.window = UnsafeBufferPointer(rebasing: window[..<range.upperBound])
    if pushedBytes == 0 { scanner.skipByteOrderMark() }
    pushedBytes += range.count
    LibXML.prepare()
    base.withMemoryRebound(to: CChar.self, capacity: window.count) {
      _ = xmlParseChunk(context, $0 + range.lowerBound, Int32(range.count), 0)
    }
    if !hasStopped { checkHeldBack(context) }
    if !hasStopped, pushedBytes - countedFrom > limits.bytes, keptDepth != nil || selection.isRoot {
      stop(tooManyBytes(limits.bytes, at: keptDepth.map { open[$0].location } ?? start))
    }
  }

  /// Says that there are no more bytes; `window` still holds those that the scanner needs.
  func finish(_ window: UnsafeBufferPointer<UInt8>) {
    guard !hasStopped, let context else { return }
    scanner.window = window
    if root == nil, let problem = noDocument() { return stop(problem) }
    isAtEnd = true
    if case .end(let unfinished) = endOfBytes(), unfinished != .text { return stop(truncated(unfinished)) }
    xmlParseChunk(context, nil, 0, 1)
    if !hasStopped, !open.isEmpty || context.pointee.wellFormed == 0 { stop(truncated(.text)) }
  }

  /// Ends the parse with a problem.
  func stop(_ problem: Diagnostic) {
    guard !hasStopped else { return }
    hasStopped = true
    problems.append(problem)
    context?.pointee.disableSAX = 1
  }

  var start: SourceLocation { SourceLocation(file: file, line: 1, column: 1) }

  /// The place where libxml2 is at this moment.
  var parserPlace: SourceLocation { scanner.peekPlace(at: parserOffset) }

  /// Where libxml2 is, in bytes of the scanner's window.
  var parserOffset: Int {
    guard let input = context?.pointee.input?.pointee, let cur = input.cur, let base = input.base else {
      return scanner.next
    }
    return Int(input.consumed) + (cur - base) - scanner.windowStart
  }

  /// A tag or comment that does not end is held back by libxml2; without this check it would fill the memory.
  private func checkHeldBack(_ context: xmlParserCtxtPtr) {
    guard let input = context.pointee.input?.pointee, let end = input.end, let cur = input.cur else { return }
    let held = end - cur
    guard held > limits.tagBytes else { return }
    var copy = scanner
    guard case .end(let unfinished) = skipAllTags(&copy) else { return }
    let place = copy.tagStart
    switch unfinished {
    case .text, .cdata: break
    case .doctype: stop(doctype(at: scanner.peekPlace(at: place)))
    case .tag:
      stop(tagTooLong(limits.tagBytes, at: scanner.peekPlace(at: place)))
    case .comment, .instruction:
      if held > limits.commentBytes {
        stop(commentTooLong(unfinished, limits.commentBytes, at: scanner.peekPlace(at: place)))
      }
    }
  }

  /// What the bytes at hand end inside of.
  func endOfBytes() -> MarkupScanner.Stop {
    var copy = scanner
    return skipAllTags(&copy)
  }

  func skipAllTags(_ copy: inout MarkupScanner) -> MarkupScanner.Stop {
    while true {
      switch copy.skipToTag() {
      case .startTag: if !copy.scanStartTag().isComplete { return .end(.tag) }
      case .endTag:
        if copy.find(greaterThan, from: copy.next) == nil { return .end(.tag) } else { copy.scanEndTag() }
      case .doctype: return .end(.doctype)
      case .end(let unfinished): return .end(unfinished)
      }
    }
  }

  /// The one clear message for bytes without any root element; nil if libxml2 should say it.
  func noDocument() -> Diagnostic? {
    var copy = scanner
    let stop = copy.skipToTag()
    if let piece = copy.pieces.first(where: { piece in
      (piece.start..<piece.end).contains { !isSpace(copy.window[$0]) }
    }) {
      let at = (piece.start..<piece.end).first { !isSpace(copy.window[$0]) } ?? piece.start
      return notXML(copy.text(at..<min(piece.end, at + 60)), at: scanner.peekPlace(at: at))
    }
    switch stop {
    case .end(.text):
      let isBlank = copy.window.allSatisfy(isSpace) || copy.window.count == 3
      return nothingThere(isBlank: isBlank, at: scanner.peekPlace(at: copy.window.count))
    case .doctype: return doctype(at: scanner.peekPlace(at: copy.next))
    case .startTag, .endTag, .end: return nil
    }
  }

  /// The document ends too early: inside of what, and what was expected.
  func truncated(_ unfinished: MarkupScanner.Unfinished) -> Diagnostic {
    var copy = scanner
    _ = skipAllTags(&copy)
    let end = scanner.peekPlace(at: scanner.window.count)
    let opened = scanner.peekPlace(at: copy.tagStart)
    return endsInside(
      unfinished, tag: copy.name(at: copy.tagStart + 1), opened: opened, element: open.last, at: end)
  }
}

extension DocumentParser.Selection {
  var isRoot: Bool { if case .root = self { true } else { false } }
}

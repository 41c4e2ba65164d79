internal import CLibXML2
internal import Diagnostics

extension DocumentParser {
  /// What libxml2 found wrong, in our words and at the exact place.
  func malformed(_ problem: xmlError) -> Diagnostic {
    let place = parserPlace
    let code = xmlParserErrors(rawValue: UInt32(bitPattern: problem.code))
    switch code {
    case XML_ERR_TAG_NAME_MISMATCH: return mismatchedTag()
    case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED: return repeatedAttribute(problem, place)
    case XML_NS_ERR_UNDEFINED_NAMESPACE: return unknownPrefix(problem, place)
    case XML_ERR_INVALID_CHAR where said(problem).contains("xmlParseCharRef"):
      return error(
        "this character reference is not allowed; expected one such as `&#8364;`", lastAmpersand(place))
    case XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHAR, XML_ERR_UNKNOWN_ENCODING:
      return badCharacter(problem, place)
    case XML_ERR_UNDECLARED_ENTITY:
      return error(
        "the entity `&\(string(problem.str1));` is not defined; expected one of "
          + "`&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;`", lastAmpersand(place))
    case XML_ERR_NAME_REQUIRED, XML_ERR_ENTITYREF_SEMICOL_MISSING:
      let previous = parserOffset - 1
      let byte = scanner.window.indices.contains(previous) ? scanner.window[previous] : 0
      if byte == lessThan {
        return error(
          "`<` does not begin a tag; expected a name after it, or `&lt;`", scanner.peekPlace(at: previous))
      }
      if byte == ampersand || code == XML_ERR_ENTITYREF_SEMICOL_MISSING {
        return error("`&` does not begin an entity; expected `&amp;`", lastAmpersand(place))
      }
      return error("a name was expected here", place)
    case XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_CHARREF:
      return error(
        "this character reference is not allowed; expected one such as `&#8364;`", lastAmpersand(place))
    case XML_ERR_LT_IN_ATTRIBUTE: return error("`<` in an attribute's value; expected `&lt;`", place)
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
      return error("an attribute's value was expected in quotation marks", place)
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
      return error("an attribute's value has no closing quotation mark", place)
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return error("the attribute `\(string(problem.str1))` has no value; expected `=` and a value", place)
    case XML_ERR_DOCUMENT_EMPTY:
      return noDocument() ?? error("an XML document was expected to begin with `<`", place)
    case XML_ERR_DOCUMENT_END, XML_ERR_TAG_NOT_FINISHED:
      if isAtEnd, !open.isEmpty || root == nil { return truncated(.text) }
      return error("found more after the end of the root element", place)
    case XML_ERR_COMMENT_NOT_FINISHED: return error("a comment is not closed; expected `-->`", place)
    case XML_ERR_HYPHEN_IN_COMMENT: return error("`--` inside a comment; expected `-->` or other text", place)
    case XML_ERR_PI_NOT_FINISHED: return error("a processing instruction is not closed; expected `?>`", place)
    case XML_ERR_CDATA_NOT_FINISHED: return error("a CDATA section is not closed; expected `]]>`", place)
    case XML_ERR_MISPLACED_CDATA_END:
      let found = scanner.find("]]>", from: parserOffset).map { scanner.peekPlace(at: $0) }
      return error("`]]>` in text; expected `]]&gt;`", found ?? place)
    case XML_ERR_RESERVED_XML_NAME:
      let found = scanner.find("<?xml", from: scanner.next).map { scanner.peekPlace(at: $0) }
      return error("`<?xml …?>` was expected only at the very beginning of the file", found ?? place)
    case XML_ERR_SPACE_REQUIRED: return error("a space was expected here", place)
    case XML_ERR_GT_REQUIRED: return error("`>` was expected here", place)
    case XML_ERR_EQUAL_REQUIRED: return error("`=` was expected here", place)
    default: return error(inHouseStyle(said(problem)), place)
    }
  }

  private func error(_ message: String, _ place: SourceLocation, notes: [Diagnostic.Note] = []) -> Diagnostic
  {
    Diagnostic(.error, XMLCode.malformed, message, at: place, notes: notes)
  }

  private func said(_ problem: xmlError) -> String {
    problem.message.map { String(cString: $0) } ?? "not well-formed"
  }

  private func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { shortened(String(cString: $0)) } ?? ""
  }
  private func string(_ text: UnsafeMutablePointer<CChar>?) -> String { string(UnsafePointer(text)) }

  private func mismatchedTag() -> Diagnostic {
    var copy = scanner
    _ = copy.skipToTag()
    let found = copy.name(at: copy.tagStart + 2)
    let place = copy.place(at: copy.tagStart)
    guard let open = open.last else { return error("the end tag `</\(found)>` closes nothing", place) }
    let name = qualified(open)
    return error(
      "found `</\(found)>` where `</\(name)>` was expected", place,
      notes: [.init("`<\(name)>` was opened here", at: open.location)])
  }

  private func repeatedAttribute(_ problem: xmlError, _ place: SourceLocation) -> Diagnostic {
    var copy = startTag()
    let name = string(problem.str1)
    let wanted = copy.attributes.filter { copy.localName($0) == name }
    guard let first = wanted.first, let second = wanted.dropFirst().first else {
      return error("the attribute `\(name)` is given twice", place)
    }
    let full = copy.text(second.name)
    let firstPlace = copy.place(at: first.name.lowerBound)
    return error(
      "the attribute `\(full)` is given twice", copy.place(at: second.name.lowerBound),
      notes: [.init("it is given first here", at: firstPlace)])
  }

  private func unknownPrefix(_ problem: xmlError, _ place: SourceLocation) -> Diagnostic {
    let prefix = string(problem.str1)
    let message = "the namespace prefix `\(prefix)` is not declared; expected `xmlns:\(prefix)=\"…\"`"
    var copy = startTag()
    if copy.name(at: copy.tagStart + 1).hasPrefix(prefix + ":") {
      return error(message, copy.place(at: copy.tagStart))
    }
    let attribute = copy.attributes.first { copy.text($0.name).hasPrefix(prefix + ":") }
    return error(message, attribute.map { copy.place(at: $0.name.lowerBound) } ?? place)
  }

  private func badCharacter(_ problem: xmlError, _ place: SourceLocation) -> Diagnostic {
    let offset = parserOffset
    if let byte = scanner.window.indices.contains(offset) ? scanner.window[offset] : nil, byte >= 0x80 {
      return Diagnostic(
        .error, XMLCode.encoding, "the byte 0x\(hexadecimal(UInt32(byte), 2)) is not UTF-8 text here",
        at: place,
        help: "save the file as UTF-8, or name its encoding in `<?xml … encoding=\"…\"?>`")
    }
    let value =
      scanner.window.indices.contains(offset)
      ? UInt32(scanner.window[offset]) : UInt32(clamping: problem.int1)
    return error("the character U+\(hexadecimal(value, 4)) is not allowed in XML", place)
  }

  /// The start tag that libxml2 is reading, with its attributes.
  private func startTag() -> MarkupScanner {
    var copy = scanner
    if copy.skipToTag() == .startTag { _ = copy.scanStartTag() }
    return copy
  }

  /// A reference begins at its `&`, a little before the place where libxml2 gave up.
  private func lastAmpersand(_ place: SourceLocation) -> SourceLocation {
    let offset = min(parserOffset, scanner.window.count - 1)
    guard offset >= scanner.next else { return place }
    let found = stride(from: offset, through: max(scanner.next, offset - 200), by: -1).first {
      scanner.window[$0] == ampersand
    }
    return found.map { scanner.peekPlace(at: $0) } ?? place
  }
}

extension MarkupScanner {
  fileprivate func localName(_ attribute: RawAttribute) -> String {
    let name = text(attribute.name)
    if name.hasPrefix("xmlns:") { return name }
    return name.split(separator: ":", maxSplits: 1).last.map(String.init) ?? name
  }
}

/// The name as written in the tag.
func qualified(_ element: Element) -> String {
  element.prefix.map { "\($0):\(element.name)" } ?? element.name
}

func hexadecimal(_ value: UInt32, _ digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// The user's text for a message: one line, not too long.
func shortened(_ text: String) -> String {
  var line = String(String.UnicodeScalarView(text.unicodeScalars.prefix(61).map { isBreak($0) ? " " : $0 }))
  if line.unicodeScalars.count > 60 { line = String(line.unicodeScalars.prefix(57)) + "…" }
  return line
}

private func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" || scalar == "\t" }

/// libxml2's own words where we have none: one line, backticks, no final period, lower case.
func inHouseStyle(_ message: String) -> String {
  var text = message.replacing("'", with: "`").replacing("\n", with: " ")
  while let last = text.last, last == " " || last == "." || last == "\n" { text.removeLast() }
  return text.prefix(1).lowercased() + text.dropFirst()
}

internal import CLibXML2
internal import Diagnostics

extension DocumentParser {
  /// What the schema validator found wrong, in our words and at the exact place; nil if already said.
  ///
  /// The validator runs inside libxml2 just after our own callback for the same tag or text, so the element it
  /// means is the one just opened, or just closed, or the one around the text.
  func invalid(_ problem: xmlError) -> Diagnostic? {
    let said = problem.message.map { String(cString: $0) } ?? ""
    guard let element = subject else { return violation(inHouseStyle(said), at: start) }
    let attribute = attributeName(said).flatMap { name in element.attributes.first { $0.name == name } }
    let rest = said.following(": ")
    let name = qualified(element)
    switch xmlParserErrors(rawValue: UInt32(bitPattern: problem.code)) {
    case XML_SCHEMAV_ELEMENT_CONTENT: return wrongContent(element, rest)
    case XML_SCHEMAV_CVC_ELT_1:
      return violation(
        "the root element `\(name)` \(inNamespace(element.namespace)) is not one that the schema allows",
        at: element.location)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      let attributeName = attribute?.name ?? attributeName(said) ?? ""
      return violation(
        "attribute `\(attributeName)` is not allowed on element `\(name)`",
        at: attribute?.location ?? element.location)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      return violation(
        "element `\(name)` lacks its attribute `\(rest.quoted.first ?? "")`", at: element.location)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
      return violation("text is not allowed in element `\(name)`", at: textPlace(element) ?? element.location)
    case XML_SCHEMAV_CVC_IDC:
      return violation("element `\(name)`: \(inHouseStyle(rest))", at: element.location)
    case _ where rest.contains("Element content is not allowed"):
      let outer = open.dropLast().last.map(qualified) ?? ""
      return violation(
        "element `\(name)` is not allowed here; element `\(outer)` holds only text", at: element.location)
    default: return wrongValue(problem, rest, attribute, element)
    }
  }

  /// A value that its type does not allow, of an attribute or as an element's text.
  private func wrongValue(
    _ problem: xmlError, _ rest: String, _ attribute: Element.Attribute?, _ element: Element
  ) -> Diagnostic? {
    let place = attribute?.valueLocation ?? textPlace(element) ?? element.location
    let what = attribute.map { "attribute `\($0.name)`" } ?? "element `\(qualified(element))`"
    let value = shortened((attribute?.value ?? directText(element)).trimmedOfSpaces)
    switch xmlParserErrors(rawValue: UInt32(bitPattern: problem.code)) {
    case XML_SCHEMAV_CVC_ENUMERATION_VALID:
      let allowed = rest.following("{").quoted
      let nearest = nearestName(to: value, among: allowed)
      return violation(
        "`\(value)` is not allowed in \(what); expected \(oneOf(allowed))", at: place,
        help: nearest.map { "did you mean `\($0)`?" })
    case XML_SCHEMAV_CVC_PATTERN_VALID:
      let pattern = rest.following("by the pattern ").quotedWhole
      return violation("`\(value)` in \(what) is not of the form `\(pattern)`", at: place)
    case XML_SCHEMAV_CVC_MINLENGTH_VALID where value.isEmpty:
      return violation("\(what) is empty; expected a text", at: place)
    case XML_SCHEMAV_CVC_MINLENGTH_VALID, XML_SCHEMAV_CVC_MAXLENGTH_VALID, XML_SCHEMAV_CVC_LENGTH_VALID:
      let numbers = rest.following("length of ").quoted
      let bound = rest.contains("minimum") ? "at least " : rest.contains("maximum") ? "at most " : ""
      let counts = "has \(numbers.first ?? "") characters; expected \(bound)\(numbers.last ?? "")"
      return violation("`\(value)` in \(what) \(counts)", at: place)
    case XML_SCHEMAV_CVC_MININCLUSIVE_VALID: return outOfBounds("at least")
    case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID: return outOfBounds("at most")
    case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID: return outOfBounds("more than")
    case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID: return outOfBounds("less than")
    case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2,
      XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3:
      // The facet that was broken has been named at this place already.
      if (keptProblems.last ?? finished.last?.problems.last)?.location == place { return nil }
      let type = rest.following(" type ")
      if type == rest { return violation("`\(value)` is not allowed in \(what)", at: place) }
      return violation("`\(value)` in \(what) is not a value of the type `\(type.quotedWhole)`", at: place)
    default: return violation("\(what): \(inHouseStyle(rest))", at: place)
    }

    func outOfBounds(_ bound: String) -> Diagnostic {
      let limit = rest.ranges(of: "('").last.map { rest[$0.upperBound...].prefix { $0 != "'" } } ?? ""
      return violation("`\(value)` in \(what) is out of bounds; expected \(bound) `\(limit)`", at: place)
    }
  }

  private func wrongContent(_ element: Element, _ rest: String) -> Diagnostic {
    let expected = expectedNames(rest)
    let names = expected.map(\.name)
    let name = qualified(element)
    if rest.contains("Missing child") {
      return violation("element `\(name)` ends too early; expected \(oneOf(names))", at: element.location)
    }
    if let same = expected.first(where: { $0.name == element.name && $0.namespace != element.namespace }) {
      let places =
        "\(inNamespace(element.namespace)) is not allowed here; expected it \(inNamespace(same.namespace))"
      return violation("element `\(name)` \(places)", at: element.location)
    }
    let wish = names.isEmpty ? "no element is expected here" : "expected \(oneOf(names))"
    let nearest = nearestName(to: element.name, among: names)
    return violation(
      "element `\(name)` is not allowed here; \(wish)", at: element.location,
      help: nearest.map { "did you mean `\($0)`?" })
  }

  // MARK: What the validator talks about

  /// The element that the validator is at.
  private var subject: Element? {
    switch phase {
    case .start, .text: open.last
    case .end(let element): element
    }
  }

  private func directText(_ element: Element) -> String {
    element.nodes.reduce(into: "") { joined, node in if case .text(let piece) = node { joined += piece.text }
    }
  }

  /// Where the text begins that the problem may be about, past its spaces.
  private func textPlace(_ element: Element) -> SourceLocation? {
    switch phase {
    case .start: return nil
    case .text:
      var copy = scanner
      _ = copy.skipToTag()
      let bytes = copy.pieces.lazy.flatMap { $0.start..<$0.end }
      return bytes.first { !isSpace(copy.window[$0]) }.map { scanner.peekPlace(at: $0) }
    case .end:
      for case .text(let piece) in element.nodes {
        let spaces = piece.text.utf8.prefix { isSpace($0) }.count
        if spaces < piece.text.utf8.count { return piece.location(atUTF8: spaces) }
      }
      return nil
    }
  }

  /// The names in `Expected is one of ( {namespace}a, b ).`.
  private func expectedNames(_ rest: String) -> [(name: String, namespace: String?)] {
    let list = rest.following("Expected is").following("(")
    guard let end = list.lastIndex(of: ")") else { return [] }
    return list[..<end].split(separator: ", ").map { item in
      let name = item.drop { $0 == " " }
      guard name.first == "{" else { return (String(name.prefix { $0 != " " }), nil) }
      let namespace = name.dropFirst().prefix { $0 != "}" }
      return (String(name.dropFirst(namespace.count + 2).prefix { $0 != " " }), String(namespace))
    }
  }

  /// The name in `Element 'x', attribute '{namespace}y': …` and in `… The attribute 'y' is not allowed.`.
  private func attributeName(_ said: String) -> String? {
    let rest = said.following("attribute ")
    guard rest != said, let name = rest.quoted.first else { return nil }
    return name.first == "{" ? String(name.drop { $0 != "}" }.dropFirst()) : name
  }
}

extension String {
  /// What follows the first occurrence of a separator; everything if there is none.
  fileprivate func following(_ separator: String) -> String {
    ranges(of: separator).first.map { String(self[$0.upperBound...]) } ?? self
  }

  /// The texts between pairs of `'`.
  fileprivate var quoted: [String] {
    split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// The text between the first and the last `'`.
  fileprivate var quotedWhole: String {
    guard let first = firstIndex(of: "'"), let last = lastIndex(of: "'"), first < last else { return self }
    return String(self[index(after: first)..<last])
  }
}

// MARK: Wording

private func violation(_ message: String, at place: SourceLocation, help: String? = nil) -> Diagnostic {
  Diagnostic(.error, XMLCode.invalid, message, at: place, help: help)
}

private func inNamespace(_ namespace: String?) -> String {
  namespace.map { "in the namespace `\($0)`" } ?? "in no namespace"
}

private func oneOf(_ names: [String]) -> String {
  let list = names.map { "`\($0)`" }.joined(separator: ", ")
  return names.count == 1 ? list : "one of \(list)"
}

public import Diagnostics
public import XML

extension CaseStudy {
  /// The namespace of case studies.
  public static let namespace = "urn:rationale:case-study:1"

  /// The case studies of a document: one, or all of a library.
  ///
  /// - Parameter root: a `caseStudy` or `caseStudies` element, checked against the schema or not.
  /// - Throws: `case.structure` for everything that is missing or not one of the words it should be.
  public static func all(reading root: Element) throws(DiagnosticsError) -> [CaseStudy] {
    guard root.namespace == namespace, root.name == "caseStudy" || root.name == "caseStudies" else {
      throw DiagnosticsError([wrongRoot(root)])
    }
    var problems: [Diagnostic] = []
    var studies: [CaseStudy] = []
    for element in root.name == "caseStudy" ? [root] : root.children("caseStudy") {
      do {
        studies.append(try CaseStudy(reading: element))
      } catch {
        problems += error.diagnostics
      }
    }
    try problems.throwIfAnyIsError()
    return studies
  }

  /// A case study from its element.
  ///
  /// - Throws: `case.structure`.
  public init(reading element: Element) throws(DiagnosticsError) {
    var reader = CaseReader(element: element)
    let facts = element.child("facts")?.children("fact") ?? []
    let figures = element.child("figures")?.children("figure") ?? []
    self.init(
      id: reader.attribute("id", of: element), title: reader.text("title"),
      organisation: reader.text("organisation"), year: element.child("year").map { plainText($0.text.text) },
      sources: element.children("source").map { reader.source($0) }, narrative: reader.text("narrative"),
      facts: facts.map { reader.fact($0) }, figures: figures.map { reader.fact($0) },
      used: element.child("used").map { reader.used($0) },
      location: element.location)
    try reader.problems.throwIfAnyIsError()
  }
}

/// Reads the parts of a case, remembering what is wrong; placeholders never leave a reading that has problems.
private struct CaseReader {
  let element: Element
  var problems: [Diagnostic] = []

  mutating func text(_ name: String) -> String {
    let text = plainText(element.child(name)?.text.text ?? "")
    if text.isEmpty { problems.append(missingElement(name, in: element)) }
    return text
  }

  mutating func attribute(_ name: String, of element: Element) -> String {
    guard let value = element[attribute: name] else {
      problems.append(missingAttribute(name, in: element))
      return ""
    }
    return value
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of element: Element, else fallback: Word
  ) -> Word where Word.RawValue == String {
    let text = attribute(name, of: element)
    if let word = Word(rawValue: text) { return word }
    if let attribute = element.attribute(name) {
      problems.append(strangeWord(attribute, Word.allCases.map(\.rawValue)))
    }
    return fallback
  }

  mutating func source(_ element: Element) -> CaseStudy.Source {
    let remark = plainText(element.text.text)
    return .init(
      url: attribute("url", of: element), kind: word("kind", of: element, else: .original),
      remark: remark.isEmpty ? nil : remark)
  }

  mutating func fact(_ element: Element) -> WrittenFact {
    let name = attribute("name", of: element)
    let value = element.attribute("value")
    return WrittenFact(
      name: SourceFragment(name, at: element.attribute("name")?.valueLocation ?? element.location),
      value: value.map { SourceFragment($0.value, at: $0.valueLocation) },
      status: word("status", of: element, else: .unknown), note: element[attribute: "note"].map(plainText))
  }

  mutating func used(_ element: Element) -> CaseStudy.Used {
    let result = plainText(element.child("result")?.text.text ?? "")
    return .init(
      strategy: word("strategy", of: element, else: .prompting), result: result.isEmpty ? nil : result)
  }
}

// MARK: Wording

private func wrongRoot(_ root: Element) -> Diagnostic {
  let isInNamespace = root.namespace == CaseStudy.namespace
  return Diagnostic(
    .error, AdvisorCode.structure,
    "the root element is `\(root.name)`; expected `caseStudy` or `caseStudies`", at: root.location,
    help: isInNamespace ? nil : "declare the namespace: `xmlns=\"\(CaseStudy.namespace)\"`")
}

private func missingElement(_ name: String, in element: Element) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.structure, "the case has no `\(name)`", at: element.location)
}

private func missingAttribute(_ name: String, in element: Element) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.structure, "`\(element.name)` has no attribute `\(name)`", at: element.location)
}

private func strangeWord(_ attribute: Element.Attribute, _ words: [String]) -> Diagnostic {
  let expected = Prose.list(words.map { "`\($0)`" }, joinedBy: "or")
  return Diagnostic(
    .error, AdvisorCode.structure,
    "`\(attribute.name)` cannot be `\(attribute.value)`; expected \(expected)", at: attribute.valueLocation,
    help: nearestName(to: attribute.value, among: words).map { "did you mean `\($0)`?" })
}

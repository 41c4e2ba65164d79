public import Diagnostics
internal import XML

/// A model file as it is written again: in one layout, one version, with the ids and the diagram that editors need.
///
/// Nothing of the file is lost: elements of other namespaces, unknown attributes, comments and processing instructions
/// stay where they are.
public struct FormattedModel: Sendable {
  /// The text of the file.
  public let text: String

  /// The model in some bytes, laid out anew.
  ///
  /// - Parameters:
  ///   - bytes: the file as it stands.
  ///   - file: its name for messages.
  ///   - version: the version of DMN to write.
  /// - Throws: what reading throws, and `model.unknownElement` for what the version has no place for.
  public init(formatting bytes: [UInt8], file: String, as version: DMNVersion = .dmn13)
    throws(DiagnosticsError)
  {
    let element = try Element(parsing: bytes, file: file)
    guard let written = element.namespace.flatMap({ DMNVersion(rawValue: $0) }), element.name == "definitions"
    else {
      throw DiagnosticsError([notAModel(element)])
    }
    let lost = element.partsMissing(in: version, writtenIn: written)
    if !lost.isEmpty { throw DiagnosticsError(lost) }
    var document = try MarkupDocument(parsing: bytes, file: file)
    document.root = document.root.withoutPrefix(of: written).inVersion(version)
    document.root.addIDs()
    document.root.addDiagram(version)
    text = document.text
  }
}

extension Element {
  /// What a version has no place for, by place.
  fileprivate func partsMissing(in version: DMNVersion, writtenIn written: DMNVersion) -> [Diagnostic] {
    if written == .dmn11 { return [tooOld(self)] }
    let unknown = version.missingElements
    var found: [Diagnostic] = []
    var pending = [self]
    while let next = pending.popLast() {
      if next.namespace == written.rawValue, unknown.contains(next.name) {
        found.append(noPlace(next, version))
      }
      pending += next.children
    }
    return found
  }
}

extension DMNVersion {
  /// The elements that came after this version.
  fileprivate var missingElements: Set<String> {
    switch self {
    case .dmn15: []
    case .dmn14: ["typeConstraint"]
    case .dmn11, .dmn12, .dmn13: ["typeConstraint", "for", "some", "every", "conditional", "filter"]
    }
  }

  /// The namespaces that belong together.
  fileprivate var namespaces: (model: String, feel: String, diagram: String) {
    switch self {
    case .dmn11:
      (rawValue, "http://www.omg.org/spec/FEEL/20140401", "http://www.omg.org/spec/DMN/20180521/DMNDI/")
    case .dmn12:
      (
        rawValue, "http://www.omg.org/spec/DMN/20180521/FEEL/", "http://www.omg.org/spec/DMN/20180521/DMNDI/"
      )
    case .dmn13:
      (
        rawValue, "https://www.omg.org/spec/DMN/20191111/FEEL/",
        "https://www.omg.org/spec/DMN/20191111/DMNDI/"
      )
    case .dmn14:
      (
        rawValue, "https://www.omg.org/spec/DMN/20211108/FEEL/",
        "https://www.omg.org/spec/DMN/20191111/DMNDI/"
      )
    case .dmn15:
      (
        rawValue, "https://www.omg.org/spec/DMN/20230324/FEEL/",
        "https://www.omg.org/spec/DMN/20230324/DMNDI/"
      )
    }
  }

  /// What a namespace of any version is in this one; nil for other names.
  fileprivate func counterpart(of name: String) -> String? {
    for version in DMNVersion.allCases {
      let known = version.namespaces
      if name == known.model { return namespaces.model }
      if name == known.feel { return namespaces.feel }
      if name == known.diagram { return namespaces.diagram }
    }
    return nil
  }

  /// The namespace of the diagram's elements.
  var diagramNamespace: String { namespaces.diagram }
}

extension MarkupElement {
  /// The same with the names of a version where those of another stood.
  fileprivate func inVersion(_ version: DMNVersion) -> MarkupElement {
    mapped { element in
      for index in element.attributes.indices {
        if let name = version.counterpart(of: element.attributes[index].value) {
          element.attributes[index].value = name
        }
      }
    }
  }

  /// The same with DMN as the default namespace, where nothing else is.
  fileprivate func withoutPrefix(of version: DMNVersion) -> MarkupElement {
    let prefix = String(self.prefix)
    guard !prefix.isEmpty, self["xmlns:\(prefix)"] == version.rawValue, !anywhere({ $0["xmlns"] != nil }),
      !anywhere({ $0.prefix.isEmpty || $0 != self && $0["xmlns:\(prefix)"] != nil })
    else { return self }
    let isNeeded = anywhere { element in
      element.attributes.contains { $0.name.hasPrefix("\(prefix):") || $0.value.hasPrefix("\(prefix):") }
    }
    var result = mapped { element in
      if element.prefix == prefix { element.name = String(element.localName) }
    }
    result.attributes = result.attributes.flatMap { attribute -> [Attribute] in
      guard attribute.name == "xmlns:\(prefix)" else { return [attribute] }
      return [Attribute("xmlns", attribute.value)] + (isNeeded ? [attribute] : [])
    }
    return result
  }

  /// The same with a change made to each element.
  func mapped(_ change: (inout MarkupElement) -> Void) -> MarkupElement {
    var result = self
    change(&result)
    result.nodes = result.nodes.map { node in
      if case .element(let child) = node { return .element(child.mapped(change)) }
      return node
    }
    return result
  }

  /// Whether a condition holds of it or of an element inside.
  func anywhere(_ condition: (MarkupElement) -> Bool) -> Bool {
    condition(self) || children.contains { $0.anywhere(condition) }
  }
}

// MARK: Wording

private func notAModel(_ element: Element) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.root, "found `\(element.name)`, expected `definitions` in a namespace of DMN",
    at: element.location)
}

private func tooOld(_ element: Element) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.namespace,
    "DMN 1.1 is written in another way, so that it cannot be laid out as it is",
    at: element.location, help: "open it in an editor of today and save it")
}

private func noPlace(_ element: Element, _ version: DMNVersion) -> Diagnostic {
  let newest = element.name == "typeConstraint" ? "1.5" : "1.4"
  return Diagnostic(
    .error, ModelProblem.unknownElement,
    "`\(element.name)` came with DMN \(newest), and the version that is to be written has no place for it",
    at: element.location, help: "`--dmn 1.5` keeps it")
}

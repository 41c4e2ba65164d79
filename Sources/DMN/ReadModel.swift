public import Diagnostics
public import XML

extension DecisionModel {
  /// The model that the root element of a DMN file describes.
  ///
  /// Editions 1.1 to 1.5 are told by their namespace; prefixes do not matter.
  ///
  /// - Parameters:
  ///   - root: the `definitions` element.
  ///   - tolerant: whether what is wrong is left out with a warning, as far as a model remains at all.
  /// - Throws: everything found wrong, by place: an unknown root, namespace, element or hit policy; a missing
  ///   part, cell or requirement; names and ids given twice.
  public init(reading root: Element, tolerant: Bool = false) throws(DiagnosticsError) {
    let version = try edition(of: root, tolerant: tolerant)
    var reader = ModelReader(root: root)
    let imports = reader.each("import", in: root) { reader, element in
      Import(
        name: reader.optionalName(of: element), namespace: element[attribute: "namespace"] ?? "",
        locationURI: element[attribute: "locationURI"], importType: element[attribute: "importType"] ?? "",
        location: element.location)
    }
    reader.importedNames = Dictionary(imports.map { ($0.namespace, $0.name) }) { first, _ in first }
    self.init(
      id: root[attribute: "id"], name: root[attribute: "name"].map(normalizedName) ?? "",
      namespace: reader.namespace, version: version, description: reader.description(of: root),
      imports: imports,
      itemDefinitions: reader.each("itemDefinition", in: root) { $0.itemDefinition($1) },
      inputs: reader.each("inputData", in: root) { $0.inputData($1) },
      decisions: reader.each("decision", in: root) { $0.decision($1) },
      businessKnowledgeModels: reader.each("businessKnowledgeModel", in: root) {
        $0.businessKnowledgeModel($1)
      },
      decisionServices: reader.each("decisionService", in: root) { $0.decisionService($1) },
      knowledgeSources: reader.each("knowledgeSource", in: root) { $0.knowledgeSource($1) },
      extensions: reader.extensions(of: root), location: root.location)
    reader.reportUnknownChildren(of: root)
    reader.reportDuplicateIds(in: root)
    var problems = reader.problems + duplicateNames + brokenReferences
    if tolerant { problems = problems.map { Diagnostic(warning: $0) } }
    try problems.throwIfAnyIsError()
    self = with(warnings: problems.sorted())
  }

  private func with(warnings: [Diagnostic]) -> DecisionModel {
    DecisionModel(
      id: id, name: name, namespace: namespace, version: version, description: description, imports: imports,
      itemDefinitions: itemDefinitions, inputs: inputs, decisions: decisions,
      businessKnowledgeModels: businessKnowledgeModels, decisionServices: decisionServices,
      knowledgeSources: knowledgeSources, extensions: extensions, warnings: warnings, location: location)
  }
}

/// What is known while a model is read, and what was found wrong so far.
struct ModelReader {
  /// The namespace of the model's own elements.
  let namespace: String
  /// Prefixes declared on the root element.
  let prefixes: [String: String]
  /// Names of the imports by the namespace they import.
  var importedNames: [String: String] = [:]
  var problems: [Diagnostic] = []

  init(root: Element) {
    namespace = root[attribute: "namespace"] ?? ""
    prefixes = root.namespaces
  }

  mutating func each<Part>(
    _ name: String, in element: Element, _ read: (inout ModelReader, Element) -> Part
  ) -> [Part] {
    var parts: [Part] = []
    for child in element.children(name) { parts.append(read(&self, child)) }
    return parts
  }

  mutating func report(
    _ code: ModelProblem, _ message: String, at location: SourceLocation, notes: [Diagnostic.Note] = [],
    help: String? = nil
  ) {
    problems.append(Diagnostic(.error, code, message, at: location, notes: notes, help: help))
  }

  /// The `name` attribute, spaces normalised; reports its absence.
  mutating func name(of element: Element) -> String {
    let name = optionalName(of: element)
    if name.isEmpty { report(.missingPart, noName(element), at: element.location) }
    return name
  }

  func optionalName(of element: Element) -> String { normalizedName(element[attribute: "name"] ?? "") }

  func id(of element: Element, or name: String) -> String { element[attribute: "id"] ?? name }

  func description(of element: Element) -> String? { words(of: element.child("description")) }

  /// The text of an element without the space around it; nil for none.
  func words(of element: Element?) -> String? {
    guard let element else { return nil }
    let words = trimmed(element.text.text)
    return words.isEmpty ? nil : words
  }

  func extensions(of element: Element) -> [Element] {
    element.children("extensionElements").flatMap(\.children)
  }

  /// A type reference as FEEL names it: a prefix of FEEL, of this model or of nothing known falls away, that of
  /// an imported model becomes the name of the import.
  func typeRef(_ written: String?) -> String? {
    guard let written, !trimmed(written).isEmpty else { return nil }
    let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return normalizedName(written) }
    let local = normalizedName(String(parts[1]))
    guard let target = prefixes[String(parts[0])], let importName = importedNames[target], !importName.isEmpty
    else { return local }
    return "\(importName).\(local)"
  }

  func informationItem(_ element: Element) -> InformationItem {
    InformationItem(
      name: optionalName(of: element), typeRef: typeRef(element[attribute: "typeRef"]),
      location: element.location)
  }

  mutating func reportUnknownChildren(of root: Element) {
    for child in root.children where child.namespace == root.namespace {
      guard !knownChildren.contains(child.name) else { continue }
      report(
        .unknownElement, "unknown element `\(child.name)` in `definitions`", at: child.location,
        help: didYouMean(nearestName(to: child.name, among: knownChildren)))
    }
  }

  mutating func reportDuplicateIds(in root: Element) {
    var first: [String: SourceLocation] = [:]
    var pending = [root]
    while let element = pending.popLast() {
      if element.namespace == root.namespace, let id = element.attribute("id") {
        if let earlier = first[id.value] {
          report(
            .duplicateId, "the id `\(id.value)` is given twice", at: id.location,
            notes: [.init("the first `\(id.value)` is here", at: earlier)])
        } else {
          first[id.value] = id.location
        }
      }
      pending += element.children.filter { $0.name != "extensionElements" }.reversed()
    }
  }
}

/// A name with the space around it gone and every inner stretch of space made one.
func normalizedName(_ name: String) -> String {
  name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// The text without the white space around it.
func trimmed(_ text: String) -> String {
  var rest = Substring(text)
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  return String(rest)
}

/// The help that offers a name, if there is one to offer.
func didYouMean(_ name: String?) -> String? { name.map { "did you mean `\($0)`?" } }

private let knownChildren = [
  "decision", "inputData", "itemDefinition", "businessKnowledgeModel", "decisionService", "knowledgeSource",
  "import", "description", "extensionElements", "textAnnotation", "association", "group", "elementCollection",
  "performanceIndicator", "organizationUnit",
]

private func edition(of root: Element, tolerant: Bool) throws(DiagnosticsError) -> DMNVersion {
  guard root.name == "definitions" else {
    throw DiagnosticsError([
      Diagnostic(
        .error, ModelProblem.root, "the root element is `\(root.name)`, expected `definitions`",
        at: root.location)
    ])
  }
  guard let namespace = root.namespace, let version = DMNVersion(rawValue: namespace) else {
    if tolerant { return .dmn15 }
    throw DiagnosticsError([
      Diagnostic(
        .error, ModelProblem.namespace, unknownNamespace(root.namespace), at: root.location,
        help: "the namespace of DMN 1.3 is `\(DMNVersion.dmn13.rawValue)`")
    ])
  }
  return version
}

// MARK: Wording

private func unknownNamespace(_ namespace: String?) -> String {
  guard let namespace else { return "`definitions` has no namespace, expected one of DMN 1.1 to 1.5" }
  return "`definitions` has the namespace `\(namespace)`, expected one of DMN 1.1 to 1.5"
}

private func noName(_ element: Element) -> String { "`\(element.name)` has no name" }

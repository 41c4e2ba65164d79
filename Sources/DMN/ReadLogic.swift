internal import Diagnostics
internal import XML

extension ModelReader {
  /// The boxed expression among the children of an element; nil where there is none.
  ///
  /// - Parameter others: the names of children that are no expressions; anything else is reported.
  mutating func logic(in element: Element, beside others: Set<String> = ["description", "extensionElements"])
    -> Logic?
  {
    var found: Logic?
    for child in element.children where child.namespace == element.namespace {
      if others.contains(child.name) { continue }
      guard let logic = logic(child) else { continue }
      if found == nil {
        found = logic
      } else {
        report(
          .unknownElement, "`\(element.name)` has a second expression, expected one", at: child.location)
      }
    }
    return found
  }

  /// The expression that must stand in an element; reports its absence.
  private mutating func required(
    in element: Element?, _ name: String, of parent: Element,
    beside others: Set<String> = ["description", "extensionElements"]
  ) -> Logic {
    guard let element else {
      report(.missingPart, "`\(parent.name)` has no `\(name)`", at: parent.location)
      return Logic(.literal(nil), location: parent.location)
    }
    let before = problems.count
    if let logic = logic(in: element, beside: others) { return logic }
    if problems.count == before {
      report(.missingPart, "`\(element.name)` has no expression", at: element.location)
    }
    return Logic(.literal(nil), location: element.location)
  }

  private mutating func logic(_ element: Element) -> Logic? {
    guard let form = form(element) else { return nil }
    return Logic(
      form, typeRef: typeRef(element[attribute: "typeRef"]), id: element[attribute: "id"],
      description: description(of: element), location: element.location)
  }

  private mutating func form(_ element: Element) -> Logic.Form? {
    switch element.name {
    case "literalExpression": .literal(literal(element))
    case "decisionTable": .table(decisionTable(element))
    case "context": .context(each("contextEntry", in: element) { $0.contextEntry($1) })
    case "list": .list(items(of: element))
    case "relation": relation(element)
    case "invocation": invocation(element)
    case "functionDefinition": .function(function(element))
    case "conditional":
      .conditional(
        if: required(in: element.child("if"), "if", of: element),
        then: required(in: element.child("then"), "then", of: element),
        else: required(in: element.child("else"), "else", of: element))
    case "filter":
      .filter(
        in: required(in: element.child("in"), "in", of: element),
        match: required(in: element.child("match"), "match", of: element))
    case "for":
      .for(iterator(element), return: required(in: element.child("return"), "return", of: element))
    case "some":
      .some(iterator(element), satisfies: required(in: element.child("satisfies"), "satisfies", of: element))
    case "every":
      .every(iterator(element), satisfies: required(in: element.child("satisfies"), "satisfies", of: element))
    default: unknown(element)
    }
  }

  private mutating func unknown(_ element: Element) -> Logic.Form? {
    report(
      .unknownElement, "unknown boxed expression `\(element.name)`", at: element.location,
      help: didYouMean(nearestName(to: element.name, among: boxes)))
    return nil
  }

  /// The text of a literal expression, nil where it is empty; reports a language that is not FEEL.
  mutating func literal(_ element: Element) -> SourceFragment? {
    if let language = element.attribute("expressionLanguage"), !isFEEL(language.value) {
      report(
        .language, "expression language `\(language.value)` is not supported, expected FEEL",
        at: language.valueLocation)
      return nil
    }
    guard let text = element.child("text")?.text, !trimmed(text.text).isEmpty else {
      if let imported = element.child("importedValues") {
        report(.unknownElement, "`importedValues` is not supported", at: imported.location)
      }
      return nil
    }
    return text
  }

  private mutating func contextEntry(_ element: Element) -> ContextEntry {
    ContextEntry(
      variable: element.child("variable").map { informationItem($0) },
      value: required(
        in: element, "expression", of: element, beside: ["variable", "description", "extensionElements"]))
  }

  private mutating func items(of element: Element) -> [Logic] {
    element.children.filter { $0.namespace == element.namespace }
      .filter { !["description", "extensionElements"].contains($0.name) }
      .compactMap { logic($0) }
  }

  private mutating func relation(_ element: Element) -> Logic.Form {
    let columns = element.children("column").map { informationItem($0) }
    let rows = each("row", in: element) { reader, row in
      let cells = reader.items(of: row)
      if cells.count != columns.count {
        reader.report(
          .tableShape, "row has \(cells.count) cells, expected \(columns.count)", at: row.location)
      }
      return cells
    }
    return .relation(columns: columns, rows: rows)
  }

  private mutating func invocation(_ element: Element) -> Logic.Form {
    let called = required(
      in: element, "expression", of: element, beside: ["binding", "description", "extensionElements"])
    let bindings: [Binding] = each("binding", in: element) { reader, binding in
      if binding.child("parameter") == nil {
        reader.report(.missingPart, "`binding` has no `parameter`", at: binding.location)
      }
      return Binding(
        parameter: reader.informationItem(binding.child("parameter") ?? binding),
        value: reader.logic(in: binding, beside: ["parameter"]))
    }
    return .invocation(called, bindings: bindings)
  }

  mutating func function(_ element: Element) -> FunctionLogic {
    FunctionLogic(
      kind: functionKind(element),
      parameters: element.children("formalParameter").map { informationItem($0) },
      body: logic(in: element, beside: ["formalParameter", "description", "extensionElements"]),
      typeRef: typeRef(element[attribute: "typeRef"]), location: element.location)
  }

  private mutating func functionKind(_ element: Element) -> FunctionLogic.Kind {
    guard let written = element.attribute("kind") else { return .feel }
    if let kind = FunctionLogic.Kind(rawValue: written.value) { return kind }
    let kinds = FunctionLogic.Kind.allCases.map(\.rawValue)
    report(
      .badValue, "unknown kind of function `\(written.value)`, expected FEEL, Java or PMML",
      at: written.valueLocation, help: didYouMean(nearestName(to: written.value, among: kinds)))
    return .feel
  }

  private mutating func iterator(_ element: Element) -> IteratorLogic {
    let variable = normalizedName(element[attribute: "iteratorVariable"] ?? "")
    if variable.isEmpty {
      report(.missingPart, "`\(element.name)` has no `iteratorVariable`", at: element.location)
    }
    return IteratorLogic(
      variable: variable, domain: required(in: element.child("in"), "in", of: element))
  }
}

private let boxes = [
  "literalExpression", "decisionTable", "context", "list", "relation", "invocation", "functionDefinition",
  "conditional", "filter", "for", "some", "every",
]

/// Every edition has its own name for FEEL; some tools write just `feel`.
private func isFEEL(_ language: String) -> Bool {
  let lower = language.lowercased()
  return lower.isEmpty || lower == "feel" || lower.hasSuffix("/feel/") || lower.hasSuffix("/feel")
}

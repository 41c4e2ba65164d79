internal import Diagnostics
internal import XML

extension ModelReader {
  mutating func itemDefinition(_ element: Element) -> ItemDefinition {
    let name = name(of: element)
    let type = element.child("typeRef").map(\.text.text) ?? element[attribute: "typeRef"]
    return ItemDefinition(
      name: name, typeRef: typeRef(type),
      isCollection: boolean("isCollection", of: element),
      components: each("itemComponent", in: element) { $0.itemDefinition($1) },
      allowedValues: unaryTests("allowedValues", in: element),
      typeConstraint: unaryTests("typeConstraint", in: element),
      function: element.child("functionItem").map { functionItem($0) },
      description: description(of: element), location: element.location)
  }

  private func functionItem(_ element: Element) -> FunctionItem {
    FunctionItem(
      parameters: element.children("parameters").map { informationItem($0) },
      outputTypeRef: typeRef(element[attribute: "outputTypeRef"]))
  }

  /// The text of a child that holds unary tests; nil where it is absent or empty.
  func unaryTests(_ name: String, in element: Element) -> SourceFragment? {
    guard let text = element.child(name)?.child("text")?.text, !trimmed(text.text).isEmpty else { return nil }
    return text
  }

  private mutating func boolean(_ name: String, of element: Element) -> Bool {
    guard let attribute = element.attribute(name) else { return false }
    switch trimmed(attribute.value) {
    case "true", "1": return true
    case "false", "0": return false
    default:
      report(
        .badValue, "`\(name)` is `\(attribute.value)`, expected `true` or `false`",
        at: attribute.valueLocation)
      return false
    }
  }
}

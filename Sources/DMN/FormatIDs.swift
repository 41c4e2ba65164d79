internal import XML

extension MarkupElement {
  /// Gives ids to the elements that a diagram or a query points to and that have none.
  ///
  /// They follow from the names of what they stand for, so that two people who lay out the same file get the same. An id
  /// that is there never changes.
  mutating func addIDs() {
    var taken: Set<String> = []
    _ = anywhere { element in
      if let id = element["id"] { taken.insert(id) }
      return false
    }
    if self["id"] == nil { attributes.insert(.init("id", fresh("definitions", "", &taken)), at: idPosition) }
    let elementKinds: Set<String> = [
      "decision", "inputData", "businessKnowledgeModel", "knowledgeSource", "decisionService",
    ]
    nodes = nodes.map { node in
      guard case .element(var child) = node, child.prefix == prefix,
        elementKinds.contains(String(child.localName))
      else { return node }
      let name = child["name"] ?? ""
      if child["id"] == nil {
        child.attributes.insert(.init("id", fresh(String(child.localName), name, &taken)), at: 0)
      }
      child.addInnerIDs(owner: child["id"] ?? name, &taken)
      return .element(child)
    }
  }

  /// Requirements by what they point to, rules by their number.
  private mutating func addInnerIDs(owner: String, _ taken: inout Set<String>) {
    var rule = 0
    let prefix = self.prefix
    nodes = nodes.map { node in
      guard case .element(var child) = node, child.prefix == prefix else { return node }
      switch child.localName {
      case "informationRequirement", "authorityRequirement", "knowledgeRequirement":
        let target = child.children.first { $0["href"] != nil }?["href"] ?? ""
        if child["id"] == nil {
          let end = target.lastIndex(of: "#").map { String(target[target.index(after: $0)...]) } ?? target
          child.attributes.insert(.init("id", fresh("needs", "\(owner) \(end)", &taken)), at: 0)
        }
      case "rule":
        rule += 1
        if child["id"] == nil {
          child.attributes.insert(.init("id", fresh("rule", "\(owner) \(rule)", &taken)), at: 0)
        }
      case "decisionTable", "contextEntry", "context", "encapsulatedLogic":
        child.addInnerIDs(owner: owner, &taken)
      default: break
      }
      return .element(child)
    }
  }

  /// Behind the namespaces.
  private var idPosition: Int { attributes.firstIndex { !$0.name.hasPrefix("xmlns") } ?? attributes.count }
}

/// An id made of a kind and a name that no other element has.
private func fresh(_ kind: String, _ name: String, _ taken: inout Set<String>) -> String {
  let words = name.unicodeScalars.map { scalar -> Character in
    let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
    return isPlain ? Character(scalar) : "_"
  }
  let base = words.isEmpty ? kind : "\(kind)_\(String(words))"
  var id = base
  var number = 2
  while !taken.insert(id).inserted {
    id = "\(base)_\(number)"
    number += 1
  }
  return id
}

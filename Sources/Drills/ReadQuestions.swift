public import Diagnostics
public import XML

extension Question {
  /// The questions of a bank.
  ///
  /// - Parameter root: its `questions` element.
  /// - Throws: everything that is wrong in it, by place: `drill.structure`, `drill.repeatedID`.
  public static func all(reading root: Element) throws(DiagnosticsError) -> [Question] {
    guard root.namespace == Vocabulary.namespace, root.name == "questions" else {
      throw DiagnosticsError([wrongRoot(root)])
    }
    var reader = BankReader()
    for child in root.children where child.name == "source" { reader.source(child) }
    let questions = root.children.compactMap { child in
      child.name == "source" ? nil : reader.question(child)
    }
    if questions.isEmpty { reader.problems.append(missing("question", root)) }
    try reader.problems.throwIfAnyIsError()
    return questions
  }
}

/// Reads questions, remembering what is wrong.
private struct BankReader {
  var problems: [Diagnostic] = []
  private var sources: [String: String] = [:]
  private var places: [String: SourceLocation] = [:]

  mutating func source(_ element: Element) {
    let id = identity(of: element)
    guard let what = element[attribute: "url"] ?? element[attribute: "title"] else {
      problems.append(missing("url", element))
      return
    }
    sources[id] = what
  }

  mutating func question(_ element: Element) -> Question? {
    guard element.name == "question" else {
      problems.append(unexpected(element, ["source", "question"]))
      return nil
    }
    let parts = ["ask", "point", "trap", "model"]
    for child in element.children where !parts.contains(child.name) {
      problems.append(unexpected(child, parts))
    }
    for part in ["ask", "point"] where element.child(part) == nil { problems.append(missing(part, element)) }
    if element[attribute: "topic"] == nil { problems.append(missing("topic", element)) }
    return Question(
      id: identity(of: element), topic: element[attribute: "topic"] ?? "", text: text(element.child("ask")),
      points: element.children("point").map { point($0) },
      traps: element.children("trap").map { text($0) }, sources: origins(of: element),
      model: element.child("model").map { text($0) })
  }

  private mutating func point(_ element: Element) -> Question.Point {
    for child in element.children where child.name != "or" { problems.append(unexpected(child, ["or"])) }
    return Question.Point(text(element), alternatives: element.children("or").map { text($0) })
  }

  private mutating func identity(of element: Element) -> String {
    guard let attribute = element.attribute("id"), !attribute.value.isEmpty else {
      problems.append(missing("id", element))
      return ""
    }
    let isPlain = attribute.value.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    if !isPlain { problems.append(strangeID(attribute)) }
    let name = element.name + " " + attribute.value
    if let first = places[name] {
      problems.append(repeated(attribute, first))
    } else {
      places[name] = element.location
    }
    return attribute.value
  }

  private mutating func origins(of element: Element) -> [String] {
    guard let attribute = element.attribute("source") else {
      problems.append(missing("source", element))
      return []
    }
    return attribute.value.split(separator: " ").map(String.init).filter { $0 != "ours" }.compactMap { id in
      if sources[id] == nil { problems.append(unknownSource(id, attribute, sources.keys.sorted())) }
      return sources[id]
    }
  }

  private mutating func text(_ element: Element?) -> String {
    guard let element else { return "" }
    let text = element.text.text.split { $0.isWhitespace }.joined(separator: " ")
    if text.isEmpty { problems.append(empty(element)) }
    return text
  }
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

// MARK: Wording

private func wrongRoot(_ root: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure,
    "expected `questions` of `\(Vocabulary.namespace)`, found `\(printable(root.name))`", at: root.location)
}

private func missing(_ name: String, _ element: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "`\(printable(element[attribute: "id"] ?? element.name))` has no `\(name)`",
    at: element.location)
}

private func unexpected(_ element: Element, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "there is no place for `\(printable(element.name))` here",
    at: element.location, help: nearestName(to: element.name, among: names).map { "did you mean `\($0)`?" })
}

private func empty(_ element: Element) -> Diagnostic {
  Diagnostic(.error, DrillsCode.structure, "`\(element.name)` is empty", at: element.location)
}

private func strangeID(_ attribute: Element.Attribute) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure,
    "`\(printable(attribute.value))` is no id; letters, digits and hyphens were expected",
    at: attribute.valueLocation)
}

private func repeated(_ attribute: Element.Attribute, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.repeatedID, "`\(printable(attribute.value))` is there twice",
    at: attribute.valueLocation, notes: [.init("the first is here", at: first)])
}

private func unknownSource(_ id: String, _ attribute: Element.Attribute, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "there is no source `\(printable(id))`", at: attribute.valueLocation,
    help: nearestName(to: id, among: names).map { "did you mean `\($0)`?" })
}

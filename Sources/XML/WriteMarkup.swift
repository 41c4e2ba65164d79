internal import Diagnostics

extension MarkupDocument {
  /// The document in one layout, however it was laid out before: UTF-8, an element a line, two blanks for each level.
  ///
  /// Blanks between elements are layout, all other characters are kept; an element with words beside its elements, or
  /// with `xml:space="preserve"`, stays as it is.
  public var text: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    for node in before { write(node, to: &text, indent: "") }
    write(.element(root), to: &text, indent: "")
    for node in after { write(node, to: &text, indent: "") }
    return text
  }
}

private func write(_ node: MarkupNode, to text: inout String, indent: String) {
  switch node {
  case .comment(let comment): text += "\(indent)<!--\(comment)-->\n"
  case .instruction(let instruction): text += "\(indent)<?\(instruction)?>\n"
  case .text(let words): text += escaped(words)
  case .element(let element):
    text += indent + startTag(element)
    if element.nodes.isEmpty {
      text += "/>\n"
    } else if element.holdsOnlyElements {
      text += ">\n"
      for node in element.nodes {
        if case .text = node { continue }
        write(node, to: &text, indent: indent + "  ")
      }
      text += "\(indent)</\(element.name)>\n"
    } else {
      text += ">"
      for node in element.nodes { writeInline(node, to: &text) }
      text += "</\(element.name)>\n"
    }
  }
}

/// A node among words, where every blank counts.
private func writeInline(_ node: MarkupNode, to text: inout String) {
  switch node {
  case .comment(let comment): text += "<!--\(comment)-->"
  case .instruction(let instruction): text += "<?\(instruction)?>"
  case .text(let words): text += escaped(words)
  case .element(let element):
    text += startTag(element)
    if element.nodes.isEmpty {
      text += "/>"
    } else {
      text += ">"
      for node in element.nodes { writeInline(node, to: &text) }
      text += "</\(element.name)>"
    }
  }
}

extension MarkupElement {
  /// Whether blanks between its nodes are only layout.
  fileprivate var holdsOnlyElements: Bool {
    if self["xml:space"] == "preserve" { return false }
    var hasOther = false
    for node in nodes {
      switch node {
      case .text(let words): if !words.utf8.allSatisfy(isSpace) { return false }
      case .element, .comment, .instruction: hasOther = true
      }
    }
    return hasOther
  }
}

private func startTag(_ element: MarkupElement) -> String {
  var text = "<\(element.name)"
  for attribute in element.attributes {
    let scalars = attribute.value.unicodeScalars
    let mark = scalars.contains("\"") && !scalars.contains("'") ? "'" : "\""
    text += " \(attribute.name)=\(mark)\(escaped(attribute.value, in: mark))\(mark)"
  }
  return text
}

/// A text with as few references as can be.
private func escaped(_ text: String, in mark: String? = nil) -> String {
  replacingScalars(of: text) { scalar in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\r": "&#13;"
    case "\"" where mark == "\"": "&quot;"
    case "\n" where mark != nil: "&#10;"
    case "\t" where mark != nil: "&#9;"
    default: nil
    }
  }
}

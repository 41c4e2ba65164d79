import Diagnostics
import XML

/// The problems of a document, one per line, as `line:column: message` with notes and help.
func problems(
  _ text: String, limits: Element.Limits = .standard, schema: Schema? = nil
) -> String {
  problems(Array(text.utf8), limits: limits, schema: schema)
}

func problems(_ bytes: [UInt8], limits: Element.Limits = .standard, schema: Schema? = nil) -> String {
  do throws(DiagnosticsError) {
    _ = try Element(parsing: bytes, file: "f", limits: limits, schema: schema)
    return ""
  } catch {
    return described(error.diagnostics)
  }
}

func described(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { problem in
    let place = problem.location.map { "\($0.line):\($0.column): " } ?? ""
    let notes = problem.notes.map { note in
      " | " + (note.location.map { "\($0.line):\($0.column): " } ?? "") + note.message
    }
    return place + problem.message + notes.joined() + (problem.help.map { " | help: \($0)" } ?? "")
  }.joined(separator: "\n")
}

func parsed(_ text: String) throws -> Element { try Element(parsing: Array(text.utf8), file: "f") }

func at(_ location: SourceLocation) -> String { "\(location.line):\(location.column)" }

/// The place of every character of a text, run together.
func places(_ fragment: SourceFragment) -> [String] {
  var offset = 0
  return fragment.text.unicodeScalars.map { scalar in
    defer { offset += scalar.utf8.count }
    return "\(scalar == "\n" ? "⏎" : String(scalar))\(at(fragment.location(atUTF8: offset)))"
  }
}

/// An element in one line: names with namespaces in braces, text in quotation marks.
func sketch(_ element: Element) -> String {
  func name(_ name: String, _ namespace: String?) -> String { (namespace.map { "{\($0)}" } ?? "") + name }
  let attributes = element.attributes.map { " \(name($0.name, $0.namespace))=\"\($0.value)\"" }.joined()
  let nodes = element.nodes.map { node in
    switch node {
    case .element(let child): sketch(child)
    case .text(let text): "'\(text.text.replacing("\n", with: "⏎"))'"
    }
  }
  return "\(name(element.name, element.namespace))\(attributes)[\(nodes.joined(separator: " "))]"
}

import DMN
import Diagnostics
import FEEL
import Testing
import XML

/// The model in a text, wrapped in `definitions` of DMN 1.3 unless it brings its own.
func read(_ text: String) throws -> DecisionModel {
  let isWhole = text.contains("definitions")
  let document = isWhole ? text : definitions + text + "\n</definitions>"
  return try DecisionModel(reading: Element(parsing: Array(document.utf8), file: "m.dmn"))
}

/// One line, so that places in the tests count from line 2.
private let definitions =
  "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"urn:m\">\n"

/// The checked model in a text.
func check(_ text: String, imports: [DecisionModel] = [], tolerant: Bool = false) throws -> CheckedModel {
  try CheckedModel(checking: read(text), imports: imports, tolerant: tolerant)
}

/// What is wrong with a model, one line for each problem, notes and help indented below.
func problems(in text: String, imports: [DecisionModel] = []) -> [String] {
  do {
    return try check(text, imports: imports).warnings.flatMap(lines)
  } catch let error as DiagnosticsError {
    return error.diagnostics.flatMap(lines)
  } catch {
    return ["\(error)"]
  }
}

private func lines(_ problem: Diagnostic) -> [String] {
  let place = problem.location.map { "\($0): " } ?? ""
  return ["\(place)\(problem.severity.rawValue): \(problem.message)"]
    + problem.notes.map { "  \($0.location.map { "\($0): " } ?? "")\($0.message)" }
    + (problem.help.map { ["  help: \($0)"] } ?? [])
}

/// A decision with a literal expression.
func decision(_ name: String, _ text: String, needs: [String] = [], type: String? = nil) -> String {
  let requirements = needs.map {
    "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>"
  }.joined()
  let variable = "<variable name=\"\(name)\"\(type.map { " typeRef=\"\($0)\"" } ?? "")/>"
  return "<decision id=\"\(name)\" name=\"\(name)\">\(variable)\(requirements)"
    + "<literalExpression><text>\(text)</text></literalExpression></decision>"
}

/// A value by its FEEL text.
func feel(_ text: String) throws -> Value {
  try CheckedExpression(parsing: SourceFragment(text), scope: TypeScope()).evaluate(in: Environment())
}

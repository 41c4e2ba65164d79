package import Advisor
internal import DMN
internal import Drills
internal import FEEL

extension Content {
  /// The OpenAPI document, with the facts, models and cases that there are; nil where the file is missing.
  ///
  /// The file in `Rules/web` has every address and shape; only names and words of the rules are filled in.
  package var openAPI: JSON? {
    guard let file = files.first(where: { $0.path.hasSuffix("web/openapi.json") }),
      let document = try? JSON(parsing: Array(file.text.utf8))
    else { return nil }
    let schemas = ["components", "schemas"]
    return document.replacing(["info", "version"], with: .string(version))
      .replacing(schemas + ["Facts"], with: rulebook.factsSchema)
      .replacing(schemas + ["CostFigures"], with: cost?.economics.factsSchema ?? ["type": "object"])
      .replacing(schemas + ["CaseId", "enum"], with: .array(studies.map { .string($0.id) }))
      .replacing(
        schemas + ["DrillId", "enum"], with: .array((training?.bank.questions ?? []).map { .string($0.id) })
      )
      .replacing(schemas + ["ModelName", "enum"], with: .array(models.map { .string($0.name) }))
  }
}

extension Rulebook {
  /// A JSON Schema of the facts that the rules ask for.
  package var factsSchema: JSON {
    objectSchema(
      topics.map { topic in
        let words = topic.choices.compactMap(\.word)
        return .init(topic.name, factSchema(topic.type, topic.allowed, words: words, about: topic.described))
      })
  }
}

extension ConceptModel {
  /// A JSON Schema of the facts that the model asks for.
  package var factsSchema: JSON {
    objectSchema(
      model.model.inputs.map { input in
        let type = model.inputTypes[input.name]
        let about = [question(of: input.name), help(of: input.name)].compactMap { $0 }.joined(separator: " ")
        return .init(
          input.name,
          factSchema(type?.type ?? .any, type?.allowedValues, words: words(for: input.name), about: about))
      })
  }
}

extension Topic {
  fileprivate var described: String {
    [question, help ?? "", unit.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }.map(plainText)
      .joined(separator: " ")
  }
}

extension Topic.Choice {
  fileprivate var word: String? { if case .string(let word)? = value { word } else { nil } }
}

private func objectSchema(_ properties: [JSON.Member]) -> JSON {
  ["type": "object", "additionalProperties": false, "properties": .object(properties)]
}

/// One fact: plainly, or with its status; null means that there is none, `?` that nobody knows.
///
/// A number may be written as text. Tests such as `< 200` are read, too, but no schema can say which.
private func factSchema(
  _ type: ValueType, _ allowed: CheckedUnaryTests?, words: [String], about text: String
) -> JSON {
  let plain = plainSchemas(type, allowed, words: words)
  let withStatus: JSON = [
    "type": "object", "additionalProperties": false, "required": ["value"],
    "properties": [
      "value": ["anyOf": .array(plain + [["type": "null"], ["const": "?"]])],
      "status": ["enum": ["measured", "stated", "assumed"]],
    ],
  ]
  let unknown: JSON = [
    "type": "object", "additionalProperties": false, "required": ["status"],
    "properties": ["status": ["const": "unknown"]],
  ]
  return [
    "description": .string(text),
    "anyOf": .array(plain + [["type": "null"], ["const": "?"], withStatus, unknown]),
  ]
}

private func plainSchemas(_ type: ValueType, _ allowed: CheckedUnaryTests?, words: [String]) -> [JSON] {
  switch type {
  case .boolean: [["type": "boolean"], ["enum": ["yes", "no"]]]
  case .number:
    [.object([.init("type", "number")] + bounds(of: allowed))] + written(within: bounds(of: allowed))
  case .date: [["type": "string", "format": "date"]]
  case .string where !words.isEmpty: [["enum": .array(words.map { .string($0) })]]
  default: [["type": "string"]]
  }
}

/// Whole numbers written as text, as far as they are within bounds that begin at zero.
private func written(within bounds: [JSON.Member]) -> [JSON] {
  let digits: String? =
    switch bounds.map(\.name) {
    case ["minimum"]: "^(0|[1-9][0-9]{0,8})$"
    case ["exclusiveMinimum"]: "^[1-9][0-9]{0,8}$"
    case ["minimum", "maximum"], ["minimum", "exclusiveMaximum"]: "^0$"
    default: nil
    }
  guard let digits, bounds[0].value == .number("0") else { return [] }
  return [["type": "string", "pattern": .string(digits)]]
}

/// The bounds of a number, where its tests are one comparison or one range.
private func bounds(of allowed: CheckedUnaryTests?) -> [JSON.Member] {
  guard case .oneOf(let options)? = allowed?.tests, options.count == 1 else { return [] }
  switch options[0] {
  case .comparison(let relation, let bound):
    guard case .literal(let value) = bound.kind else { return [] }
    let digits = JSON.number(value.description)
    switch relation {
    case .less: return [.init("exclusiveMaximum", digits)]
    case .lessOrEqual: return [.init("maximum", digits)]
    case .greater: return [.init("exclusiveMinimum", digits)]
    case .greaterOrEqual: return [.init("minimum", digits)]
    case .equal, .notEqual: return []
    }
  case .expression(let expression):
    guard case .range(let range) = expression.kind else { return [] }
    let low = range.lower?.number.map {
      JSON.Member(range.includesLower ? "minimum" : "exclusiveMinimum", $0)
    }
    let high = range.upper?.number.map {
      JSON.Member(range.includesUpper ? "maximum" : "exclusiveMaximum", $0)
    }
    return [low, high].compactMap { $0 }
  }
}

extension Expression {
  fileprivate var number: JSON? {
    if case .literal(let value) = kind, case .number = value { .number(value.description) } else { nil }
  }
}

extension JSON {
  /// The same with the value at a path of names, where there is one, replaced.
  fileprivate func replacing(_ path: [String], with value: JSON) -> JSON {
    guard let name = path.first else { return value }
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { member in
        member.name == name
          ? .init(name, member.value.replacing(Array(path.dropFirst()), with: value)) : member
      })
  }
}

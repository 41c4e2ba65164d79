package import Advisor
internal import DMN
internal import FEEL

extension Content {
  /// The OpenAPI document, with the facts that these rules ask for; nil where the file is missing.
  ///
  /// The file in `Rules/web` has every address and shape; only names and words of the rules are filled in.
  package func openAPI(version: String) -> JSON? {
    guard let file = files.first(where: { $0.path.hasSuffix("web/openapi.json") }),
      let document = try? JSON(parsing: Array(file.text.utf8))
    else { return nil }
    return document.replacing(["info", "version"], with: .string(version))
      .replacing(["components", "schemas", "Facts"], with: rulebook.factsSchema)
      .replacing(
        ["components", "schemas", "CostFigures"], with: cost?.economics.factsSchema ?? ["type": "object"])
  }
}

extension Rulebook {
  /// A JSON Schema of the facts that the rules ask for.
  package var factsSchema: JSON {
    objectSchema(
      topics.map { topic in
        .init(
          topic.name, factSchema(topic.type, words: topic.choices.compactMap(\.word), about: topic.described))
      })
  }
}

extension ConceptModel {
  /// A JSON Schema of the facts that the model asks for.
  package var factsSchema: JSON {
    objectSchema(
      model.model.inputs.map { input in
        let type = model.inputTypes[input.name]?.type ?? .any
        let about = [question(of: input.name), help(of: input.name)].compactMap { $0 }.joined(separator: " ")
        return .init(input.name, factSchema(type, words: words(for: input.name), about: about))
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
private func factSchema(_ type: ValueType, words: [String], about text: String) -> JSON {
  let plain = plainSchemas(type, words: words) + [["type": "null"], ["const": "?"]]
  let statuses: JSON = ["measured", "stated", "assumed"]
  return [
    "description": .string(text),
    "anyOf": .array(
      plain + [
        [
          "type": "object", "additionalProperties": false, "required": ["value"],
          "properties": [
            "value": ["anyOf": .array(plainSchemas(type, words: words))], "status": ["enum": statuses],
          ],
        ],
        [
          "type": "object", "additionalProperties": false, "required": ["status"],
          "properties": ["status": ["const": "unknown"]],
        ],
      ]),
  ]
}

private func plainSchemas(_ type: ValueType, words: [String]) -> [JSON] {
  switch type {
  case .boolean: [["type": "boolean"], ["enum": ["yes", "no"]]]
  case .number: [["type": "number", "minimum": 0], ["type": "string"]]
  case .string where !words.isEmpty: [["enum": .array(words.map { .string($0) })], ["type": "string"]]
  default: [["type": "string"]]
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

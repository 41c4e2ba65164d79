internal import DMN
internal import Advisor
internal import Drills
internal import Diagnostics
internal import FEEL

extension Route {
  /// Where each version of the API begins.
  static let apiRoot = "/api/v1"

  /// The addresses for programs; `Rules/web/openapi.json` describes each.
  static let api: [Route] =
    Operation.all.map { operation in
      Route("POST", "\(apiRoot)/\(operation.name)") { service, call throws(Refusal) in
        json(try operation.answer(service, try body(of: call)))
      }
    } + [
      Route("POST", "\(apiRoot)/check") { service, call throws(Refusal) in
        let types = ["application/xml", "text/xml"]
        guard let type = call.request.contentType, types.contains(type) else {
          throw .wrongType(call.request.contentType, types)
        }
        return json(service.check(call.request.body))
      },
      Route("GET", "\(apiRoot)/models") { service, _ throws(Refusal) in
        json(["models": .array(service.content.models.map(summary))])
      },
      Route("GET", "\(apiRoot)/models/{name}") { service, call throws(Refusal) in
        json(description(of: try service.model(call["name"])))
      },
      Route("POST", "\(apiRoot)/models/{name}") { service, call throws(Refusal) in
        let model = try service.model(call["name"])
        let question = try Inquiry(reading: try body(of: call), in: service.content, needsFacts: false)
        try question.checkWords(of: model)
        do throws(DiagnosticsError) {
          return json(model.consult(try model.values(of: question.facts)).json)
        } catch {
          throw Refusal(error)
        }
      },
      Route("GET", "\(apiRoot)/cases") { service, _ throws(Refusal) in
        json(["cases": .array(service.content.studies.map { description(of: $0) })])
      },
      Route("GET", "\(apiRoot)/cases/{id}") { service, call throws(Refusal) in
        json(description(of: try service.study(call["id"]), withFacts: true))
      },
      Route("GET", "\(apiRoot)/drills") { service, _ throws(Refusal) in
        json(["questions": .array((service.content.training?.bank.questions ?? []).map(\.json))])
      },
      Route("GET", "\(apiRoot)/openapi.json") { service, _ throws(Refusal) in
        guard let document = service.content.openAPI else {
          throw .noSuchPage("\(apiRoot)/openapi.json")
        }
        return json(document)
      },
      Route("GET", "/health") { _, _ throws(Refusal) in json(["status": "ok"]) },
    ]

  private static func json(_ json: JSON) -> Response { Response("application/json", json.text) }

  /// The JSON in the body.
  private static func body(of call: Call) throws(Refusal) -> JSON {
    let types = ["application/json"]
    guard let type = call.request.contentType, types.contains(type) else {
      throw .wrongType(call.request.contentType, types)
    }
    let body = call.request.body
    do throws(JSON.Problem) { return try JSON(parsing: body) } catch { throw .noJSON(error, in: body) }
  }

  private static func summary(of model: ConceptModel) -> JSON {
    [
      "name": .string(model.name), "goal": .string(model.goal),
      "description": JSON(model.summary),
    ]
  }

  private static func description(of model: ConceptModel) -> JSON {
    [
      "name": .string(model.name), "goal": .string(model.goal), "description": JSON(model.summary),
      "inputs": .array(
        model.model.model.inputs.map { input in
          [
            "name": .string(input.name), "question": JSON(model.question(of: input.name)),
            "help": JSON(model.help(of: input.name)), "unit": JSON(model.unit(of: input.name)),
            "type": .string(model.model.inputTypes[input.name].map { "\($0.type)" } ?? "Any"),
            "words": .array(model.words(for: input.name).map { .string($0) }),
          ]
        }),
    ]
  }

  private static func description(of study: CaseStudy, withFacts: Bool = false) -> JSON {
    var members: [JSON.Member] = [
      .init("id", .string(study.id)), .init("title", .string(study.title)),
      .init("organisation", .string(study.organisation)), .init("year", JSON(study.year)),
      .init("used", JSON(study.used?.strategy.rawValue)),
    ]
    if withFacts {
      members += [
        .init("narrative", .string(study.narrative)), .init("result", JSON(study.used?.result)),
        .init(
          "facts",
          .array(
            study.facts.map { fact in
              [
                "name": .string(fact.name.text), "value": JSON(fact.value?.text),
                "status": .string(fact.status.rawValue),
              ]
            })),
        .init(
          "sources",
          .array(study.sources.map { ["url": .string($0.url), "kind": .string($0.kind.rawValue)] })),
      ]
    }
    return .object(members)
  }
}

extension Service {
  func model(_ name: String) throws(Refusal) -> ConceptModel {
    guard let model = content.model(name) else {
      throw .noSuchThing("model", name, content.models.map(\.name))
    }
    return model
  }

  func study(_ id: String) throws(Refusal) -> CaseStudy {
    guard let study = content.study(id) else { throw .noSuchThing("case", id, content.studies.map(\.id)) }
    return study
  }
}

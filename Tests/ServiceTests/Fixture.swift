import Advisor
import Diagnostics
import Drills
import DMN
import FEEL
import Service
import Shipped
import Testing
import XML

/// The service as it is shipped, on a day that stands still.
enum Fixture {
  static var service: Service { get throws { try started.get() } }
  static var content: Content { get throws { try loaded.get() } }

  private static let loaded = Result { try load() }
  private static let started = loaded.map { content in Service(content: content) { day } }

  /// What the shipped rules and cases should have.
  private struct Missing: Error { let name: String }

  private static var day: Value {
    let expression = try? CheckedExpression(
      parsing: .init("date(\"2026-11-23\")"), scope: TypeScope(variables: [:]))
    return expression?.evaluate(in: Environment([:])) ?? .null
  }

  private static func training() throws -> Content.Training? {
    guard let bank = ShippedFile.file(at: "Rules/drills/questions.drill.xml"),
      let words = ShippedFile.file(at: "Rules/drills/vocabulary.drill.xml")
    else { return nil }
    return .init(
      bank: try QuestionBank(reading: try Element(parsing: bank.bytes, file: bank.path)),
      vocabulary: try Vocabulary(reading: try Element(parsing: words.bytes, file: words.path)))
  }

  private static func load() throws -> Content {
    func element(_ file: ShippedFile, _ schema: Schema? = nil) throws -> Element {
      try Element(parsing: file.bytes, file: file.path, schema: schema)
    }
    let rules = ShippedFile.files(in: "Rules")
    let models = try rules.filter { $0.path.hasSuffix(".dmn") }.map {
      try DecisionModel(reading: element($0))
    }
    let checked = try models.map { try CheckedModel(checking: $0, imports: models) }
    guard let goal = checked.first(where: { $0.decision("Strategy") != nil }),
      let schemaFile = ShippedFile.file(at: "Cases/case-study.xsd")
    else { throw Missing(name: "the goal, or the schema of cases") }
    let schema = try Schema(parsing: schemaFile.bytes, file: schemaFile.path)
    let cases = ShippedFile.files(in: "Cases").filter { $0.path.hasSuffix(".xml") }
    let web = ShippedFile.files(in: "Rules/web").map { (path: $0.path, text: $0.text) }
    let files = (rules.filter { $0.path.hasSuffix(".dmn") || $0.path.hasSuffix(".json") } + cases)
    let rulebook = try Rulebook(
      checking: goal,
      templates: try Templates(
        reading: ShippedFile.files(in: "Rules/templates").map { ($0.path, $0.text) }))
    let studies = try cases.flatMap { try CaseStudy.all(reading: element($0, schema)) }
    return Content(
      rulebook: rulebook, models: checked, studies: studies,
      files: files.map { Content.File(path: $0.path, text: $0.text) }, schema: schema,
      pages: try PageTemplates(reading: web),
      assets: Assets(
        reading: web.map { (name: String($0.path.split(separator: "/").last ?? ""), text: $0.text) }),
      training: try training(), answering: try answering(checked, rulebook, studies), version: "0.0.0")
  }

  private static func answering(
    _ models: [CheckedModel], _ rulebook: Rulebook, _ studies: [CaseStudy]
  ) throws -> Content.Answering {
    func model(_ name: String) throws -> CheckedModel {
      guard let model = models.first(where: { $0.model.name == name }) else { throw Missing(name: name) }
      return model
    }
    guard let economics = ConceptModel(try model("economics")) else { throw Missing(name: "economics") }
    return .init(
      book: AnswerBook(
        rulebook: rulebook, rules: try AnswerRules(checking: try model(AnswerRules.name)),
        costRules: .init(
          economics: economics, assumptions: try model("assumptions"), prices: try model("prices")),
        library: studies, today: .null),
      contrast: try ContrastRules(checking: try model(ContrastRules.name)), rules: "r", prices: "p")
  }
}

extension Response {
  var text: String { String(decoding: body, as: UTF8.self) }
  var json: JSON? { try? JSON(parsing: body) }
}

/// A request of a page or a program of this machine.
func get(_ target: String, _ headers: [(String, String)] = []) -> Response {
  respond(
    to: Request(
      method: "GET", target: target, headers: [("Host", "localhost:8000"), ("Accept", "text/html")] + headers)
  )
}

func post(_ target: String, _ body: String, _ headers: [(String, String)] = []) -> Response {
  let own = [("Host", "127.0.0.1:8000"), ("Content-Type", "application/json")].filter { field in
    !headers.contains { $0.0.lowercased() == field.0.lowercased() }
  }
  return respond(
    to: Request(method: "POST", target: target, headers: own + headers, body: Array(body.utf8)))
}

/// What the service says; no response at all, and a failure of the test, where it cannot be had.
private func respond(to request: Request) -> Response {
  do {
    return try Fixture.service.respond(to: request)
  } catch {
    Issue.record("the shipped rules cannot be read: \(error)")
    return Response(status: 0, headers: [], body: [])
  }
}

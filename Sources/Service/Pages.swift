internal import Advisor
internal import Diagnostics

extension Route {
  /// The addresses for people.
  static let pages: [Route] = [
    Route("GET", "/") { service, _ throws(Refusal) in service.homePage() },
    Route("GET", "/decide") { service, call throws(Refusal) in try service.questionPage(call.request.query) },
    Route("GET", "/decide/answer") { service, call throws(Refusal) in
      try service.takeAnswer(call.request.query)
    },
    Route("GET", "/answers") { service, call throws(Refusal) in try service.answersPage(call.request.query) },
    Route("GET", "/result") { service, call throws(Refusal) in try service.resultPage(call.request.query) },
    Route("GET", "/result.md") { service, call throws(Refusal) in
      try service.download(call.request.query, as: .markdown)
    },
    Route("GET", "/result.json") { service, call throws(Refusal) in
      try service.download(call.request.query, as: .json)
    },
    Route("GET", "/record.md") { service, call throws(Refusal) in
      try service.download(call.request.query, as: .record)
    },
    Route("GET", "/facts") { service, call throws(Refusal) in try service.factsPage(call.request.query) },
    Route("GET", "/cost") { service, call throws(Refusal) in try service.costPage(call.request.query) },
    Route("GET", "/cases") { service, call throws(Refusal) in service.casesPage(call.request.query) },
    Route("GET", "/cases/{id}") { service, call throws(Refusal) in
      try service.casePage(call["id"], call.request.query)
    },
    Route("GET", "/models") { service, _ throws(Refusal) in service.modelsPage() },
    Route("GET", "/models/{name}") { service, call throws(Refusal) in
      try service.modelPage(call["name"], call.request.query)
    },
    Route("GET", "/drills") { service, call throws(Refusal) in try service.drillsPage(call.request.query) },
    Route("GET", "/drills/{id}") { service, call throws(Refusal) in
      try service.drillPage(call["id"], call.request.query, answer: nil)
    },
    Route("POST", "/drills/{id}") { service, call throws(Refusal) in try service.drillAnswer(call) },
    Route("GET", "/assets/{name}") { service, call throws(Refusal) in try service.asset(call) },
    Route("GET", "/favicon.ico") { _, _ throws(Refusal) in
      Response(status: 303, headers: [("Location", "/assets/icon.svg")], body: [])
    },
  ]
}

/// The part of the site that a page belongs to; the layout marks it.
enum Place: String, Sendable {
  case home
  case decide
  case facts
  case cost
  case cases
  case models
  case drills
  case none
}

extension Service {
  /// A whole page around its main part.
  ///
  /// - Parameters:
  ///   - status: the status code.
  ///   - place: the part of the site.
  ///   - name: the template of the main part.
  ///   - data: what fills it; `title` is the page's title, too.
  func page(status: Int = 200, _ place: Place, _ name: PageTemplates.Name, _ data: [String: Any]) -> Response
  {
    var layout: [String: Any] = [
      "main": content.pages.render(name, data), "version": content.version, "in-\(place.rawValue)": true,
      "page-\(name.rawValue)": true,
    ]
    for key in ["title", "error", "number"] { if let value = data[key] { layout[key] = value } }
    return Response(status: status, "text/html; charset=utf-8", content.pages.render(.layout, layout))
  }

  /// Sends the browser on to an address of this server.
  func redirect(_ address: String) -> Response {
    Response(status: 303, headers: [("Location", address)], body: [])
  }

  /// What a person sees of a refusal.
  func problemPage(_ refusal: Refusal) -> Response {
    let details = refusal.problems.map { problem in
      ["message": spoken(problem.message), "help": problem.help.map(spoken) ?? ""]
    }
    var data: [String: Any] = [
      "title": spoken(refusal.title), "detail": spoken(refusal.detail),
      "code": refusal.code,
    ]
    if !details.isEmpty { data["problems"] = details }
    var response = page(status: refusal.status, .none, .problem, data)
    response.headers += refusal.headers
    return response
  }

  func homePage() -> Response {
    page(
      .home, .home,
      [
        "cases": content.studies.count, "questions": content.rulebook.topics.count,
        "models": content.models.count,
        "ladder": ladder(for: [], now: nil, marks: false),
      ])
  }

  func asset(_ call: Call) throws(Refusal) -> Response {
    guard let asset = content.assets[call["name"]] else { throw .noSuchPage(call.request.path) }
    let headers: [(name: String, value: String)] = [
      ("Content-Type", asset.type), ("ETag", asset.tag), ("Cache-Control", "no-cache"),
    ]
    if call.request.headers["if-none-match"] == asset.tag {
      return Response(status: 304, headers: headers, body: [])
    }
    return Response(status: 200, headers: headers, body: asset.bytes)
  }
}

/// A message as a page says it: with a capital, and quotation marks instead of backticks.
func spoken(_ message: String) -> String {
  var isOpen = false
  return Prose.capitalized(
    message.map { letter -> String in
      guard letter == "`" else { return String(letter) }
      isOpen.toggle()
      return isOpen ? "“" : "”"
    }.joined())
}

import Advisor
import Service
import Testing

@Suite("The API") struct APITests {
  @Test func `advice on a case is that of the command`() throws {
    let answer = post("/api/v1/advise", #"{"case": "honeycomb-query-assistant"}"#)
    #expect(answer.status == 200)
    #expect(answer["Content-Type"] == "application/json")
    let content = try Fixture.content
    let study = try #require(content.studies.first { $0.id == "honeycomb-query-assistant" })
    let useCase = try UseCase(reading: study.facts, topics: content.rulebook.topics)
    #expect(
      answer.text == content.rulebook.advise(on: useCase).json(for: study, concepts: content.models).text)
  }

  @Test func `given facts replace those of the case`() {
    let answer = post(
      "/api/v1/advise",
      #"{"case": "honeycomb-query-assistant", "facts": {"Knowledge needed": {"value": "none", "status": "measured"}}}"#
    )
    let fact = answer.json?["facts"]?.elements?.last
    #expect(fact == ["name": "Knowledge needed", "status": "measured", "value": "none"])
  }

  @Test func `unknown, none and not given are three things`() {
    let answer = post(
      "/api/v1/advise",
      #"{"facts": {"Task scope": "?", "Latency": {"status": "unknown"}, "Label quality": null, "Cost pressure": true}}"#
    )
    #expect(
      answer.json?["facts"] == [
        ["name": "Task scope", "status": "unknown"], ["name": "Latency", "status": "unknown"],
        ["name": "Label quality", "status": "stated", "value": .null],
        ["name": "Cost pressure", "status": "stated", "value": true],
      ])
  }

  @Test func `the question to ask next is that of the pages, and null in the end`() {
    let first = post("/api/v1/question", "{}").json
    #expect(first?["settled"] == false)
    #expect(first?["question"]?["fact"] == "Knowledge needed")
    let last = post(
      "/api/v1/question",
      #"{"facts": {"Knowledge needed": "private or domain", "Knowledge size": 3000000, "Labelled examples": 0}}"#
    )
    #expect(last.json?["settled"] == true)
    #expect(last.json?["question"] == .null)
  }

  /// A body that cannot be used, and the whole answer.
  struct Row: Sendable, CustomTestStringConvertible {
    let path: String
    let body: String
    let status: Int
    let answer: String
    var testDescription: String { body }
  }

  @Test(arguments: [
    Row(
      path: "advise", body: "{", status: 400,
      answer: problem(
        "http.json", "the body is not JSON", 400,
        "the text ends; expected a name in quotation marks, at line 1, column 2")),
    Row(
      path: "advise", body: "[]", status: 422,
      answer: problem(
        "request.shape", "the body does not have the expected shape", 422, "expected an object")),
    Row(
      path: "advise", body: "{}", status: 422,
      answer: problem(
        "request.noFacts", "there is nothing to advise on", 422,
        "no fact is given and no case is named; `facts` or `case` needs one")),
    Row(
      path: "advise", body: #"{"fact": {}}"#, status: 422,
      answer: problem(
        "request.shape", "the body does not have the expected shape", 422,
        "expected `case` or `facts`; found `fact`; did you mean `facts`?")),
    Row(
      path: "advise", body: #"{"case": "honeycomb"}"#, status: 422,
      answer: problem(
        "request.case", "there is no such case", 422, "no case is called `honeycomb`")),
    Row(
      path: "advise", body: #"{"facts": {"Task scope": []}}"#, status: 422,
      answer: problem(
        "request.shape", "the body does not have the expected shape", 422,
        "expected a string, a number, true, false or null at `/facts/Task scope`")),
    Row(
      path: "advise", body: #"{"facts": {"Task scope": {"status": "sure"}}}"#, status: 422,
      answer: problem(
        "request.shape", "the body does not have the expected shape", 422,
        "expected `measured`, `stated`, `assumed` or `unknown` at `/facts/Task scope/status`")),
    Row(
      path: "why", body: #"{"facts": {"Task scope": "narrow"}, "not": "ragg"}"#, status: 422,
      answer: problem(
        "request.shape", "the body does not have the expected shape", 422,
        "expected `prompting`, `rag`, `fine-tuning` or `rag+fine-tuning` at `/not`; found `ragg`; did you mean `rag`?"
      )),
    Row(
      path: "cost", body: #"{"today": "tomorrow"}"#, status: 422,
      answer: problem(
        "request.shape", "the body does not have the expected shape", 422,
        "expected a day such as `2026-11-23` at `/today`; found `tomorrow`")),
  ])
  func `what cannot be used is answered with what would be right`(_ row: Row) {
    let answer = post("/api/v1/\(row.path)", row.body)
    #expect(answer.status == row.status)
    #expect(answer["Content-Type"] == "application/problem+json")
    #expect(answer.text == row.answer)
  }

  @Test func `wrong facts have the codes and words of the terminal`() {
    let answer = post("/api/v1/advise", #"{"facts": {"Change frequency": "dayly", "Latensy": "tight"}}"#)
    #expect(answer.status == 422)
    #expect(answer.json?["code"] == "case.factType" || answer.json?["code"] == "case.factValue")
    #expect(
      answer.json?["problems"]?.elements?.map { $0["help"] } == [
        "did you mean `daily`?", "did you mean `Latency`?",
      ])
    #expect(answer.json?["problems"]?.elements?.last?["code"] == "case.unknownFact")
    #expect(answer.json?["problems"]?.elements?.last?["place"] == "/facts/Latensy:1:1")
  }

  @Test func `rules and cases are checked as the command does`() throws {
    let types = [("Content-Type", "application/xml; charset=utf-8")]
    let study = try #require(
      try Fixture.content.files.first { $0.path.hasSuffix("honeycomb-query-assistant.xml") })
    #expect(
      post("/api/v1/check", study.text, types).json
        == ["kind": "cases", "errors": 0, "warnings": 0, "problems": []])
    let rules = try #require(try Fixture.content.files.first { $0.path.hasSuffix("latency.dmn") })
    #expect(post("/api/v1/check", rules.text, types).json?["errors"] == 0)
    let broken = post("/api/v1/check", study.text.replacing("\"narrow\"", with: "\"slim\""), types).json
    #expect(broken?["errors"] == 1)
    #expect(broken?["problems"]?.elements?.first?["code"]?.string?.hasPrefix("case.fact") == true)
    #expect(post("/api/v1/check", String(repeating: "<a>", count: 10_000), types).json?["errors"] == 1)
    #expect(post("/api/v1/check", "{}").status == 415)
  }

  @Test func `each model can be asked`() throws {
    for model in try Fixture.content.models {
      #expect(post("/api/v1/models/\(model.name)", "{}").json?["model"] == .string(model.name))
      #expect(get("/api/v1/models/\(model.name)").json?["inputs"]?.elements?.isEmpty == false)
    }
    #expect(
      post("/api/v1/models/latensy", "{}").json?["detail"]
        == "there is no model `latensy`; did you mean `latency`?")
  }

  @Test func `the document has every address of the API, and no other`() throws {
    let document = try #require(get("/api/v1/openapi.json").json)
    let described = (document["paths"]?.members ?? []).flatMap { path in
      (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
    }
    #expect(Set(described) == Set(Service.apiRoutes.map { "\($0.method) \($0.pattern)" }))
    #expect(document["info"]?["version"] == "0.0.0")
    let facts = document["components"]?["schemas"]?["Facts"]?["properties"]?.members?.map(\.name)
    #expect(try facts == Fixture.content.rulebook.topics.map(\.name))
  }

  @Test func `another method is refused, with those that are for here`() {
    let answer = get("/api/v1/advise")
    #expect(answer.status == 405)
    #expect(answer["Allow"] == "POST")
    #expect(post("/decide", "").status == 405)
    #expect(post("/decide", "")["Allow"] == "GET, HEAD")
  }

  @Test func `a body of another type is not read`() {
    for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
      #expect(post("/api/v1/advise", "{}", [("Content-Type", type)]).status == 415, "\(type)")
    }
  }
}

private func problem(_ code: String, _ title: String, _ status: Int, _ detail: String) -> String {
  let json: JSON = [
    "type": .string("urn:rationale:problem:\(code)"), "title": .string(title), "status": .number("\(status)"),
    "detail": .string(detail), "code": .string(code), "problems": [],
  ]
  return json.text
}

@Suite("Foreign pages") struct GuardTests {
  @Test(
    arguments: [
      ([("Host", "evil.example")], 421), ([("Host", "evil.example:8000")], 421),
      ([("Host", "127.0.0.1.evil.example")], 421),
      ([("Host", "localhost")], 200), ([("Host", "LOCALHOST:1")], 200), ([("Host", "[::1]:80")], 200),
      ([("Host", "")], 421), ([], 421),
      ([("Host", "localhost:80@evil.example")], 421),
      ([("Host", "localhost:8000"), ("Origin", "http://localhost:8000")], 200),
      ([("Host", "localhost:8000"), ("Origin", "http://evil.example")], 403),
      ([("Host", "localhost:8000"), ("Origin", "http://localhost:9000")], 403),
      ([("Host", "localhost:8000"), ("Origin", "null")], 403),
      ([("Host", "localhost:8000"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")], 403),
      ([("Host", "localhost:8000"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")], 200),
      ([("Host", "localhost:8000"), ("Host", "evil.example")], 421),
    ] as [([(String, String)], Int)])
  func `only pages and names of this server may ask`(_ headers: [(String, String)], _ status: Int) throws {
    #expect(
      try Fixture.service.respond(to: Request(method: "GET", target: "/", headers: headers)).status == status)
  }

  @Test(arguments: ["false", "12", #"{"value": true, "status": "stated"}"#])
  func `what is no word is not read as one`(_ value: String) {
    let answer = post("/api/v1/cost", #"{"facts": {"Embedding model": \#(value)}}"#)
    #expect(answer.status == 422)
    #expect(answer.text.contains("expected a string at `/facts/Embedding model`"))
  }

  @Test(arguments: [
    ("cost", "Requests per month", "50000"), ("models/latency", "Streaming", "true"),
    ("advise", "Labelled examples", "5"),
  ])
  func `a status and a value that contradict each other are refused`(
    _ operation: String, _ name: String, _ value: String
  ) {
    for fact in [#"{"status": "stated"}"#, #"{"status": "unknown", "value": \#(value)}"#] {
      let answer = post("/api/v1/\(operation)", #"{"facts": {"\#(name)": \#(fact)}}"#)
      #expect(answer.status == 422)
      #expect(answer.text.contains("case.factStatus"))
    }
  }

  @Test func `no answer lets other sites read it`() {
    for answer in [get("/"), get("/nothing"), post("/api/v1/advise", "{}"), get("/assets/page.js")] {
      #expect(answer["Access-Control-Allow-Origin"] == nil)
      #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
      #expect(answer["X-Frame-Options"] == "DENY")
    }
  }
}

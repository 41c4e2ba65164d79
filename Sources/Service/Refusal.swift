package import Advisor
package import Diagnostics

/// Why a request is not answered: what a client has to know to ask better.
///
/// Source: RFC 9457, problem details.
package struct Refusal: Error {
  /// The status code.
  package let status: Int
  /// A stable name; the terminal's where it has one for the same.
  package let code: String
  /// What is wrong in general.
  package let title: String
  /// What is wrong here.
  package let detail: String
  /// The problems that were found, as the terminal reports them.
  package let problems: [Diagnostic]
  /// Fields of the header, such as `Allow`.
  let headers: [(name: String, value: String)]

  init(
    _ status: Int, _ code: String, _ title: String, _ detail: String, problems: [Diagnostic] = [],
    headers: [(name: String, value: String)] = []
  ) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.problems = problems
    self.headers = headers
  }

  /// Facts, rules or cases that cannot be used.
  init(_ error: DiagnosticsError) {
    let first = error.diagnostics.first { $0.severity == .error } ?? error.diagnostics.first
    self.init(
      422, first?.code ?? "input", "what was sent cannot be used", first?.message ?? "",
      problems: error.diagnostics)
  }

  /// The refusal for programs.
  package var json: JSON {
    [
      "type": .string("urn:rationale:problem:\(code)"), "title": .string(title),
      "status": .number(String(status)), "detail": .string(detail), "code": .string(code),
      "problems": .array(problems.map(\.json)),
    ]
  }

  /// The refusal as a response to a program.
  var response: Response { Response(status: status, "application/problem+json", json.text, headers) }
}

extension Diagnostic {
  /// The problem for programs: its code, its words, its place and what would help.
  var json: JSON {
    [
      "severity": .string(severity.rawValue), "code": .string(code), "message": .string(message),
      "place": JSON(location?.description), "help": JSON(help),
      "notes": .array(
        notes.map { ["message": .string($0.message), "place": JSON($0.location?.description)] }),
    ]
  }
}

// MARK: Wording

extension Refusal {
  static func noSuchPage(_ path: String) -> Refusal {
    Refusal(404, "http.notFound", "there is nothing here", "nothing is found at `\(shortened(path))`")
  }

  static func noSuchThing(_ kind: String, _ name: String, _ names: [String]) -> Refusal {
    let near = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    return Refusal(
      404, "http.notFound", "there is nothing here", "there is no \(kind) `\(shortened(name))`\(near)")
  }

  static func wrongMethod(_ method: String, _ allowed: [String]) -> Refusal {
    let words = allowed.map { "`\($0)`" }
    return Refusal(
      405, "http.method", "this method is not for here",
      "expected \(Prose.list(words, joinedBy: "or")); found `\(shortened(method))`",
      headers: [("Allow", allowed.joined(separator: ", "))])
  }

  static func wrongHost(_ host: String) -> Refusal {
    Refusal(
      421, "http.host", "this server does not go by that name",
      "the request is for `\(shortened(host))`, and this server answers for this machine only")
  }

  static func wrongOrigin(_ origin: String) -> Refusal {
    Refusal(
      403, "http.origin", "pages of other sites may not ask",
      "the request comes from `\(shortened(origin))`, and only pages of this server may ask")
  }

  static func wrongType(_ type: String?, _ expected: [String]) -> Refusal {
    let found = type.map { "`\(shortened($0))`" } ?? "no `Content-Type`"
    return Refusal(
      415, "http.contentType", "this kind of body cannot be read",
      "expected \(Prose.list(expected.map { "`\($0)`" }, joinedBy: "or")); found \(found)",
      headers: [("Accept", expected.joined(separator: ", "))])
  }

  static func noJSON(_ problem: JSON.Problem, in body: [UInt8]) -> Refusal {
    let place = problem.place(in: body)
    return Refusal(
      400, "http.json", "the body is not JSON",
      "\(problem.message), at line \(place.line), column \(place.column)")
  }

  static func shape(_ detail: String) -> Refusal {
    Refusal(422, "request.shape", "the body does not have the expected shape", detail)
  }

  static func nothingGiven() -> Refusal {
    Refusal(
      422, "request.noFacts", "there is nothing to advise on",
      "no fact is given and no case is named; `facts` or `case` needs one")
  }

  /// Text of a client as it may stand in a message.
  static func shortened(_ text: String) -> String {
    let plain = printable(text)
    return plain.count <= 80 ? plain : "\(plain.prefix(79))…"
  }
}

internal import Advisor
internal import Diagnostics
public import FEEL

/// Answers requests about rules and cases: pages for people, an API for programs.
///
/// Every answer depends on the request and the content alone; nothing is stored, and no address changes anything.
public struct Service: Sendable {
  let content: Content
  let guarding: Guard
  let today: @Sendable () -> Value
  private let routes: [Route]

  /// A service.
  ///
  /// - Parameters:
  ///   - content: what is asked about.
  ///   - host: the name or address that the server listens on.
  ///   - today: the day to look prices up for.
  public init(content: Content, host: String = "127.0.0.1", today: @escaping @Sendable () -> Value) {
    self.content = content
    self.guarding = Guard(host: host)
    self.today = today
    routes = Route.pages + Route.api
  }

  /// The answer to a request; every failure is an answer, too.
  public func respond(to request: Request) -> Response {
    var response: Response
    do {
      try guarding.check(request)
      response = try answer(request)
    } catch {
      response = refused(error, request)
    }
    response.headers += guardingHeaders
    if response["Cache-Control"] == nil { response.headers.append(("Cache-Control", "no-store")) }
    return response
  }

  /// The answer of a server that cannot take the request on; the handlers never see it.
  ///
  /// - Parameters:
  ///   - overload: why.
  ///   - request: the request, as far as it is known.
  public func respond(to overload: Overload) -> Response {
    var response = overload.refusal.response
    response.headers += guardingHeaders + [("Cache-Control", "no-store")]
    return response
  }

  /// The path patterns and methods of the API.
  package static var apiRoutes: [(method: String, pattern: String)] {
    Route.api.map { ($0.method, $0.pattern) }
  }

  /// The shape of the path, for counting: the pattern of its route, or `other`.
  public func kind(of request: Request) -> String {
    routes.first { $0.parameters(in: request.path) != nil }?.pattern ?? "other"
  }

  private func answer(_ request: Request) throws(Refusal) -> Response {
    let found = routes.filter { $0.parameters(in: request.path) != nil }
    guard !found.isEmpty else { throw .noSuchPage(request.path) }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let route = found.first(where: { $0.method == method }) else {
      throw .wrongMethod(
        request.method, found.flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] })
    }
    return try route.answer(
      self, Call(request: request, parameters: route.parameters(in: request.path) ?? [:]))
  }

  private func refused(_ refusal: Refusal, _ request: Request) -> Response {
    let isForProgram =
      request.path.hasPrefix("/api/") || !(request.headers["accept"] ?? "").contains("text/html")
    return isForProgram ? refusal.response : problemPage(refusal)
  }
}

/// Why a server takes no more on.
public enum Overload: Sendable, Hashable {
  /// As many requests as it may hold are waiting.
  case busy
  /// The request waited too long for its turn.
  case waitedTooLong
  /// The body has more bytes than this.
  case bodyTooLarge(limit: Int)
  /// The header has more bytes than this.
  case headerTooLarge(limit: Int)
  /// The request is not HTTP.
  case malformed
  /// The request did not arrive in time.
  case tooSlow

  var refusal: Refusal {
    switch self {
    case .busy:
      Refusal(
        503, "http.busy", "the server is busy", "as many requests as it may hold are waiting; try again",
        headers: [("Retry-After", "1")])
    case .waitedTooLong:
      Refusal(
        503, "http.waited", "the server is busy", "the request waited too long for its turn; try again",
        headers: [("Retry-After", "1")])
    case .bodyTooLarge(let limit):
      Refusal(413, "http.bodySize", "the body is too large", "a body may have \(limit) bytes")
    case .headerTooLarge(let limit):
      Refusal(431, "http.headerSize", "the header is too large", "a header may have \(limit) bytes")
    case .malformed:
      Refusal(400, "http.malformed", "this is not HTTP/1.1", "the request cannot be read")
    case .tooSlow:
      Refusal(408, "http.slow", "the request did not arrive in time", "the rest of the request is missing")
    }
  }
}

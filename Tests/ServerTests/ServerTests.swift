import Advisor
import DMN
import FEEL
import Foundation
import Server
import Service
import Shipped
import Synchronization
import Testing
import XML

/// A server for one test, on a free port.
private struct Running: ~Copyable {
  let server: Server
  var port: Int { server.port }

  init(_ change: (inout ServerLimits) -> Void = { _ in }, log: (@Sendable (String) -> Void)? = nil) throws {
    var limits = ServerLimits(workers: 2)
    // Longer than any machine needs: a limit that runs out belongs to the tests that are about it.
    (limits.wait, limits.transfer, limits.idle) = (600_000, 600_000, 600_000)
    change(&limits)
    server = try Server.start(try smallService(), host: "127.0.0.1", port: 0, limits: limits, log: log)
  }

  deinit { server.stop() }

  func ask(_ text: String) throws -> Connection.Answer {
    let connection = try Connection(port: port)
    connection.send(text)
    return try connection.receive()
  }
}

/// The shipped rules without cases and models, which a server needs none of.
private func smallService() throws -> Service {
  let rules = ShippedFile.files(in: "Rules")
  guard let file = ShippedFile.file(at: "Rules/strategy.dmn") else {
    throw Connection.Failed(reason: "no rules")
  }
  let model = try CheckedModel(
    checking: try DecisionModel(reading: try .init(parsing: file.bytes, file: file.path)))
  let web = rules.filter { $0.path.hasPrefix("Rules/web/") }.map { (path: $0.path, text: $0.text) }
  let content = Content(
    rulebook: try Rulebook(
      checking: model,
      templates: try Templates(
        reading: rules.filter { $0.path.hasPrefix("Rules/templates/") }.map { ($0.path, $0.text) })),
    models: [model], studies: [], files: [], schema: nil, pages: try PageTemplates(reading: web),
    assets: Assets(reading: []), version: "0")
  return Service(content: content) { .null }
}

private let health = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"

private func advice(_ body: String = #"{"facts":{"Task scope":"narrow"}}"#) -> String {
  "POST /api/v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
    + "\(body.utf8.count)\r\n\r\n\(body)"
}

private func problem(_ code: String, _ title: String, _ status: Int, _ detail: String) -> String {
  let json: JSON = [
    "type": .string("urn:rationale:problem:\(code)"), "title": .string(title), "status": .number("\(status)"),
    "detail": .string(detail), "code": .string(code), "problems": [],
  ]
  return json.text
}

@Suite("The server") struct ServerTests {
  @Test func `a connection answers one request after the other`() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    for _ in 0..<3 {
      connection.send(advice())
      let answer = try connection.receive()
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"] == "application/json")
      #expect(answer.body.contains("\"strategy\": \"prompting\""))
    }
  }

  @Test func `requests sent at once are answered in their order`() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    connection.send(advice() + health + "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(try connection.receive().body.contains("justification"))
    #expect(try connection.receive().body == "{\n  \"status\": \"ok\"\n}\n")
    #expect(try connection.receive().status == 404)
  }

  @Test func `a request may come byte by byte`() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    for letter in advice() { connection.send(String(letter)) }
    #expect(try connection.receive().status == 200)
  }

  @Test func `a client that has said everything still gets its answer`() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    connection.send(advice())
    connection.endSending()
    #expect(try connection.receive().status == 200)
    #expect(connection.isClosed())
  }

  @Test func `a body may come in chunks`() throws {
    let running = try Running()
    let answer = try running.ask(
      "POST /api/v1/question HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
    #expect(answer.status == 200)
  }

  @Test func `the header alone has the length of the body`() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    connection.send("HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n" + health)
    let text = try running.ask("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(text.headers["content-length"] == "21")
    #expect(text.headers["connection"] == "close")
  }

  @Test(arguments: [
    "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\u{1} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHo st: localhost\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n00",
  ])
  func `what is no HTTP is refused`(_ text: String) throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    connection.send(text)
    let answer = try connection.receive()
    #expect(answer.status == 400)
    #expect(answer.headers["content-type"] == "application/problem+json")
    #expect(
      answer.body == problem("http.malformed", "this is not HTTP/1.1", 400, "the request cannot be read"))
    #expect(connection.isClosed())
    #expect(try running.ask(health).status == 200)
  }

  @Test func `a body that is too large is refused before it is read`() throws {
    let running = try Running { $0.body = 1_000 }
    let said = try running.ask(
      "POST /api/v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1001\r\n\r\n"
    )
    #expect(said.status == 413)
    #expect(said.body == problem("http.bodySize", "the body is too large", 413, "a body may have 1000 bytes"))
    let chunk = "3e8\r\n" + String(repeating: " ", count: 1_000) + "\r\n"
    let unsaid = try running.ask(
      "POST /api/v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk)
    #expect(unsaid.status == 413)
    #expect(try running.ask(health).status == 200)
  }

  @Test func `a header that is too large is refused`() throws {
    let running = try Running { $0.header = 2_000 }
    let long = String(repeating: "x", count: 3_000)
    for text in ["GET /\(long) HTTP/1.1\r\nHost: localhost\r\n", "GET / HTTP/1.1\r\nX: \(long)"] {
      let answer = try running.ask(text)
      #expect(answer.status == 431)
      #expect(
        answer.body
          == problem("http.headerSize", "the header is too large", 431, "a header may have 2000 bytes"))
    }
  }

  @Test func `many requests in one piece are no large header`() throws {
    let running = try Running { $0.header = 300 }
    let connection = try Connection(port: running.port)
    connection.send(String(repeating: health, count: 50))
    for _ in 0..<50 { #expect(try connection.receive().status == 200) }
  }

  @Test func `a request that does not arrive is given up, and others are answered meanwhile`() throws {
    let running = try Running { $0.transfer = 300 }
    let slow = try (0..<20).map { _ in try Connection(port: running.port) }
    for connection in slow { connection.send("POST /api/v1/advise HTTP/1.1\r\nHost: loc") }
    #expect(try running.ask(health).status == 200)
    #expect(try running.ask(advice()).status == 200)
    for connection in slow {
      let answer = try connection.receive()
      #expect(answer.status == 408)
      #expect(
        answer.body
          == problem(
            "http.slow", "the request did not arrive in time", 408, "the rest of the request is missing"))
      #expect(connection.isClosed())
    }
  }

  @Test func `a connection without a request is closed after a while, without a word`() throws {
    let running = try Running { $0.idle = 100 }
    let connection = try Connection(port: running.port)
    #expect(connection.isClosed())
  }

  @Test func `more connections than may be are told so`() throws {
    let running = try Running { $0.connections = 2 }
    let first = try Connection(port: running.port)
    let second = try Connection(port: running.port)
    for connection in [first, second] {
      connection.send(health)
      #expect(try connection.receive().status == 200)
    }
    let third = try Connection(port: running.port)
    let answer = try third.receive()
    #expect(answer.status == 503)
    #expect(answer.headers["retry-after"] == "1")
    #expect(
      answer.body
        == problem(
          "http.busy", "the server is busy", 503, "as many requests as it may hold are waiting; try again"))
  }

  @Test func `more requests than may wait are sent away, and all are answered after that`() throws {
    let running = try Running {
      $0.requests = 1
      $0.workers = 1
    }
    let all = try (0..<12).map { _ in try Connection(port: running.port) }
    for connection in all { connection.send(advice()) }
    let statuses = try all.map { try $0.receive().status }
    #expect(statuses.contains(200))
    #expect(Set(statuses).isSubset(of: [200, 503]))
    #expect(try running.ask(advice()).status == 200)
    let metrics = try running.ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").body
    #expect(metrics.contains("rationale_shed_total \(statuses.count { $0 == 503 })\n"))
    #expect(metrics.contains("rationale_requests_waiting 0\n"))
  }

  @Test func `clients that have said everything may give way, and none is forgotten`() throws {
    let running = try Running {
      $0.requests = 8
      $0.workers = 1
    }
    let all = try (0..<8).map { _ in try Connection(port: running.port) }
    for connection in all {
      connection.send(advice())
      connection.endSending()
    }
    let statuses = try all.map { try $0.receive().status }
    #expect(statuses.contains(200))
    #expect(Set(statuses).isSubset(of: [200, 503]))
    for connection in all { #expect(connection.isClosed()) }
    #expect(try running.ask(advice()).status == 200)
    let metrics = try running.ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").body
    #expect(metrics.contains("rationale_requests_waiting 0\n"))
  }

  @Test func `the log and the metrics have no facts`() throws {
    let lines = Mutex<[String]>([])
    let running = try Running(log: { line in lines.withLock { $0.append(line) } })
    _ = try running.ask("GET /result?Task+scope=narrow HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try running.ask("GET /cases/secret HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try running.ask(advice())
    let metrics = try running.ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").body
    let log = lines.withLock { $0.joined() }
    #expect(log.contains("GET /result 200 "))
    #expect(log.contains("GET /cases/{id} 404 "))
    #expect(metrics.contains("rationale_requests_total{route=\"/api/v1/advise\",status=\"200\"} 1\n"))
    for text in [log, metrics] { #expect(!text.contains("narrow") && !text.contains("secret")) }
  }

  @Test func `a port that is taken is said`() throws {
    let running = try Running()
    let port = running.port
    #expect {
      try Server.start(
        try smallService(), host: "127.0.0.1", port: port, limits: ServerLimits(workers: 1))
    } throws: { error in
      (error as? Server.StartError)?.message
        == "cannot listen on `127.0.0.1`, port \(port): address already in use"
    }
  }

  @Test func `stopping lets requests that have begun come to their end`() throws {
    let running = try Running { $0.grace = 600_000 }
    let idle = try Connection(port: running.port)
    idle.send(health)
    #expect(try idle.receive().status == 200)
    let begun = try Connection(port: running.port)
    let text = advice()
    begun.send(String(text.dropLast()))
    #expect(try running.ask(health).status == 200)
    let server = running.server
    let done = DispatchSemaphore(value: 0)
    let isClean = Mutex(false)
    Thread.detachNewThread {
      let result = server.stop()
      isClean.withLock { $0 = result }
      done.signal()
    }
    #expect(idle.isClosed())
    begun.send(String(text.suffix(1)))
    let answer = try begun.receive()
    #expect(answer.status == 200)
    #expect(answer.headers["connection"] == "close")
    #expect(begun.isClosed())
    done.wait()
    #expect(isClean.withLock { $0 })
    #expect(throws: Connection.Failed.self) { try Connection(port: server.port) }
  }
}

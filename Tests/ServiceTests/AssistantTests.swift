import Advisor
import Service
import Testing

@Suite("Assistants") struct AssistantTests {
  private let session: AssistantSession

  init() throws { session = AssistantSession(try Fixture.service) }

  private func result(_ method: String, _ parameters: String) throws -> JSON? {
    let line = session.answer(
      to: #"{"jsonrpc":"2.0","id":7,"method":"\#(method)","params":\#(parameters)}"#)
    let answer = try JSON(parsing: Array((line ?? "null").utf8))
    #expect(answer["id"] == 7)
    return answer["result"]
  }

  @Test(arguments: [
    (
      "nothing",
      #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"found `nothing`; expected a value, at column 1"}}"#
    ),
    (
      "[]",
      #"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected a JSON-RPC 2.0 request"}}"#
    ),
    (
      #"{"id":1}"#,
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"expected a JSON-RPC 2.0 request"}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":{},"method":"ping"}"#,
      #"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected a string or a number at `/id`"}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":"x","method":"none"}"#,
      #"{"jsonrpc":"2.0","id":"x","error":{"code":-32601,"message":"there is no method `none`"}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#,
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"expected an object at `/params`"}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}"#,
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"expected a tool's name at `/params/name`"}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}"#,
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"there is no tool `x`"}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#,
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"there is no resource `file:///etc/passwd`","data":{"uri":"file:///etc/passwd"}}}"#
    ),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, #"{"jsonrpc":"2.0","id":1,"result":{}}"#),
  ])
  func `a message is answered as JSON-RPC says`(_ message: String, _ answer: String) {
    #expect(session.answer(to: message) == answer)
  }

  @Test func `what asks for no answer gets none`() {
    #expect(session.answer(to: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#) == nil)
    #expect(session.answer(to: #"{"jsonrpc":"2.0","id":1,"result":{}}"#) == nil)
  }

  @Test(arguments: [("2025-06-18", "2025-06-18"), ("2025-11-25", "2025-11-25"), ("1999-01-01", "2025-11-25")])
  func `the version that both know is spoken`(_ asked: String, _ spoken: String) throws {
    let result = try result("initialize", #"{"protocolVersion":"\#(asked)","capabilities":{}}"#)
    #expect(result?["protocolVersion"] == .string(spoken))
    #expect(result?["serverInfo"]?["name"] == "rationale")
  }

  @Test func `a version without a handshake is known, and an unknown one refused`() throws {
    let meta = #"{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}"#
    #expect(try result("server/discover", meta)?["supportedVersions"] == ["2026-07-28"])
    #expect(try result("tools/list", meta)?["resultType"] == "complete")
    let refused = session.answer(
      to:
        #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"3000-01-01"}}}"#
    )
    #expect(refused?.contains("\"code\":-32022") == true)
  }

  @Test func `advice is asked for one question at a time, then given with its sources`() throws {
    var facts: [JSON.Member] = []
    while true {
      let arguments = JSON.object([.init("name", "advise"), .init("arguments", ["facts": .object(facts)])])
      let result = try #require(try result("tools/call", arguments.line)?["structuredContent"])
      guard result["status"] == "question" else {
        #expect(result["recommendation"]?["sources"]?.elements?.isEmpty == false)
        break
      }
      let choices = result["question"]?["choices"]?.elements ?? []
      facts.append(
        .init(try #require(result["question"]?["fact"]?.string), try #require(choices.last?["value"])))
      #expect(Set(facts.map(\.name)).count == facts.count)
    }
    #expect(facts.count > 1)
  }

  @Test func `a wrong fact is a result that says what would be right`() throws {
    let result = try result("tools/call", #"{"name":"advise","arguments":{"facts":{"Latency":"tigt"}}}"#)
    #expect(result?["isError"] == true)
    #expect(result?["content"]?.elements?.first?["text"]?.string?.contains("did you mean `tight`?") == true)
  }

  @Test func `each tool has its words, and each resource can be read`() throws {
    for tool in try result("tools/list", "{}")?["tools"]?.elements ?? [] {
      #expect(tool["description"]?.string?.isEmpty == false)
      // Practice is about questions of the bank, not about facts.
      if tool["name"] == "drills" || tool["name"] == "grade" { continue }
      #expect(tool["inputSchema"]?["properties"]?["facts"]?["properties"]?.members?.isEmpty == false)
    }
    let resources = try #require(try result("resources/list", "{}")?["resources"]?.elements)
    #expect(
      try resources.count == Fixture.content.studies.count
        + Fixture.content.files.count { $0.path.hasSuffix(".dmn") })
    for resource in resources {
      let uri = try #require(resource["uri"])
      let read = try result("resources/read", JSON.object([.init("uri", uri)]).line)
      #expect(read?["contents"]?.elements?.first?["text"]?.string?.hasPrefix("<?xml") == true)
    }
  }
}

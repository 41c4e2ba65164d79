internal import Advisor
internal import Diagnostics

/// A conversation with an assistant: each message of the client, and the answer to it.
///
/// Nothing is remembered between two messages, so that the versions of the protocol with a handshake and those
/// without one are answered alike.
///
/// Source: Model Context Protocol, 2026-07-28 and the four versions before it; JSON-RPC 2.0.
public struct AssistantSession: Sendable {
  /// The versions that begin with a handshake, the newest last.
  static let handshakeVersions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
  /// The versions in which each request names its own, the newest last.
  static let envelopeVersions = ["2026-07-28"]

  let service: Service

  /// A conversation about what a service knows.
  public init(_ service: Service) { self.service = service }

  /// The answer to a line; nil where none is to be given.
  public func answer(to line: String) -> String? {
    let message: JSON
    do throws(JSON.Problem) { message = try JSON(parsing: Array(line.utf8)) } catch {
      return failure(.null, .init(-32_700, "\(error.message), at column \(error.column)")).line
    }
    guard message.members != nil, message["jsonrpc"]?.string == "2.0", let method = message["method"]?.string
    else {
      // An answer to something that was never asked needs none.
      if message["result"] != nil || message["error"] != nil { return nil }
      return failure(identifier(of: message), .init(-32_600, "expected a JSON-RPC 2.0 request")).line
    }
    guard let id = message["id"] else { return nil }
    switch id {
    case .string, .number: break
    default: return failure(.null, .init(-32_600, "expected a string or a number at `/id`")).line
    }
    let parameters = message["params"] ?? .object([])
    do throws(Fault) {
      guard parameters.members != nil else { throw Fault(-32_602, "expected an object at `/params`") }
      let result = try result(of: method, parameters)
      return JSON.object([.init("jsonrpc", "2.0"), .init("id", id), .init("result", result)]).line
    } catch { return failure(id, error).line }
  }

  /// Why a request fails as a request; what is wrong with facts is the result of a tool.
  struct Fault: Error {
    let code: Int
    let message: String
    let data: JSON?

    init(_ code: Int, _ message: String, data: JSON? = nil) {
      self.code = code
      self.message = message
      self.data = data
    }
  }

  private func identifier(of message: JSON) -> JSON {
    switch message["id"] {
    case .string(let text)?: .string(text)
    case .number(let digits)?: .number(digits)
    default: .null
    }
  }

  private func failure(_ id: JSON, _ fault: Fault) -> JSON {
    var error: [JSON.Member] = [
      .init("code", .number(String(fault.code))), .init("message", .string(fault.message)),
    ]
    if let data = fault.data { error.append(.init("data", data)) }
    return .object([.init("jsonrpc", "2.0"), .init("id", id), .init("error", .object(error))])
  }

  private func result(of method: String, _ parameters: JSON) throws(Fault) -> JSON {
    let version = parameters["_meta"]?["io.modelcontextprotocol/protocolVersion"]
    if let version, version.string.map(Self.envelopeVersions.contains) != true {
      throw unsupported(version)
    }
    let isEnvelope = version != nil
    switch method {
    case "initialize":
      return [
        "protocolVersion": .string(negotiated(parameters["protocolVersion"]?.string)),
        "capabilities": capabilities, "serverInfo": about, "instructions": JSON(service.content.instructions),
      ]
    case "server/discover":
      return finished(
        [
          .init("supportedVersions", .array(Self.envelopeVersions.map { .string($0) })),
          .init("capabilities", capabilities), .init("instructions", JSON(service.content.instructions)),
        ], isEnvelope: true, isCacheable: true)
    case "ping": return isEnvelope ? finished([], isEnvelope: true) : .object([])
    case "tools/list":
      return finished(
        [.init("tools", .array(service.content.tools))], isEnvelope: isEnvelope, isCacheable: true)
    case "tools/call": return finished(try call(parameters), isEnvelope: isEnvelope)
    case "resources/list":
      return finished(
        [.init("resources", .array(service.content.resources))], isEnvelope: isEnvelope, isCacheable: true)
    case "resources/templates/list":
      return finished([.init("resourceTemplates", [])], isEnvelope: isEnvelope, isCacheable: true)
    case "resources/read":
      return finished([.init("contents", [try read(parameters)])], isEnvelope: isEnvelope, isCacheable: true)
    default: throw Fault(-32_601, "there is no method `\(Refusal.shortened(method))`")
    }
  }

  /// The version that was asked for, or the newest with a handshake.
  private func negotiated(_ version: String?) -> String {
    let newest = Self.handshakeVersions[Self.handshakeVersions.count - 1]
    return version.flatMap { Self.handshakeVersions.contains($0) ? $0 : nil } ?? newest
  }

  private func unsupported(_ version: JSON) -> Fault {
    Fault(
      -32_022, "this version of the protocol is not spoken here",
      data: [
        "supported": .array((Self.handshakeVersions + Self.envelopeVersions).map { .string($0) }),
        "requested": version,
      ])
  }

  private var capabilities: JSON { ["tools": .object([]), "resources": .object([])] }

  private var about: JSON {
    ["name": "rationale", "title": "Rationale", "version": .string(service.content.version)]
  }

  /// A result with what newer versions of the protocol want beside it.
  private func finished(_ members: [JSON.Member], isEnvelope: Bool, isCacheable: Bool = false) -> JSON {
    guard isEnvelope else { return .object(members) }
    var members = members + [.init("resultType", "complete")]
    // Rules and cases do not change while the program runs.
    if isCacheable { members += [.init("ttlMs", 3_600_000), .init("cacheScope", "private")] }
    members.append(.init("_meta", ["io.modelcontextprotocol/serverInfo": about]))
    return .object(members)
  }

  private func call(_ parameters: JSON) throws(Fault) -> [JSON.Member] {
    guard let name = parameters["name"]?.string else {
      throw Fault(-32_602, "expected a tool's name at `/params/name`")
    }
    guard let tool = Tool.all.first(where: { $0.name == name }) else {
      throw Fault(-32_602, "there is no tool `\(Refusal.shortened(name))`")
    }
    do {
      let answer = try tool.answer(service, parameters["arguments"] ?? .object([]))
      return [
        .init("content", [["type": "text", "text": .string(answer.text)]]),
        .init("structuredContent", answer.json), .init("isError", false),
      ]
    } catch {
      let lines = error.problems.map { $0.message + ($0.help.map { "; \($0)" } ?? "") }
      let text = ([error.title] + (lines.isEmpty ? [error.detail] : lines)).joined(separator: "\n")
      return [.init("content", [["type": "text", "text": .string(text)]]), .init("isError", true)]
    }
  }

  private func read(_ parameters: JSON) throws(Fault) -> JSON {
    guard let uri = parameters["uri"]?.string else {
      throw Fault(-32_602, "expected an address at `/params/uri`")
    }
    guard let file = service.content.files.first(where: { $0.address == uri }) else {
      throw Fault(-32_602, "there is no resource `\(Refusal.shortened(uri))`", data: ["uri": .string(uri)])
    }
    return ["uri": .string(uri), "mimeType": .string(file.type), "text": .string(file.text)]
  }
}

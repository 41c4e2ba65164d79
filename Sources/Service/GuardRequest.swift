/// The names under which a server answers, so that no foreign page can ask through the user's browser.
///
/// A page whose name is made to point at this machine (DNS rebinding) still sends its own name as `Host`.
public struct Guard: Sendable, Hashable {
  private let hosts: Set<String>

  /// A guard for this machine's own names and the one that the server was told to listen on.
  public init(host: String) { hosts = Self.loopback.union([host.lowercased()]) }

  private static let loopback: Set<String> = ["localhost", "127.0.0.1", "::1"]

  /// Refuses requests for other names and from other sites' pages.
  func check(_ request: Request) throws(Refusal) {
    let host = request.headers["host"] ?? ""
    guard hosts.contains(name(of: host)) else { throw .wrongHost(host) }
    if let origin = request.headers["origin"], origin.lowercased() != "http://\(host.lowercased())" {
      throw .wrongOrigin(origin)
    }
    // A link from elsewhere may open a page; nothing else of another site may ask.
    if let site = request.headers["sec-fetch-site"], site == "cross-site",
      request.headers["sec-fetch-mode"] != "navigate" || request.method != "GET"
    {
      throw .wrongOrigin(request.headers["origin"] ?? site)
    }
  }

  /// The name without its port.
  private func name(of host: String) -> String {
    let host = host.lowercased()
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count < 2 || parts[1].allSatisfy(\.isNumber) else { return "" }
    return String(parts.first ?? "")
  }
}

/// Header fields that every response has: nothing is fetched from, framed by or told to another site.
///
/// The state of an interview is its address, so pages are not stored and the address is told to nobody.
let guardingHeaders: [(name: String, value: String)] = [
  (
    "Content-Security-Policy",
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  ),
  ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
  ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
]

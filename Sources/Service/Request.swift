/// A question over HTTP, without its connection.
public struct Request: Sendable {
  /// How the client wants to act: `GET`, `HEAD`, `POST` or another word.
  public let method: String
  /// The path as sent, still percent-encoded; begins with `/`.
  public let path: String
  /// What stands behind the `?`, still encoded.
  public let query: Query
  /// The header fields, by lower-case name; several of one name are joined with commas.
  public let headers: [String: String]
  /// What follows the header; already limited in size.
  public let body: [UInt8]

  /// A request by its parts.
  ///
  /// - Parameters:
  ///   - method: the method.
  ///   - target: path and query, as in the first line of a request.
  ///   - headers: name and value of each field.
  ///   - body: the body.
  public init(method: String, target: String, headers: [(String, String)] = [], body: [UInt8] = []) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts.first ?? "/")
    query = Query(reading: parts.count > 1 ? parts[1] : "")
    var fields: [String: String] = [:]
    for (name, value) in headers {
      let name = name.lowercased()
      fields[name] = fields[name].map { "\($0), \(value)" } ?? value
    }
    self.headers = fields
    self.body = body
  }

  /// The type of the body without its parameters, in lower case; nil where none is given.
  var contentType: String? {
    headers["content-type"].map { value in
      trimmedSpaces(value.split(separator: ";", omittingEmptySubsequences: false).first ?? "").lowercased()
    }
  }
}

/// The answer to a request.
public struct Response: Sendable {
  /// The status code.
  public let status: Int
  /// The header fields in order; their length and connection are the server's business.
  public internal(set) var headers: [(name: String, value: String)]
  /// The body, also for `HEAD`, which the server leaves out.
  public let body: [UInt8]

  /// A response by its parts.
  public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A text.
  init(
    status: Int = 200, _ type: String, _ text: String, _ headers: [(name: String, value: String)] = []
  ) {
    self.init(status: status, headers: [("Content-Type", type)] + headers, body: Array(text.utf8))
  }

  /// The value of a header field; nil where there is none.
  public subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// The text without spaces and tabs at its ends.
func trimmedSpaces(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest)
}

/// A request on its way to the function that answers it.
struct Call: Sendable {
  let request: Request
  /// The decoded parts of the path that a pattern has in braces.
  let parameters: [String: String]

  /// A part of the path.
  subscript(name: String) -> String { parameters[name] ?? "" }
}

/// An address, and what answers there.
struct Route: Sendable {
  let method: String
  /// The path, with braces around what may differ: `/cases/{id}`.
  let pattern: String
  let answer: @Sendable (Service, Call) throws(Refusal) -> Response
  private let parts: [Substring]

  init(
    _ method: String, _ pattern: String,
    _ answer: @escaping @Sendable (Service, Call) throws(Refusal) -> Response
  ) {
    self.method = method
    self.pattern = pattern
    self.answer = answer
    parts = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
  }

  /// What the braces stand for in a path; nil where it is not of this pattern.
  func parameters(in path: String) -> [String: String]? {
    let sent = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard path.hasPrefix("/"), sent.count == parts.count else { return nil }
    var found: [String: String] = [:]
    for (part, text) in zip(parts, sent) {
      if part.hasPrefix("{"), !text.isEmpty {
        found[String(part.dropFirst().prefix { $0 != "}" })] = percentDecoded(text)
      } else if part != text {
        return nil
      }
    }
    return found
  }
}

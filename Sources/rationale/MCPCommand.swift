internal import ArgumentParser
internal import Service

/// `rationale mcp`: tools for an assistant, over standard input and output.
struct MCPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp", abstract: "Answers an assistant by the Model Context Protocol, until the input ends.",
    discussion: """
      An assistant starts it; nothing is sent anywhere. Tools ask for the facts one at a time, and rules and cases \
      can be read as resources.

      EXAMPLE, for an assistant that reads a list of servers
        {"mcpServers": {"rationale": {"command": "rationale", "args": ["mcp"]}}}
      """)

  /// Unit: bytes.
  ///
  /// What a longer line has beyond that is dropped, and the rest is no JSON.
  private static let longestLine = 1 << 20

  @OptionGroup var rules: RulesOption

  func run() throws {
    try reporting {
      let content = try Content.reading(rules: rules.folder)
      let session = AssistantSession(Service(content: content) { TodayOption.now })
      while let line = Terminal.readLine(limit: Self.longestLine) {
        if line.allSatisfy(\.isWhitespace) { continue }
        if let answer = session.answer(to: line) { Terminal.print(answer + "\n") }
      }
    }
  }
}

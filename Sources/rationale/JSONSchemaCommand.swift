internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import Shipped

/// `rationale json-schema`: the JSON Schema of what a command prints.
struct JSONSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "json-schema", abstract: "Prints the JSON Schema of what a command prints with --json.",
    discussion: """
      EXAMPLES
        rationale json-schema                      the commands that have one
        rationale json-schema advise > advise.schema.json
      """)

  @Argument(help: "The command; unless given, all are listed.", completion: .custom(Completions.schemas))
  var command: String?

  /// Where the schemas are among the files built in.
  private static let folder = "Schemas"
  private static let ending = ".schema.json"

  /// The commands that have a schema.
  static var names: [String] {
    ShippedFile.files(in: folder).map(\.path).filter { $0.hasSuffix(ending) }
      .map { String($0.dropFirst(folder.count + 1).dropLast(ending.count)) }
  }

  func run() throws {
    try reporting {
      guard let command else { return Terminal.print(Self.names.map { $0 + "\n" }.joined()) }
      guard let file = ShippedFile.file(at: "\(Self.folder)/\(command)\(Self.ending)") else {
        throw noSchema(command, Self.names)
      }
      Terminal.print(file.text)
    }
  }
}

// MARK: Wording

private func noSchema(_ name: String, _ names: [String]) -> Failure {
  let near = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
  return Failure(
    "there is no schema for `\(printable(name))`\(near)\nexpected \(Prose.list(names.map { "`\($0)`" }, joinedBy: "or"))",
    .usage)
}

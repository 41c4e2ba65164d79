internal import ArgumentParser
internal import DMN
internal import Diagnostics

/// `rationale fmt`: model files in one layout.
struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lays out model files in one way, so that a change by any editor can be reviewed.",
    discussion: """
      An element a line, DMN as the default namespace, DMN 1.3 that all editors open, and the ids and the diagram that \
      they need. Nothing else of a file changes: elements of other tools, unknown attributes and comments stay. What a \
      version has no place for is refused with its place.

      EXAMPLES
        rationale fmt Rules
        rationale fmt Rules --check
        rationale fmt model.dmn --dmn 1.5
      """)

  /// The versions that can be written.
  enum Version: String, ExpressibleByArgument, CaseIterable {
    case v13 = "1.3"
    case v15 = "1.5"
  }

  @Argument(help: "Model files, or folders of them.", completion: .file(extensions: ["dmn"]))
  var paths: [String]

  @Flag(help: "Change nothing; name the files that would change, and fail if there are some.")
  var check = false

  @Option(help: "The version of DMN to write.")
  var dmn = Version.v13

  func run() throws {
    try reporting {
      var files: [String] = []
      for path in paths { files += Files.isFolder(path) ? try Files.list(path, endingIn: [".dmn"]) : [path] }
      var problems: [Diagnostic] = []
      var changed = 0
      for file in files {
        do {
          let bytes = try Files.read(file)
          let text = try FormattedModel(formatting: bytes, file: file, as: dmn == .v15 ? .dmn15 : .dmn13).text
          guard !text.utf8.elementsEqual(bytes) else { continue }
          changed += 1
          Terminal.print(printable(file) + "\n")
          if !check { try Files.write(text, to: file) }
        } catch let error as DiagnosticsError {
          problems += error.diagnostics
        }
      }
      if !problems.isEmpty { throw DiagnosticsError(problems) }
      if check, changed > 0 { throw ExitStatus.problems.code }
    }
  }
}

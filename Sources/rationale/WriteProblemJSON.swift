internal import Advisor
internal import Diagnostics

extension Diagnostic {
  /// The problem for programs; members that it does not have are null or empty.
  var json: JSON {
    [
      "severity": .string(severity.rawValue), "code": .string(code), "message": .string(message),
      "place": location?.json ?? .null,
      "notes": .array(
        notes.map { ["message": .string($0.message), "place": $0.location?.json ?? .null] }),
      "help": JSON(help),
    ]
  }
}

extension SourceLocation {
  /// The place for programs.
  fileprivate var json: JSON {
    ["file": .string(file), "line": .number(String(line)), "column": .number(String(column))]
  }
}

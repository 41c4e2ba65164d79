internal import Advisor
internal import Diagnostics

/// Facts from a file, or from standard input: `--answers FILE`, `--answers -`.
enum AnswersFile {
  /// Unit: bytes.
  ///
  /// Far more than all answers to all questions.
  private static let largest = 1 << 20

  /// What problems call standard input.
  static let standardInput = "<standard input>"

  /// What was read from standard input; it can be read only once.
  private static let piped: Result<[UInt8], Failure> = Result { () throws(Failure) in
    try Files.readStandardInput()
  }

  /// The facts of a file.
  ///
  /// - Parameter path: a path, or `-` for standard input.
  /// - Throws: `Failure` when it cannot be read, `DiagnosticsError` for lines that are no answers.
  static func facts(_ path: String) throws -> [WrittenFact] {
    try readAnswers(try text(path), file: path == "-" ? standardInput : path)
  }

  /// The text of a file; nil where it cannot be had.
  static func source(_ path: String) -> String? { try? text(path) }

  private static func text(_ path: String) throws(Failure) -> String {
    let bytes = path == "-" ? try piped.get() : try Files.read(path)
    let name = path == "-" ? "standard input" : "`\(printable(path))`"
    guard bytes.count <= largest else { throw tooLarge(name, largest) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw notText(name) }
    return text
  }
}

// MARK: Wording

private func tooLarge(_ name: String, _ limit: Int) -> Failure {
  Failure("\(name) is larger than \(limit >> 20) MiB, too large for answers", .badInput)
}

private func notText(_ name: String) -> Failure {
  Failure("\(name) is no text in UTF-8", .badInput)
}

internal import Advisor
internal import Diagnostics
internal import Glibc

/// The answers of questions that were broken off, kept in a file that only its owner reads.
struct SavedAnswers {
  /// What a file of another time may not be read as.
  private static let version = "1"

  /// The rules that ask.
  private let name: String
  /// The file; nil where there is no place to keep it.
  private let path: String?

  /// The answers to the questions of some rules.
  init(of name: String) {
    self.name = name
    path = Surroundings.stateFolder.map { "\($0)/\(Self.fileName(name)).json" }
  }

  /// What was kept; nil where nothing was.
  ///
  /// - Throws: `Failure` when the file is not what was written there; what it says is ready to be shown.
  func load() throws(Failure) -> [GivenAnswer]? {
    guard let path, Files.exists(path) else { return nil }
    let bytes = try Files.read(path)
    guard let json = bytes.withUnsafeBufferPointer({ try? JSON(parsing: $0) }), case .object = json else {
      throw damaged(path)
    }
    guard json["version"] == .string(Self.version), json["rules"] == .string(name) else { throw older(path) }
    guard case .array(let elements)? = json["answers"] else { throw damaged(path) }
    var answers: [GivenAnswer] = []
    for element in elements {
      guard case .string(let fact)? = element["fact"], case .string(let text)? = element["answer"] else {
        throw damaged(path)
      }
      answers.append(GivenAnswer(fact, text))
    }
    return answers.isEmpty ? nil : answers
  }

  /// Keeps answers, so that nothing is lost whatever happens next.
  ///
  /// - Throws: `Failure` when they cannot be kept.
  func save(_ answers: [GivenAnswer]) throws(Failure) {
    guard let path else { throw noPlace() }
    try Files.makeFolder(Files.folder(of: path), mode: 0o700)
    let json: JSON = [
      "version": .string(Self.version), "rules": .string(name),
      "answers": .array(answers.map { ["fact": .string($0.name), "answer": .string($0.text)] }),
    ]
    try Files.write(json.text, to: path, mode: 0o600)
  }

  /// Forgets them: the advice was given.
  func remove() { if let path { unlink(path) } }

  /// A name of the rules as the name of a file.
  private static func fileName(_ name: String) -> String {
    "answers-" + String(name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }.prefix(80))
  }
}

// MARK: Wording

private func damaged(_ path: String) -> Failure {
  Failure("the answers kept in `\(printable(path))` cannot be read, and are left aside", .badInput)
}

private func older(_ path: String) -> Failure {
  Failure(
    "the answers kept in `\(printable(path))` are of other rules or another version, and are left aside",
    .badInput)
}

private func noPlace() -> Failure {
  Failure("neither `XDG_STATE_HOME` nor `HOME` names a folder", .cannotCreate)
}

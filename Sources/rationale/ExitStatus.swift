internal import ArgumentParser

/// What the process tells its caller; `rationale help exit-codes` lists the same.
enum ExitStatus: Int32, CaseIterable {
  /// Done.
  case done = 0
  /// Rules or cases have errors, or some of several inputs failed.
  case problems = 1
  /// No fact is given and none may be asked.
  case notEnoughFacts = 2
  /// A recorded decision would be another one today.
  case changed = 3
  /// The command line is wrong.
  case usage = 64
  /// A file cannot be used as what it should be.
  case badInput = 65
  /// A file or folder is not there, or cannot be read.
  case noInput = 66
  /// An output cannot be written.
  case cannotCreate = 73
  /// Stopped before an answer was given.
  case interrupted = 130

  /// For `throw`.
  var code: ExitCode { ExitCode(rawValue) }

  /// One line for the help.
  var meaning: String {
    switch self {
    case .done: "done"
    case .problems: "rules or cases have errors, or some of several inputs failed"
    case .notEnoughFacts: "no fact is given and none may be asked"
    case .changed: "a recorded decision would be another one today"
    case .usage: "the command line is wrong"
    case .badInput: "a file cannot be used as what it should be"
    case .noInput: "a file or folder is not there, or cannot be read"
    case .cannotCreate: "an output cannot be written"
    case .interrupted: "stopped before an answer was given"
    }
  }

  /// The table of the help text.
  static var table: String {
    allCases.map { status in
      let number = String(status.rawValue)
      return "  " + String(repeating: " ", count: 3 - number.count) + number + "  " + status.meaning
    }.joined(separator: "\n")
  }
}

/// Why a command ends early: what to say on standard error, and the status.
struct Failure: Error {
  let message: String
  let status: ExitStatus

  init(_ message: String, _ status: ExitStatus) {
    self.message = message
    self.status = status
  }
}

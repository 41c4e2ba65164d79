internal import ArgumentParser
internal import Glibc
internal import Progress

/// Where progress is kept.
struct ProgressOption: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: "The folder that progress is kept in; else that of RATIONALE_DATA, or your data folder.",
    completion: .directory)
  var folder: String?

  /// The file in `--data`, `RATIONALE_DATA`, `XDG_DATA_HOME` or the home folder; it need not be there.
  ///
  /// - Throws: `Failure` where there is no such folder to be named.
  func store() throws(Failure) -> ProgressStore {
    ProgressStore(path: try path() + "/progress.sqlite")
  }

  private func path() throws(Failure) -> String {
    if let folder { return folder }
    if let folder = environment("RATIONALE_DATA") { return folder }
    // The specification says that a relative path is to be ignored.
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/rationale" }
    if let home = environment("HOME") { return home + "/.local/share/rationale" }
    throw Failure("there is no home folder to keep progress in; give one with `--data`", .cannotCreate)
  }

  private func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension ProgressStore {
  /// All attempts.
  ///
  /// - Throws: `Failure`.
  func known() throws(Failure) -> [Attempt] {
    do { return try attempts() } catch { throw failure(error) }
  }

  /// Keeps an attempt, making the folder where it is missing.
  ///
  /// - Throws: `Failure`.
  func keep(_ attempt: Attempt) throws(Failure) {
    try Files.makeFolder(Files.folder(of: path))
    do { try record(attempt) } catch { throw failure(error) }
  }
}

// MARK: Wording

private func failure(_ problem: ProgressStore.Problem) -> Failure {
  switch problem {
  case .newerSchema(let path):
    Failure("`\(path)` was written by a later version of rationale; nothing in it was changed", .badInput)
  case .unusable(let path, let reason):
    Failure("`\(path)` cannot be used as a record of progress: \(reason)", .badInput)
  case .busy(let path): Failure("`\(path)` is held by another process; try again", .cannotCreate)
  case .notWritable(let path, let reason): Failure("cannot use `\(path)`: \(reason)", .cannotCreate)
  }
}

internal import Foundation
internal import GRDB

/// What somebody has practised, in a SQLite file: attempts, and the points that each earned or missed.
///
/// Several processes may use the file at once, and a process that dies in the middle of a write leaves the file as it
/// was before. Nothing is written, not even the file, before the first attempt is recorded.
public struct ProgressStore: Sendable {
  /// Why progress cannot be read or written.
  public enum Problem: Error, Sendable, Hashable {
    /// The file was written by a later version of this program.
    case newerSchema(String)
    /// The file is no database, or is damaged.
    case unusable(String, reason: String)
    /// Another process has held the file for too long.
    case busy(String)
    /// The file or its folder cannot be written.
    case notWritable(String, reason: String)
  }

  /// The path of the file.
  public let path: String

  /// The progress in a file, which need not be there.
  public init(path: String) { self.path = path }

  /// Keeps an attempt.
  ///
  /// - Throws: `Problem`.
  public func record(_ attempt: Attempt) throws(Problem) {
    try work(writes: true) { database in
      try database.execute(
        sql: "INSERT INTO attempt (question, topic, day, score, band) VALUES (?, ?, ?, ?, ?)",
        arguments: [attempt.question, attempt.topic, attempt.day, attempt.score, attempt.band])
      let id = database.lastInsertedRowID
      for (place, point) in attempt.points.enumerated() {
        try database.execute(
          sql: "INSERT INTO point (attempt, place, text, standing) VALUES (?, ?, ?, ?)",
          arguments: [id, place, point.text, point.standing])
      }
    }
  }

  /// All attempts, the oldest first; none where there is no file.
  ///
  /// - Throws: `Problem`.
  public func attempts() throws(Problem) -> [Attempt] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    var attempts: [Attempt] = []
    try work(writes: false) { database in
      var points: [Int64: [Attempt.Point]] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT * FROM point ORDER BY attempt, place") {
        points[row["attempt"], default: []].append(.init(row["text"], standing: row["standing"]))
      }
      attempts = try Row.fetchAll(database, sql: "SELECT * FROM attempt ORDER BY id").map { row in
        Attempt(
          question: row["question"], topic: row["topic"], day: row["day"], score: row["score"],
          band: row["band"], points: points[row["id"]] ?? [])
      }
    }
    return attempts
  }

  /// Opens the file, brings it up to date, and works on it in one transaction.
  private func work(writes: Bool, _ work: (Database) throws -> Void) throws(Problem) {
    do {
      let queue = try opened()
      if writes { try queue.write(work) } else { try queue.read(work) }
      try queue.close()
    } catch let problem as Problem {
      throw problem
    } catch let error as DatabaseError {
      throw Problem(error, path)
    } catch {
      throw .unusable(path, reason: "\(error)")
    }
  }

  /// The file, made and brought up to date by one process at a time: SQLite keeps the steps of that apart, but two that
  /// begin together each find them missing, and the second stumbles over those of the first.
  private func opened() throws -> DatabaseQueue {
    let lock = FolderLock(URL(filePath: path).deletingLastPathComponent().path)
    guard lock.take(within: 10) else { throw Problem.busy(path) }
    defer { lock.release() }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try migrate(queue)
    return queue
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(10)
    // Takes the lock for writing at the start, so that two processes never upgrade at once.
    configuration.allowsUnsafeTransactions = false
    return configuration
  }

  private func migrate(_ queue: DatabaseQueue) throws {
    let migrator = ProgressSchema.migrator
    let (isCurrent, isNewer) = try queue.read { database in
      (try migrator.hasCompletedMigrations(database), try migrator.hasBeenSuperseded(database))
    }
    if isNewer { throw Problem.newerSchema(path) }
    if !isCurrent { try migrator.migrate(queue) }
  }
}

extension ProgressStore.Problem {
  fileprivate init(_ error: DatabaseError, _ path: String) {
    let reason = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_FULL, .SQLITE_IOERR:
      self = .notWritable(path, reason: reason)
    default: self = .unusable(path, reason: reason)
    }
  }
}

internal import Glibc

/// The calls of the system that writing a file takes, so that a test can make each of them fail.
///
/// Each returns the number of the error, or nil.
struct WritingCalls: Sendable {
  /// Makes a file of a name that ends in `XXXXXX`, for its descriptor and name.
  var make: @Sendable (String) -> (descriptor: Int32, name: String, problem: Int32?) = makeTemporary
  var write: @Sendable ([UInt8], Int32) -> Int32? = { writeAll($0, to: $1) }
  var setMode: @Sendable (Int32, mode_t) -> Int32? = { fchmod($0, $1) == 0 ? nil : errno }
  var sync: @Sendable (Int32) -> Int32? = { fsync($0) == 0 ? nil : errno }
  var close: @Sendable (Int32) -> Int32? = { Glibc.close($0) == 0 ? nil : errno }
  var rename: @Sendable (String, String) -> Int32? = { Glibc.rename($0, $1) == 0 ? nil : errno }
  var syncFolder: @Sendable (String) -> Int32? = syncFolderItself

  /// The system itself.
  static let system = WritingCalls()
}

extension Files {
  /// Writes a file so that it is either the old one or the whole new one: temporary file, sync, rename, sync of the
  /// folder.
  ///
  /// An existing file keeps its permissions. A link is never followed, so that nothing outside of the folder changes.
  /// What is no file, such as `/dev/null` or a pipe, is written as it is. The temporary file is removed when the process
  /// is interrupted.
  ///
  /// - Parameters:
  ///   - text: the content.
  ///   - path: where to.
  ///   - mode: its permissions; nil for those that it has, or that a new file gets.
  ///   - syncsFolder: whether the file's being there is made to last; `false` for one of many, with `syncFolder(_:)`
  ///     after the last.
  ///   - calls: the system, or what a test puts in its place.
  /// - Throws: `Failure` when it cannot be written; then the old file is still there, and nothing else.
  static func write(
    _ text: String, to path: String, mode: mode_t? = nil, syncsFolder: Bool = true,
    calls: WritingCalls = .system
  ) throws(Failure) {
    let target = try Target(path)
    if target.isDevice { return try writeInPlace(text, to: path, calls) }
    let made = Interruption.keepingTrack { calls.make("\(folder(of: path))/\(temporaryPrefix)XXXXXX") }
    defer { Interruption.forget(made.name) }
    if let problem = made.problem { throw cannotWrite(path, problem) }
    // Held as long as this process writes: what nobody holds was left by one that was killed.
    flock(made.descriptor, LOCK_EX | LOCK_NB)
    let problem =
      calls.write(Array(text.utf8), made.descriptor) ?? calls.setMode(made.descriptor, mode ?? target.mode)
      ?? calls.sync(made.descriptor)
    let closing = calls.close(made.descriptor)
    if let problem = problem ?? closing ?? calls.rename(made.name, path) {
      unlink(made.name)
      throw cannotWrite(path, problem)
    }
    if syncsFolder, let problem = calls.syncFolder(folder(of: path)) { throw cannotWrite(path, problem) }
  }

  /// Says early that `replace(_:by:)` will not do: for a link, a folder or a device.
  static func checkIsReplaceable(_ path: String) throws(Failure) {
    if try Target(path).isDevice { throw notAFile(path) }
  }

  /// Puts a file in the place of another, whose permissions it takes over.
  ///
  /// - Throws: `Failure` when that cannot be; then both are as before.
  static func replace(_ path: String, by finished: String, calls: WritingCalls = .system) throws(Failure) {
    let target = try Target(path)
    if target.isDevice { throw notAFile(path) }
    guard chmod(finished, target.mode) == 0 else { throw cannotWrite(path, errno) }
    if let problem = calls.rename(finished, path) ?? calls.syncFolder(folder(of: path)) {
      throw cannotWrite(path, problem)
    }
  }

  /// Makes the names in a folder last.
  static func syncFolder(_ folder: String) throws(Failure) {
    if let problem = syncFolderItself(folder) { throw cannotWrite(folder, problem) }
  }

  /// Removes the temporary files of processes that were killed in the middle of a write.
  ///
  /// Those of living ones are locked, or too young to be sure.
  static func removeLeftovers(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(temporaryPrefix), name.utf8.count == temporaryPrefix.utf8.count + 6 else {
        continue
      }
      let path = "\(folder)/\(name)"
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      var status = stat()
      let isOld =
        fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        && time(nil) - status.st_mtim.tv_sec > youngest
      if isOld, flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  private static let temporaryPrefix = ".rationale-"
  /// Unit: seconds, far longer than it takes from making a file to locking it.
  private static let youngest = 60

  private static func writeInPlace(_ text: String, to path: String, _ calls: WritingCalls) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw cannotWrite(path, errno) }
    let problem = calls.write(Array(text.utf8), descriptor)
    if let problem = problem ?? calls.close(descriptor) { throw cannotWrite(path, problem) }
  }

  /// What is at a path before it is written.
  private struct Target {
    let mode: mode_t
    let isDevice: Bool

    init(_ path: String) throws(Failure) {
      var status = stat()
      guard lstat(path, &status) == 0 else {
        let mask = umask(0)
        umask(mask)
        mode = 0o666 & ~mask
        isDevice = false
        return
      }
      mode = status.st_mode & 0o7777
      switch status.st_mode & S_IFMT {
      case S_IFREG: isDevice = false
      case S_IFLNK: throw isLink(path)
      case S_IFDIR: throw cannotWrite(path, EISDIR)
      default: isDevice = true
      }
    }
  }
}

private let makeTemporary: @Sendable (String) -> (descriptor: Int32, name: String, problem: Int32?) = {
  pattern in
  var template = Array(pattern.utf8CString)
  let descriptor = mkstemp(&template)
  if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
  let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return (descriptor, name, descriptor < 0 ? errno : nil)
}

private let syncFolderItself: @Sendable (String) -> Int32? = { folder in
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return errno }
  defer { close(descriptor) }
  // Some file systems have nothing to sync in a folder.
  return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP ? nil : errno
}

// MARK: Wording

private func isLink(_ path: String) -> Failure {
  Failure("cannot write `\(path)`: it is a link, and links are not followed", .cannotCreate)
}

private func notAFile(_ path: String) -> Failure {
  Failure("cannot write `\(path)`: it is no file; leave out `-o` to write to standard output", .cannotCreate)
}

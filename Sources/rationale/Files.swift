internal import Glibc

/// Reading and writing files and folders, with limits and without half-written results.
enum Files {
  /// The most that is read of one file; rules and cases are far smaller.
  static let largest = 64 << 20

  /// All bytes of a file.
  ///
  /// - Throws: `Failure` when there is no such file, it is a folder, or it is larger than `largest`.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotRead(path, errno) }
    defer { close(descriptor) }
    return try read(descriptor, path)
  }

  /// All bytes of standard input.
  ///
  /// - Throws: `Failure` when it cannot be read or is larger than `largest`.
  static func readStandardInput() throws(Failure) -> [UInt8] { try read(STDIN_FILENO, "standard input") }

  private static func read(_ descriptor: Int32, _ path: String) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw cannotRead(path, errno) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= largest else { throw tooLarge(path) }
    }
  }

  /// Writes a file so that it is either the old one or the whole new one: temporary file, sync, rename.
  ///
  /// An existing file keeps its permissions. The temporary file is removed when the process is interrupted.
  ///
  /// - Parameters:
  ///   - text: what the file will hold.
  ///   - path: the file.
  ///   - mode: its permissions; nil for those that it has, or that a new file gets.
  /// - Throws: `Failure` when the folder cannot be written.
  static func write(_ text: String, to path: String, mode: mode_t? = nil) throws(Failure) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var template = Array((folder + ".rationale-XXXXXX").utf8CString)
    let file = Interruption.keepingTrack {
      let descriptor = mkstemp(&template)
      let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return descriptor < 0 ? nil : (name, descriptor)
    }
    guard let (temporary, descriptor) = file else { throw cannotWrite(path, errno) }
    defer { Interruption.forget(temporary) }
    let mode = mode ?? permissions(for: path)
    let problem = finish(descriptor, Array(text.utf8), mode, temporary, path)
    if let problem {
      unlink(temporary)
      throw cannotWrite(path, problem)
    }
  }

  /// Makes a folder and those above it; an existing one is fine.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - mode: the permissions of those that are made, but for what the process takes away.
  /// - Throws: `Failure` when it cannot be made.
  static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(Failure) {
    var reached = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      reached += part + "/"
      if mkdir(reached, mode) != 0, errno != EEXIST { throw cannotWrite(path, errno) }
    }
    guard isFolder(path) else { throw cannotWrite(path, ENOTDIR) }
  }

  /// Whether the path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is anything at the path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The paths of all files below a folder whose names end in one of `endings`, sorted; hidden ones are left out.
  ///
  /// - Throws: `Failure` when a folder cannot be read.
  static func list(_ folder: String, endingIn endings: [String]) throws(Failure) -> [String] {
    let names = try entries(of: folder)
    var paths: [String] = []
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      if isFolder(path) {
        if !isLink(path) { paths += try list(path, endingIn: endings) }
      } else if endings.contains(where: name.hasSuffix) {
        paths.append(path)
      }
    }
    return paths
  }

  /// The names in a folder, sorted; hidden ones are left out.
  ///
  /// - Throws: `Failure` when it cannot be read.
  static func entries(of folder: String) throws(Failure) -> [String] {
    guard let stream = opendir(folder) else { throw cannotRead(folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func permissions(for path: String) -> mode_t {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & 0o7777 }
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }

  /// The number of the error, or nil when the file stands in its place.
  private static func finish(
    _ descriptor: Int32, _ bytes: [UInt8], _ mode: mode_t, _ temporary: String, _ path: String
  ) -> Int32? {
    if let problem = writeAll(bytes, to: descriptor) {
      close(descriptor)
      return problem
    }
    let isSafe = fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0
    let problem = errno
    guard close(descriptor) == 0, isSafe else { return isSafe ? errno : problem }
    return rename(temporary, path) == 0 ? nil : errno
  }
}

// MARK: Wording

private func cannotRead(_ path: String, _ number: Int32) -> Failure {
  switch number {
  case ENOENT, ENOTDIR: Failure("no such file: `\(path)`", .noInput)
  case EISDIR: Failure("`\(path)` is a folder, and a file was expected", .noInput)
  default: Failure("cannot read `\(path)`: \(reason(number))", .noInput)
  }
}

private func tooLarge(_ path: String) -> Failure {
  Failure("`\(path)` is larger than \(Files.largest >> 20) MiB", .badInput)
}

private func cannotWrite(_ path: String, _ number: Int32) -> Failure {
  Failure("cannot write `\(path)`: \(reason(number))", .cannotCreate)
}

private func reason(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}

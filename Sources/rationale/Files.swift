internal import Glibc
internal import XML

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

  /// The folder of a path, without a slash at its end; `.` where the path names none.
  static func folder(of path: String) -> String {
    // By scalars: a slash that an accent follows is a slash.
    let scalars = path.unicodeScalars
    guard let slash = scalars.lastIndex(of: "/") else { return "." }
    return slash == scalars.startIndex ? "/" : String(scalars[..<slash])
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

  /// The bytes of a file; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
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

}

/// A file or standard input, open for reading piece by piece.
extension Files {
  final class Input {
    /// The name for messages.
    let name: String
    /// The bytes.
    let source: ByteSource
    /// Whether it is a file, which can be read again, and never makes its reader wait.
    let isFile: Bool
    private let descriptor: Int32

    /// How much of it has been read, from 0 to 1; nil where nobody knows.
    var shareRead: Double? {
      var status = stat()
      guard isFile, descriptor >= 0, fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
      return Double(lseek(descriptor, 0, SEEK_CUR)) / Double(status.st_size)
    }

    /// Opens a file, one built in where the disk has nothing of that name, or standard input for `-`.
    ///
    /// - Throws: `Failure` when there is no such file, or it is a folder.
    init(_ path: String) throws(Failure) {
      if path != "-", !Files.exists(path), Library.has(path) {
        name = path
        source = ByteSource(bytes: try Library.read(path), file: path)
        isFile = true
        descriptor = -1
        return
      }
      name = path == "-" ? "<stdin>" : path
      let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw cannotRead(path, errno) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
        if descriptor > 2 { close(descriptor) }
        throw cannotRead(path, EISDIR)
      }
      isFile = status.st_mode & S_IFMT == S_IFREG
      source = ByteSource(descriptor: descriptor, file: name)
      self.descriptor = descriptor
    }

    deinit { if descriptor > 2 { close(descriptor) } }
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

extension Files {
  /// Why an output is not there.
  static func cannotWrite(_ path: String, _ number: Int32) -> Failure {
    Failure("cannot write `\(path)`: \(reason(number))", .cannotCreate)
  }
}

private func reason(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}

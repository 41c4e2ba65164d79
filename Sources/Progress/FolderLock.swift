#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A folder that one process at a time may hold; the system lets go of it when the holder dies.
///
/// The folder itself is locked, so that nothing is left behind. A folder that cannot be opened is held by nobody: what is
/// wrong with it will be said by whoever uses it.
final class FolderLock {
  private let descriptor: Int32

  init(_ path: String) { descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Waits for the folder.
  ///
  /// - Parameter seconds: how long at most.
  /// - Returns: false where another process still holds it then.
  func take(within seconds: Int) -> Bool {
    guard descriptor >= 0 else { return true }
    for _ in 0..<(seconds * 100) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      // A file system that knows no such locks has nothing to wait for.
      guard errno == EWOULDBLOCK || errno == EINTR else { return true }
      usleep(10_000)
    }
    return false
  }

  /// Lets go of the folder.
  func release() {
    if descriptor >= 0 { flock(descriptor, LOCK_UN) }
  }
}

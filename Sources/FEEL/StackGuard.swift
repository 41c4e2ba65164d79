#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Tells a recursive pass whether the thread's stack has room for more, whatever thread it runs on.
///
/// How much a level takes depends on the build: a sanitizer's frames are many times those of a release. So the room
/// that has to be left follows the largest level that was seen.
package struct StackGuard {
  /// Bytes kept free for what a pass calls besides itself.
  private static let reserve: UInt = 96 * 1_024
  /// Depth below which nobody asks; that much fits on any thread.
  private static let free = 24
  private var depth = 0
  private var lowest: UInt?
  /// Where the stack was at the last level that was entered.
  private var last: UInt = 0
  /// The most that one level took so far. Unit: bytes.
  private var widest: UInt = 0

  package init() {}

  /// Goes one level down; false when there is no room, and then the level must be left at once.
  package mutating func enter() -> Bool {
    depth += 1
    if depth < Self.free { return true }
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    let lowest = self.lowest ?? stackEnd(near: address)
    self.lowest = lowest
    if last > address { widest = max(widest, last - address) }
    last = address
    return address > lowest &+ Self.reserve &+ 2 * widest
  }

  /// Goes one level up.
  package mutating func leave() { depth -= 1 }
}

#if !canImport(Darwin)
  /// Of the C library, but hidden behind a macro that Swift's module of it does not define.
  @_silgen_name("pthread_getattr_np")
  private func attributes(of thread: pthread_t, _ result: UnsafeMutablePointer<pthread_attr_t>) -> Int32
#endif

/// The lowest address of the current thread's stack.
private func stackEnd(near address: UInt) -> UInt {
  #if canImport(Darwin)
    let top = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
    return top &- UInt(pthread_get_stacksize_np(pthread_self()))
  #else
    // Without initializing it: its initializer belongs to whichever C module mentioned the type first.
    let fallback = address &- 128 * 1_024
    return withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { buffer in
      guard let found = buffer.baseAddress, attributes(of: pthread_self(), found) == 0 else {
        return fallback
      }
      defer { pthread_attr_destroy(found) }
      var end: UnsafeMutableRawPointer?
      var size = 0
      return pthread_attr_getstack(found, &end, &size) == 0 ? UInt(bitPattern: end) : fallback
    }
  #endif
}

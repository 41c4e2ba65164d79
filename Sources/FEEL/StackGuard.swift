#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Tells a recursive pass whether the thread's stack has room for more, whatever thread it runs on.
///
/// Nothing is counted in levels: how much one takes depends on the build, and a sanitizer's frames are many times those
/// of a release.
package struct StackGuard {
  /// Bytes kept free for what a pass calls besides itself.
  private static let reserve: UInt = 96 * 1_024
  /// How far a pass may go down before anybody asks where the stack ends, which is slow; that much fits on any thread.
  private static let free: UInt = 48 * 1_024
  /// Where the stack was at the highest level that was entered.
  private var first: UInt = 0
  /// Where it was at the last one.
  private var last: UInt = 0
  /// The most that one level took so far.
  private var widest: UInt = 0
  private var lowest: UInt?

  package init() {}

  /// Goes one level down; false when there is no room, and then the level must be left at once.
  package mutating func enter() -> Bool {
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    if last > address { widest = max(widest, last - address) }
    last = address
    first = max(first, address)
    if first - address < Self.free { return true }
    let lowest = self.lowest ?? stackEnd(near: address)
    self.lowest = lowest
    return address > lowest &+ Self.reserve &+ 2 * widest
  }
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

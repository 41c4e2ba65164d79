internal import Glibc
internal import Synchronization

/// How many cores there are.
public var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// The results of a function for some items, in their order; several are worked on at once.
///
/// Threads live no longer than the call, and the calling one works as well: with one item, none is started.
public func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @escaping @Sendable (Item) -> Result
) -> [Result] {
  if items.count == 1 { return items.map(transform) }
  let work = Work<Item, Result>(items, transform)
  let threads = (1..<max(1, items.count)).compactMap { _ in Thread { work.run() } }
  work.run()
  for thread in threads { thread.join() }
  return work.results
}

/// Items that are taken one after the other by whichever thread is free.
private final class Work<Item: Sendable, Result: Sendable>: Sendable {
  private let items: [Item]
  private let transform: @Sendable (Item) -> Result
  private let next = Atomic(0)
  private let found = Mutex<[Int: Result]>([:])

  init(_ items: [Item], _ transform: @escaping @Sendable (Item) -> Result) {
    self.items = items
    self.transform = transform
  }

  func run() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < items.count else { return }
      let result = transform(items[index])
      found.withLock { $0[index] = result }
    }
  }

  /// Once all threads have run.
  var results: [Result] { found.withLock { found in items.indices.compactMap { found[$0] } } }
}

/// A thread of the system.
private struct Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Starts a thread; nil where the system has none left, which only means that others do the work.
  init?(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(run))
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, body.toOpaque())
    guard status == 0 else {
      body.release()
      return nil
    }
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }
}

internal import Glibc

/// How many cores there are.
public var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Applies a function to items as they come; several are worked on at once, and the results come in order.
///
/// The calling thread gets the items, hands over the results, and works as well while others do; with one item no
/// thread is started, and none outlives the call. However many items there are, few are in memory.
///
/// - Parameters:
///   - cores: how many items are worked on at once.
///   - next: the next item; nil at the end.
///   - transform: what is made of an item; called on any thread.
///   - body: what to do with the results; false to stop.
/// - Throws: what `next` throws, when `body` has seen all results before that; and what `body` throws, at once.
public func concurrentMap<Item: Sendable, Result: Sendable>(
  cores: Int, next: () throws -> Item?, transform: @escaping @Sendable (Item) -> Result,
  body: (Result) throws -> Bool
) throws {
  let work = Work(transform)
  var threads: [Thread] = []
  defer {
    work.close(threads.count)
    for thread in threads { thread.join() }
  }
  // Enough that a thread which becomes free finds an item, and that one long item does not hold up the others.
  let (mostWaiting, mostUndelivered) = (cores, 2 * cores)
  var taken = 0
  var delivered = 0
  var isAtEnd = false
  var failure: (any Error)?
  while true {
    while let result = work.takeResult(delivered) {
      delivered += 1
      guard try body(result) else { return }
    }
    if !isAtEnd, work.waiting < mostWaiting, taken - delivered < mostUndelivered {
      do {
        if let item = try next() {
          work.add(item, taken)
          taken += 1
        } else {
          isAtEnd = true
        }
      } catch {
        failure = error
        isAtEnd = true
      }
      if taken > 1, threads.count < cores - 1, let thread = Thread({ work.run() }) { threads.append(thread) }
    } else if delivered == taken {
      if let failure { throw failure }
      return
    } else if !work.runOne() {
      work.waitForResult()
    }
  }
}

/// Items that are taken one after the other by whichever thread is free.
private final class Work<Item: Sendable, Result: Sendable>: Sendable {
  private struct State {
    var waiting: [(item: Item, index: Int)] = []
    var results: [Int: Result] = [:]
    var isClosed = false
  }

  private let transform: @Sendable (Item) -> Result
  private let state = Guarded(State())
  /// Raised at least once for each item that waits, and for each thread at the end.
  private let hasItem = Semaphore()
  /// Raised for each result that another thread found.
  private let hasResult = Semaphore()

  init(_ transform: @escaping @Sendable (Item) -> Result) { self.transform = transform }

  var waiting: Int { state.withLock { $0.waiting.count } }

  func add(_ item: Item, _ index: Int) {
    state.withLock { $0.waiting.append((item, index)) }
    hasItem.raise()
  }

  func takeResult(_ index: Int) -> Result? { state.withLock { $0.results.removeValue(forKey: index) } }

  func waitForResult() { hasResult.wait() }

  /// Works on the item that waits longest; false where none does.
  func runOne() -> Bool {
    guard let (item, index) = state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) else {
      return false
    }
    let result = transform(item)
    state.withLock { $0.results[index] = result }
    return true
  }

  /// Works until the end; in threads of their own.
  func run() {
    while true {
      hasItem.wait()
      if state.withLock({ $0.isClosed }) { return }
      if runOne() { hasResult.raise() }
    }
  }

  func close(_ threads: Int) {
    state.withLock {
      $0.isClosed = true
      $0.waiting = []
    }
    for _ in 0..<threads { hasItem.raise() }
  }
}

/// A value that one thread at a time may touch.
///
/// By a semaphore and not by a `Mutex`, which the thread sanitizer does not know: it would take every use for a race,
/// and what is handed from thread to thread here is worth its watch.
private final class Guarded<Value>: Sendable {
  private let turn = Semaphore(1)
  nonisolated(unsafe) private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    turn.wait()
    defer { turn.raise() }
    return body(&value)
  }
}

/// A number that threads raise, and wait for to be above zero.
private final class Semaphore: Sendable {
  // The system's semaphores are made to be used by several threads.
  nonisolated(unsafe) private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ number: UInt32 = 0) { sem_init(semaphore, 0, number) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func raise() { sem_post(semaphore) }

  /// Waits until the number is above zero, and lowers it.
  func wait() { while sem_wait(semaphore) != 0, errno == EINTR {} }
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

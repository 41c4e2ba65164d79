internal import Glibc
internal import Synchronization

/// What happens when somebody presses Ctrl-C, closes the terminal or asks the process to end: nothing half-written
/// is left behind, and the exit status says so.
///
/// A thread of its own waits for the signals, so that what it does is ordinary code and not that of a signal handler.
/// The state is global because signals are: they meet the process, not one of its values.
enum Interruption {
  private struct State {
    var temporaries: Set<String> = []
    var farewell = ""
  }

  private static let state = Mutex(State())

  /// Begins to wait; called once, before any other thread exists.
  ///
  /// A signal that the caller has set to be ignored, as `nohup` does, stays ignored.
  static func watch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { _ in
        var signals = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &signals)
        var signal: Int32 = 0
        while sigwait(&signals, &signal) != 0 {}
        Interruption.end(signal)
      }, nil)
    // Without the thread nobody would take the signals: then they end the process as they always did.
    if status != 0 { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  /// Makes a temporary file that is removed when the process is interrupted.
  ///
  /// - Parameter make: makes the file, for its descriptor and name; negative where it could not.
  static func keepingTrack(
    of make: () -> (descriptor: Int32, name: String, problem: Int32?)
  ) -> (descriptor: Int32, name: String, problem: Int32?) {
    state.withLock { state in
      let made = make()
      if made.descriptor >= 0 { state.temporaries.insert(made.name) }
      return made
    }
  }

  /// The file is gone, or is no longer temporary.
  static func forget(_ path: String) { state.withLock { _ = $0.temporaries.remove(path) } }

  /// What is said when the process is interrupted from now on; nothing if it is empty.
  static func say(_ farewell: String) { state.withLock { $0.farewell = farewell } }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignored
  }

  /// Cleans up and ends: Ctrl-C with the documented status, other signals as whoever sent them expects.
  private static func end(_ signal: Int32) -> Never {
    state.withLock { state in
      for path in state.temporaries { unlink(path) }
      if !state.farewell.isEmpty { _ = writeAll(Array(state.farewell.utf8), to: STDERR_FILENO) }
      if signal != SIGINT {
        Glibc.signal(signal, SIG_DFL)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, signal)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(signal)
      }
      // Inside the lock, so that no other thread makes one more file.
      _exit(ExitStatus.interrupted.rawValue)
    }
  }
}

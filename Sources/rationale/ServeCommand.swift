internal import Advisor
internal import ArgumentParser
internal import FEEL
internal import Glibc
internal import Server
internal import Service

/// `rationale serve`: pages to decide on and an API, for this machine.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Opens pages to decide on, and an API, on this machine.",
    discussion: """
      Prints the address. Nothing is stored, and no other machine is answered unless `--host` says so. Ends at \
      Ctrl-C or SIGTERM, after the requests that have begun.

      EXAMPLES
        rationale serve
        rationale serve --port 8000 --log
      """)

  @Option(help: "The port; a free one unless given.")
  var port = 0

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Flag(help: "Write a line for each request to standard error, without its facts.")
  var log = false

  @Option(help: "How many requests may wait or be answered at a time; more are told to come again.")
  var limit = 64

  @OptionGroup var rules: RulesOption

  func validate() throws {
    guard (0...65_535).contains(port) else { throw noPort(port) }
    guard limit > 0 else { throw noLimit(limit) }
  }

  func run() throws {
    try reporting { try serve() }
  }

  private func serve() throws {
    let content = try Content.reading(rules: rules.folder)
    let service = Service(content: content, host: host) { TodayOption.now }
    let stop = StopSignals()
    var limits = ServerLimits(workers: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    limits.requests = limit
    let line: (@Sendable (String) -> Void)? = log ? { @Sendable in Terminal.say($0) } : nil
    let server = try start(service, limits, line)
    Terminal.print("\(server.address)\n")
    stop.wait()
    server.stop()
  }

  private func start(
    _ service: Service, _ limits: ServerLimits, _ log: (@Sendable (String) -> Void)?
  ) throws(Failure) -> Server {
    do throws(Server.StartError) {
      return try Server.start(service, host: host, port: port, limits: limits, log: log)
    } catch { throw Failure(error.message, .cannotCreate) }
  }
}

/// Ctrl-C and SIGTERM, waited for instead of ending the process.
private struct StopSignals {
  private var signals = sigset_t()

  /// Holds the signals back, in this thread and in those that it starts.
  init() {
    // A client that goes away is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Returns at the first signal; a second one ends the process at once.
  func wait() {
    var signals = signals
    var number: Int32 = 0
    sigwait(&signals, &number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}

// MARK: Wording

private func noPort(_ port: Int) -> ValidationError {
  ValidationError("`--port` needs a number from 0 to 65535; found `\(port)`")
}

private func noLimit(_ limit: Int) -> ValidationError {
  ValidationError("`--limit` needs a number from 1 on; found `\(limit)`")
}

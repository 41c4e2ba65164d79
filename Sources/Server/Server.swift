internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
public import Service
internal import Synchronization

/// A service on a socket, from `start` until `stop`.
public final class Server: Sendable {
  /// Why a server cannot be started.
  public struct StartError: Error {
    /// In words, lower case and without a final period.
    public let message: String
  }

  /// The address that it listens on, such as `127.0.0.1`.
  public let host: String
  /// The port that it listens on.
  public let port: Int

  private let group: MultiThreadedEventLoopGroup
  private let pool: NIOThreadPool
  private let listener: any Channel
  private let shared: Shared
  /// Whether all requests came to their end; nil while it runs.
  private let hasEnded = Mutex<Bool?>(nil)

  /// Binds the port and begins to answer.
  ///
  /// - Parameters:
  ///   - service: what answers.
  ///   - host: the name or address to listen on.
  ///   - port: the port; 0 for a free one.
  ///   - limits: what is taken on at most.
  ///   - log: takes a line for each request, without its facts; nil to keep none.
  /// - Throws: `StartError`.
  public static func start(
    _ service: Service, host: String, port: Int, limits: ServerLimits,
    log: (@Sendable (String) -> Void)? = nil
  ) throws(StartError) -> Server {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let pool = NIOThreadPool(numberOfThreads: limits.workers)
    pool.start()
    let shared = Shared(service: service, limits: limits, pool: pool, log: log)
    let bootstrap = ServerBootstrap(group: group).serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      // A client that has said everything still gets its answer.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let operations = channel.pipeline.syncOperations
          let watch = ArrivalWatch(limits: shared.limits)
          try operations.addHandler(watch)
          try operations.configureHTTPServerPipeline(withErrorHandling: false)
          try operations.addHandler(Exchange(shared: shared, watch: watch))
        }
      }
    do {
      let listener = try bootstrap.bind(host: host, port: port).wait()
      return Server(
        host: listener.localAddress?.ipAddress ?? host, port: listener.localAddress?.port ?? port,
        group: group,
        pool: pool, listener: listener, shared: shared)
    } catch {
      try? pool.syncShutdownGracefully()
      try? group.syncShutdownGracefully()
      throw StartError(message: cannotListen(host, port, error))
    }
  }

  private init(
    host: String, port: Int, group: MultiThreadedEventLoopGroup, pool: NIOThreadPool, listener: any Channel,
    shared: Shared
  ) {
    self.host = host
    self.port = port
    self.group = group
    self.pool = pool
    self.listener = listener
    self.shared = shared
  }

  /// Where a browser finds it.
  public var address: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// Takes no more connections, lets requests that have begun come to their end, then ends.
  ///
  /// - Returns: whether all came to their end within the grace of the limits.
  @discardableResult public func stop() -> Bool {
    // Whoever comes second waits for the first, and there is nothing left to stop.
    hasEnded.withLock { result in
      if let result { return result }
      let isDone = end()
      result = isDone
      return isDone
    }
  }

  private func end() -> Bool {
    try? listener.close().wait()
    let isDone = shared.drain(within: shared.limits.grace, on: group.any())
    try? group.syncShutdownGracefully()
    try? pool.syncShutdownGracefully()
    return isDone
  }
}

/// What the connections of one server share.
final class Shared: Sendable {
  let service: Service
  let limits: ServerLimits
  let pool: NIOThreadPool
  let metrics = Metrics()
  let log: (@Sendable (String) -> Void)?
  private let channels = Mutex<
    (open: [ObjectIdentifier: any Channel], isDraining: Bool, done: EventLoopPromise<Void>?)
  >(
    ([:], false, nil))

  init(service: Service, limits: ServerLimits, pool: NIOThreadPool, log: (@Sendable (String) -> Void)?) {
    self.service = service
    self.limits = limits
    self.pool = pool
    self.log = log
  }

  /// Whether connections are to be closed after the response.
  var isDraining: Bool { channels.withLock { $0.isDraining } }

  func add(_ channel: any Channel) { channels.withLock { $0.open[ObjectIdentifier(channel)] = channel } }

  func remove(_ channel: any Channel) {
    let done = channels.withLock { channels in
      channels.open[ObjectIdentifier(channel)] = nil
      return channels.open.isEmpty ? channels.done : nil
    }
    done?.succeed()
  }

  /// Asks all connections to end, and waits until they have, or until the time is over.
  func drain(within milliseconds: Int, on loop: any EventLoop) -> Bool {
    let done = loop.makePromise(of: Void.self)
    let open = channels.withLock { channels in
      channels.isDraining = true
      channels.done = done
      return Array(channels.open.values)
    }
    if open.isEmpty { done.succeed() }
    for channel in open { channel.pipeline.fireUserInboundEventTriggered(Exchange.Draining()) }
    let late = loop.scheduleTask(in: .milliseconds(Int64(milliseconds))) { done.fail(ChannelError.eof) }
    defer { late.cancel() }
    do {
      try done.futureResult.wait()
      return true
    } catch {
      return false
    }
  }
}

// MARK: Wording

private func cannotListen(_ host: String, _ port: Int, _ error: any Error) -> String {
  let reason =
    switch error {
    case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
    default: "no such host"
    }
  return "cannot listen on `\(host)`, port \(port): \(reason)"
}

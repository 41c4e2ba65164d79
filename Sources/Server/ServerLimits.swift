/// What a server takes on at most, so that nobody can take all of it.
public struct ServerLimits: Sendable, Hashable {
  /// Bytes of a body.
  public var body = 256 << 10
  /// Bytes of a request's first line and header fields.
  public var header = 16 << 10
  /// Connections at one time.
  public var connections = 512
  /// Requests that wait for their turn or are being answered.
  public var requests = 64
  /// Threads that answer.
  public var workers: Int
  /// How long a request may wait for its turn.
  ///
  /// Unit: milliseconds.
  public var wait = 5_000
  /// How long a request may take to arrive, and a response to be read.
  ///
  /// Unit: milliseconds.
  public var transfer = 10_000
  /// How long a connection may be idle.
  ///
  /// Unit: milliseconds.
  public var idle = 30_000
  /// How long requests that have begun may take once the server is to stop.
  ///
  /// Unit: milliseconds.
  public var grace = 5_000

  /// The usual limits.
  ///
  /// - Parameter workers: threads that answer.
  public init(workers: Int) { self.workers = max(1, workers) }
}

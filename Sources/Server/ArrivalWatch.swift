internal import NIOCore

/// Watches the bytes of a connection before they are read as HTTP: how many a header has, and how long they take.
///
/// A client that sends a byte now and then holds a connection only until the deadline of its request.
final class ArrivalWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What a connection waits for.
  enum Phase {
    /// The first byte of a request.
    case idle
    /// The rest of its header.
    case header
    /// The rest of its body.
    case body
    /// The response.
    case answer
  }

  /// The deadline of the phase is over.
  struct Late: Error { let phase: Phase }
  /// The header has more bytes than it may.
  struct HeaderTooLarge: Error {}

  private let limits: ServerLimits
  private var phase = Phase.idle
  private var headerBytes = 0
  private var deadline: Scheduled<Void>?

  init(limits: ServerLimits) { self.limits = limits }

  func channelActive(context: ChannelHandlerContext) {
    enter(.idle, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let count = unwrapInboundIn(data).readableBytes
    if phase == .idle { enter(.header, context) }
    context.fireChannelRead(data)
    // Bytes of requests that are complete by now do not count: their phase is another one.
    guard phase == .header else { return }
    headerBytes += count
    if headerBytes > limits.header { context.fireErrorCaught(HeaderTooLarge()) }
  }

  /// Begins a phase and its deadline.
  func enter(_ phase: Phase, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    self.phase = phase
    headerBytes = 0
    // The header's deadline holds for the whole request; working on it has limits of its own.
    guard phase != .answer else { return }
    let time = phase == .idle ? limits.idle : limits.transfer
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: .milliseconds(Int64(time))) {
      bound.value.fireErrorCaught(Late(phase: phase))
    }
  }
}

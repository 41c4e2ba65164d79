internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Service

/// One connection: collects a request, has it answered by a worker, writes the response, and waits for the next.
final class Exchange: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// The server is to stop.
  struct Draining {}

  private let shared: Shared
  private let watch: ArrivalWatch
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isAnswering = false
  private var isClosing = false
  private var isCounted = false
  private let farewell = Farewell()

  init(shared: Shared, watch: ArrivalWatch) {
    self.shared = shared
    self.watch = watch
  }

  func channelActive(context: ChannelHandlerContext) {
    shared.add(context.channel)
    isCounted = true
    let isWelcome = shared.metrics.open(limit: shared.limits.connections)
    if !isWelcome || shared.isDraining { refuse(.busy, context) }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    shared.remove(context.channel)
    if isCounted { shared.metrics.close() }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(var buffer):
      guard body.count + buffer.readableBytes <= shared.limits.body else {
        return refuse(.bodyTooLarge(limit: shared.limits.body), context)
      }
      body += buffer.readBytes(length: buffer.readableBytes) ?? []
    case .end: answer(context)
    }
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    self.head = head
    body = []
    watch.enter(.body, watchContext(context))
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    if length > shared.limits.body { return refuse(.bodyTooLarge(limit: shared.limits.body), context) }
    if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
      context.writeAndFlush(wrapOutboundOut(.head(.init(version: .http1_1, status: .continue))), promise: nil)
    }
  }

  /// Where the watch stands in the pipeline; its deadlines begin there.
  private func watchContext(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
    (try? context.pipeline.syncOperations.context(handler: watch)) ?? context
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    isAnswering = true
    watch.enter(.answer, watchContext(context))
    let request = Request(
      method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
      body: body)
    body = []
    let began = NIODeadline.now()
    // These two must be answered also when everything else has to wait.
    if request.path == "/metrics", request.method == "GET" {
      let text = [("Content-Type", "text/plain; version=0.0.4")]
      return write(
        Response(status: 200, headers: text, body: Array(shared.metrics.text.utf8)), to: head, "/metrics",
        began,
        context)
    }
    if request.path == "/health" {
      return write(shared.service.respond(to: request), to: head, "/health", began, context)
    }
    guard shared.metrics.enter(limit: shared.limits.requests) else {
      return write(shared.service.respond(to: .busy), to: head, "shed", began, context)
    }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    let shared = shared
    let channel = context.channel
    let farewell = farewell
    shared.pool.submit { state in
      // Nobody waits for this answer any more, and others do.
      guard channel.isActive else { return shared.metrics.leave() }
      // One that has said everything may be gone, or not; where many wait it gives way.
      let givesWay = farewell.isSaid && shared.metrics.isCrowded(limit: shared.limits.requests)
      let hasWaited =
        givesWay || NIODeadline.now() - began > .milliseconds(Int64(shared.limits.wait))
      let response =
        state == .active && !hasWaited
        ? shared.service.respond(to: request) : shared.service.respond(to: .waitedTooLong)
      let kind = shared.service.kind(of: request)
      shared.metrics.leave()
      loop.execute {
        let (exchange, context) = bound.value
        exchange.write(response, to: head, kind, began, context)
      }
    }
  }

  private func write(
    _ response: Response, to head: HTTPRequestHead, _ kind: String, _ began: NIODeadline,
    _ context: ChannelHandlerContext
  ) {
    guard context.channel.isActive, !isClosing else { return }
    let keepsOpen = head.isKeepAlive && !shared.isDraining
    let time = Double((NIODeadline.now() - began).nanoseconds) / 1_000_000
    shared.metrics.count(kind, response.status, milliseconds: time)
    if let log = shared.log {
      log("\(head.method.rawValue) \(kind) \(response.status) \(response.body.count) \(tenth(time))ms\n")
    }
    let isWritten = send(response, to: head, keepsOpen: keepsOpen, context)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    // A client that does not read its response holds the connection only so long.
    let late = context.eventLoop.scheduleTask(in: .milliseconds(Int64(shared.limits.transfer))) {
      bound.value.1.close(promise: nil)
    }
    isWritten.whenComplete { _ in
      late.cancel()
      let (exchange, context) = bound.value
      exchange.end(keepsOpen: keepsOpen, context)
    }
  }

  private func end(keepsOpen: Bool, _ context: ChannelHandlerContext) {
    isAnswering = false
    head = nil
    guard keepsOpen, !shared.isDraining, !farewell.isSaid else { return context.close(promise: nil) }
    watch.enter(.idle, watchContext(context))
  }

  private func send(
    _ response: Response, to head: HTTPRequestHead, keepsOpen: Bool, _ context: ChannelHandlerContext
  ) -> EventLoopFuture<Void> {
    var headers = HTTPHeaders()
    for (name, value) in response.headers { headers.add(name: name, value: value) }
    let hasBody = response.status != 304 && response.status != 204
    if hasBody { headers.replaceOrAdd(name: "Content-Length", value: String(response.body.count)) }
    if !keepsOpen { headers.replaceOrAdd(name: "Connection", value: "close") }
    let status = HTTPResponseStatus(statusCode: response.status)
    context.write(
      wrapOutboundOut(.head(.init(version: head.version, status: status, headers: headers))),
      promise: nil)
    if hasBody, head.method != .HEAD, !response.body.isEmpty {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: nil)
    }
    let promise = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
    return promise.futureResult
  }

  /// Answers a request that is not read to its end, and closes the connection.
  private func refuse(_ overload: Overload, _ context: ChannelHandlerContext) {
    guard !isClosing else { return }
    isClosing = true
    let response = shared.service.respond(to: overload)
    shared.metrics.count("refused", response.status, milliseconds: 0)
    shared.log?("- refused \(response.status) \(response.body.count)\n")
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    // The handlers between here and the socket may not have seen a request that a response could belong to.
    let fields = response.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    let status = HTTPResponseStatus(statusCode: response.status)
    let head =
      "HTTP/1.1 \(response.status) \(status.reasonPhrase)\r\n\(fields)"
      + "Content-Length: \(response.body.count)\r\nConnection: close\r\n\r\n"
    let isWritten = context.eventLoop.makePromise(of: Void.self)
    watchContext(context).writeAndFlush(
      NIOAny(ByteBuffer(bytes: Array(head.utf8) + response.body)), promise: isWritten)
    isWritten.futureResult.whenComplete { _ in bound.value.close(mode: .output, promise: nil) }
    // What the client still sends is read for a moment, so that the response is not lost with the connection.
    _ = context.eventLoop.scheduleTask(in: .milliseconds(500)) { bound.value.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard !isAnswering else { return isClosing ? () : context.close(promise: nil) }
    switch error {
    case is HTTPParserError: refuse(.malformed, context)
    case is ArrivalWatch.HeaderTooLarge: refuse(.headerTooLarge(limit: shared.limits.header), context)
    case let late as ArrivalWatch.Late where late.phase != .idle: refuse(.tooSlow, context)
    default: context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is Draining, !isAnswering, head == nil { context.close(promise: nil) }
    if case ChannelEvent.inputClosed = event {
      farewell.say()
      if !isAnswering { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }
}

/// A number with one decimal.
private func tenth(_ number: Double) -> String {
  let units = Int((number * 10).rounded())
  return "\(units / 10).\(units % 10)"
}

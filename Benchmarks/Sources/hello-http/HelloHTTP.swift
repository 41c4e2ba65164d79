import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// The least that a server on swift-nio does: says hello at every address, on one event loop as `rationale serve` does.
///
/// Prints its address. `Tests/Web/load.sh` holds the real server against it.
@main
enum HelloHTTP {
  static func main() throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let listener = try ServerBootstrap(group: group).serverChannelOption(.backlog, value: 256)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let operations = channel.pipeline.syncOperations
          try operations.configureHTTPServerPipeline()
          try operations.addHandler(Hello())
        }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
    print("http://127.0.0.1:\(listener.localAddress?.port ?? 0)")
    fflush(nil)
    try listener.closeFuture.wait()
  }
}

private final class Hello: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .end = unwrapInboundIn(data) else { return }
    let text = "hello\n"
    let headers: HTTPHeaders = ["Content-Length": "\(text.utf8.count)", "Content-Type": "text/plain"]
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
    context.write(
      wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(string: text)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}

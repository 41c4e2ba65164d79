import Foundation
import Glibc

/// A connection to a server of this machine, byte by byte, as no library would make it.
final class Connection {
  private let descriptor: Int32
  private var rest: [UInt8] = []

  /// - Parameter port: the server's port.
  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failed(reason: "cannot connect to \(port)") }
    // A test that waits longer than this has failed.
    var limit = timeval(tv_sec: 600, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Why a step could not be made.
  struct Failed: Error { let reason: String }

  /// What came back.
  struct Answer {
    let status: Int
    let headers: [String: String]
    let body: String
  }

  /// Sends bytes; false when the other side has closed.
  @discardableResult func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Says that nothing more will be sent.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// The next answer.
  ///
  /// - Throws: `Failed` where the connection ends before it does.
  func receive() throws -> Answer {
    while rest.firstRange(of: Array("\r\n\r\n".utf8)) == nil { try more() }
    let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) ?? 0..<0
    let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let headers = Dictionary(
      lines.dropFirst().map { line in
        let parts = line.components(separatedBy: ": ")
        return (parts[0].lowercased(), parts.dropFirst().joined(separator: ": "))
      }
    ) { $1 }
    let length = Int(headers["content-length"] ?? "0") ?? 0
    rest.removeSubrange(..<end.upperBound)
    while rest.count < length { try more() }
    let body = String(decoding: rest[..<length], as: UTF8.self)
    rest.removeSubrange(..<length)
    let status = Int(lines[0].components(separatedBy: " ").dropFirst().first ?? "") ?? 0
    return Answer(status: status, headers: headers, body: body)
  }

  /// Whether the other side closes the connection, with nothing more to say.
  func isClosed() -> Bool {
    guard rest.isEmpty else { return false }
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, 0) <= 0
  }

  private func more() throws {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { throw Failed(reason: "the connection ended") }
    rest += chunk[..<count]
  }
}

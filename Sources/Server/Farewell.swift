internal import Synchronization

/// Whether a client has said everything, told to the worker that has its request.
final class Farewell: Sendable {
  private let flag = Atomic(false)

  /// Whether nothing more comes from the client.
  var isSaid: Bool { flag.load(ordering: .relaxed) }

  /// Nothing more comes.
  func say() { flag.store(true, ordering: .relaxed) }
}

internal import Synchronization

/// Counts of what a server did; no facts, no addresses, only kinds of requests.
final class Metrics: Sendable {
  /// What is counted.
  private struct Counts {
    var requests: [Kind: Int] = [:]
    var buckets: [Int]
    var seconds = 0.0
    var shed = 0
    var waiting = 0
    var connections = 0
  }

  private struct Kind: Hashable {
    let pattern: String
    let status: Int
  }

  /// Unit: milliseconds.
  private static let bounds: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000]

  private let counts = Mutex(Counts(buckets: bounds.map { _ in 0 }))

  /// A request begins to wait; false when as many wait as may.
  func enter(limit: Int) -> Bool {
    counts.withLock { counts in
      guard counts.waiting < limit else {
        counts.shed += 1
        return false
      }
      counts.waiting += 1
      return true
    }
  }

  /// Whether more than half of those that may wait do.
  func isCrowded(limit: Int) -> Bool { counts.withLock { $0.waiting * 2 > limit && $0.waiting > 1 } }

  /// A request that waited is answered.
  func leave() { counts.withLock { $0.waiting -= 1 } }

  /// A connection opens; false when as many are open as may be.
  func open(limit: Int) -> Bool {
    counts.withLock { counts in
      counts.connections += 1
      return counts.connections <= limit
    }
  }

  /// A connection is closed.
  func close() { counts.withLock { $0.connections -= 1 } }

  /// How many connections are open.
  var connections: Int { counts.withLock { $0.connections } }

  /// A response is on its way.
  func count(_ pattern: String, _ status: Int, milliseconds: Double) {
    counts.withLock { counts in
      counts.requests[Kind(pattern: pattern, status: status), default: 0] += 1
      counts.seconds += milliseconds / 1_000
      for (index, bound) in Self.bounds.enumerated() where milliseconds <= bound {
        counts.buckets[index] += 1
      }
    }
  }

  /// The counts as Prometheus reads them.
  var text: String {
    let counts = counts.withLock { $0 }
    let all = counts.requests.values.reduce(0, +)
    let requests = counts.requests.sorted {
      ($0.key.pattern, $0.key.status) < ($1.key.pattern, $1.key.status)
    }
    .map { "rationale_requests_total{route=\"\($0.key.pattern)\",status=\"\($0.key.status)\"} \($0.value)\n" }
    let buckets = zip(Self.bounds, counts.buckets).map { bound, count in
      "rationale_request_seconds_bucket{le=\"\(bound / 1_000)\"} \(count)\n"
    }
    return "# TYPE rationale_requests_total counter\n" + requests.joined()
      + "# TYPE rationale_request_seconds histogram\n" + buckets.joined()
      + "rationale_request_seconds_bucket{le=\"+Inf\"} \(all)\n"
      + "rationale_request_seconds_sum \(counts.seconds)\nrationale_request_seconds_count \(all)\n"
      + "# TYPE rationale_shed_total counter\nrationale_shed_total \(counts.shed)\n"
      + "# TYPE rationale_requests_waiting gauge\nrationale_requests_waiting \(counts.waiting)\n"
      + "# TYPE rationale_connections gauge\nrationale_connections \(counts.connections)\n"
  }
}

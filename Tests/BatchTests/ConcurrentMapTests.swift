import Batch
import Testing

@Suite("Several items at once") struct ConcurrentMapTests {
  private struct Unreadable: Error {}

  /// A result, after more or less work, so that items end in another order than they began in.
  private static func labour(_ item: Int) -> Int {
    var digits = 0
    for number in 0..<(item % 7) * 20_000 { digits = (digits &* 31 &+ number) & 0xFFFF }
    return digits < 0 ? -1 : item
  }

  @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 500])
  func `results come in the order of their items, each once`(_ cores: Int, _ count: Int) throws {
    var items = (0..<count).makeIterator()
    var results: [Int] = []
    try concurrentMap(cores: cores, next: { items.next() }, transform: Self.labour) {
      results.append($0)
      return true
    }
    #expect(results == Array(0..<count))
  }

  @Test(arguments: [1, 4])
  func `what cannot be got is thrown behind the results before it`(_ cores: Int) {
    var items = (0..<20).makeIterator()
    var results: [Int] = []
    #expect(throws: Unreadable.self) {
      try concurrentMap(
        cores: cores,
        next: {
          guard let item = items.next() else { throw Unreadable() }
          return item
        }, transform: Self.labour
      ) {
        results.append($0)
        return true
      }
    }
    #expect(results == Array(0..<20))
  }

  @Test(arguments: [1, 4], [false, true])
  func `it stops where it is told to, and where a result is not taken`(_ cores: Int, _ throwing: Bool) {
    var items = (0..<1_000_000).makeIterator()
    var results: [Int] = []
    var isThrown = false
    do {
      try concurrentMap(cores: cores, next: { items.next() }, transform: Self.labour) {
        results.append($0)
        if $0 == 10, throwing { throw Unreadable() }
        return $0 < 10
      }
    } catch {
      isThrown = error is Unreadable
    }
    #expect(isThrown == throwing)
    #expect(results == Array(0...10))
    #expect((11...11 + 2 * cores).contains(items.next() ?? -1))
  }

  @Test(arguments: [1, 4])
  func `few items are in memory`(_ cores: Int) throws {
    var items = (0..<500).makeIterator()
    var taken = 0
    var delivered = 0
    var most = 0
    try concurrentMap(
      cores: cores,
      next: {
        guard let item = items.next() else { return nil }
        taken += 1
        most = max(most, taken - delivered)
        return item
      }, transform: Self.labour
    ) { _ in
      delivered += 1
      return true
    }
    #expect(delivered == 500)
    #expect(most <= 2 * cores)
  }
}

internal import Diagnostics
internal import FEEL
internal import Testing

#if canImport(Glibc)
  internal import Glibc
#endif

@Suite("Limits") struct LimitTests {
  @Test(arguments: [
    ("for i in 1..10000000000 return i", "1:1: limit reached: more than 1000 iterations"),
    ("some i in 1..10000000000 satisfies i < 0", "1:1: limit reached: more than 1000 iterations"),
    ("for i in 1..100, j in 1..100 return j", "1:1: limit reached: more than 1000 iterations"),
  ])
  func `a loop that is too long ends with the reason`(_ source: String, _ expected: String) {
    #expect(reason(source, limits: Limits(iterations: 1_000)) == expected)
  }

  @Test func `a list that is too long ends with the reason`() {
    #expect(
      reason("for i in 1..50 return i", limits: Limits(listSize: 10))
        == "1:1: limit reached: a list of more than 10 items")
  }

  @Test func `a string that is too long ends with the reason`() {
    #expect(
      reason("x + x", ["x": .string("abcdef")], limits: Limits(stringLength: 10))
        == "1:1: limit reached: a string of more than 10 characters")
  }

  @Test func `a function that calls itself without end is stopped with the reason`() {
    #expect(
      reason("{f: function(g) g(g), y: f(f)}.y", limits: Limits(recursionDepth: 40))
        == "1:17: limit reached: more than 40 calls within each other")
  }

  private static let deep: [String] = [
    String(repeating: "(", count: 20_000), String(repeating: "[", count: 20_000) + "1",
    String(repeating: "{a: ", count: 20_000), String(repeating: "-", count: 20_000) + "x",
    String(repeating: "if true then ", count: 20_000), String(repeating: "function() ", count: 20_000) + "1",
    "1" + String(repeating: " + 1", count: 20_000), "x" + String(repeating: ".a", count: 20_000),
    "x" + String(repeating: "[1]", count: 20_000), "x" + String(repeating: "()", count: 20_000),
    "1 instance of " + String(repeating: "list<", count: 20_000),
    "x" + String(repeating: " in (x", count: 5_000),
  ]

  @Test(arguments: deep.indices)
  func `a text nested too deeply is reported`(_ index: Int) {
    #expect(value(Self.deep[index], ["x": .null]).contains("error: nested deeper than 512 levels"))
  }

  /// What is allowed by count must also fit: on a thread with half a megabyte of stack it is reported or evaluated.
  @Test func `nesting does not overflow a small stack`() {
    onSmallStack {
      for depth in [50, 100, 200, 300, 400, 500] {
        for (open, core, close) in [
          ("(", "1", ")"), ("[", "1", "]"), ("-", "x", ""), ("{a: ", "1", "}"), ("", "1", " + 1"),
          ("if true then ", "1", " else 2"), ("(function(y) ", "1", ")(1)"),
          ("for x in ", "[1]", " return x"),
          ("abs(", "x", ")"), ("x in (", "x", ", 1)"),
        ] {
          let text = String(repeating: open, count: depth) + core + String(repeating: close, count: depth)
          _ = value(text, ["x": .number(.one)])
        }
      }
      _ = value("{f: function(g) g(g), y: f(f)}.y")
    }
  }
}

/// Runs a closure on a thread with 512 KB of stack.
private func onSmallStack(_ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { buffer in
    guard let attributes = buffer.baseAddress else { return }
    pthread_attr_init(attributes)
    pthread_attr_setstacksize(attributes, 512 * 1_024)
    defer { pthread_attr_destroy(attributes) }
    var thread = pthread_t()
    let result = pthread_create(
      &thread, attributes,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
        return nil
      }, Unmanaged.passRetained(Box(work)).toOpaque())
    #expect(result == 0)
    pthread_join(thread, nil)
  }
}

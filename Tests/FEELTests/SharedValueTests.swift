internal import FEEL
internal import Testing

/// A value of sixty doublings, which share their parts, handed to `use` as `l`.
private func doubled(_ use: String) -> String {
  "{f: function(g, l, n) if n = 0 then \(use) else g(g, [l, l], n - 1), r: f(f, [1], 15)}.r"
}

/// A list in a list and so on, as deep as a loop has turns.
private func nested(_ turns: Int, _ use: String) -> String {
  "{l: for i in 1..\(turns) return [partial[-1]], r: \(use)}.r"
}

@Suite("Values that share their parts") struct SharedValueTests {
  private let limits = Limits(recursionDepth: 200, iterations: 1_000, listSize: 100_000, stringLength: 10_000)

  /// Found by attacking the evaluator: each of them ran for ever.
  @Test(arguments: [
    "l = l", "l != l", "{a: l} = {a: l}", "l in [l]", "is(l, l)",
    "distinct values([l, l])", "list contains([l], l)", "string(l)", "flatten(l)", "index of([l], l)",
  ])
  func `end at a limit when all of them would have to be looked at`(_ use: String) {
    let reason = reason(doubled(use), limits: limits)
    #expect(
      reason.contains("limit reached") || reason.contains("parts"), "\(use): \(reason)")
  }

  @Test func `may be counted and handed on`() {
    #expect(value(doubled("count(l)"), limits: limits) == "2")
  }

  @Test func `are told briefly in a message`() {
    #expect(reason(doubled("l + 1"), limits: limits) == "1:37: cannot add a number to a list")
  }

  @Test func `print to an end`() {
    var list = Value.list([.number(.one)])
    for _ in 0..<60 { list = .list([list, list]) }
    #expect(list.text(ofParts: 100).contains("…"))
    #expect(String(describing: list.type).hasPrefix("list<"))
  }

  /// Found by attacking the evaluator: letting go of such a value crashed.
  @Test(arguments: [
    "[partial[-1]]", "{a: partial[-1]}", "append([], partial[-1])", "function() partial[-1]()",
  ])
  func `are not nested deeper than memory management can follow`(_ body: String) {
    #expect(reason("count(for i in 1..200000 return \(body))").contains("limit reached"))
  }

  @Test func `may be nested as deep as anybody needs`() {
    #expect(value(nested(900, "l[-1] = l[-1]")) == "true")
    #expect(value(nested(900, "count(l)")) == "900")
  }

  @Test func `are not copied without end by a loop that keeps all its results`() {
    #expect(reason("count(for i in 1..100000 return partial)").contains("limit reached"))
  }

  @Test func `do not grow deeper from call to call`() {
    let wrap =
      "{f: function(g, l, n) if n = 0 then count(l) else g(g, [[[[[[[[l]]]]]]]], n - 1), r: f(f, [1], 900)}.r"
    #expect(reason(wrap).contains("limit reached"))
  }

  @Test func `bound no range`() {
    #expect(reason("[[1]..null]") == "1:1: a range needs bounds that have an order, found a list")
  }
}

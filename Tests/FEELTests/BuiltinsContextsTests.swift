internal import FEEL
internal import Testing

@Suite("Context functions")
struct BuiltinsContextsTests {
  @Test(
    arguments: [
      Evaluation(#"get value({a: "foo"}, "a")"#, #""foo""#),
      Evaluation(#"get value(key: "a", m: {a: null})"#, "null"),
      Evaluation("get entries({a: 1, b: 2})", #"[{key: "a", value: 1}, {key: "b", value: 2}]"#),
      Evaluation("get entries(m: {})", "[]"),
      Evaluation(#"context([{key: "a", value: 1}, {key: "b", value: null}])"#, "{a: 1, b: null}"),
      Evaluation(#"context(entries: {key: "a", value: 1})"#, "{a: 1}"),
      Evaluation(#"context([])"#, "{}"),
      Evaluation(#"context put({a: 1}, "b", 2)"#, "{a: 1, b: 2}"),
      Evaluation(#"context put({a: 1, b: 2}, "a", 3)"#, "{a: 3, b: 2}"),
      Evaluation(#"context put(context: {}, key: "a", value: null)"#, "{a: null}"),
      Evaluation(#"context put({x: 1, y: {a: 0}}, ["y", "a"], 2)"#, "{x: 1, y: {a: 2}}"),
      Evaluation(#"context put(context: {y: {a: 0}}, keys: ["y", "b"], value: 2)"#, "{y: {a: 0, b: 2}}"),
      Evaluation("context merge([{a: 1}, {b: 2}, {a: 3}])", "{a: 3, b: 2}"),
      Evaluation("context merge(contexts: {a: 1})", "{a: 1}"),
    ])
  func `contexts are read and made`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation(#"get value({a: 1}, "b")"#, "1:1: the context has no entry `b`"),
      Evaluation(
        #"context([{key: "a", value: 1}, {key: "a", value: 2}])"#, "1:1: two entries have the key `a`"),
      Evaluation("context([{key: 1, value: 1}])", "1:1: an entry has no string as `key`"),
      Evaluation(#"context([{key: "a"}])"#, "1:1: the entry with key `a` has no `value`"),
      Evaluation("context([1])", "1:1: found a number, expected a context of `key` and `value`"),
      Evaluation("context put({y: {a: 0}}, [], 2)", "1:1: the list of keys is empty, expected at least one"),
      Evaluation(#"context put({y: {a: 0}}, ["y", null], 2)"#, "1:1: found null, expected a string as key"),
      Evaluation(
        #"context put({y: {a: 0}}, ["y", "a", "b"], 2)"#, "1:1: found a number, expected a context at `a`"),
      Evaluation("context merge([{a: 1}, null])", "1:1: found null, expected a list of contexts"),
    ])
  func `a null says why`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      "get value()", #"get value({a: "foo"})"#, #"get value("foo", "foo")"#, "get value({a: 1}, 123)",
      #"get value(k: "a", m: {a: 1})"#, #"get value(null, "a")"#, "get entries(null)", "context(null)",
      "context merge(null)", #"context put({}, "a")"#, #"context put([], "a", 1)"#,
      "context put({}, null, 1)",
      #"context put(context: {y: {a: 0}}, key: ["y", "a"], value: 2)"#,
    ])
  func `wrong arguments give null with a reason`(_ expression: String) {
    let result = evaluated(expression)
    #expect(result.hasPrefix("1:1: "), "\(result)")
  }
}

internal import FEEL
internal import Testing

@Suite("List functions")
struct BuiltinsListsTests {
  @Test(
    arguments: [
      Evaluation("list contains([1, 2, null], null)", "true"),
      Evaluation("list contains([1, 2], 2.0)", "true"),
      Evaluation("list contains(list: [1], element: 2)", "false"),
      Evaluation("count([1, null, 3])", "3"),
      Evaluation("count([])", "0"),
      Evaluation("count(7)", "1"),
      Evaluation("sublist([4, 5, 6], 1, 2)", "[4, 5]"),
      Evaluation("sublist([4, 5, 6], -2)", "[5, 6]"),
      Evaluation("sublist(list: [4, 5, 6], start position: 2, length: 1)", "[5]"),
      Evaluation("append([1], 2, 3)", "[1, 2, 3]"),
      Evaluation("append([1], [2])", "[1, [2]]"),
      Evaluation("append([], null)", "[null]"),
      Evaluation("append(1, 2)", "[1, 2]"),
      Evaluation("concatenate([1, 2], [3], [])", "[1, 2, 3]"),
      Evaluation("concatenate([1], 2)", "[1, 2]"),
      Evaluation("insert before([1, 3], 1, 2)", "[2, 1, 3]"),
      Evaluation("insert before([1, 3], -1, 2)", "[1, 2, 3]"),
      Evaluation("insert before(list: [1, 3], position: 2, newItem: null)", "[1, null, 3]"),
      Evaluation("remove([1, 2, 3], 2)", "[1, 3]"),
      Evaluation("remove([1, 2, 3], -1)", "[1, 2]"),
      Evaluation("list replace([1, 2, 3], 2, 4)", "[1, 4, 3]"),
      Evaluation("list replace([1, 2, 3], -1.5, null)", "[1, 2, null]"),
      Evaluation("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
      Evaluation("list replace(match: function(a, b) a = 2, newItem: 4, list: [1, 2])", "[1, 4]"),
      Evaluation("reverse([1, 2, 3])", "[3, 2, 1]"),
      Evaluation("index of([1, 2, 3, 2], 2)", "[2, 4]"),
      Evaluation("index of([1, null], null)", "[2]"),
      Evaluation("index of([1], 7)", "[]"),
      Evaluation("union([1, 2], [2, 3])", "[1, 2, 3]"),
      Evaluation("distinct values([1, 2, 1.0, 3, null, null, [1], [1]])", "[1, 2, 3, null, [1]]"),
      Evaluation("distinct values([\"e\u{301}\", \"\u{E9}\"])", "[\"e\u{301}\", \"\u{E9}\"]"),
      Evaluation("count(distinct values([@\"10:00:00Z\", @\"11:00:00+01:00\"]))", "1"),
      Evaluation("flatten([[1, 2], [[3]], 4, []])", "[1, 2, 3, 4]"),
      Evaluation("flatten([])", "[]"),
    ])
  func `lists are taken apart and put together`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation("sum([1, 2, 3])", "6"), Evaluation("sum(1, 2.5)", "3.5"),
      Evaluation("sum(list: [1, 2])", "3"),
      Evaluation("sum(1)", "1"), Evaluation("product([2, 3, 4])", "24"), Evaluation("product(2, 3)", "6"),
      Evaluation("mean([1, 2, 3, 4])", "2.5"), Evaluation("mean(1, 2, 3)", "2"),
      Evaluation("median(8, 2, 5, 3, 4)", "4"), Evaluation("median([6, 1, 2, 3])", "2.5"),
      Evaluation("round half up(stddev(2, 4, 7, 5), 10)", "2.0816659995"),
      Evaluation("stddev([3, 3, 3])", "0"), Evaluation("mode(6, 3, 9, 6, 6)", "[6]"),
      Evaluation("mode([6, 1, 9, 6, 1])", "[1, 6]"), Evaluation("mode([])", "[]"),
      Evaluation("min([3, 1, 2])", "1"), Evaluation("max(3, 1, 2)", "3"),
      Evaluation(#"max("a", "b")"#, #""b""#),
      Evaluation("min(list: [2, 1])", "1"), Evaluation(#"max([@"2020-01-01", @"2021-01-01"]).year"#, "2021"),
      Evaluation(#"min(@"P1D", @"PT1H") = @"PT1H""#, "true"),
      Evaluation("all([true, false])", "false"), Evaluation("all(true, true)", "true"),
      Evaluation("all([])", "true"), Evaluation("all([false, null])", "false"),
      Evaluation("any([])", "false"), Evaluation("any(false, null, true)", "true"),
      Evaluation("not(true)", "false"), Evaluation("not(negand: false)", "true"),
      Evaluation("is(1, 1.0)", "true"), Evaluation(#"is(@"P1D", @"PT24H")"#, "true"),
      Evaluation(#"is(@"P0Y", @"P0D")"#, "false"), Evaluation("is(value1: 1)", "false"),
      Evaluation(#"is(@"23:00:50Z", @"23:00:50+00:00")"#, "true"),
      Evaluation(#"is(@"20:00:50+00:00", @"21:00:50+01:00")"#, "false"),
    ])
  func `lists are summed up`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"),
      Evaluation("sort(precedes: function(x, y) x > y, list: [3, 1, 2])", "[3, 2, 1]"),
      Evaluation("sort([], function(x, y) x < y)", "[]"),
      Evaluation(
        "sort([[1, \"a\"], [0, \"b\"], [1, \"c\"]], function(x, y) x[1] < y[1])",
        #"[[0, "b"], [1, "a"], [1, "c"]]"#),
      Evaluation("sort([1, 2, 3], function(x, y) true)", "[3, 2, 1]"),
      Evaluation(
        "sort([1, \"a\"], function(x, y) x < y)", "1:1: found null, expected a boolean from the function"),
      Evaluation(
        "sort([1, 2], function(x) true)", "1:1: found a function of 1 parameter, expected one of two items"),
    ])
  func `a list is sorted by a function`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      Evaluation("sublist([1], 2)", "1:1: position 2 lies outside of the list, which has 1 item"),
      Evaluation("sublist([1, 2], 2, 2)", "1:1: position 3 lies outside of the list, which has 2 items"),
      Evaluation("remove([1, 2], 3)", "1:1: position 3 lies outside of the list, which has 2 items"),
      Evaluation("remove([1, 2], -3)", "1:1: position -3 lies outside of the list, which has 2 items"),
      Evaluation(
        "insert before([1, 2], 0, 7)",
        "1:1: the position is 0, expected 1 for the first or -1 for the last item"),
      Evaluation(
        "list replace([2], function(a) true, 5)",
        "1:1: found a function of 1 parameter, expected one of an item and the new item"),
      Evaluation(
        "list replace([2], function(a, b) a, 5)", "1:1: found a number, expected a boolean from the function"),
      Evaluation("sum([])", "1:1: the list is empty, expected at least one item"),
      Evaluation("stddev([1])", "1:1: the list has one number, expected at least two"),
      Evaluation(#"sum([1, "a"])"#, "1:1: found a string, expected numbers"),
      Evaluation("sum(1, null)", "1:1: found null, expected numbers"),
      Evaluation(#"max([1, "a"])"#, "1:1: a string cannot be compared with a number"),
      Evaluation("all([true, null])", "1:1: found null, expected booleans"),
      Evaluation("any([123, false])", "1:1: found a number, expected booleans"),
      Evaluation("is()", "1:1: no form of `is` takes no arguments, expected two values"),
    ])
  func `a null says why`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(
    arguments: [
      "list contains(null, 1)", "list contains([1])", "count()", "count(null)", "count([1], [2])",
      "append(null, 1)",
      "append([1])", "concatenate()", "concatenate([1], null)", "sublist([1], 1, null)", "remove([1], null)",
      "reverse(null)", "sort([1, 2])", "sort([1], null)", "union(null)", "distinct values(null)",
      "flatten(null)",
      "all()", "all(null)", "all(123)", "any(l: [true])", "mode()", "mode(null)", "product([])", "median([])",
      "max()", "not(1)", "not(null)", "sum(l: [1])", "list replace([1, 2], \"2\", 4)", "index of(null, 1)",
    ])
  func `wrong arguments give null with a reason`(_ expression: String) {
    let result = evaluated(expression)
    #expect(result.hasPrefix("1:1: "), "\(result)")
  }

  @Test func `long lists end at their limits`() {
    let many = Value.list((0..<5_000).map { .number(Number($0)) })
    #expect(
      evaluated("concatenate(l, l)", ["l": many], limits: Limits(listSize: 6_000))
        == "1:1: limit reached: a list of more than 6000 items")
    #expect(
      evaluated("sort(l, function(x, y) x > y)", ["l": many], limits: Limits(iterations: 10_000))
        == "1:1: limit reached: more than 10000 iterations")
    #expect(evaluated("sort(l, function(x, y) x > y)[1]", ["l": many]) == "4999")
  }
}

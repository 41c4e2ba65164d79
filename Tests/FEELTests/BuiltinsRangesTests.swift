internal import FEEL
internal import Testing

@Suite("Range functions")
struct BuiltinsRangesTests {
  @Test(
    arguments: [
      "before(1, 10)", "before(1, (1..10])", "before([1..10), 10)", "before([1..10], [15..20])",
      "before([1..10), [10..20])", "before([1..10], (10..20])", "after(10, 5)", "after(12, [1..10])",
      "after(10, [1..10))", "after([11..20], 10)", "after((11..20], 11)", "after((11..20], [1..11])",
      "meets([1..5], [5..10])", "met by([5..10], [1..5])", "overlaps([1..5], [3..8])",
      "overlaps([5..8], [1..5])",
      "overlaps before([1..5], [3..8])", "overlaps before([1..5), (1..5])", "overlaps before([1..5], (1..5])",
      "overlaps after([3..8], [1..5])", "overlaps after((1..5], [1..5])", "finishes(10, [1..10])",
      "finishes([5..10), [1..10))", "finishes([1..10], [1..10])", "finishes((1..10], [1..10])",
      "finished by([1..10], 10)", "finished by([1..10], (1..10])", "includes([1..10], 5)",
      "includes([1..10], 1)",
      "includes([1..10], (1..10))", "includes([1..10], [1..10])", "during(5, [1..10])",
      "during([1..10), [1..10])",
      "starts(1, [1..10])", "starts((1..5], (1..10])", "starts([1..10), [1..10])", "started by([1..10], 1)",
      "started by([1..10], [1..10))", "coincides(5, 5)", "coincides([1..5], [1..5])",
      #"before("a", "b")"#, #"during(@"2020-01-02", [@"2020-01-01"..@"2020-01-03"])"#,
      "before(point1: 1, point2: 2)", "before(point: 1, range: [2..3])", "before(range: [1..2], point: 3)",
      "includes(range1: [1..9], range2: [2..3])",
    ])
  func `a relation holds`(_ expression: String) {
    #expect(evaluated(expression) == "true")
  }

  @Test(
    arguments: [
      "before(10, 1)", "before(1, [1..10])", "before([1..10], 10)", "before([1..10], [10..20])",
      "after(5, 10)",
      "after(10, [1..10])", "after([11..20], 12)", "meets([1..5), [5..10])", "meets([1..5], (5..10])",
      "met by((5..10], [1..5])", "overlaps([1..5], (5..8])", "overlaps([1..5), [5..8])",
      "overlaps before([1..5], [1..5])", "overlaps before([1..5), [1..5])", "overlaps after([1..5], [1..5))",
      "finishes(10, [1..10))", "finishes([5..10), [1..10])", "finished by([1..10], [5..10))",
      "includes((1..10], 1)", "includes([1..10), 10)", "during(12, [1..10])", "starts(2, [1..10])",
      "starts((1..5], [1..10])", "starts([1..5], (1..10])", "started by([1..10], (1..5])", "coincides(3, 4)",
      "coincides((1..5), [1..5])",
    ])
  func `a relation does not hold`(_ expression: String) {
    #expect(evaluated(expression) == "false")
  }

  @Test(
    arguments: [
      Evaluation(#"before(1, "a")"#, "1:1: a number cannot be compared with a string"),
      Evaluation("before(null, 1)", "1:1: found null, expected a range or a point in one"),
      Evaluation("meets(1, [1..2])", "1:1: found a point and a range, expected two ranges"),
      Evaluation(
        "includes(1, [1..2])", "1:1: found a point and a range, expected a range and a point or two ranges"),
    ])
  func `a null says why`(_ row: Evaluation) {
    #expect(evaluated(row.expression) == row.expected)
  }

  @Test(arguments: ["before()", "before(1)", "before(1, 2, 3)", "starts(range: [1..9], point: 1, x: 2)"])
  func `wrong arguments give null with a reason`(_ expression: String) {
    #expect(evaluated(expression).hasPrefix("1:1: "))
  }
}

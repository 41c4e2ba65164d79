import Diagnostics
import DMN
import FEEL
import Testing

@Suite("Evaluating a decision table") struct EvaluateTableTests {
  @Test(arguments: policies)
  func `every hit policy answers by its rule`(_ row: PolicyRow) throws {
    let model = try check(row.model)
    let evaluation = model.evaluate("D", inputs: ["n": .number(Number(row.input))])
    #expect(String(describing: evaluation.value) == row.expected)
    let trace = try #require(evaluation.trace(of: "D"))
    #expect(trace.matchedRules == row.matched)
    #expect(trace.firedRules == row.fired)
    #expect(trace.reason?.message == row.reason)
    #expect(evaluation.tables.map(\.firedRules) == [row.fired])
  }

  @Test func `several outputs make a context, each with its default`() throws {
    let model = try check(
      """
      <inputData id="n" name="n"/><decision id="D" name="D">
      <informationRequirement><requiredInput href="#n"/></informationRequirement><decisionTable>
      <input><inputExpression><text>n</text></inputExpression></input>
      <output name="a"><defaultOutputEntry><text>"none"</text></defaultOutputEntry></output><output name="b"/>
      <rule><inputEntry><text>1</text></inputEntry>
      <outputEntry><text>"one"</text></outputEntry><outputEntry><text>n + 1</text></outputEntry></rule>
      </decisionTable></decision>
      """)
    let one = model.evaluate("D", inputs: ["n": .number(Number(1))])
    #expect(try one.value == feel("{a: \"one\", b: 2}"))
    let two = model.evaluate("D", inputs: ["n": .number(Number(2))])
    #expect(try two.value == feel("{a: \"none\", b: null}"))
  }

  @Test func `a value that is not allowed makes the table null`() throws {
    let model = try check(
      """
      <inputData id="n" name="n"/><decision id="D" name="D">
      <informationRequirement><requiredInput href="#n"/></informationRequirement><decisionTable>
      <input><inputExpression><text>n</text></inputExpression><inputValues><text>[0..9]</text></inputValues></input>
      <output/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>true</text></outputEntry></rule>
      </decisionTable></decision>
      """)
    #expect(model.evaluate("D", inputs: ["n": .number(Number(9))]).value == .boolean(true))
    #expect(model.evaluate("D", inputs: ["n": .null]).value == .boolean(true))
    let trace = model.evaluate("D", inputs: ["n": .number(Number(10))]).trace(of: "D")
    #expect(trace?.reason?.message == "input `n` is `10`, but only `[0..9]` are allowed")
    #expect(trace?.reason?.location?.description == "m.dmn:4:1")
  }

  @Test func `null matches only a dash and null`() throws {
    let model = try check(policyTable("FIRST", [("&lt; 5", "1"), ("null", "2"), ("-", "3")]))
    let evaluation = model.evaluate("D", inputs: ["n": .null])
    #expect(evaluation.value == .number(Number(2)))
    #expect(evaluation.trace(of: "D")?.matchedRules == [1, 2])
  }
}

struct PolicyRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let model: String
  let input: Int
  let expected: String
  let matched: [Int]
  let fired: [Int]
  let reason: String?
}

private let rules = [("&lt; 5", "10"), ("[3..7]", "20"), ("> 6", "10"), ("3", "20")]

private func policyTable(_ policy: String, _ rules: [(String, String)], _ output: String = "<output/>")
  -> String
{
  let parts = policy.split(separator: "+")
  let aggregation = parts.count > 1 ? " aggregation=\"\(parts[1])\"" : ""
  return """
    <inputData id="n" name="n"/><decision id="D" name="D">
    <informationRequirement><requiredInput href="#n"/></informationRequirement>
    <decisionTable hitPolicy="\(parts[0])"\(aggregation)>
    <input><inputExpression><text>n</text></inputExpression></input>\(output)
    \(rules.map { test, result in
        "<rule><inputEntry><text>\(test)</text></inputEntry><outputEntry><text>\(result)</text></outputEntry></rule>"
      }.joined(separator: "\n"))
    </decisionTable></decision>
    """
}

private func row(
  _ policy: String, _ input: Int, _ expected: String, matched: [Int], fired: [Int],
  because reason: String? = nil,
  output: String = "<output/>"
) -> PolicyRow {
  PolicyRow(
    testDescription: "\(policy) of \(input)", model: policyTable(policy, rules, output), input: input,
    expected: expected, matched: matched, fired: fired, reason: reason)
}

private let ordered = "<output><outputValues><text>20, 10</text></outputValues></output>"
private let withDefault = "<output><defaultOutputEntry><text>99</text></defaultOutputEntry></output>"

private let policies = [
  row("UNIQUE", 1, "10", matched: [0], fired: [0]),
  row(
    "UNIQUE", 3, "null", matched: [0, 1, 3], fired: [],
    because: "rules 1, 2 and 4 match, but hit policy UNIQUE allows only one"),
  row("FIRST", 3, "10", matched: [0, 1, 3], fired: [0]),
  row("ANY", 6, "20", matched: [1], fired: [1]),
  row("ANY", 8, "10", matched: [2], fired: [2]),
  row(
    "ANY", 4, "null", matched: [0, 1], fired: [],
    because: "rules 1 and 2 match with different outputs, which hit policy ANY forbids"),
  row("PRIORITY", 4, "20", matched: [0, 1], fired: [1], output: ordered),
  row("OUTPUT ORDER", 3, "[20, 20, 10]", matched: [0, 1, 3], fired: [1, 3, 0], output: ordered),
  row("RULE ORDER", 3, "[10, 20, 20]", matched: [0, 1, 3], fired: [0, 1, 3]),
  row("COLLECT", 7, "[20, 10]", matched: [1, 2], fired: [1, 2]),
  row("COLLECT+SUM", 3, "50", matched: [0, 1, 3], fired: [0, 1, 3]),
  row("COLLECT+COUNT", 3, "3", matched: [0, 1, 3], fired: [0, 1, 3]),
  row("COLLECT+MIN", 3, "10", matched: [0, 1, 3], fired: [0, 1, 3]),
  row("COLLECT+MAX", 3, "20", matched: [0, 1, 3], fired: [0, 1, 3]),
]

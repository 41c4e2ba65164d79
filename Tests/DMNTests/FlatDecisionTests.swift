import DMN
import Diagnostics
import Diagrams
import FEEL
import Testing
import XML

/// 200 models by 100 inputs each.
@Suite("A flat decision gives what reading the rows gives") struct FlatDecisionTests {
  @Test(arguments: (UInt64(0)..<20).map { $0 })
  func `outcome and winning rules are the same for random models and random inputs`(block: UInt64) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      var random = RandomModel(
        seed: seed &* 6007 &+ 29, inputCount: 3 + Int(seed % 3), tableCount: 1 + Int(seed % 3))
      let model = try random.checked()
      let flat = try FlatDecision(compiling: model, goal: random.goal)
      let isAny = model.decision(random.goal)?.table?.table.hitPolicy == .any
      for _ in 0..<100 {
        let values = random.values()
        let expected = flat.interpreted(values)
        let actual = flat.outcome(of: values)
        // Of rules that agree, ANY lets a diagram name one.
        let sameRules = isAny ? expected.rules.starts(with: actual.rules) : actual.rules == expected.rules
        if actual.value != expected.value || !sameRules {
          Issue.record("seed \(seed), inputs \(values): rows \(expected), flat \(actual)\n\(random.text)")
          return
        }
      }
    }
  }

  @Test(arguments: ["FIRST", "UNIQUE"]) func `a table of many rules is answered from bit sets`(policy: String)
    throws
  {
    let model = try manyRules(policy)
    let flat = try FlatDecision(compiling: model, goal: "d")
    for x in stride(from: -3, through: 310, by: 1) {
      for y in ["0.05", "10", "10.0000000000000000000001", "150.5", "299.99999999999", "1e30", "-1e300"] {
        let values: [String: Value] = [
          "x": .number(Number(x)), "y": Number(y).map(Value.number) ?? .null,
        ]
        #expect(flat.outcome(of: values) == flat.interpreted(values), "x \(x), y \(y)")
      }
    }
    #expect(flat.outcome(of: ["x": .number(.one)]) == flat.interpreted(["x": .number(.one)]))
  }

  @Test(arguments: [
    "0.1", "0.10", "0.1000000000000000000000000000000001", "0.0999999999999999999999999999999999", "-0.1",
    "1e-6000", "-1e-6000", "1e6000", "-1e6000", "0", "9223372036854775807", "4611686018427387904", "1e17",
  ])
  func `a number with more digits than the thresholds lands in the right cell`(text: String) throws {
    let model = try thresholds(["&lt; 0.1", "0.1", "(0.1..2.25)", "&gt; 1e17", "[2.25..1e17]"])
    let flat = try FlatDecision(compiling: model, goal: "d")
    let values: [String: Value] = ["x": Number(text).map(Value.number) ?? .null]
    #expect(flat.outcome(of: values) == flat.interpreted(values))
  }

  @Test(arguments: ["1e-40", "2e-40", "1e40", "1e41", "0", "5"])
  func `thresholds too far apart for one scale are ranked`(text: String) throws {
    let flat = try FlatDecision(
      compiling: try thresholds(["&lt; 1e-40", "1e-40", "&lt;= 1e40", "-"]), goal: "d")
    let values: [String: Value] = ["x": Number(text).map(Value.number) ?? .null]
    #expect(flat.outcome(of: values) == flat.interpreted(values))
  }

  @Test func `a table of intervals with hundreds of different ends each is prepared and answers as its rows`()
    throws
  {
    var random = SeededGenerator(seed: 8)
    let inputs = ["a", "b", "c", "e"]
    let rows = (0..<250).map { rule -> ([String], String) in
      let cells = inputs.map { _ -> String in
        let low = Int.random(in: 0..<8000, using: &random)
        let high = low + Int.random(in: 500...6000, using: &random)
        let (open, close) = [("[", "]"), ("(", "]"), ("[", ")"), ("(", ")")][rule % 4]
        return "\(open)\(low)..\(high)\(close)"
      }
      return (cells, "\"r\(rule)\"")
    }
    let model = try table(inputs: inputs, policy: "FIRST", rows: rows)
    let flat = try FlatDecision(compiling: model, goal: "d")
    for _ in 0..<100 {
      let values = Dictionary(
        uniqueKeysWithValues: inputs.map {
          ($0, Value.number(Number(Int.random(in: -1...14_000, using: &random))))
        })
      #expect(flat.outcome(of: values) == flat.interpreted(values))
    }
  }

  @Test func `a diagram beyond its budget names the table, the column and what to do`() throws {
    let model = try thresholds((0..<20).map { "\($0)" })
    let budget = DiagramBudget(nodes: 100, states: 3, combinations: 100)
    let problem = #expect(throws: DiagramProblem.self) {
      try DecisionDiagram(compiling: model, goal: "d", budget: budget)
    }
    guard case .budgetExceeded(let told, _)? = problem else {
      Issue.record("expected a used-up budget")
      return
    }
    #expect(told.message == "the diagram of `d` needs more than 3 states at column `x`")
    #expect(told.help == "split the table, use fewer thresholds, or add a rule that accepts everything")
  }

  private func thresholds(_ tests: [String]) throws -> CheckedModel {
    try table(
      inputs: ["x"], policy: "FIRST", rows: tests.enumerated().map { ([$1], "\"r\($0)\"") })
  }

  private func manyRules(_ policy: String) throws -> CheckedModel {
    try table(
      inputs: ["x", "y"], policy: policy,
      rows: (0..<600).map { rule in
        let low = rule / 2
        let y = rule % 2 == 0 ? "&lt;= \(low / 2).5" : "(\(low / 3).5..300)"
        return (["[\(low)..\(low + 1))", y], "\"r\(rule)\"")
      })
  }

  private func table(inputs: [String], policy: String, rows: [([String], String)]) throws -> CheckedModel {
    var text =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"urn:m\">"
    for name in inputs {
      text +=
        "<inputData id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"number\"/></inputData>"
    }
    text += "<decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"string\"/>"
    for name in inputs {
      text += "<informationRequirement><requiredInput href=\"#\(name)\"/></informationRequirement>"
    }
    text += "<decisionTable hitPolicy=\"\(policy)\">"
    for name in inputs { text += "<input><inputExpression><text>\(name)</text></inputExpression></input>" }
    text += "<output/>"
    for (tests, output) in rows {
      text += "<rule>" + tests.map { "<inputEntry><text>\($0)</text></inputEntry>" }.joined()
      text += "<outputEntry><text>\(output)</text></outputEntry></rule>"
    }
    text += "</decisionTable></decision></definitions>"
    return try CheckedModel(
      checking: DecisionModel(reading: Element(parsing: Array(text.utf8), file: "flat.dmn")))
  }
}

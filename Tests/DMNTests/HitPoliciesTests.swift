import DMN
import FEEL
import Testing

/// 400 models by 100 inputs each, half of them with policies that put several rules together.
@Suite("Every hit policy gives what reading the rows gives") struct HitPoliciesTests {
  @Test(arguments: (UInt64(0)..<40).map { $0 })
  func `in a diagram and laid out flat`(block: UInt64) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      var random = RandomModel(
        seed: seed &* 3571 &+ 101, inputCount: 2 + Int(seed % 3), tableCount: 1 + Int(seed % 2),
        hasAllPolicies: true)
      let model = try random.checked()
      let diagram = try DecisionDiagram(compiling: model, goal: random.goal)
      let flat = try FlatDecision(compiling: model, goal: random.goal)
      for _ in 0..<100 {
        let values = random.values()
        let expected = flat.interpreted(values)
        var facts: DecisionDiagram.Facts = [:]
        for input in diagram.inputs {
          guard let value = values[input.name], let cells = diagram.cells(of: input.name, equalTo: value)
          else {
            continue
          }
          facts[input.name] = cells
        }
        let actual = [diagram.settledValue(given: facts), flat.outcome(of: values).value]
        if actual != [expected.value, expected.value] {
          Issue.record("seed \(seed), inputs \(values): rows \(expected), diagrams \(actual)\n\(random.text)")
          return
        }
      }
    }
  }
}

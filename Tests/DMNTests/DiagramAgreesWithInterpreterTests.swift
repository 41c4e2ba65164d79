import DMN
import FEEL
import Testing

/// 500 models by 210 inputs each: more than 100,000 comparisons in every run.
@Suite("A compiled diagram gives what reading the rows gives") struct DiagramAgreesWithInterpreterTests {
  @Test(arguments: (UInt64(0)..<50).map { $0 })
  func `the outcome is the same for random models and random inputs`(block: UInt64) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      var random = RandomModel(
        seed: seed &* 7919 &+ 13, inputCount: 3 + Int(seed % 3), tableCount: 1 + Int(seed % 4))
      let model = try random.checked()
      let diagram = try DecisionDiagram(compiling: model, goal: random.goal)
      for _ in 0..<210 {
        let values = random.values()
        let expected = model.evaluate(random.goal, inputs: values).value
        var facts: DecisionDiagram.Facts = [:]
        for input in diagram.inputs {
          guard let value = values[input.name], let cells = diagram.cells(of: input.name, equalTo: value)
          else { continue }
          facts[input.name] = cells
        }
        let actual = diagram.settledValue(given: facts)
        if actual != expected {
          Issue.record(
            "seed \(seed), inputs \(values): rows \(expected), diagram \(String(describing: actual))\n\(random.text)"
          )
          return
        }
      }
    }
  }
}

import DMN
import FEEL
import Testing
import XML

@Suite("A column that computes with two inputs") struct DerivedInputTests {
  private func model() throws -> CheckedModel {
    let text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
      <inputData id="loan" name="Loan"><variable name="Loan" typeRef="number"/></inputData>
      <inputData id="income" name="Income"><variable name="Income" typeRef="number"/></inputData>
      <decision id="d" name="d"><variable name="d" typeRef="string"/>
      <informationRequirement><requiredInput href="#loan"/></informationRequirement>
      <informationRequirement><requiredInput href="#income"/></informationRequirement>
      <decisionTable hitPolicy="FIRST">
      <input><inputExpression><text>Loan / Income</text></inputExpression></input><output/>
      <rule><inputEntry><text>&lt; 2</text></inputEntry><outputEntry><text>"yes"</text></outputEntry></rule>
      <rule><inputEntry><text>[2..4]</text></inputEntry><outputEntry><text>"perhaps"</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"no"</text></outputEntry></rule>
      </decisionTable></decision></definitions>
      """
    return try CheckedModel(
      checking: DecisionModel(reading: Element(parsing: Array(text.utf8), file: "derived.dmn")))
  }

  @Test func `is one input of its own, exact with respect to its value, and the diagram says so`() throws {
    let model = try model()
    let diagram = try DecisionDiagram(compiling: model, goal: "d")
    #expect(diagram.limitations == ["Loan / Income"])
    #expect(diagram.inputs.map(\.name) == ["Loan / Income"])
    #expect(diagram.inputs.map(\.kind) == [.derived])
    for (loan, income) in [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (1, 0), (7, 2), (9, 2)] {
      let inputs: [String: Value] = ["Loan": .number(Number(loan)), "Income": .number(Number(income))]
      let ratio = (Number(loan) / Number(income)).map(Value.number) ?? .null
      let facts = diagram.cells(of: "Loan / Income", equalTo: ratio).map { ["Loan / Income": $0] } ?? [:]
      #expect(diagram.settledValue(given: facts) == model.evaluate("d", inputs: inputs).value)
    }
  }
}

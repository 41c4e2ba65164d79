import DMN
import FEEL
import Testing

@Suite("Constraints of item definitions") struct ConstraintTests {
  /// DMN 1.5, 7.3.3: the values of sibling components are in sight of a component's tests.
  @Test(
    arguments: [
      ("{low: 1, high: 2}", "{low: 1, high: 2}", nil), ("{low: 1, high: null}", "{low: 1, high: null}", nil),
      ("{low: 3, high: 2}", "null", "input `x` is `2`, but tSpan.high allows only `>= low`"),
      ("[{low: 1, high: 1}]", "{low: 1, high: 1}", nil),
    ] as [(String, String, String?)])
  func `may compare a component with its siblings`(
    _ given: String, _ expected: String, _ reason: String?
  ) throws {
    let model = try check(
      """
      <itemDefinition name="tSpan"><itemComponent name="low"><typeRef>number</typeRef></itemComponent>
      <itemComponent name="high"><typeRef>number</typeRef><allowedValues><text>&gt;= low</text></allowedValues>
      </itemComponent></itemDefinition>
      <inputData id="x" name="x"><variable name="x" typeRef="tSpan"/></inputData>
      <decision id="A" name="A"><informationRequirement><requiredInput href="#x"/></informationRequirement>
      <literalExpression><text>x</text></literalExpression></decision>
      """)
    let value = model.evaluate("A", inputs: ["x": try feel(given)]).value
    #expect(value.description == expected)
    if case .null(let found) = value { #expect(found?.message == reason) }
  }
}

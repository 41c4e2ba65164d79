import DMN
import Diagnostics
import FEEL
import Testing
import XML

@Suite("Test cases") struct TestCasesTests {
  private func cases(_ text: String) throws -> TestCases {
    let document = """
      <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\(text)</testCases>
      """
    return try TestCases(reading: Element(parsing: Array(document.utf8), file: "t.xml"))
  }

  @Test func `values of every kind are read`() throws {
    let tests = try cases(
      """
      <modelName>m.dmn</modelName><testCase id="1"><inputNode name="x">
      <component name="n"><value xsi:type="xsd:decimal">1.50</value></component>
      <component name="s"><value xsi:type="xsd:string"> a </value></component>
      <component name="b"><value xsi:type="xsd:boolean">true</value></component>
      <component name="d"><value xsi:type="xsd:date">2020-02-29</value></component>
      <component name="p"><value xsi:type="xsd:duration">P1D</value></component>
      <component name="z"><value xsi:nil="true"/></component>
      <component name="l"><list><item><value xsi:type="xsd:double">1</value></item><item/></list></component>
      </inputNode><resultNode name="D" errorResult="true"/></testCase>
      """)
    #expect(tests.modelName == "m.dmn")
    let value = try #require(tests.cases.first?.inputs.first?.value)
    #expect(
      try value
        == feel("{n: 1.5, s: \" a \", b: true, d: @\"2020-02-29\", p: @\"P1D\", z: null, l: [1, null]}"))
    #expect(tests.cases.first?.results.first?.isError == true)
    #expect(tests.cases.first?.results.first?.expected == .null)
  }

  @Test func `values against their type are reported`() throws {
    do {
      _ = try cases(
        "<testCase><inputNode name='x'><value xsi:type='xsd:decimal'>a</value></inputNode>"
          + "<resultNode name='D'><expected><value xsi:type='xsd:strng'>a</value></expected></resultNode></testCase>"
      )
      Issue.record("no error")
    } catch let error as DiagnosticsError {
      #expect(
        error.diagnostics.map(\.message) == [
          "`a` is not of type `xsd:decimal`", "unknown type `xsd:strng` of a value",
        ])
      #expect(error.diagnostics.map(\.help) == [nil, "did you mean `string`?"])
    }
  }

  @Test func `results tell what differs, and coverage which rules never fire`() throws {
    let model = try check(
      """
      <inputData id="n" name="n"/><decision id="D" name="D">
      <informationRequirement><requiredInput href="#n"/></informationRequirement><decisionTable>
      <input><inputExpression><text>n</text></inputExpression></input><output/>
      <rule id="one"><inputEntry><text>1</text></inputEntry><outputEntry><text>"a"</text></outputEntry></rule>
      <rule id="two"><inputEntry><text>2</text></inputEntry><outputEntry><text>"b"</text></outputEntry></rule>
      </decisionTable></decision>
      """)
    func test(_ n: String, _ expected: String) -> String {
      "<testCase><inputNode name='n'><value xsi:type='xsd:decimal'>\(n)</value></inputNode>"
        + "<resultNode name='D'><expected><value xsi:type='xsd:string'>\(expected)</value></expected></resultNode>"
        + "</testCase>"
    }
    let tests = try cases(test("1", "a") + test("1.0", "b") + test("3", "b"))
    let results = runTests(model, tests)
    #expect(
      results.map(\.failure) == [
        nil, "expected `\"b\"`, but it is `\"a\"`", "expected `\"b\"`, but it is null: no rule matches",
      ])
    #expect(results.map { $0.firedRules.flatMap(\.rules) } == [[0], [0], []])
    #expect(ruleCoverage(model, [tests]).map { $0.neverFired.map(\.id) } == [["two"]])
  }

  @Test func `names that the model does not have are reported`() throws {
    let model = try check(
      "<inputData id='a' name='Age'><variable name='Age'/></inputData>" + decision("D", "1"))
    let tests = try cases(
      """
      <testCase><inputNode name='Ags'/><resultNode name='D'/></testCase>
      <testCase><inputNode name='Age'/><inputNode name='D'/><inputNode name='x' namespace='urn:x'/>
      <resultNode name='d1'/></testCase>
      <testCase invocableName='F'><resultNode name='D'/></testCase>
      """)
    let found = checkTests(tests, of: model)
    #expect(
      found.map(\.message) == [
        "the model has no input or decision named `Ags`", "the model has no decision named `d1`",
        "the model has nothing to call named `F`",
      ])
    #expect(found.map(\.help) == ["did you mean `Age`?", "did you mean `D`?", "did you mean `D`?"])
    #expect(found.map(\.location?.line) == [2, 4, 5])
  }
}

import Foundation
import Testing

@Suite("Comparing the advice with what teams used") struct EvaluateTests {
  @Test func `all shipped cases are compared, with all facts and with stated ones`() throws {
    let run = try Folder().run("evaluate", "Cases", "--json")
    #expect(run.status == 0)
    let sections = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(sections.map { $0["facts"] as? String } == ["all", "stated"])
    for section in sections {
      #expect(section["cases"] as? Int == 72)
      let confusion = try #require(section["confusion"] as? [String: [String: Int]])
      #expect(confusion.values.flatMap(\.values).reduce(0, +) == 72)
      let disagreements = try #require(section["disagreements"] as? [[String: Any]])
      let agreeing = confusion.reduce(0) { $0 + ($1.value[$1.key] ?? 0) }
      #expect(disagreements.count == 72 - agreeing)
      for disagreement in disagreements { #expect((disagreement["reasons"] as? [String])?.isEmpty == false) }
    }
  }

  @Test func `the advice agrees with more teams than every rule of thumb beside it`() throws {
    let run = try Folder().run("evaluate", "Cases", "--json")
    let sections = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    for section in sections {
      let own = try #require(section["agreement"] as? Double)
      let thumbs = try #require(section["baselines"] as? [String: Double])
      #expect(thumbs.count == 3)
      for (name, agreement) in thumbs { #expect(own > agreement, "\(name)") }
    }
  }

  @Test func `a masked fact that no rule knows is refused with the nearest name`() throws {
    let run = try Folder().run("evaluate", "Cases", "--mask", "Prompting resolt")
    #expect(run.status == 64)
    #expect(
      run.errors == "rationale: the rules have no fact `Prompting resolt`; did you mean `Prompting result`?\n"
    )
    #expect(run.output.isEmpty)
  }
}

@Suite("Running the examples beside the rules") struct TestCommandTests {
  private let model = """
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
    <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
    <decision id="d" name="d"><variable name="d" typeRef="string"/>
    <informationRequirement id="r"><requiredInput href="#x"/></informationRequirement>
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>x</text></inputExpression></input><output/>
    <rule id="low"><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
    <rule id="high"><inputEntry><text>-</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
    </decisionTable></decision></definitions>
    """

  private func tests(expecting value: String) -> String {
    """
    <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <modelName>m.dmn</modelName>
    <testCase id="001"><inputNode name="x"><value xsi:type="xsd:decimal">3</value></inputNode>
    <resultNode name="d" type="decision"><expected><value xsi:type="xsd:string">\(value)</value></expected></resultNode>
    </testCase></testCases>
    """
  }

  @Test func `an expected result is told with the rules that fired, and a rule without an example is named`()
    throws
  {
    let folder = try Folder()
    try folder.write(model, to: "m.dmn")
    try folder.write(tests(expecting: "low"), to: "m.tests.xml")
    let run = try folder.run("test", "m.dmn")
    #expect(run.status == 0)
    #expect(
      run.output == """
        m.tests.xml:4:1: 001 `d`: expected and got "low" (rules: d 1)
        m.dmn:7:1: no test case fires rule 2 of `d`
        m.dmn: 1 of 1 results as expected, 1 of 2 rules fired

        """)
  }

  @Test func `another result is a failure with what was expected and what came out`() throws {
    let folder = try Folder()
    try folder.write(model, to: "m.dmn")
    try folder.write(tests(expecting: "high"), to: "m.tests.xml")
    let run = try folder.run("test", "--quiet", "m.dmn")
    #expect(run.status == 1)
    #expect(
      run.output == """
        m.tests.xml:4:1: 001 `d`: failed: expected `"high"`, but it is `"low"` (rules: d 1)
        m.dmn:7:1: no test case fires rule 2 of `d`
        m.dmn: 0 of 1 results as expected, 1 of 2 rules fired

        """)
  }

  @Test func `a model without test cases says where they were looked for`() throws {
    let folder = try Folder()
    try folder.write(model, to: "m.dmn")
    let run = try folder.run("test", "m.dmn")
    #expect(run.output == "m.dmn: no test cases; expected them in `m.tests.xml`\n")
    #expect(run.status == 0)
  }
}

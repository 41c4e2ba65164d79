import DMN
import Diagnostics
import FEEL
import Testing
import XML

/// The model of a document, read and checked as the conformance run does.
private func tolerant(_ body: String, attributes: String = namespace13) throws -> CheckedModel {
  let document = "<definitions \(attributes) name=\"m\" namespace=\"urn:m\">\(body)</definitions>"
  let root = try Element(parsing: Array(document.utf8), file: "m.dmn")
  return try CheckedModel(checking: DecisionModel(reading: root, tolerant: true), tolerant: true)
}

private let namespace13 = "xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""

private func answer(_ model: CheckedModel, _ name: String, _ inputs: [String: Value] = [:]) -> String {
  let value = model.evaluate(name, inputs: inputs).value
  if case .null(let reason?) = value { return "null: \(reason.message)" }
  return value.description
}

@Suite("A model that is read tolerantly") struct TolerantModelTests {
  @Test(
    arguments: [
      ("<decision id='B' name='B'><cube/></decision>", "null: decision `B` has no logic"),
      (
        "<decision id='B' name='B'><literalExpression><text>1 +</text></literalExpression></decision>",
        "null: expected an expression, found the end"
      ),
      (
        "<decision id='B' name='B'><literalExpression><text>nobody + 1</text></literalExpression></decision>",
        "null: unknown name `nobody`"
      ),
      (
        "<decision id='B' name='B'><literalExpression expressionLanguage='urn:js'><text>1</text></literalExpression></decision>",
        "null: the expression is empty"
      ),
      (
        "<decision id='B' name='B'><variable name='B' typeRef='tNone'/><literalExpression><text>1</text></literalExpression></decision>",
        "1"
      ),
      (
        "<decision id='B' name='B'><informationRequirement><requiredInput href='#none'/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>",
        "1"
      ),
      (
        "<decision id='B' name='B'><informationRequirement><requiredDecision href='#B'/></informationRequirement><literalExpression><text>B</text></literalExpression></decision>",
        "null: decision `B` needs its own answer"
      ),
      (
        "<decision id='B' name='B'><decisionTable hitPolicy='LAST'><output/><rule><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>",
        "1"
      ),
      (
        "<decision id='B' name='B'><decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/><rule/><rule><inputEntry><text>2</text></inputEntry><outputEntry><text>3</text></outputEntry><outputEntry><text>4</text></outputEntry></rule></decisionTable></decision>",
        "null"
      ),
      ("<decision id='B' name='B'><relation><column name='a'/><row/></relation></decision>", "[{}]"),
      ("<decision id='A' name='B'><literalExpression><text>2</text></literalExpression></decision>", "2"),
    ] as [(String, String)])
  func `gives null with the reason where it is wrong, and answers all else`(_ bad: String, _ expected: String)
    throws
  {
    let model = try tolerant(
      "<unheardOf/><decision id='A' name='A'><literalExpression><text>6 * 7</text></literalExpression></decision>"
        + bad)
    #expect(answer(model, "A") == "42")
    #expect(answer(model, "B") == expected)
    #expect(!model.warnings.isEmpty)
  }

  @Test(arguments: [
    "xmlns='http://www.omg.org/spec/DMN/20151101/dmn.xsd'",
    "xmlns='http://www.omg.org/spec/DMN/20180521/MODEL/'",
    "xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'",
    "xmlns='https://www.omg.org/spec/DMN/20211108/MODEL/'",
    "xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'",
    "xmlns='https://www.omg.org/spec/DMN/20240513/MODEL/'",
  ])
  func `may be of any edition`(_ attributes: String) throws {
    let model = try tolerant(
      "<decision id='A' name='A'><literalExpression><text><![CDATA[1 < 2]]></text></literalExpression></decision>",
      attributes: attributes)
    #expect(answer(model, "A") == "true")
  }

  @Test func `may give types with any prefix or none, and leave them out`() throws {
    let model = try tolerant(
      """
      <itemDefinition name='t'><typeRef>feel:number</typeRef></itemDefinition><inputData id='n' name='n'/>
      <decision id='A' name='A'><variable name='A' typeRef='other:t'/>
      <informationRequirement><requiredInput href='urn:m#n'/></informationRequirement>
      <literalExpression typeRef='number'><text>n + 1</text></literalExpression></decision>
      """)
    #expect(answer(model, "A", ["n": .number(.one)]) == "2")
  }

  @Test func `still needs a root that is one`() throws {
    let root = try Element(parsing: Array("<html/>".utf8), file: "m.dmn")
    #expect(throws: DiagnosticsError.self) { try DecisionModel(reading: root, tolerant: true) }
  }

  @Test(arguments: [
    ("true", "1"), ("false", "2"), ("null", "2"), ("\"yes\"", "null: `if` is `\"yes\"`, expected a boolean"),
  ])
  func `answers a boxed condition only where it is a boolean`(_ condition: String, _ expected: String) throws
  {
    func box(_ name: String, _ text: String) -> String {
      "<\(name)><literalExpression><text>\(text)</text></literalExpression></\(name)>"
    }
    let model = try tolerant(
      "<decision id='A' name='A'><conditional>\(box("if", condition))\(box("then", "1"))\(box("else", "2"))</conditional></decision>"
    )
    #expect(answer(model, "A") == expected)
  }

  @Test(arguments: [
    ("<for iteratorVariable='i'><in>R</in><return>E</return></for>", "i * 2", "[2, 4, 6]"),
    ("<some iteratorVariable='i'><in>R</in><satisfies>E</satisfies></some>", "i = 3", "true"),
    ("<every iteratorVariable='i'><in>R</in><satisfies>E</satisfies></every>", "i = 3", "false"),
    ("<filter><in>R</in><match>E</match></filter>", "item = 2", "[2]"),
  ])
  func `runs through a range in a box as in a text`(_ box: String, _ body: String, _ expected: String) throws
  {
    func literal(_ text: String) -> String { "<literalExpression><text>\(text)</text></literalExpression>" }
    let filled = box.replacing(">R<", with: ">\(literal("[1..3]"))<").replacing(
      ">E<", with: ">\(literal(body))<")
    let model = try tolerant("<decision id='A' name='A'>\(filled)</decision>")
    #expect(answer(model, "A") == expected)
  }

  @Test func `test cases with a value that is wrong are read as far as they are right`() throws {
    let document = """
      <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><testCase id="1"><resultNode name="A"><expected>
        <value xsi:type="xsd:decimal">many</value></expected></resultNode></testCase><testCase id="2"/></testCases>
      """
    let root = try Element(parsing: Array(document.utf8), file: "t.xml")
    #expect(throws: DiagnosticsError.self) { try TestCases(reading: root) }
    let tests = try TestCases(reading: root, tolerant: true)
    #expect(tests.cases.map(\.id) == ["1", "2"])
    #expect(tests.cases.first?.results.first?.expected == .null)
  }
}

import DMN
import Diagnostics
import Testing
import XML

@Suite("Reading a decision model") struct ReadModelTests {
  @Test(arguments: DMNVersion.allCases)
  func `every edition is read, whatever its prefix`(_ version: DMNVersion) throws {
    let model = try read(
      """
      <d:definitions xmlns:d="\(version.rawValue)" name="m" namespace="urn:m">
      <d:inputData id="i" name="Age"><d:variable name="Age" typeRef="number"/></d:inputData>
      <d:decision id="a" name="Answer"><d:question>Which one?</d:question><d:variable name="Answer"/>
      <d:informationRequirement><d:requiredInput href="#i"/></d:informationRequirement>
      <d:literalExpression><d:text>Age + 1</d:text></d:literalExpression></d:decision>
      </d:definitions>
      """)
    #expect(model.version == version)
    #expect(model.inputs.map(\.typeRef) == ["number"])
    #expect(model.decisions.map(\.question) == ["Which one?"])
    #expect(model.decisions.first?.requirements.inputs.map(\.id) == ["i"])
    guard case .literal(let text?) = model.decisions.first?.logic?.form else {
      Issue.record("no literal expression")
      return
    }
    #expect(text.text == "Age + 1")
    #expect(text.location.description == "m.dmn:5:30")
  }

  @Test func `type references of DMN 1.1 lose their prefix`() throws {
    let model = try read(
      """
      <definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" name="m" namespace="urn:m"
        xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:own="urn:m" xmlns:o="urn:other">
      <import name="other" namespace="urn:other" importType="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>
      <inputData name="A"><variable name="A" typeRef="feel:number"/></inputData>
      <inputData name="B"><variable name="B" typeRef="own:tB"/></inputData>
      <inputData name="C"><variable name="C" typeRef="o:tC"/></inputData>
      </definitions>
      """)
    #expect(model.inputs.map(\.typeRef) == ["number", "tB", "other.tC"])
    #expect(model.inputs.map(\.id) == ["A", "B", "C"])
  }

  @Test func `extension elements, annotations and descriptions are kept`() throws {
    let model = try read(
      """
      <extensionElements><x:author xmlns:x="urn:x">Ada</x:author></extensionElements>
      <inputData id="i" name="A"><description> how old </description>
      <extensionElements><x:help xmlns:x="urn:x" unit="years"/></extensionElements></inputData>
      <decision id="d" name="D">
      <authorityRequirement><requiredAuthority href="#k"/></authorityRequirement>
      <decisionTable hitPolicy="COLLECT" aggregation="MAX">
      <input label="age"><inputExpression typeRef="number"><text>1</text></inputExpression>
      <inputValues><text>[0..9]</text></inputValues></input>
      <output name="o" typeRef="number"><outputValues><text>1, 2</text></outputValues></output>
      <annotation name="why"/>
      <rule id="r"><description>main</description><inputEntry><text>&lt; 5</text></inputEntry>
      <outputEntry><text>1</text></outputEntry><annotationEntry><text>law</text></annotationEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
      </decisionTable></decision>
      <knowledgeSource id="k" name="K" locationURI="https://k"><type>paper</type></knowledgeSource>
      """)
    #expect(model.extensions.map(\.name) == ["author"])
    #expect(model.inputs.first?.extensions.first?[attribute: "unit"] == "years")
    #expect(model.inputs.first?.description == "how old")
    let table = try #require(model.decisions.first?.table)
    #expect(table.hitPolicy == .collect(.max))
    #expect(table.annotations == ["why"])
    #expect(table.inputs.first?.label == "age")
    #expect(table.inputs.first?.allowedValues?.text == "[0..9]")
    #expect(table.outputs.first?.allowedValues?.text == "1, 2")
    #expect(table.rules.map(\.id) == ["r", "rule 2"])
    #expect(table.rules.first?.annotations == ["law"])
    #expect(table.rules.first?.description == "main")
    #expect(table.rules.first?.inputEntries.first?.location.description == "m.dmn:12:63")
    #expect(model.decisions.first?.requirements.authorities.map(\.id) == ["k"])
    #expect(model.knowledgeSources.map(\.type) == ["paper"])
    #expect(model.knowledgeSources.map(\.locationURI) == ["https://k"])
  }

  @Test func `an unknown root and an unknown namespace are named`() {
    #expect(
      problems(in: "<definitionsX/>") == [
        "m.dmn:1:1: error: the root element is `definitionsX`, expected `definitions`"
      ])
    #expect(
      problems(in: "<definitions xmlns='urn:x'/>") == [
        "m.dmn:1:1: error: `definitions` has the namespace `urn:x`, expected one of DMN 1.1 to 1.5",
        "  help: the namespace of DMN 1.3 is `https://www.omg.org/spec/DMN/20191111/MODEL/`",
      ])
    #expect(
      problems(in: "<definitions/>") == [
        "m.dmn:1:1: error: `definitions` has no namespace, expected one of DMN 1.1 to 1.5",
        "  help: the namespace of DMN 1.3 is `https://www.omg.org/spec/DMN/20191111/MODEL/`",
      ])
  }

  @Test(arguments: badModels)
  func `every bad model is reported with its place`(_ bad: BadModel) {
    #expect(problems(in: bad.text) == bad.expected)
  }
}

struct BadModel: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let expected: [String]

  init(_ name: String, _ text: String, _ expected: String...) {
    testDescription = name
    self.text = text
    self.expected = expected
  }
}

private func table(_ attributes: String, _ rest: String) -> String {
  """
  <decision id="d" name="D">
  <decisionTable \(attributes)>
  <input><inputExpression><text>1</text></inputExpression></input><output/>
  \(rest)
  </decisionTable></decision>
  """
}

private let badModels = [
  BadModel(
    "unknown hit policy", table("hitPolicy=\"UNIQE\"", ""),
    "m.dmn:3:27: error: unknown hit policy `UNIQE`, expected UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER or OUTPUT ORDER",
    "  help: did you mean `UNIQUE`?"),
  BadModel(
    "unknown aggregation", table("hitPolicy=\"COLLECT\" aggregation=\"SUMM\"", ""),
    "m.dmn:3:49: error: unknown aggregation `SUMM`, expected SUM, COUNT, MIN or MAX",
    "  help: did you mean `SUM`?"),
  BadModel(
    "cells missing and too many",
    table(
      "",
      """
      <rule><outputEntry><text>1</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry></rule>
      """),
    "m.dmn:5:1: error: rule 1 has 0 input cells, expected 1",
    "m.dmn:6:1: error: rule 2 has 0 output cells, expected 1",
    "m.dmn:6:1: error: rule 2 has 2 input cells, expected 1"),
  BadModel(
    "two outputs without names",
    "<decision id='d' name='D'><decisionTable><output/><output/></decisionTable></decision>",
    "m.dmn:2:42: error: `output` has no name, expected one beside other outputs",
    "m.dmn:2:51: error: `output` has no name, expected one beside other outputs"),
  BadModel(
    "no output", "<decision id='d' name='D'><decisionTable/></decision>",
    "m.dmn:2:27: error: decision table has no output"),
  BadModel(
    "two decisions with one name",
    """
    <decision id="a" name="D"><literalExpression><text>1</text></literalExpression></decision>
    <decision id="b" name="D"><literalExpression><text>2</text></literalExpression></decision>
    """,
    "m.dmn:3:1: error: two elements of kind decision are named `D`", "  m.dmn:2:1: the first `D` is here"),
  BadModel(
    "an input with the name of a decision",
    """
    <decision id="a" name="D"><literalExpression><text>1</text></literalExpression></decision>
    <inputData id="b" name="D"/>
    """,
    "m.dmn:3:1: error: input data `D` has the name of a decision", "  m.dmn:2:1: the first `D` is here"),
  BadModel(
    "two types with one name",
    """
    <itemDefinition name="t"><typeRef>number</typeRef></itemDefinition>
    <itemDefinition name="t"><typeRef>string</typeRef></itemDefinition>
    """,
    "m.dmn:3:1: error: two item definitions are named `t`", "  m.dmn:2:1: the first `t` is here"),
  BadModel(
    "an id given twice",
    """
    <inputData id="a" name="A"/>
    <inputData id="a" name="B"/>
    """,
    "m.dmn:3:12: error: the id `a` is given twice", "  m.dmn:2:12: the first `a` is here"),
  BadModel(
    "a missing required decision",
    """
    <decision id="risk" name="Risk"><literalExpression><text>1</text></literalExpression></decision>
    <decision id="b" name="B"><informationRequirement><requiredDecision href="#risc"/></informationRequirement>
    <literalExpression><text>1</text></literalExpression></decision>
    """,
    "m.dmn:3:75: error: decision `B` requires `risc`, but no decision has that id",
    "  help: did you mean `risk`?"),
  BadModel(
    "an input required as a decision",
    """
    <inputData id="a" name="A"/>
    <decision id="b" name="B"><informationRequirement><requiredDecision href="#a"/></informationRequirement>
    <literalExpression><text>1</text></literalExpression></decision>
    """,
    "m.dmn:3:75: error: decision `B` requires `A` as decision, but it is input data"),
  BadModel(
    "an unknown boxed expression", "<decision id='b' name='B'>\n<relaton/></decision>",
    "m.dmn:3:1: error: unknown boxed expression `relaton`", "  help: did you mean `relation`?"),
  BadModel(
    "an unknown element", "<inputdata id='b' name='B'/>",
    "m.dmn:2:1: error: unknown element `inputdata` in `definitions`", "  help: did you mean `inputData`?"),
  BadModel(
    "another expression language",
    "<decision id='b' name='B'>\n<literalExpression expressionLanguage='urn:js'><text>1</text></literalExpression></decision>",
    "m.dmn:3:40: error: expression language `urn:js` is not supported, expected FEEL"),
  BadModel(
    "a decision without a name",
    "<decision id='b'><literalExpression><text>1</text></literalExpression></decision>",
    "m.dmn:2:1: error: `decision` has no name"),
  BadModel(
    "a conditional without else",
    "<decision id='b' name='B'><conditional>\n<if><literalExpression><text>true</text></literalExpression></if><then/></conditional></decision>",
    "m.dmn:2:27: error: `conditional` has no `else`", "m.dmn:3:66: error: `then` has no expression"),
  BadModel(
    "an unknown kind of function",
    "<businessKnowledgeModel id='b' name='B'>\n<encapsulatedLogic kind='java'/></businessKnowledgeModel>",
    "m.dmn:3:26: error: unknown kind of function `java`, expected FEEL, Java or PMML",
    "  help: did you mean `Java`?"),
]

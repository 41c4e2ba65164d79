import DMN
import FEEL
import Testing

@Suite("Evaluating a decision model") struct EvaluateModelTests {
  @Test func `the trace tells what was read, in the order of evaluation`() throws {
    let model = try check(
      """
      <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
      <decision id="A" name="A"><informationRequirement><requiredInput href="#n"/></informationRequirement>
      <literalExpression><text>n * 2</text></literalExpression></decision>
      """ + decision("B", "A + 1", needs: ["A"]))
    let evaluation = model.evaluate("B", inputs: ["n": .number(Number(4))])
    #expect(String(describing: evaluation.value) == "9")
    #expect(evaluation.trace.map(\.decision) == ["A", "B"])
    #expect(evaluation.trace.map { $0.inputs.map { "\($0.name)=\($0.value)" } } == [["n=4"], ["A=8"]])
    #expect(evaluation.trace.map(\.isSupplied) == [false, false])
  }

  @Test func `a value supplied for a decision takes the place of its logic`() throws {
    let model = try check(decision("A", "1") + decision("B", "A + 1", needs: ["A"]))
    let evaluation = model.evaluate("B", inputs: ["A": .number(Number(41))])
    #expect(String(describing: evaluation.value) == "42")
    #expect(evaluation.trace.map(\.isSupplied) == [true, false])
  }

  @Test func `an input that is not given is null and says so`() throws {
    let model = try check(
      """
      <inputData id="n" name="n"/>
      <decision id="A" name="A"><informationRequirement><requiredInput href="#n"/></informationRequirement>
      <literalExpression><text>n</text></literalExpression></decision>
      """)
    let evaluation = model.evaluate("A", inputs: [:])
    #expect(evaluation.trace.first?.reason?.message == "no value is given for the input `n`")
  }

  @Test func `an unknown decision is a null that names the nearest`() throws {
    let value = try check(decision("Strategy", "1")).evaluate("Stratgy", inputs: [:]).value
    guard case .null(let reason) = value else {
      Issue.record("\(value) is not null")
      return
    }
    #expect(reason?.message == "there is no decision named `Stratgy`, did you mean `Strategy`?")
  }

  @Test(
    arguments: [
      ("tBand", "\"low\"", "\"low\"", nil),
      ("tBand", "\"mid\"", "null", "input `x` is `\"mid\"`, but tBand allows only `\"low\", \"high\"`"),
      ("tBand", "[\"low\"]", "\"low\"", nil),
      ("number", "\"low\"", "null", "input `x` is `\"low\"`, expected number"),
      ("tBands", "[\"low\", \"high\"]", "[\"low\", \"high\"]", nil),
      (
        "tBands", "[\"low\", \"mid\"]", "null",
        "input `x` is `\"mid\"`, but tBands allows only `\"low\", \"high\"`"
      ),
      ("tTwo", "[\"low\", \"low\"]", "[\"low\", \"low\"]", nil),
      ("tTwo", "[\"low\"]", "null", "input `x` is `[\"low\"]`, but tTwo allows only `count(?) = 2`"),
      ("tCase", "{band: \"low\", n: 1}", "{band: \"low\", n: 1}", nil),
      ("tCase", "{band: null, n: 1}", "{band: null, n: 1}", nil),
      (
        "tCase", "{band: \"mid\", n: 1}", "null",
        "input `x` is `\"mid\"`, but tCase.band allows only `\"low\", \"high\"`"
      ),
    ] as [(String, String, String, String?)])
  func `values are made to conform to declared types`(
    _ type: String, _ given: String, _ expected: String, _ reason: String?
  ) throws {
    let model = try check(
      """
      <itemDefinition name="tBand"><typeRef>string</typeRef>
      <allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
      <itemDefinition name="tBands" isCollection="true"><typeRef>string</typeRef>
      <allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
      <itemDefinition name="tTwo" isCollection="true"><typeRef>string</typeRef>
      <typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
      <itemDefinition name="tCase"><itemComponent name="band"><typeRef>tBand</typeRef></itemComponent>
      <itemComponent name="n"><typeRef>number</typeRef></itemComponent></itemDefinition>
      <inputData id="x" name="x"><variable name="x" typeRef="\(type)"/></inputData>
      <decision id="A" name="A"><informationRequirement><requiredInput href="#x"/></informationRequirement>
      <literalExpression><text>x</text></literalExpression></decision>
      """)
    let evaluation = try model.evaluate("A", inputs: ["x": feel(given)])
    #expect(String(describing: evaluation.value) == expected)
    #expect(evaluation.trace.first?.reason?.message == reason)
  }

  @Test func `a business knowledge model may call itself, within limits`() throws {
    let model = try check(
      """
      <businessKnowledgeModel id="f" name="factorial"><encapsulatedLogic>
      <formalParameter name="n" typeRef="number"/>
      <literalExpression><text>if n = 0 then 1 else n * factorial(n - 1)</text></literalExpression>
      </encapsulatedLogic></businessKnowledgeModel>
      <businessKnowledgeModel id="g" name="endless"><encapsulatedLogic>
      <literalExpression><text>endless()</text></literalExpression>
      </encapsulatedLogic></businessKnowledgeModel>
      <decision id="A" name="A"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
      <literalExpression><text>factorial(10)</text></literalExpression></decision>
      """)
    #expect(String(describing: model.evaluate("A", inputs: [:]).value) == "3628800")
    #expect(model.evaluate("endless", inputs: [:]).value == .null)
    #expect(String(describing: model.evaluate("factorial", inputs: ["n": .number(Number(3))]).value) == "6")
  }

  @Test func `a decision service sees only what its caller gives`() throws {
    let model = try check(
      """
      <inputData id="x" name="x"/>
      <decision id="A" name="A"><informationRequirement><requiredInput href="#x"/></informationRequirement>
      <literalExpression><text>x * 2</text></literalExpression></decision>
      <decision id="B" name="B"><informationRequirement><requiredDecision href="#A"/></informationRequirement>
      <literalExpression><text>A + 1</text></literalExpression></decision>
      <decisionService id="s" name="double"><outputDecision href="#A"/><inputData href="#x"/></decisionService>
      <decisionService id="t" name="both"><outputDecision href="#A"/><outputDecision href="#B"/>
      <inputDecision href="#A"/></decisionService>
      <decision id="C" name="C"><informationRequirement><requiredInput href="#x"/></informationRequirement>
      <knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
      <literalExpression><text>double(x + 1)</text></literalExpression></decision>
      """)
    let x = ["x": Value.number(Number(4))]
    #expect(String(describing: model.evaluate("C", inputs: x).value) == "10")
    #expect(String(describing: model.evaluate("double", inputs: x).value) == "8")
    #expect(try model.evaluate("both", inputs: ["A": .number(Number(1))]).value == feel("{A: 1, B: 2}"))
  }

  @Test func `imported elements stand under the name of their import, at any depth`() throws {
    let inner = try read(
      """
      <definitions xmlns="\(DMNVersion.dmn15.rawValue)" name="inner" namespace="urn:inner">
      <itemDefinition name="tName"><typeRef>string</typeRef></itemDefinition>
      <inputData id="n" name="name"><variable name="name" typeRef="tName"/></inputData>
      <decision id="g" name="greet"><informationRequirement><requiredInput href="#n"/></informationRequirement>
      <literalExpression><text>"Hello, " + name</text></literalExpression></decision>
      </definitions>
      """)
    let middle = try read(
      """
      <definitions xmlns="\(DMNVersion.dmn15.rawValue)" name="middle" namespace="urn:middle">
      <import name="low" namespace="urn:inner" importType="\(DMNVersion.dmn15.rawValue)"/>
      <decision id="t" name="twice">
      <informationRequirement><requiredDecision href="urn:inner#g"/></informationRequirement>
      <literalExpression><text>low.greet + low.greet</text></literalExpression></decision>
      </definitions>
      """)
    let outer = try check(
      """
      <import name="mid" namespace="urn:middle" importType="\(DMNVersion.dmn15.rawValue)"/>
      <decision id="o" name="o">
      <informationRequirement><requiredDecision href="urn:middle#t"/></informationRequirement>
      <literalExpression><text>mid.twice + "!"</text></literalExpression></decision>
      """, imports: [inner, middle])
    for key in ["urn:inner#name", "mid.low.name", "name"] {
      #expect(
        outer.evaluate("o", inputs: [key: .string("Ada")]).value == .string("Hello, AdaHello, Ada!"), "\(key)"
      )
    }
    let nested = try feel("{low: {name: \"Ada\"}}")
    #expect(outer.evaluate("o", inputs: ["mid": nested]).value == .string("Hello, AdaHello, Ada!"))
  }

  @Test(arguments: boxes)
  func `every boxed expression has its value`(_ box: String, _ expected: String) throws {
    let model = try check("<decision id='A' name='A'>\(box)</decision>")
    #expect(String(describing: model.evaluate("A", inputs: [:]).value) == expected)
  }
}

private func literal(_ text: String) -> String {
  "<literalExpression><text>\(text)</text></literalExpression>"
}

private let boxes = [
  (
    "<context><contextEntry><variable name='a b'/>\(literal("1"))</contextEntry>"
      + "<contextEntry><variable name='c'/>\(literal("a b + 1"))</contextEntry></context>", "{a b: 1, c: 2}"
  ),
  (
    "<context><contextEntry><variable name='a'/>\(literal("1"))</contextEntry>"
      + "<contextEntry>\(literal("a + 1"))</contextEntry></context>", "2"
  ),
  ("<list>\(literal("1"))<list>\(literal("2"))</list></list>", "[1, [2]]"),
  (
    "<relation><column name='a'/><column name='b'/><row>\(literal("1"))\(literal("2"))</row></relation>",
    "[{a: 1, b: 2}]"
  ),
  (
    "<invocation>\(literal("function(x, y) x - y"))<binding><parameter name='y'/>\(literal("1"))</binding>"
      + "<binding><parameter name='x'/>\(literal("3"))</binding></invocation>", "2"
  ),
  (
    "<invocation>\(literal("function(x) 1"))<binding><parameter name='z'/>\(literal("1"))</binding></invocation>",
    "null"
  ),
  (
    "<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='x'/>"
      + "\(literal("x * 2"))</functionDefinition></contextEntry><contextEntry>\(literal("f(4)"))</contextEntry>"
      + "</context>", "8"
  ),
  (
    "<conditional><if>\(literal("1 > 2"))</if><then>\(literal("1"))</then><else>\(literal("2"))</else></conditional>",
    "2"
  ),
  ("<filter><in>\(literal("[{a: 1}, {a: 2}]"))</in><match>\(literal("a > 1"))</match></filter>", "[{a: 2}]"),
  ("<filter><in>\(literal("[1, 2, 3]"))</in><match>\(literal("item > 1"))</match></filter>", "[2, 3]"),
  ("<filter><in>\(literal("[1, 2, 3]"))</in><match>\(literal("\"x\""))</match></filter>", "null"),
  (
    "<for iteratorVariable='i'><in>\(literal("[1, 2]"))</in><return>\(literal("i * i"))</return></for>",
    "[1, 4]"
  ),
  (
    "<for iteratorVariable='i'><in>\(literal("[1, 2]"))</in><return>\(literal("i + count(partial)"))</return></for>",
    "[1, 3]"
  ),
  (
    "<some iteratorVariable='i'><in>\(literal("[1, 2]"))</in><satisfies>\(literal("i > 1"))</satisfies></some>",
    "true"
  ),
  (
    "<every iteratorVariable='i'><in>\(literal("[1, 2]"))</in><satisfies>\(literal("i > 1"))</satisfies></every>",
    "false"
  ),
  (
    "<every iteratorVariable='i'><in>\(literal("[]"))</in><satisfies>\(literal("i > 1"))</satisfies></every>",
    "true"
  ),
]

import DMN
import Diagnostics
import FEEL
import SQL
import Testing
import XML

@Suite("A query says exactly what the rules say, or where they cannot be said") struct QueryTests {
  // MARK: What is refused

  @Test(arguments: [
    ("x / 2 &lt; 3", "m.dmn:4:75: error: `/` rounds to 34 digits, which databases do in other ways"),
    ("x ** 2 &lt; 3", "m.dmn:4:75: error: `**` rounds to 34 digits, which databases do in other ways"),
    ("abs(x) &lt; 3", "m.dmn:4:75: error: `abs(x)` has no exact counterpart in SQL"),
    (
      "x &lt; 10000000000000000000000000000000000000",
      "m.dmn:4:101: error: 38 digits before the point and 4 behind it are needed to compare here"
    ),
  ])
  func `what has no exact counterpart is refused with its place`(_ text: String, _ message: String) {
    let found = problems(
      """
      <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
      <decision id="d" name="d"><variable name="d" typeRef="boolean"/>
      <informationRequirement><requiredInput href="#x"/></informationRequirement><literalExpression><text>\(text)</text></literalExpression></decision>
      """)
    #expect(found.first?.contains(message.drop { $0 != "e" }) == true, "\(found)")
    #expect(found.first?.hasPrefix("m.dmn:4:") == true)
  }

  @Test func `a list is no value of a column`() {
    #expect(
      problems(table("hitPolicy=\"RULE ORDER\"", [("\"a\"", "\"p\"")])).first
        == "m.dmn:5:1: error: hit policy RULE ORDER gives a list, and a column holds one value")
  }

  @Test func `names that become one column are refused`() {
    let found = problems(
      """
      <inputData id="x" name="a b"><variable name="a b" typeRef="string"/></inputData>
      <inputData id="y" name="A-b"><variable name="A-b" typeRef="string"/></inputData>
      <decision id="d" name="d"><variable name="d" typeRef="boolean"/>
      <informationRequirement><requiredInput href="#x"/></informationRequirement>
      <informationRequirement><requiredInput href="#y"/></informationRequirement>
      <literalExpression><text>a b = A-b</text></literalExpression></decision>
      """)
    #expect(
      found == [
        "m.dmn:3:1: error: input `A-b` would have the column `fact_a_b`, which input `a b` has already"
      ])
  }

  @Test func `calculating is refused for SQLite, which has no decimals`() {
    let text = """
      <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
      <decision id="d" name="d"><variable name="d" typeRef="number"/>
      <informationRequirement><requiredInput href="#x"/></informationRequirement>
      <literalExpression><text>x + 0.1</text></literalExpression></decision>
      """
    #expect(
      problems(text, .sqlite) == [
        "m.dmn:5:26: error: SQLite calculates with binary fractions, which are not exact for decimals"
      ])
    #expect(problems(text, .postgres).isEmpty)
  }

  @Test func `the shape that was asked for is refused where the rules do not fit it`() {
    let text = table("", [("? = x", "\"p\"")])
    #expect(problems(text, shape: .join).first?.contains("the rules cannot be written as rows") == true)
    #expect(problems(text, shape: nil).isEmpty)
  }

  // MARK: What is written

  @Test func `rules stand in order with their ids`() throws {
    let query = try query(
      table("hitPolicy=\"FIRST\"", [("\"a\", \"b\"", "\"p\""), ("not(\"c\")", "\"it's\"")]), .duckdb)
    #expect(
      query.text.contains(
        """
              CASE
                WHEN fact_x IN ('a', 'b') THEN 1 -- rule 1: "p"
                WHEN fact_x IS NULL OR fact_x <> 'c' THEN 2 -- rule 2: "it's"
                ELSE 0
              END AS d_hit
        """), "\(query.text)")
    #expect(query.text.contains("WHEN 2 THEN 'it''s' -- rule 2"))
  }

  @Test(arguments: Dialect.allCases)
  func `nothing of a text is taken for a template or a variable`(_ dialect: Dialect) throws {
    let text = table("hitPolicy=\"FIRST\"", [("\"{{ a }}\"", "\"{% b %}{# c #}${d}\"")])
    let query = try query(text, dialect)
    for mark in ["{{", "{%", "{#", "${"] where mark != "${" || dialect == .spark {
      #expect(!query.text.contains(mark), "\(query.text)")
    }
  }

  @Test func `a comment never ends in the middle of a text`() throws {
    let text = table("hitPolicy=\"FIRST\"", [("-", "\"a&#10;b\"")])
    for line in try query(text, .postgres).text.split(separator: "\n") where line.contains("--") {
      #expect(!line.hasSuffix("\"a"), "\(line)")
    }
  }

  // MARK: The table

  @Test func `SQLite refuses exactly what the types do not allow`() throws {
    let model = try model(
      """
      <itemDefinition name="w"><typeRef>string</typeRef><allowedValues><text>"a", "it's"</text></allowedValues></itemDefinition>
      <itemDefinition name="n"><typeRef>number</typeRef><allowedValues><text>(0..10]</text></allowedValues></itemDefinition>
      <inputData id="a" name="The word"><variable name="The word" typeRef="w"/></inputData>
      <inputData id="b" name="The number"><variable name="The number" typeRef="n"/></inputData>
      <inputData id="c" name="The day"><variable name="The day" typeRef="date"/></inputData>
      <inputData id="e" name="The flag"><variable name="The flag" typeRef="boolean"/></inputData>
      """)
    let table = try InputTable(
      of: model, for: nil, QueryOptions(dialect: .sqlite), comments: ["The word": "Which\nword?"])
    let base = try SQLiteBase()
    try base.run(table.text)
    func accepts(_ word: String, _ number: String, _ day: String, _ flag: String) -> Bool {
      (try? base.run("DELETE FROM cases; INSERT INTO cases VALUES ('1', \(word), \(number), \(day), \(flag))"))
        != nil
    }
    #expect(accepts("NULL", "NULL", "NULL", "NULL"))
    #expect(accepts("'it''s'", "10", "'2024-02-29'", "TRUE"))
    #expect(accepts("'a'", "0.0001", "NULL", "0"))
    #expect(!accepts("'a '", "1", "NULL", "NULL"))
    #expect(!accepts("'A'", "1", "NULL", "NULL"))
    #expect(!accepts("'a'", "0", "NULL", "NULL"))
    #expect(!accepts("'a'", "10.0001", "NULL", "NULL"))
    #expect(!accepts("'a'", "'many'", "NULL", "NULL"))
    #expect(!accepts("'a'", "1", "'2023-02-29'", "NULL"))
    #expect(!accepts("'a'", "1", "NULL", "2"))
  }

  // MARK: Support

  private func table(_ attributes: String, _ rules: [(String, String)]) -> String {
    """
    <inputData id="x" name="x"><variable name="x" typeRef="string"/></inputData>
    <decision id="d" name="d"><variable name="d" typeRef="string"/>
    <informationRequirement><requiredInput href="#x"/></informationRequirement>
    <decisionTable \(attributes)><input><inputExpression><text>x</text></inputExpression></input><output/>
    """
      + rules.map {
        "<rule><inputEntry><text>\($0.0)</text></inputEntry><outputEntry><text>\($0.1)</text></outputEntry></rule>\n"
      }.joined() + "</decisionTable></decision>"
  }

  private func model(_ text: String) throws -> CheckedModel {
    let head =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"urn:m\">\n"
    let document = Array((head + text + "\n</definitions>").utf8)
    return try CheckedModel(checking: DecisionModel(reading: Element(parsing: document, file: "m.dmn")))
  }

  private func query(_ text: String, _ dialect: Dialect, shape: Shape? = nil) throws -> Query {
    try Query(deciding: "d", of: model(text), QueryOptions(dialect: dialect, shape: shape))
  }

  private func problems(_ text: String, _ dialect: Dialect = .duckdb, shape: Shape? = nil) -> [String] {
    do {
      _ = try query(text, dialect, shape: shape)
      return []
    } catch let error as DiagnosticsError {
      return error.diagnostics.map { problem in
        "\(problem.location.map { "\($0): " } ?? "")\(problem.severity.rawValue): \(problem.message)"
      }
    } catch {
      return ["\(error)"]
    }
  }
}

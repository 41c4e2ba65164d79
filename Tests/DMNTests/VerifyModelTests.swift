import DMN
import Diagnostics
import Testing
import XML

@Suite("Rules that are unsound are found, each with its place") struct VerifyModelTests {
  /// A model of one table over a word of `"a"`, `"b"`, `"c"` and a number of at least 0; line 8 is the first rule.
  private func findings(
    _ policy: String, rules: [String], output: String = "<output/>", more: String = "",
    partlyKnown: Set<String> = []
  ) throws -> [String] {
    let requirements = ["w", "n"].map { input in
      "<informationRequirement><requiredInput href=\"#\(input)\"/></informationRequirement>"
    }.joined()
    let columns = ["w", "n"].map { "<input><inputExpression><text>\($0)</text></inputExpression></input>" }
      .joined()
    let words = "<allowedValues><text>\"a\", \"b\", \"c\"</text></allowedValues>"
    let numbers = "<allowedValues><text>&gt;= 0</text></allowedValues>"
    let text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
      <itemDefinition name="tW"><typeRef>string</typeRef>\(words)</itemDefinition>
      <itemDefinition name="tN"><typeRef>number</typeRef>\(numbers)</itemDefinition>
      <inputData id="w" name="w"><variable name="w" typeRef="tW"/></inputData>
      <inputData id="n" name="n"><variable name="n" typeRef="tN"/></inputData>
      <decision id="d" name="d"><variable name="d"/>\(requirements)
      <decisionTable hitPolicy="\(policy)">\(columns)\(output)
      \(rules.map(rule).joined(separator: "\n"))
      </decisionTable></decision>
      \(more)
      </definitions>
      """
    let root = try Element(parsing: Array(text.utf8), file: "m.dmn")
    return try CheckedModel(checking: DecisionModel(reading: root)).verify(partlyKnown: partlyKnown).flatMap {
      problem in
      [
        "\(problem.location.map(String.init(describing:)) ?? "-"): \(problem.severity.rawValue): \(problem.message)"
      ]
        + problem.notes.map { "note: \($0.message)" }
    }
  }

  /// A rule from one line: the test of `w`, the test of `n`, and the output, with `|` between them.
  private func rule(_ line: String) -> String {
    let cells = line.split(separator: "|").map { cell in
      cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map(escaped).joined()
    }
    return
      "<rule><inputEntry><text>\(cells[0])</text></inputEntry><inputEntry><text>\(cells[1])</text></inputEntry>"
      + "<outputEntry><text>\(cells[2])</text></outputEntry>"
      + cells.dropFirst(3).map { "<annotationEntry><text>\($0)</text></annotationEntry>" }.joined()
      + "</rule>"
  }

  private func escaped(_ character: Character) -> String { character == "<" ? "&lt;" : String(character) }

  @Test func `a sound table has no finding`() throws {
    #expect(
      try findings("UNIQUE", rules: ["\"a\" | < 5 | 1", "\"a\" | >= 5 | 2", "not(\"a\") | - | 3"]) == [])
  }

  @Test func `a gap names the values nobody decided and their share`() throws {
    #expect(
      try findings("UNIQUE", rules: ["\"a\" | < 5 | 1", "\"b\", \"c\" | - | 2"]) == [
        "m.dmn:7:1: warning: no rule covers 1 of 6 combinations of cells in `d`",
        "note: no rule for `w`: \"a\"; `n`: >= 5",
      ])
  }

  @Test func `a default leaves no gap`() throws {
    let output = "<output><defaultOutputEntry><text>9</text></defaultOutputEntry></output>"
    #expect(try findings("UNIQUE", rules: ["\"a\" | < 5 | 1"], output: output) == [])
  }

  @Test func `an overlap that the hit policy forbids is an error at the later rule`() throws {
    #expect(
      try findings("UNIQUE", rules: ["\"a\" | - | 1", "- | > 5 | 2", "\"b\", \"c\" | <= 5 | 3"]) == [
        "m.dmn:9:1: error: rules 1 and 2 all match `w`: \"a\"; `n`: > 5, which hit policy UNIQUE forbids",
        "note: rule 1 is here",
      ])
  }

  @Test func `rules of ANY may overlap when they agree`() throws {
    #expect(try findings("ANY", rules: ["\"a\" | - | 1", "- | > 5 | 1", "not(\"a\") | <= 5 | 2"]) == [])
  }

  @Test func `a rule hidden only by the union of earlier ones is found and they are named`() throws {
    #expect(
      try findings(
        "FIRST", rules: ["\"a\" | < 5 | 1", "\"a\" | >= 5 | 2", "\"a\" | [3..8] | 3", "- | - | 4"]) == [
          "m.dmn:10:1: warning: rule 3 never fires: rules 1 and 2 together accept everything it accepts"
        ])
  }

  @Test func `a rule that a single earlier one hides names that one`() throws {
    #expect(
      try findings("FIRST", rules: ["\"a\" | - | 1", "\"a\" | 3 | 2", "- | - | 4"]) == [
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
        "m.dmn:9:1: warning: rule 2 never fires: rule 1 accepts everything it accepts",
      ])
  }

  @Test(arguments: [(" | once", 1), ("", 2), (" | again", 2)])
  func `a rule that gives a reason of its own is not redundant`(reason: String, count: Int) throws {
    let rules = ["\"a\" | < 5 | 1\(reason)", "\"a\" | - | 1 | again", "- | - | 2 | other"]
    #expect(
      try findings("FIRST", rules: rules, output: "<output/><annotation name=\"Reason\"/>").count == count)
  }

  @Test func `no rule is called dead where open facts reach it`() throws {
    let rules = ["\"d\" | - | 1", "\"a\", \"b\", \"c\" | - | 2", "- | - | 3"]
    #expect(
      try findings("FIRST", rules: rules, partlyKnown: ["d"]) == [
        "m.dmn:4:1: warning: input `w` is tested but never changes a result",
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
      ])
  }

  @Test func `a rule that later rules make superfluous is redundant`() throws {
    #expect(
      try findings("FIRST", rules: ["\"a\" | < 5 | 1", "\"a\" | - | 1", "- | - | 2"]) == [
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
        "m.dmn:8:1: warning: rule 1 changes nothing: without it later rules give the same value",
      ])
  }

  @Test func `a cell that no allowed value passes is found where it stands`() throws {
    #expect(
      try findings("FIRST", rules: ["\"d\" | - | 1", "- | - | 2"]) == [
        "m.dmn:4:1: warning: input `w` is tested but never changes a result",
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
        "m.dmn:8:25: warning: rule 1 never fires: no value passes `\"d\"`",
      ])
  }

  @Test func `an output that is allowed but never given is reported`() throws {
    let output = "<output><outputValues><text>\"x\", \"y\"</text></outputValues></output>"
    #expect(
      try findings("FIRST", rules: ["- | - | \"x\""], output: output) == [
        "m.dmn:4:1: warning: input `w` is tested but never changes a result",
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
        "m.dmn:7:190: warning: no rule that can fire gives `\"y\"`",
      ])
  }

  @Test func `a downstream cell and rule that nothing upstream can reach are found`() throws {
    let more = """
      <decision id="e" name="e"><variable name="e"/>\
      <informationRequirement><requiredDecision href="#d"/></informationRequirement>
      <decisionTable hitPolicy="FIRST"><input><inputExpression><text>d</text></inputExpression></input>\
      <output/>
      <rule><inputEntry><text>"z"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
      </decisionTable></decision>
      """
    #expect(
      try findings("FIRST", rules: ["\"a\" | - | \"x\"", "- | - | \"y\""], more: more) == [
        "m.dmn:4:1: warning: input `w` is tested but never changes a result",
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
        "m.dmn:13:25: warning: `d` never gives `\"z\"`; it gives \"x\", \"y\"",
        "m.dmn:13:25: warning: rule 1 never fires: no value passes `\"z\"`",
      ])
  }

  @Test func `a rule that is alive in its table but that no inputs reach through the graph is found`() throws
  {
    let more = """
      <decision id="e" name="e"><variable name="e"/>\
      <informationRequirement><requiredDecision href="#d"/></informationRequirement>\
      <informationRequirement><requiredInput href="#w"/></informationRequirement>
      <decisionTable hitPolicy="FIRST"><input><inputExpression><text>d</text></inputExpression></input>\
      <input><inputExpression><text>w</text></inputExpression></input><output/>
      <rule><inputEntry><text>"x"</text></inputEntry><inputEntry><text>"b"</text></inputEntry>\
      <outputEntry><text>1</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>"c"</text></inputEntry>\
      <outputEntry><text>2</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>\
      <outputEntry><text>3</text></outputEntry></rule>
      </decisionTable></decision>
      """
    #expect(
      try findings("FIRST", rules: ["\"a\" | < 5 | \"x\"", "- | - | \"y\""], more: more) == [
        "m.dmn:5:1: warning: input `n` is tested but never changes a result",
        "m.dmn:13:1: warning: rule 1 never fires: the decisions before it never give it the values it waits for",
      ])
  }

  @Test func `a rule that repeats an earlier one is named with it`() throws {
    #expect(
      try findings("COLLECT", rules: ["\"a\" | < 5 | 1", "- | - | 2", "\"a\" | < 5 | 1"]) == [
        "m.dmn:10:1: warning: rule 3 says the same as rule 1", "note: rule 1 is here",
      ])
  }

  @Test func `a rule of lower priority that a higher one contains is masked`() throws {
    let output = "<output><outputValues><text>\"x\", \"y\", \"z\"</text></outputValues></output>"
    #expect(
      try findings(
        "PRIORITY", rules: ["\"a\" | < 3 | \"y\"", "\"a\" | - | \"x\"", "- | >= 5 | \"y\"", "- | - | \"z\""],
        output: output) == [
          "m.dmn:8:1: warning: rule 1 never fires: rule 2 accepts everything it accepts",
          "m.dmn:9:1: warning: rule 2 wins over the more specific rule 1 by priority", "note: rule 1 is here",
        ])
  }

  @Test func `a rule that beats a more specific one by priority is misleading`() throws {
    let output = "<output><outputValues><text>\"x\", \"y\", \"z\"</text></outputValues></output>"
    #expect(
      try findings(
        "PRIORITY", rules: ["\"a\" | - | \"y\"", "- | < 5 | \"x\"", "- | - | \"z\""], output: output) == [
          "m.dmn:9:1: warning: rule 2 wins over the more specific rule 1 by priority",
          "note: rule 1 is here",
        ])
  }

  @Test func `a table outside the closed fragment is named instead of passed over`() throws {
    let found = try findings("FIRST", rules: ["starts with(?, \"a\") | - | 1", "- | - | 2"])
    #expect(
      found == [
        "m.dmn:6:1: warning: `d` was not analysed for gaps, overlaps and dead rules",
        "note: the test `starts with(?, \"a\")` of `w` does not compare it with constants, so its cells are unknown",
      ])
  }
}

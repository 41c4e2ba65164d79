import Diagnostics
import FEEL
import DMN
import Testing

@Suite("Checking a decision model") struct CheckModelTests {
  @Test(arguments: unsoundModels)
  func `every unsound model is reported with its place`(_ bad: BadModel) {
    #expect(problems(in: bad.text) == bad.expected)
  }

  @Test func `decisions come after those they require`() throws {
    let model = try check(
      decision("C", "B + A", needs: ["B", "A"]) + decision("B", "A", needs: ["A"]) + decision("A", "1"))
    #expect(model.decisions.map(\.name) == ["A", "B", "C"])
    #expect(model.decision("C")?.inputs == ["B", "A"])
  }

  @Test func `a chain of ten thousand decisions is no trouble`() throws {
    let chain = (1...10_000).map { decision("d\($0)", "d\($0 - 1) + 1", needs: ["d\($0 - 1)"]) }
    let model = try check(chain.reversed().joined(separator: "\n") + decision("d0", "0"))
    #expect(String(describing: model.evaluate("d10000", inputs: [:]).value) == "10000")
  }

  @Test func `types as deep as allowed can be used in any order`() throws {
    let chain = (1..<199).map { type("t\($0)", "t\($0 - 1)") } + [type("t0", "number")]
    let use = decision("D", "1", type: "t198")
    #expect(String(describing: try check(chain.joined() + use).evaluate("D", inputs: [:]).value) == "1")
    #expect(try check(chain.reversed().joined() + use).warnings == [])
  }

  @Test func `types without end are refused before they fill the stack or the memory`() throws {
    let chain = (1...5_000).map { type("t\($0)", "t\($0 - 1)") } + [type("t0", "number")]
    #expect(
      problems(in: chain.joined(separator: "\n")) == [
        "m.dmn:200:1: error: the type `t199` nests types more than 200 levels deep"
      ])
    #expect(problems(in: chain.reversed().joined(separator: "\n")).count == 1)
    let lists = (1...5_000).map { type("t\($0)", "t\($0 - 1)", isCollection: true) } + [type("t0", "number")]
    #expect(problems(in: lists.joined()).count == 1)
    let doubling = (1...60).map { level in
      "<itemDefinition name='t\(level)'><itemComponent name='a'><typeRef>t\(level - 1)</typeRef></itemComponent>"
        + "<itemComponent name='b'><typeRef>t\(level - 1)</typeRef></itemComponent></itemDefinition>"
    }
    #expect(
      problems(in: type("t0", "number") + "\n" + doubling.joined(separator: "\n")) == [
        "m.dmn:13:1: error: the type `t11` has more than 10000 parts"
      ])
  }

  @Test func `in a tolerant check what does not parse is null for that reason`() throws {
    let model = try check(decision("A", "1 +"), tolerant: true)
    let evaluation = model.evaluate("A", inputs: [:])
    #expect(evaluation.value == .null)
    #expect(evaluation.trace.first?.reason?.location?.line == 2)
    #expect(model.warnings.count == 1)
  }
}

private func type(_ name: String, _ base: String, isCollection: Bool = false) -> String {
  "<itemDefinition name='\(name)' isCollection='\(isCollection)'><typeRef>\(base)</typeRef></itemDefinition>"
}

private let unsoundModels = [
  BadModel(
    "a decision that requires itself", decision("A", "1", needs: ["A"]),
    "m.dmn:2:1: error: decision `A` requires itself", "  help: remove one of the requirements"),
  BadModel(
    "a circle of decisions",
    [decision("C", "1", needs: ["B"]), decision("A", "1", needs: ["C"]), decision("B", "1", needs: ["A"])]
      .joined(separator: "\n"),
    "m.dmn:2:1: error: decisions require each other in a circle: `C` → `B` → `A` → `C`",
    "  m.dmn:4:1: `B` is here", "  m.dmn:3:1: `A` is here", "  help: remove one of the requirements"),
  BadModel(
    "an unknown type",
    """
    <itemDefinition name="tRisk"><typeRef>sting</typeRef></itemDefinition>
    <inputData id="a" name="A"><variable name="A" typeRef="tRsk"/></inputData>
    """,
    "m.dmn:2:1: error: unknown type `sting`", "  help: did you mean `string`?",
    "m.dmn:3:1: error: unknown type `tRsk`", "  help: did you mean `tRisk`?"),
  BadModel(
    "a type defined by itself",
    "<itemDefinition name='t'><typeRef>t</typeRef></itemDefinition>",
    "m.dmn:2:1: warning: the type `t` is defined by itself; its inner values are not checked"),
  BadModel(
    "an import that is not there", "<import name='x' namespace='urn:x' importType=''/>",
    "m.dmn:2:1: error: no model with the namespace `urn:x` to import as `x`"),
]

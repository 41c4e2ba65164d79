import Foundation
import Shipped
import Testing

/// `rationale diff`, on rules built in and on small models of one's own.
@Suite("Comparing two versions of rules") struct DiffTests {
  @Test func `rules that say the same have no difference, and no case changes`() throws {
    let folder = try Folder()
    try writeRules(to: folder) { $0 }
    let run = try folder.run("diff", "Rules", "edited")
    #expect(run.status == 0)
    #expect(
      run.output.hasPrefix("Both versions give the same `Strategy` for every combination of answers.\n"))
    #expect(run.output.contains("cases changes."))
    #expect(run.errors.isEmpty)
  }

  @Test func `an edited rule is found, with the places and the cases it changes`() throws {
    let folder = try Folder()
    try writeRules(to: folder) { text in
      // The last rule of the goal's table is made to say something else.
      let table = text.range(of: "name=\"Strategy\"")!
      let end = text.range(of: "</decisionTable>", range: table.upperBound..<text.endIndex)!
      let said = text.range(
        of: "<text>\"prompting\"</text>", options: .backwards, range: table.upperBound..<end.lowerBound)!
      return text.replacingCharacters(in: said, with: "<text>\"rag+fine-tuning\"</text>")
    }
    let run = try folder.run("diff", "Rules", "edited", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let difference = try JSONDecoder().decode(Difference.self, from: Data(run.output.utf8))
    #expect(difference.share > 0 && difference.share < 1)
    #expect(difference.changedCombinations < difference.combinations)
    #expect(!difference.changes.isEmpty)
    for change in difference.changes {
      #expect(change.to == "rag+fine-tuning")
      #expect(change.from != change.to)
      #expect(change.boxes.reduce(0) { $0 + $1.share } + change.inNoBox >= change.share - 0.00001)
    }
    #expect(difference.cases.compared > 0)
    let text = try folder.run("diff", "Rules", "edited").output
    #expect(text.contains("The share counts each answer as often as the rules say it is given."))
    for change in difference.cases.changed { #expect(text.contains("\n- \(change.id): ")) }
  }

  @Test func `a model of one's own is compared cell by cell`() throws {
    let folder = try Folder()
    try folder.write(model(threshold: 10, output: "\"small\""), to: "old.dmn")
    try folder.write(model(threshold: 25, output: "\"small\""), to: "new.dmn")
    let run = try folder.run("diff", "old.dmn", "new.dmn", "--decision", "Size")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        `Size` changes for 25 % of all combinations of answers.
        The share counts each cell of an input, the smallest part of it that either
        version tells apart, the same.
        Counted as cells, 1 of 4 combinations change.

        From “large” to “small”, 25 %
        - 25 %: Amount: [10..25)

        """)
  }

  @Test func `what cannot be compared is refused in one message`() throws {
    let folder = try Folder()
    try folder.write(model(threshold: 10, output: "\"small\""), to: "old.dmn")
    try folder.write(
      model(threshold: 10, output: "\"small\"").replacing("typeRef=\"number\"", with: "typeRef=\"date\"")
        .replacing("10", with: "date(&quot;2026-01-01&quot;)"), to: "new.dmn")
    let types = try folder.run("diff", "old.dmn", "new.dmn", "--decision", "Size")
    #expect(types.status == 65)
    #expect(
      types.errors.contains(
        "`Amount` is of type number in the first version and of type date in the second"))
    let unknown = try folder.run("diff", "old.dmn", "old.dmn", "--decision", "Sise")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("has no decision `Sise`; did you mean `Size`?"))
    let noGoal = try folder.run("diff", "old.dmn", "old.dmn")
    #expect(noGoal.status == 64)
    #expect(
      noGoal.errors == "rationale: `old.dmn` names no goal; choose a decision with `--decision`: `Size`\n")
    #expect(try folder.run("diff", "missing.dmn", "old.dmn").status == 66)
  }

  private struct Difference: Decodable {
    struct Change: Decodable {
      struct Box: Decodable { let share: Double }
      let from: String?
      let to: String?
      let share: Double
      let boxes: [Box]
      let inNoBox: Double
    }
    struct Cases: Decodable {
      struct Change: Decodable { let id: String }
      let compared: Int
      let changed: [Change]
    }
    let share: Double
    let changedCombinations: Int
    let combinations: Int
    let changes: [Change]
    let cases: Cases
  }

  private func writeRules(to folder: Folder, editing edit: (String) -> String) throws {
    for file in ShippedFile.files(in: "Rules") where file.path.hasSuffix(".dmn") {
      let name = file.path.dropFirst("Rules/".count)
      let text = name == "strategy.dmn" ? edit(file.text) : file.text
      try folder.write(text, to: "edited/\(name)")
    }
  }

  private func model(threshold: Int, output: String) -> String {
    """
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="sizes" namespace="urn:sizes">
    <inputData id="amount" name="Amount"><variable name="Amount" typeRef="number"/></inputData>
    <decision id="size" name="Size"><variable name="Size" typeRef="string"/>
    <informationRequirement><requiredInput href="#amount"/></informationRequirement>
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>Amount</text></inputExpression></input>
    <output/>
    <rule><inputEntry><text>&lt; \(threshold)</text></inputEntry><outputEntry><text>\(output)</text></outputEntry></rule>
    <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"large"</text></outputEntry></rule>
    </decisionTable></decision></definitions>
    """
  }
}

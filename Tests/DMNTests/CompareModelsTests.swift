import DMN
import Diagnostics
import Diagrams
import FEEL
import Testing
import XML

@Suite("Two versions of a decision") struct CompareModelsTests {
  @Test(arguments: UInt64(0)..<40)
  func `differ exactly where reading the rows of both gives different values`(seed: UInt64) throws {
    let first = RandomModel(seed: seed &* 31 &+ 7, inputCount: 3, tableCount: 1 + Int(seed % 3))
    let second = RandomModel(
      seed: seed &* 57 &+ 11, tableCount: first.tableCount, kinds: first.kinds)
    let old = try first.checked()
    let new = try second.checked()
    let comparison = try DecisionComparison(of: old, and: new, goal: first.goal)
    let rows = enumerate(comparison).map { cells in
      let values = comparison.old.inputs.indices.reduce(into: [String: Value]()) { values, index in
        let name = comparison.old.inputs[index].name
        values[name] = comparison.old.samples(of: name)[cells[index]]
      }
      return (
        cells: cells, old: old.evaluate(first.goal, inputs: values).value,
        new: new.evaluate(first.goal, inputs: values).value
      )
    }
    let different = rows.filter { $0.old != $0.new }
    let extent = comparison.extent()
    #expect(extent.total == UInt128(rows.count))
    #expect(extent.changed == UInt128(different.count))
    #expect(abs(extent.share - Double(different.count) / Double(rows.count)) < 1e-9)
    let changes = try comparison.changes(limit: 1000)
    for change in changes { #expect(change.cover.left == 0) }
    for row in rows {
      let telling = changes.filter { change in
        change.cover.boxes.contains { box in zip(box.cells, row.cells).allSatisfy { $0.contains($1) } }
      }
      let expected = row.old == row.new ? [] : [[row.old, row.new]]
      #expect(telling.map { [$0.from, $0.to] } == expected, "cells \(row.cells)")
    }
  }

  @Test func `that are the same differ nowhere`() throws {
    let model = try RandomModel(seed: 5).checked()
    let comparison = try DecisionComparison(of: model, and: model, goal: "d2")
    #expect(comparison.extent().share == 0)
    #expect(comparison.extent().changed == 0)
    #expect(try comparison.changes(limit: 5).isEmpty)
  }

  @Test func `are compared at the thresholds of both, where both allow the value`() throws {
    let old = try model("number", allowed: "[0..100]", cells: ["< 20", ">= 20"])
    let new = try model("number", allowed: "[10..200]", cells: ["< 50", ">= 50"])
    let comparison = try DecisionComparison(of: old, and: new, goal: "d")
    let changes = try comparison.changes(limit: 5)
    let told = changes.flatMap { change in
      change.cover.boxes.flatMap { comparison.conditions(of: $0).map { $0.input.condition(for: $0.cells) } }
    }
    #expect(told == ["[20..50)"])
    let domain = try #require(comparison.domains.first)
    let input = try #require(comparison.old.input("x"))
    #expect(input.condition(for: domain.onlyOld) == "[0..10)")
    #expect(input.condition(for: domain.onlyNew) == "(100..200]")
  }

  @Test func `are refused where no value could be given to both`() throws {
    let old = try model("number", allowed: nil, cells: ["< 20", ">= 20"])
    let new = try model("string", allowed: nil, cells: ["\"a\"", "not(\"a\")"])
    do {
      _ = try DecisionComparison(of: old, and: new, goal: "d")
      Issue.record("compared a number with a string")
    } catch DiagramProblem.notRepresentable(let problem) {
      #expect(
        problem.message == "`x` is of type number in the first version and of type string in the second, "
          + "so that no value can be given to both")
    }
    let apart = try model("number", allowed: "[0..10]", cells: ["< 20", ">= 20"])
    let away = try model("number", allowed: "[20..30]", cells: ["< 20", ">= 20"])
    do {
      _ = try DecisionComparison(of: apart, and: away, goal: "d")
      Issue.record("compared where nothing is allowed in both")
    } catch DiagramProblem.notRepresentable(let problem) {
      #expect(
        problem.message
          == "no value of `x` is allowed in both versions, so that the two cannot be compared")
    }
  }

  /// Every combination of cells of the space.
  private func enumerate(_ comparison: DecisionComparison) -> [[Int]] {
    comparison.old.inputs.reduce([[]]) { rows, input in
      let cells = comparison.space[input.name]?.cells ?? Array(input.cells.indices)
      return rows.flatMap { row in cells.map { row + [$0] } }
    }
  }

  private func model(_ type: String, allowed: String?, cells: [String]) throws -> CheckedModel {
    let domain = allowed.map { "<allowedValues><text>\($0)</text></allowedValues>" } ?? ""
    let rules = cells.enumerated().map { index, cell in
      let escaped = cell.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      return "<rule><inputEntry><text>\(escaped)</text></inputEntry>"
        + "<outputEntry><text>\"r\(index)\"</text></outputEntry></rule>"
    }.joined()
    let text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
      <itemDefinition name="t"><typeRef>\(type)</typeRef>\(domain)</itemDefinition>
      <inputData id="x" name="x"><variable name="x" typeRef="t"/></inputData>
      <decision id="d" name="d"><variable name="d" typeRef="string"/>
      <informationRequirement><requiredInput href="#x"/></informationRequirement>
      <decisionTable hitPolicy="UNIQUE"><input><inputExpression><text>x</text></inputExpression></input>
      <output/>\(rules)</decisionTable></decision></definitions>
      """
    return try CheckedModel(
      checking: DecisionModel(reading: Element(parsing: Array(text.utf8), file: "m.dmn")))
  }
}

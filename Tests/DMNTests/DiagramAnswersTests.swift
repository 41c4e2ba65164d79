import Diagnostics
import DMN
import Diagnostics
import Diagrams
import FEEL
import Testing

/// Every answer of a diagram about small random models, held against a list of all combinations that was made by
/// reading the rows.
@Suite("What a diagram says of a model is what reading its rows says") struct DiagramAnswersTests {
  @Test(arguments: UInt64(0)..<30) func `shares are those of all combinations`(seed: UInt64) throws {
    let all = try Enumerated(seed: seed)
    let outcomes = all.diagram.outcomes(given: [:])
    let counted = Dictionary(grouping: all.rows, by: \.value).mapValues(\.count)
    #expect(Set(outcomes.map(\.value)) == Set(counted.keys))
    for outcome in outcomes {
      let share = Double(counted[outcome.value] ?? 0) / Double(all.rows.count)
      #expect(abs(outcome.share - share) < 1e-9)
    }
  }

  @Test(arguments: UInt64(0)..<30)
  func `the values of a decision where the goal comes out so are those of the rows that do`(seed: UInt64)
    throws
  {
    let all = try Enumerated(seed: seed)
    for outcome in all.diagram.outcomes(given: [:]) {
      for name in all.diagram.decisions {
        let told = try all.diagram.outcomes(of: name, where: outcome.value, given: [:])
        let rows = all.rows.filter { $0.value == outcome.value }
        // What a decision says of one row, asked of the row's facts alone.
        let counted = Dictionary(
          grouping: rows.compactMap { all.diagram.settledValue(of: name, given: all.facts($0)) }, by: \.self
        ).mapValues(\.count)
        #expect(Set(told.map(\.value)) == Set(counted.keys))
        for value in told {
          #expect(abs(value.share - Double(counted[value.value] ?? 0) / Double(rows.count)) < 1e-9)
        }
      }
    }
  }

  @Test(arguments: UInt64(0)..<30)
  func `a reason suffices for every completion, and none of it can be left out`(seed: UInt64) throws {
    let all = try Enumerated(seed: seed)
    for row in all.some(5) {
      let reason = try #require(all.diagram.sufficientReason(for: all.facts(row)))
      #expect(Set(all.within(reason).map(\.value)) == [row.value])
      for name in reason.keys {
        var without = reason
        without[name] = nil
        #expect(Set(all.within(without).map(\.value)).count > 1, "\(name) is superfluous in \(reason)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<30)
  func `a flip flips, no cheaper one exists, and a locked fact is never changed`(seed: UInt64) throws {
    let all = try Enumerated(seed: seed)
    let locked = all.diagram.inputs[Int(seed) % all.diagram.inputs.count].name
    func price(_ input: DiagramInput, _ cell: Int) -> Double? {
      input.name == locked ? nil : Double(1 + cell % 3)
    }
    for row in all.some(4) {
      for wanted in all.diagram.allValues() where wanted != row.value {
        let cheapest = all.rows.filter { $0.value == wanted }.compactMap { other -> Double? in
          var sum = 0.0
          for (index, input) in all.diagram.inputs.enumerated() where other.cells[index] != row.cells[index] {
            guard let price = price(input, other.cells[index]) else { return nil }
            sum += price
          }
          return sum
        }.min()
        let flip = all.diagram.flip(to: wanted, from: all.facts(row), price: price)
        #expect(flip?.price == cheapest)
        guard let flip else { continue }
        var facts = all.facts(row)
        for change in flip.changes {
          #expect(change.input != locked)
          facts[change.input] = CellSet([change.cell], of: facts[change.input]?.count ?? 0)
        }
        #expect(Set(all.within(facts).map(\.value)) == [wanted])
      }
    }
  }

  @Test(arguments: UInt64(0)..<60) func `the gaps reported are the combinations without a rule`(seed: UInt64)
    throws
  {
    let all = try Enumerated(seed: seed &+ 900, tableCount: 1)
    let open = all.rows.count {
      all.model.evaluate("d0", inputs: $0.values).trace(of: "d0")?.matchedRules == []
    }
    let found = all.model.verify().filter { $0.code == VerificationCode.gap.rawValue }.map(\.message)
    let table = try #require(all.model.decision("d0")?.table?.table)
    let hasDefault = table.outputs.contains { $0.defaultEntry != nil }
    #expect(
      found
        == (open == 0 || hasDefault
          ? [] : ["no rule covers \(open) of \(all.rows.count) combinations of cells in `d0`"]))
  }

  @Test(arguments: UInt64(0)..<20) func `the inputs called relevant are those that some combination notices`(
    seed: UInt64
  ) throws {
    let all = try Enumerated(seed: seed &+ 300)
    let noticed = all.diagram.inputs.indices.filter { index in
      let groups = Dictionary(grouping: all.rows) { row in
        row.cells.enumerated().filter { $0.offset != index }.map(\.element)
      }
      return groups.values.contains { Set($0.map(\.value)).count > 1 }
    }
    #expect(all.diagram.relevantInputs() == noticed.map { all.diagram.inputs[$0].name })
  }
}

/// A random model with the value of every combination of cells, by the interpreter.
private struct Enumerated {
  struct Row {
    let cells: [Int]
    let values: [String: Value]
    let value: Value
  }

  let model: CheckedModel
  let diagram: DecisionDiagram
  let rows: [Row]
  private let seed: UInt64

  init(seed: UInt64, tableCount: Int? = nil) throws {
    let random = RandomModel(
      seed: seed &* 4093 &+ 17, inputCount: 3, tableCount: tableCount ?? 1 + Int(seed % 3))
    let model = try random.checked()
    let diagram = try DecisionDiagram(compiling: model, goal: random.goal)
    let samples = diagram.inputs.map { diagram.samples(of: $0.name) }
    let combinations = samples.reduce([[]]) { rows, cells in
      rows.flatMap { row in cells.indices.map { row + [$0] } }
    }
    rows = combinations.map { cells in
      let values = Dictionary(
        uniqueKeysWithValues: cells.enumerated().map { (diagram.inputs[$0].name, samples[$0][$1]) })
      return Row(
        cells: cells, values: values, value: model.evaluate(random.goal, inputs: values).value)
    }
    self.model = model
    self.diagram = diagram
    self.seed = seed
  }

  /// A few of the rows, chosen by the seed.
  func some(_ count: Int) -> [Row] {
    var random = SeededGenerator(seed: seed &+ 77)
    return (0..<count).map { _ in rows[Int.random(in: rows.indices, using: &random)] }
  }

  func facts(_ row: Row) -> DecisionDiagram.Facts {
    Dictionary(
      uniqueKeysWithValues: zip(diagram.inputs, row.cells).map {
        ($0.name, CellSet([$1], of: $0.cells.count))
      })
  }

  func within(_ facts: DecisionDiagram.Facts) -> [Row] {
    rows.filter { row in
      zip(diagram.inputs, row.cells).allSatisfy { input, cell in facts[input.name]?.contains(cell) ?? true }
    }
  }
}

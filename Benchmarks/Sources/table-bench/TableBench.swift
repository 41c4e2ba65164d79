import Diagrams
import Foundation

/// Times the verification of generated tables: `table-bench FOLDER [PREFIX…]`, one line a table.
@main struct TableBench {
  struct File: Decodable {
    struct Dimension: Decodable {
      let t: String
      let dom: [Int]
    }
    let dims: [Dimension]
    let rules: [[[Int]]]
    let out: [Int]
  }

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let folder = arguments.first else {
      print("usage: table-bench FOLDER [PREFIX…]")
      exit(64)
    }
    let prefixes = arguments.dropFirst()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
      .sorted()
    for name in names where prefixes.isEmpty || prefixes.contains(where: { name.hasPrefix($0) }) {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      let table = cellTable(try JSONDecoder().decode(File.self, from: data))
      var line = name.padding(toLength: 24, withPad: " ", startingAt: 0)
      measure("overlaps", &line) { try "\(table.maximalOverlaps().count)" }
      measure("gaps", &line) {
        let gaps = try table.gaps()
        return "\(gaps.boxes.count)\(gaps.isComplete ? "" : "+")"
      }
      measure("hidden", &line) {
        let cover = BoxCover(table)
        let verdicts = table.rules.indices.map { cover.isHidden($0, steps: 20_000) }
        let undecided = verdicts.count { $0 == .undecided }
        return "\(verdicts.count { $0 == .yes })" + (undecided > 0 ? " (\(undecided) undecided)" : "")
      }
      print(line)
    }
  }

  static func measure(_ label: String, _ line: inout String, _ body: () throws -> String) {
    let clock = ContinuousClock()
    var result = ""
    let time = clock.measure { do { result = try body() } catch { result = "refused: \(error)" } }
    let milliseconds = Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1000
    line += " \(label) \(result) in \((milliseconds * 10).rounded() / 10) ms"
  }

  static func cellTable(_ file: File) -> CellTable {
    var columns: [CellTable.Column] = []
    var cellsOf: [[CellSet]] = []
    for (index, dimension) in file.dims.enumerated() {
      let cells = file.rules.map { $0[index] }
      if dimension.t == "c" {
        columns.append(.init(source: .input(index), cells: dimension.dom.count))
        cellsOf.append(cells.map { CellSet($0, of: dimension.dom.count) })
      } else {
        let starts = Set([dimension.dom[0]] + cells.map { $0[0] } + cells.map { $0[1] + 1 })
          .filter { $0 <= dimension.dom[1] }.sorted()
        let position = Dictionary(uniqueKeysWithValues: starts.enumerated().map { ($1, $0) })
        columns.append(.init(source: .input(index), cells: starts.count))
        cellsOf.append(
          cells.map {
            CellSet((position[$0[0]] ?? 0)..<(position[$0[1] + 1] ?? starts.count), of: starts.count)
          })
      }
    }
    let rules = file.out.enumerated().map { rule, value in
      CellTable.Rule(cells: cellsOf.map { $0[rule] }, value: value)
    }
    return CellTable(columns: columns, rules: rules, policy: .first)
  }
}

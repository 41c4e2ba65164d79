internal import DMN
internal import Diagnostics
internal import FEEL
internal import Foundation
internal import SQL
internal import XML

/// Writes, for the script that asks the databases, what each of them is to be asked and what it must answer.
///
/// `warehouse RULES FOLDER ROWS MODELS [SHAPE…]`: all decisions of the rules that are portable, and some random models,
/// each with that many rows, nulls, boundaries and values that are not allowed among them; in the shape that suits each
/// table unless some are named. What is expected comes from reading the rules row by row.
@main struct Warehouse {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 4, let rows = Int(arguments[2]), let models = Int(arguments[3]) else {
      FileHandle.standardError.write(Data("usage: warehouse RULES FOLDER ROWS MODELS [SHAPE…]\n".utf8))
      exit(64)
    }
    let shapes = arguments.dropFirst(4).map { Shape(rawValue: $0) }
    var count = 0
    for comparison in try Comparison.shipped(in: arguments[0]) + Comparison.random(count: models) {
      if try comparison.write(to: arguments[1], rows: rows, shapes: shapes.isEmpty ? [nil] : Array(shapes)) {
        count += 1
      }
    }
    print("\(count) decisions with \(rows) rows each in \(arguments[1])")
  }
}

extension Comparison {
  /// The decisions of all models in a folder that at least one database can answer.
  static func shipped(in folder: String) throws -> [Comparison] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".dmn") }
      .sorted()
    let models = try files.map { file in
      let path = "\(folder)/\(file)"
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      return try DecisionModel(reading: Element(parsing: bytes, file: path))
    }
    return try models.flatMap { model -> [Comparison] in
      let checked = try CheckedModel(checking: model, imports: models)
      return checked.decisions.map { Comparison(name: model.name, model: checked, goal: $0.name, seed: 1) }
    }
  }

  /// Random models.
  static func random(count: Int) throws -> [Comparison] {
    try (0..<count).map { number in
      let model = RandomModel(seed: UInt64(number) &* 7919 &+ 13)
      return Comparison(
        name: "random \(number)", model: try model.checked(), goal: model.goal, seed: UInt64(number) + 1)
    }
  }

  /// Writes the queries, the rows and the expected answers; false where no database can answer.
  func write(to folder: String, rows count: Int, shapes: [Shape?]) throws -> Bool {
    var queries: [(file: String, text: String)] = []
    var columns: [String] = []
    for dialect in Dialect.allCases {
      for shape in shapes {
        guard let query = query(dialect, shape) else { continue }
        queries.append(("\(dialect.rawValue).\(shape?.rawValue ?? "auto").sql", query.text))
        columns = query.columns
      }
      if let table = table(dialect) { queries.append(("\(dialect.rawValue).schema.sql", table.text)) }
    }
    guard let query = query(.postgres, .case) ?? query(.duckdb, .case), !columns.isEmpty else { return false }
    let place = "\(folder)/\(snakeCase(name))/\(snakeCase(goal))"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    var source = RowSource(self, query)
    var given = source.columns.joined(separator: ",") + "\n"
    var expected = columns.joined(separator: ",") + "\n"
    for number in 0..<count {
      let values = source.next()
      given +=
        (["\(number)"] + query.inputs.map { csv(values[$0.input] ?? .null) }).joined(separator: ",") + "\n"
      let answers = answers(values, query)
      expected +=
        columns.map { $0 == "id" ? "\(number)" : csv(answers[$0] ?? .null) }.joined(separator: ",") + "\n"
    }
    queries += [("rows.csv", given), ("expected.csv", expected)]
    for (file, text) in queries { try Data(text.utf8).write(to: URL(filePath: "\(place)/\(file)")) }
    return true
  }
}

/// A value as a field of CSV; null is `\N`.
private func csv(_ value: Value) -> String {
  switch value {
  case .null: "\\N"
  case .string(let text):
    doublyQuoted(text)
  case .number(let number): String(describing: number)
  case .date(let date): String(describing: date)
  default: String(describing: value)
  }
}

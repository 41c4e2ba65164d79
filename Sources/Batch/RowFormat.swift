public import Advisor
internal import Diagnostics

/// How answers are written: a row for each record, in its order.
public enum RowFormat: String, Sendable, CaseIterable {
  /// A JSON object a line.
  case ndjson
  /// A line of names, then a record of values for each answer.
  case csv
  /// One table.
  case markdown
}

/// Writes rows: line, id, the parts of the answer, and what is wrong with a record that failed.
struct RowWriter: Sendable {
  let format: RowFormat
  /// The names of the parts of an answer.
  let columns: [String]

  /// What stands before the first row.
  var header: [UInt8] {
    let names = ["line", "id"] + columns + ["error"]
    switch format {
    case .ndjson: return []
    case .csv: return Array((names.map(CSVText.field).joined(separator: ",") + "\n").utf8)
    case .markdown:
      let titles = names.map(Markup.markdown.escape).joined(separator: " | ")
      let rule = names.map { $0 == "line" ? "---:" : "---" }.joined(separator: " | ")
      return Array("| \(titles) |\n| \(rule) |\n".utf8)
    }
  }

  /// The parts of an answer, to be used for any number of rows.
  func body(_ values: [JSON]) -> [UInt8] {
    switch format {
    case .ndjson:
      let members = zip(columns, values).map { ",\(JSON.string($0).line):\($1.line)" }
      return Array((members.joined() + "}\n").utf8)
    case .csv: return Array(("," + values.map(CSVText.field).joined(separator: ",") + ",\n").utf8)
    case .markdown:
      return Array(
        (" | " + values.map { Markup.markdown.escape($0.flat) }.joined(separator: " | ") + " | |\n").utf8)
    }
  }

  /// Appends a row.
  ///
  /// - Parameters:
  ///   - line: where the record stands.
  ///   - id: its id, if it has one.
  ///   - body: its answer, of `body(_:)`.
  ///   - output: where to append.
  func append(line: Int, id: JSON?, body: [UInt8], to output: inout [UInt8]) {
    begin(line, id?.line, id, &output)
    output += body
  }

  /// Appends the row of a record that failed.
  func append(line: Int, id: JSON?, error: String, to output: inout [UInt8]) {
    begin(line, id?.line, id, &output)
    switch format {
    case .ndjson: output += Array(",\"error\":\(JSON.string(error).line)}\n".utf8)
    case .csv:
      output += Array((String(repeating: ",", count: columns.count + 1) + CSVText.field(error) + "\n").utf8)
    case .markdown:
      let empty = String(repeating: " |", count: columns.count + 1)
      output += Array("\(empty) \(Markup.markdown.escape(error)) |\n".utf8)
    }
  }

  /// Appends a row of an answer whose id is JSON already, in plain ASCII.
  func append(line: Int, plainID: UnsafeBufferPointer<UInt8>, body: [UInt8], to output: inout [UInt8]) {
    if format == .ndjson {
      beginObject(line, &output)
      if plainID.count > 0 {
        output += Self.idKey
        output.append(contentsOf: plainID)
      }
      output += body
    } else {
      let id = plainID.count > 0 ? try? JSON(parsing: plainID) : nil
      append(line: line, id: id, body: body, to: &output)
    }
  }

  private static let lineKey = Array("{\"line\":".utf8)
  private static let idKey = Array(",\"id\":".utf8)

  private func beginObject(_ line: Int, _ output: inout [UInt8]) {
    output += Self.lineKey
    appendDigits(line, &output)
  }

  private func begin(_ line: Int, _ text: String?, _ id: JSON?, _ output: inout [UInt8]) {
    switch format {
    case .ndjson:
      beginObject(line, &output)
      if let text {
        output += Self.idKey
        output += Array(text.utf8)
      }
    case .csv:
      appendDigits(line, &output)
      output.append(0x2C)
      if let id { output += Array(CSVText.field(id).utf8) }
    case .markdown:
      output += Array("| \(line) | \(id.map { Markup.markdown.escape($0.flat) } ?? "")".utf8)
    }
  }
}

private func appendDigits(_ number: Int, _ output: inout [UInt8]) {
  var rest = UInt(max(0, number))
  let start = output.count
  repeat {
    output.append(0x30 + UInt8(rest % 10))
    rest /= 10
  } while rest > 0
  output[start...].reverse()
}

/// Fields of comma-separated values.
public enum CSVText {
  /// A value as a field.
  public static func field(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .number, .boolean: value.line
    case .string(let text): field(text)
    case .array, .object: field(value.flat)
    }
  }

  /// A text as a field: quoted where it has to be, and never a formula.
  ///
  /// A spreadsheet takes a field that begins with one of `= + - @`, their full-width twins, a tab or a line end for a
  /// formula, quoted or not. Such a text gets an apostrophe in front, which spreadsheets take for "this is text".
  public static func field(_ text: String) -> String {
    var content = text.unicodeScalars.contains(where: isControl) ? withoutControls(text) : text
    if let first = text.unicodeScalars.first, formulaStarts.contains(first) { content = "'" + content }
    guard content.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) || content.hasPrefix(" ")
    else { return content }
    return doublyQuoted(content)
  }

  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}

/// What a terminal would obey when the table is printed there; line ends and tabs are text of a field.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}

private func withoutControls(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars { result.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
  return result
}

extension JSON {
  /// The value in one cell of a table: lists with semicolons, objects as `name value`.
  var flat: String {
    switch self {
    case .null: ""
    case .boolean, .number: line
    case .string(let text): plainText(text)
    case .array(let values): values.map(\.flat).joined(separator: "; ")
    case .object(let members): members.map { "\($0.name) \($0.value.flat)" }.joined(separator: ", ")
    }
  }
}

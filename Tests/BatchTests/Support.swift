import Batch
import DMN
import Diagnostics
import XML

/// A source that delivers a text in pieces.
func source(_ text: String, by size: Int = 1 << 20, file: String = "f") -> ByteSource {
  var rest = Array(text.utf8)[...]
  return ByteSource(file: file) { () throws(DiagnosticsError) in
    let piece = rest.prefix(size)
    rest = rest.dropFirst(size)
    return Array(piece)
  }
}

/// A model with one table, `Size` and `Kind` to `Answer`.
///
/// - Parameter size: what the first column looks at; a computed one keeps the table from being compiled.
func tableModel(size: String = "Size") throws -> CheckedModel {
  let cells = [("< 10", "\"a\"", "\"small a\""), ("-", "\"b\"", "\"b\"")]
  let rules = cells.enumerated().map { index, row in
    """
    <rule id="row_\(index + 1)"><inputEntry id="i\(index)"><text>\(escapedXML(row.0))</text></inputEntry>
    <inputEntry id="j\(index)"><text>\(escapedXML(row.1))</text></inputEntry>
    <outputEntry id="o\(index)"><text>\(escapedXML(row.2))</text></outputEntry></rule>
    """
  }.joined()
  let text = """
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
    <inputData id="size" name="Size"><variable id="v1" name="Size" typeRef="number"/></inputData>
    <inputData id="kind" name="Kind"><variable id="v2" name="Kind" typeRef="string"/></inputData>
    <decision id="answer" name="Answer"><variable id="v3" name="Answer" typeRef="string"/>
    <informationRequirement id="r1"><requiredInput href="#size"/></informationRequirement>
    <informationRequirement id="r2"><requiredInput href="#kind"/></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST">
    <input id="c1"><inputExpression id="e1" typeRef="number"><text>\(size)</text></inputExpression></input>
    <input id="c2"><inputExpression id="e2" typeRef="string"><text>Kind</text></inputExpression></input>
    <output id="out" typeRef="string"/>\(rules)</decisionTable></decision></definitions>
    """
  return try CheckedModel(checking: DecisionModel(reading: Element(parsing: Array(text.utf8), file: "m.dmn")))
}

/// What a run wrote and told.
struct Written {
  var output = ""
  var problems: [String] = []
  var tally = Tally()
  var end: BatchRun.End?
}

/// A run from its beginning to its end.
func run(
  _ decider: any Decider, _ input: ByteSource, from: InputFormat = .ndjson, to: RowFormat = .ndjson,
  skipsOthers: Bool = false, cores: Int = 2, blockBytes: Int = 1 << 18
) throws -> Written {
  var written = Written()
  var bytes: [UInt8] = []
  let run = BatchRun(
    decider: decider, from: from, to: to, schema: nil, skipsOthers: skipsOthers, cores: cores,
    blockBytes: blockBytes)
  let receiver = BatchRun.Receiver(
    write: { bytes += $0 },
    report: { problem in
      written.problems.append("\(problem.line):\(problem.column.map(String.init) ?? "-"): \(problem.message)")
    })
  (written.tally, written.end) = try run.run(input, to: receiver)
  written.output = String(decoding: bytes, as: UTF8.self)
  return written
}

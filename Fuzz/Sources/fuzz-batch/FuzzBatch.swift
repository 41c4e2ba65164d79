// Any bytes as the input of a batch, the first of them choosing the format: a row for each record, which can be read
// again, and the same rows whatever the blocks, the cores and the way to the answer.
import Advisor
import Batch
import DMN
import Diagnostics
import Foundation
import XML

/// The driver of libFuzzer: calls the function with one input after the other.
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main struct Fuzzer {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = run(&count, &arguments) { start, length in
      tryOut(Array(UnsafeBufferPointer(start: start, count: length)))
      return 0
    }
  }
}

private let strategy: StrategyDecider = {
  do { return try StrategyDecider(rulebook, fingerprint: 1) } catch { fail("\(error)") }
}()

/// A table that is compiled, and the same with a computed column, which keeps it from being compiled.
private let tables: [ModelDecider] = ["Size", "Size + 0"].map { column in
  let text = """
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
    <inputData id="size" name="Size"><variable id="v1" name="Size" typeRef="number"/></inputData>
    <inputData id="kind" name="Kind"><variable id="v2" name="Kind" typeRef="string"/></inputData>
    <inputData id="flag" name="Flag"><variable id="v4" name="Flag" typeRef="boolean"/></inputData>
    <decision id="answer" name="Answer"><variable id="v3" name="Answer" typeRef="string"/>
    <informationRequirement id="r1"><requiredInput href="#size"/></informationRequirement>
    <informationRequirement id="r2"><requiredInput href="#kind"/></informationRequirement>
    <informationRequirement id="r3"><requiredInput href="#flag"/></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST">
    <input id="c1"><inputExpression id="e1" typeRef="number"><text>\(column)</text></inputExpression></input>
    <input id="c2"><inputExpression id="e2" typeRef="string"><text>Kind</text></inputExpression></input>
    <input id="c3"><inputExpression id="e3" typeRef="boolean"><text>Flag</text></inputExpression></input>
    <output id="out" typeRef="string"/>
    <rule id="row1"><inputEntry id="i1"><text>&lt; 10</text></inputEntry><inputEntry id="j1"><text>"a","b"</text></inputEntry>
    <inputEntry id="k1"><text>-</text></inputEntry><outputEntry id="o1"><text>"one"</text></outputEntry></rule>
    <rule id="row2"><inputEntry id="i2"><text>[2.5..100]</text></inputEntry><inputEntry id="j2"><text>-</text></inputEntry>
    <inputEntry id="k2"><text>true</text></inputEntry><outputEntry id="o2"><text>"two"</text></outputEntry></rule>
    <rule id="row3"><inputEntry id="i3"><text>-</text></inputEntry><inputEntry id="j3"><text>not("a")</text></inputEntry>
    <inputEntry id="k3"><text>false</text></inputEntry><outputEntry id="o3"><text>"three"</text></outputEntry></rule>
    </decisionTable></decision></definitions>
    """
  do {
    let model = try DecisionModel(reading: Element(parsing: Array(text.utf8), file: "m.dmn"))
    return ModelDecider(try CheckedModel(checking: model), goal: "Answer", fingerprint: 1)
  } catch { fail("\(error)") }
}

private func tryOut(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let input = Array(bytes.dropFirst())
  let formats: [InputFormat] = [.ndjson, .csv, .xml]
  let format = formats[Int(first) % 3]
  let skips = first & 8 != 0
  if tables[0].isCompiled == tables[1].isCompiled { fail("both tables are compiled, or none") }
  let quick = rows(tables[0], input, format, .ndjson, skips: skips, block: 1 << 18)
  if quick != rows(tables[1], input, format, .ndjson, skips: skips, block: 1 << 18) { fail("two ways, two answers") }
  if quick != rows(tables[0], input, format, .ndjson, skips: skips, block: 16) { fail("other blocks, other rows") }
  for form in RowFormat.allCases { _ = rows(strategy, input, format, form, skips: skips, block: 64) }
}

private func rows(
  _ decider: any Decider, _ input: [UInt8], _ format: InputFormat, _ form: RowFormat, skips: Bool, block: Int
) -> [UInt8] {
  var output: [UInt8] = []
  let run = BatchRun(
    decider: decider, from: format, to: form, schema: nil, skipsOthers: skips, cores: 1, blockBytes: block)
  let receiver = BatchRun.Receiver(write: { output += $0 })
  guard let result = try? run.run(ByteSource(bytes: input, file: "f"), to: receiver) else { return output }
  guard let text = String(validating: output, as: UTF8.self) else { fail("rows that are not UTF-8") }
  for scalar in text.unicodeScalars where scalar.value < 0x20 && scalar != "\n" || 0x7F...0x9F ~= scalar.value {
    if form != .csv { fail("a control character in a row") }
  }
  let lines = text.split(separator: "\n")
  switch form {
  case .ndjson:
    if lines.count != result.tally.all { fail("\(lines.count) rows for \(result.tally.all) records") }
    for line in lines {
      var line = String(line)
      if line.withUTF8({ bytes in try? JSON.members(parsing: bytes) }) == nil { fail("no JSON: \(line)") }
    }
  case .csv:
    output.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes, line: 1)
      var count = -1
      while let record = reader.next() {
        count += 1
        if record.problem != nil || record.fields.count != decider.columns.count + 3 { fail("no row: \(record)") }
      }
      if count != result.tally.all { fail("\(count) rows for \(result.tally.all) records") }
    }
  case .markdown:
    if lines.count != result.tally.all + 2 { fail("\(lines.count) lines for \(result.tally.all) records") }
  }
  return output
}

/// The shipped rules, from the folder of the repository.
private let rulebook: Rulebook = {
  do {
    let root = try Element(parsing: read("../Rules/strategy.dmn"), file: "strategy.dmn")
    let model = try CheckedModel(checking: DecisionModel(reading: root))
    let names = FileManager.default.enumerator(atPath: "../Rules/templates")?.compactMap { $0 as? String } ?? []
    let files = names.filter { $0.hasSuffix(".mustache") }.map { name in
      (path: name, text: String(decoding: read("../Rules/templates/\(name)"), as: UTF8.self))
    }
    return try Rulebook(checking: model, templates: Templates(reading: files))
  } catch {
    fail("the rules cannot be read: \(error)")
  }
}()

private func read(_ path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }

/// Says what went wrong, which an optimised precondition would keep to itself.
private func fail(_ message: String) -> Never {
  print(message)
  fflush(nil)
  preconditionFailure()
}

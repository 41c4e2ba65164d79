import DMN
import FEEL

/// Lines of cases in, lines of answers out.
struct Engine {
  /// A file and where its lines are.
  struct Lines {
    let bytes: [UInt8]
    let ranges: [Range<Int>]
  }

  let decision: FlatDecision
  private let reader: FlatCaseReader
  /// The answer of each outcome, with the line's end.
  private let texts: [[UInt8]]

  init(_ decision: FlatDecision) {
    self.decision = decision
    reader = FlatCaseReader(decision)
    texts = decision.outcomes.map { Array((Self.answer($0.value) + "\n").utf8) }
  }

  static func lines(of bytes: [UInt8], limit: Int) -> Lines {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < bytes.count, ranges.count < limit {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      ranges.append(start..<end)
      start = end + 1
    }
    return Lines(bytes: bytes, ranges: ranges)
  }

  /// The keys of all lines; bad ones are left out.
  func keys(of lines: Lines) -> [Int64] {
    var keys: [Int64] = []
    var hint: [Int] = []
    lines.bytes.withUnsafeBufferPointer { bytes in
      for range in lines.ranges { try? reader.read(.init(rebasing: bytes[range]), into: &keys, hint: &hint) }
    }
    return keys
  }

  /// Answers every line, a few hundred at a time; a bad line's answer is an error with its number.
  func answer(_ lines: Lines, into output: inout [UInt8]) -> [String] {
    var problems: [String] = []
    var keys: [Int64] = []
    var found: [Int32] = []
    var hint: [Int] = []
    let chunk = 256
    lines.bytes.withUnsafeBufferPointer { bytes in
      var next = 0
      while next < lines.ranges.count {
        let end = min(next + chunk, lines.ranges.count)
        keys.removeAll(keepingCapacity: true)
        var bad: [(at: Int, text: String)] = []
        for line in next..<end {
          do throws(FlatCaseReader.Problem) {
            try reader.read(.init(rebasing: bytes[lines.ranges[line]]), into: &keys, hint: &hint)
          } catch {
            let text = "line \(line + 1), column \(error.column): \(error.message)"
            bad.append((line - next, text))
            problems.append(text)
          }
        }
        decision.outcomes(of: keys, into: &found)
        if bad.isEmpty {
          for outcome in found { output += texts[Int(outcome)] }
        } else {
          var good = 0
          for line in 0..<(end - next) {
            if let problem = bad.first(where: { $0.at == line }) {
              output += Array("{\"error\":\(quoted(problem.text))}\n".utf8)
            } else {
              output += texts[Int(found[good])]
              good += 1
            }
          }
        }
        next = end
      }
    }
    return problems
  }

  func answers(_ found: [Int32]) -> [UInt8] { found.flatMap { texts[Int($0)] } }

  private static func answer(_ value: Value) -> String {
    if case .context = value { return json(value) }
    return "{\"outcome\":\(json(value))}"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .number: value.description
    case .string(let text): quoted(text)
    case .list(let values): "[\(values.map(json).joined(separator: ","))]"
    case .context(let context):
      "{\(context.entries.map { "\(quoted($0.name)):\(json($0.value))" }.joined(separator: ","))}"
    default: quoted(value.description)
    }
  }
}

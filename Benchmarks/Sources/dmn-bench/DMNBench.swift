import DMN
import FEEL
import Foundation
import XML

/// Decides a file of cases by a model, and says how fast.
///
/// `dmn-bench --model F.dmn --cases F.ndjson [--answers F] [--limit N] [--run-s S] [--runs R]`, or with `--cold` only
/// the answers. The goal is the last decision of the model. One answer a line, a report as the last line of the output.
@main struct DMNBench {
  static func main() {
    do { try run() } catch {
      print("{\"error\":\(quoted("\(error)"))}")
      exit(1)
    }
  }

  static func run() throws {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    let start = Usage.now()
    let file = try bytes(of: options.model)
    let model = try CheckedModel(
      checking: DecisionModel(reading: Element(parsing: file, file: options.model)))
    guard let goal = model.decisions.last?.name else { throw Failure(message: "the model has no decision") }
    let decision = try FlatDecision(compiling: model, goal: goal, budget: .batch)
    let engine = Engine(decision)
    let prepared = Usage.now()
    let lines = Engine.lines(of: try bytes(of: options.cases), limit: options.limit)
    var output: [UInt8] = []
    var bad = engine.answer(lines, into: &output)
    if options.isCold {
      try write(output, to: 1)
      return
    }
    for problem in bad.prefix(20) { FileHandle.standardError.write(Data((problem + "\n").utf8)) }
    if let path = options.answers {
      try Data(output).write(to: URL(fileURLWithPath: path))
    } else {
      try write(output, to: 1)
    }
    bad = []
    let keys = engine.keys(of: lines)
    var found: [Int32] = []
    let steady = measure(options) {
      decision.outcomes(of: keys, into: &found)
      return found.count
    }
    let whole = measure(options) {
      output.removeAll(keepingCapacity: true)
      _ = engine.answer(lines, into: &output)
      return lines.ranges.count
    }
    // The answers written above come from the same two calls; here they are compared once more.
    guard engine.answers(found) == output || !bad.isEmpty else {
      throw Failure(message: "the two ways differ")
    }
    let milliseconds = ((prepared.user - start.user) + (prepared.system - start.system)) * 1000
    print(
      "{\"version\":\"worktree\",\"prepare_ms\":\(milliseconds),\"runs\":[\(steady)],\"e2e\":[\(whole)]}")
  }

  /// Times runs of at least so many seconds, in whole passes over the cases.
  static func measure(_ options: Options, _ pass: () -> Int) -> String {
    _ = pass()
    return (0..<options.runs).map { _ in
      let start = Usage.now()
      var decisions = 0
      var end = start
      repeat {
        decisions += pass()
        end = Usage.now()
      } while end.wall - start.wall < options.seconds
      return
        "{\"decisions\":\(decisions),\"user_s\":\(end.user - start.user),"
        + "\"sys_s\":\(end.system - start.system),\"wall_s\":\(end.wall - start.wall)}"
    }.joined(separator: ",")
  }
}

struct Failure: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}

struct Options {
  var model = ""
  var cases = ""
  var answers: String?
  var limit = Int.max
  var seconds = 0.2
  var runs = 5
  var isCold = false

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--cold" {
        isCold = true
        continue
      }
      guard let value = rest.popFirst() else { throw Failure(message: "\(name) needs a value") }
      switch name {
      case "--model": model = value
      case "--cases": cases = value
      case "--answers": answers = value
      case "--limit": limit = Int(value) ?? limit
      case "--run-s": seconds = Double(value) ?? seconds
      case "--runs": runs = max(1, Int(value) ?? runs)
      default: throw Failure(message: "unknown option \(name)")
      }
    }
  }
}

/// What the process has used.
struct Usage {
  let user: Double
  let system: Double
  let wall: Double

  static func now() -> Usage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Usage(
      user: Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6,
      system: Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6,
      wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }
}

func bytes(of path: String) throws -> [UInt8] {
  guard let file = FileManager.default.contents(atPath: path) else {
    throw Failure(message: "cannot read \(path)")
  }
  return Array(file)
}

func write(_ bytes: [UInt8], to descriptor: Int32) throws {
  try FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(bytes))
}

func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.value < 0x20: result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

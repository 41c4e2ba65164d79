import DMN
import FEEL
import Foundation
import XML

/// Times a model: `model-bench MODEL.dmn [TESTS.xml]`, medians of several runs with least and most.
///
/// Prints reading and checking, and, with test cases, evaluations per second of the checked model against reading and
/// checking it again for each evaluation.
@main struct ModelBench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let path = arguments.first else {
      print("usage: model-bench MODEL.dmn [TESTS.xml]")
      exit(64)
    }
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    print("\(path): \(bytes.count) bytes")
    report("XML to elements", try times(15) { _ = try Element(parsing: bytes, file: path) })
    let root = try Element(parsing: bytes, file: path)
    report("elements to model", try times(15) { _ = try DecisionModel(reading: root) })
    let model = try DecisionModel(reading: root)
    report("check", try times(15) { _ = try CheckedModel(checking: model, tolerant: true) })
    guard arguments.count > 1 else { return }
    let checked = try CheckedModel(checking: model, tolerant: true)
    let testPath = arguments[arguments.startIndex + 1]
    let testBytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: testPath)))
    let tests = try TestCases(reading: try Element(parsing: testBytes, file: testPath))
    let results = runTests(checked, tests)
    print("\(results.count { $0.isSuccess }) of \(results.count) results as expected")
    let questions = tests.cases.flatMap { test in
      let inputs = Dictionary(test.inputs.map { ($0.name, $0.value) }) { $1 }
      return test.results.map { (name: $0.name, inputs: inputs) }
    }
    let compiled = times(9) {
      for question in questions { _ = checked.evaluate(question.name, inputs: question.inputs) }
    }
    let again = try times(3) {
      for question in questions {
        let fresh = try CheckedModel(
          checking: try DecisionModel(reading: try Element(parsing: bytes, file: path)), tolerant: true)
        _ = fresh.evaluate(question.name, inputs: question.inputs)
      }
    }
    let rate = Double(questions.count) / compiled[compiled.count / 2] * 1000
    print("\(questions.count) evaluations, \(Int(rate)) a second with the model checked once")
    report("all test cases, model checked once", compiled)
    report("all test cases, model read again for each", again)
    let ratio = again[again.count / 2] / compiled[compiled.count / 2]
    print("ratio: \((ratio * 10).rounded() / 10) times the work when nothing is kept")
  }

  /// Milliseconds of processor time of each run, ascending.
  static func times(_ runs: Int, _ work: () throws -> Void) rethrows -> [Double] {
    try (0..<runs).map { _ in
      let start = clock()
      try work()
      return Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC)
    }.sorted()
  }

  static func report(_ label: String, _ times: [Double]) {
    let shown = [times[times.count / 2], times[0], times[times.count - 1]].map { ($0 * 100).rounded() / 100 }
    print("\(label): \(shown[0]) ms (\(shown[1]) to \(shown[2]))")
  }
}

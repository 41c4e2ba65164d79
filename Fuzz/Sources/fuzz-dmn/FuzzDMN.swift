// Any bytes as a decision model: read, checked, drawn, verified, and every decision evaluated; and as test cases.
import DMN
import Diagnostics
import FEEL
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

private let limits = Limits(recursionDepth: 50, iterations: 2_000, listSize: 1_000, stringLength: 2_000)

private func tryOut(_ bytes: [UInt8]) {
  guard let root = try? Element(parsing: bytes, file: "fuzz.dmn") else { return }
  _ = try? TestCases(reading: root)
  guard let model = try? DecisionModel(reading: root) else { return }
  for isTolerant in [false, true] {
    guard let checked = try? CheckedModel(checking: model, tolerant: isTolerant) else { continue }
    for decision in checked.decisions {
      for input in [Value.null, .number(Number(1)), .string("low"), .boolean(true)] {
        let inputs = Dictionary(model.inputs.map { ($0.name, input) }) { (first: Value, _: Value) in first }
        _ = checked.evaluate(decision.name, inputs: inputs, limits: limits).value.description
      }
    }
    if !isTolerant { _ = checked.verify(budget: .interactive) }
  }
}

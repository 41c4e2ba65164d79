// Any bytes as an expression and as unary tests: parsed, printed, parsed again, checked and evaluated.
import Diagnostics
import FEEL

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
private let scope = TypeScope(variables: [
  "a": .number, "b": .string, "l": .list(.number), "c": .context([.init("x", .number), .init("y z", .any)]),
])
private let variables: [String: Value] = [
  "a": .number(Number(1)), "b": .string("text"), "l": .list([.number(Number(1)), .null]),
  "c": .context(Context([("x", .number(Number(2))), ("y z", .boolean(true))])),
]

private func tryOut(_ bytes: [UInt8]) {
  let fragment = SourceFragment(String(decoding: bytes, as: UTF8.self))
  let environment = Environment(variables, limits: limits)
  if let tests = try? CheckedUnaryTests(parsing: fragment, of: .number, scope: scope) {
    _ = tests.matches(.number(Number(1)), in: environment)
  }
  guard let tree = try? Expression(parsing: fragment, scope: scope) else { return }
  let text = tree.description
  do {
    let again = try Expression(parsing: SourceFragment(text), scope: scope)
    if again.description != text { fail("printed: \(text)\nagain: \(again)") }
  } catch {
    fail("printed, but not parsed again: \(text)\n\(error)")
  }
  guard let checked = try? CheckedExpression(checking: tree, in: fragment, scope: scope) else { return }
  _ = checked.evaluate(in: environment).description
}

/// Says what went wrong, which an optimised precondition would keep to itself.
private func fail(_ message: String) -> Never {
  print(message)
  preconditionFailure()
}

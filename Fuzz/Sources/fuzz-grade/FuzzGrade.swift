// Any text as the answer to a question of the drills, the first byte choosing it: graded, and the grade written.
import Advisor
import Diagnostics
import Drills
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

private let vocabulary: Vocabulary = read("vocabulary.drill.xml") { try Vocabulary(reading: $0) }
private let bank: QuestionBank = read("questions.drill.xml") { try QuestionBank(reading: $0) }
// One thread only: libFuzzer calls from where it was started.
nonisolated(unsafe) private let grader = Grader(vocabulary: vocabulary, questions: bank.questions)

private func tryOut(_ bytes: [UInt8]) {
  guard let first = bytes.first, !bank.questions.isEmpty else { return }
  let question = bank.questions[Int(first) % bank.questions.count]
  let answer = String(decoding: bytes.dropFirst(), as: UTF8.self)
  let grade = grader.grade(answer, to: question)
  guard grade == grader.grade(answer, to: question) else { fail("two grades for one answer") }
  if let root = try? Element(parsing: bytes, file: "f") {
    _ = try? QuestionBank(reading: root)
    _ = try? Vocabulary(reading: root)
  }
}

private func read<Part>(_ name: String, _ make: (Element) throws -> Part) -> Part {
  do {
    let bytes = Array(FileManager.default.contents(atPath: "../Rules/drills/\(name)") ?? Data())
    return try make(Element(parsing: bytes, file: name))
  } catch {
    fail("\(name) cannot be read: \(error)")
  }
}

/// Says what went wrong, which an optimised precondition would keep to itself.
private func fail(_ message: String) -> Never {
  print(message)
  fflush(nil)
  preconditionFailure()
}

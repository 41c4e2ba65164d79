// Any lines as a file of answers, and as facts, `name=value` as `--set` takes them: read, advised on, and the answer written in all forms.
import Advisor
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

private func tryOut(_ bytes: [UInt8]) {
  // The same bytes as a file of answers.
  if let facts = try? readAnswers(String(decoding: bytes, as: UTF8.self), file: "answers.txt") {
    _ = try? UseCase(reading: facts, topics: rulebook.topics)
  }
  var facts: [WrittenFact] = []
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(20) {
    let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { continue }
    let topics = rulebook.topics
    // A number stands for a name, so that the fuzzer need not find out the names.
    let name = Int(parts[0]).map { topics[Int($0.magnitude % UInt(topics.count))].name } ?? String(parts[0])
    let value = String(parts[1])
    facts.append(
      WrittenFact(
        name: SourceFragment(name), value: value == "?" ? nil : SourceFragment(value),
        status: value == "?" ? .unknown : .stated))
  }
  do throws(DiagnosticsError) {
    let useCase = try UseCase(reading: facts, topics: rulebook.topics)
    let recommendation = rulebook.advise(on: useCase)
    for markup in Markup.allCases {
      let text = rulebook.answer(recommendation, for: nil, options: .init(markup: markup, showsTrace: true))
      if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || 0x7F...0x9F ~= $0.value }) {
        fail("a control character in an answer: \(facts)")
      }
    }
    _ = recommendation.json(for: nil).text
  } catch {
    for character in error.rendered().unicodeScalars where character.value < 0x20 && character != "\n" {
      fail("a control character in a message: \(facts)")
    }
  }
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

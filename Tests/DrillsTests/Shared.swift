import Advisor
import Diagnostics
import Foundation
import Shipped
import XML

@testable import Drills

/// The files of the drills as they are built in.
enum Shelf {
  static func element(_ name: String) throws -> Element {
    let path = "Rules/drills/\(name)"
    guard let file = ShippedFile.file(at: path) else { throw Missing(path: path) }
    return try Element(parsing: file.bytes, file: path)
  }

  // Read once: reading takes longer than most tests.
  private static let readVocabulary = Result {
    try Vocabulary(reading: try element("vocabulary.drill.xml"))
  }
  private static let readBank = Result { try QuestionBank(reading: try element("questions.drill.xml")) }

  static func vocabulary() throws -> Vocabulary { try readVocabulary.get() }

  static func bank() throws -> QuestionBank { try readBank.get() }

  static func grader() throws -> Grader {
    Grader(vocabulary: try vocabulary(), questions: try bank().questions)
  }

  static func question(_ id: String) throws -> Question {
    guard let question = try bank().questions.first(where: { $0.id == id }) else { throw Missing(path: id) }
    return question
  }

  /// The answers in a file beside this one, written for questions of the bank.
  static func answers(in name: String = "answers.jsonl") throws -> [GradedAnswer] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    return try GradedAnswer.all(readingLines: Array(try Data(contentsOf: file)), file: name)
  }
}

struct Missing: Error {
  let path: String
}

/// What a faulty file is refused with: each problem as `line:column message`.
func problems(_ read: () throws -> Void) -> [String] {
  do {
    try read()
    return []
  } catch let error as DiagnosticsError {
    return error.diagnostics.map { problem in
      let place = problem.location.map { "\($0.line):\($0.column) " } ?? ""
      return place + problem.message
    }
  } catch {
    return ["\(error)"]
  }
}

enum ShippedVocabulary {
  static var text: String? { ShippedFile.file(at: "Rules/drills/vocabulary.drill.xml")?.text }
}

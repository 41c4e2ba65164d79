internal import Advisor
internal import Drills
internal import XML

/// The files of the drills: those of a rules folder, or those built in.
struct DrillFiles {
  /// How the names of all files of the drills end.
  static let ending = ".drill.xml"

  let vocabulary: Vocabulary
  /// What can be asked.
  let bank: QuestionBank

  /// - Parameter folder: the rules folder; nil for the rules built in, which also stand in for a missing file.
  init(in folder: String?) throws {
    vocabulary = try Vocabulary(reading: try DrillFiles.element("vocabulary.drill.xml", in: folder))
    bank = try QuestionBank(reading: try DrillFiles.element("questions.drill.xml", in: folder))
  }

  /// Grades by this vocabulary; the bank tells which words are rare.
  var grader: Grader { Grader(vocabulary: vocabulary, questions: bank.questions) }

  /// The layouts of a rules folder, or those built in.
  static func templates(in folder: String?) throws -> Templates {
    try Library.templates(at: try folder.map { try Files.list($0, endingIn: [".mustache"]) } ?? [])
  }

  /// Reads a file as what its root says that it is.
  ///
  /// - Throws: `DiagnosticsError` with everything that is wrong in it.
  static func check(_ path: String) throws {
    let root = try Element(parsing: try Library.read(path), file: path)
    if root.name == "questions" {
      _ = try QuestionBank(reading: root)
    } else {
      _ = try Vocabulary(reading: root)
    }
  }

  private static func element(_ name: String, in folder: String?) throws -> Element {
    let own = folder.map { "\($0)/drills/\(name)" }
    let path = own.flatMap { Library.has($0) ? $0 : nil } ?? "Rules/drills/\(name)"
    return try Element(parsing: try Library.read(path), file: path)
  }
}

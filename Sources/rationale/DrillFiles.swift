internal import Drills
internal import XML

/// The files of the drills: those of a rules folder, or those built in.
struct DrillFiles {
  let vocabulary: Vocabulary

  /// - Parameter folder: the rules folder; nil for the rules built in, which also stand in for a missing file.
  init(in folder: String?) throws {
    vocabulary = try Vocabulary(reading: try DrillFiles.element("vocabulary.drill.xml", in: folder))
  }

  /// Questions that tell how rare a word is.
  func background(_ questions: [Question]) -> [Question] { questions }

  private static func element(_ name: String, in folder: String?) throws -> Element {
    let own = folder.map { "\($0)/drills/\(name)" }
    let path = own.flatMap { Library.has($0) ? $0 : nil } ?? "Rules/drills/\(name)"
    return try Element(parsing: try Library.read(path), file: path)
  }
}

import Testing

@testable import Drills

@Suite struct NegationTests {
  /// A sentence, an idea in it, and whether the sentence denies it.
  static let rows: [(String, String, Bool)] = [
    ("I would retrieve the page.", "retrieval", false),
    ("I would not retrieve the page.", "retrieval", true),
    ("I wouldn't retrieve the page.", "retrieval", true),
    ("We never cite a source.", "citation", true),
    ("Retrieval is not needed here.", "retrieval", true),
    ("It is not slow but it has to cite its source.", "citation", false),
    ("It is not only fast, it cites its source.", "citation", false),
    ("No training, we retrieve.", "retrieval", false),
    ("Rather than training, we retrieve.", "retrieval", false),
    ("Instead of training on it we look it up.", "tuning", true),
    ("There is no doubt that we need a citation.", "citation", false),
    ("I dont cite anything.", "citation", true),
    ("Not without a citation.", "citation", false),
    ("It can't cite because it has no permission.", "permissions", true),
    ("A citation is a waste of time.", "citation", true),
    ("Training it? Never.", "tuning", true), ("Training it? No, look it up.", "tuning", true),
    ("Training it? No examples would mean no training.", "tuning", false),
    ("Why not training? No.", "tuning", true),
    ("Training is no good here.", "tuning", true),
  ]

  @Test(arguments: rows) func `a denial reaches what it denies and nothing else`(
    _ row: (text: String, idea: String, isDenied: Bool)
  ) throws {
    let vocabulary = try Shelf.vocabulary()
    let reading = try Shelf.grader().read(row.text)
    let theme = try #require(vocabulary.ideas[row.idea])
    let found = try #require(reading.occurrences[theme]?.first, "`\(row.idea)` not found in: \(row.text)")
    #expect(found.isDenied == row.isDenied, "\(row.text)")
  }

  @Test(arguments: [
    ("Then the model has the policies by heart.", true),
    ("A model that has the policies by heart can't show the page.", false),
    ("Knowing the policies by heart is no good.", false),
    ("It has the policies by heart and can't be wrong.", true),
  ])
  func `a mistake is not made by whoever says what is wrong with it`(answer: String, isMade: Bool) throws {
    let grade = try Shelf.grader().grade(answer, to: try Shelf.question("know-our-policies"))
    #expect(grade.mistakes.contains { $0.id == "tuning-stores-facts" } == isMade)
  }

  @Test func `a negated point is not a point`() throws {
    let question = Question(
      id: "q", topic: "t", text: "What do you do?",
      points: [.init("Measures retrieval with labelled questions before changing anything")])
    let grader = try Shelf.grader()
    let said = grader.grade(
      "I measure retrieval with labelled questions before I change anything.", to: question)
    let denied = grader.grade("I do not measure retrieval with labelled questions.", to: question)
    #expect(said.points[0].standing == .earned)
    #expect(denied.points[0].standing == .denied)
    #expect(denied.points[0].sentence == "I do not measure retrieval with labelled questions.")
  }
}

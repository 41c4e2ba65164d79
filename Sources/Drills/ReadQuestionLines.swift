internal import Advisor
public import Diagnostics

/// An answer that a person has graded, to measure a grader by.
public struct GradedAnswer: Sendable, Hashable {
  /// The question that it answers.
  public let questionID: String
  /// What the person thought of it; nil where no grade is given.
  public let band: Grade.Band?
  /// How it is written, such as `spoken`.
  public let style: String
  /// The answer.
  public let text: String
  /// Its line in the file, from 1.
  public let line: Int
}

extension Question {
  /// The questions of a file that has a JSON object on each line.
  ///
  /// An object has `id`, `question` and `expected_points`, and may have `topic`, `traps` and `source_url`; other
  /// members are skipped. Empty lines are skipped.
  ///
  /// - Throws: `drill.line` for every line that cannot be used, `drill.repeatedID`.
  public static func all(readingLines bytes: [UInt8], file: String) throws(DiagnosticsError) -> [Question] {
    var seen: [String: SourceLocation] = [:]
    return try objects(in: bytes, file: file) { (line) throws(DiagnosticsError) in
      let id = try line.text("id")
      let place = SourceLocation(file: file, line: line.number, column: 1)
      if let first = seen[id] { throw DiagnosticsError([repeatedQuestion(id, place, first)]) }
      seen[id] = place
      let text = try line.text("question")
      let points = try line.texts("expected_points")
      guard !points.isEmpty else { throw line.problem("`expected_points` is empty") }
      return Question(
        id: id, topic: try line.text("topic", else: "general"), text: text,
        points: points.map { Point($0) }, traps: try line.texts("traps", else: []),
        sources: [try line.text("source_url", else: "")].filter { !$0.isEmpty })
    }
  }
}

extension GradedAnswer {
  /// The answers of a file that has a JSON object on each line, with `question_id` and `text`.
  ///
  /// It may have `grade` (`weak`, `middling` or `strong`) and `style`; other members are skipped.
  ///
  /// - Throws: `drill.line` for every line that cannot be used.
  public static func all(readingLines bytes: [UInt8], file: String) throws(DiagnosticsError) -> [GradedAnswer]
  {
    try objects(in: bytes, file: file) { (line) throws(DiagnosticsError) in
      let grade = try line.text("grade", else: "")
      let band = Grade.Band(rawValue: grade)
      if !grade.isEmpty, band == nil { throw line.problem(strangeGrade(grade)) }
      return GradedAnswer(
        questionID: try line.text("question_id"), band: band, style: try line.text("style", else: ""),
        text: try line.text("text"), line: line.number)
    }
  }
}

/// The objects of a file, each made into something; all lines that fail are reported.
private func objects<Result>(
  in bytes: [UInt8], file: String, _ make: (Line) throws(DiagnosticsError) -> Result
) throws(DiagnosticsError) -> [Result] {
  var results: [Result] = []
  var problems: [Diagnostic] = []
  for (index, piece) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
    guard piece.contains(where: { $0 > 0x20 }) else { continue }
    do {
      results.append(try make(try Line(Array(piece), number: index + 1, file: file)))
    } catch {
      problems += error.diagnostics
    }
  }
  try problems.throwIfAnyIsError()
  return results
}

/// A line that holds a JSON object.
private struct Line {
  let number: Int
  let file: String
  private let members: [JSON.PlacedMember]

  init(_ bytes: [UInt8], number: Int, file: String) throws(DiagnosticsError) {
    self.number = number
    self.file = file
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(JSON.Problem) in try JSON.members(parsing: buffer) }
    }
    switch result {
    case .success(let members): self.members = members
    case .failure(let problem):
      let place = SourceLocation(file: file, line: number, column: problem.column)
      throw DiagnosticsError([Diagnostic(.error, DrillsCode.line, problem.message, at: place)])
    }
  }

  func text(_ name: String, else absent: String? = nil) throws(DiagnosticsError) -> String {
    guard let member = members.first(where: { $0.name == name }) else {
      if let absent { return absent }
      throw problem(noMember(name))
    }
    guard case .string(let text) = member.value else {
      throw problem(noText(name), column: member.column)
    }
    return text
  }

  func texts(_ name: String, else absent: [String]? = nil) throws(DiagnosticsError) -> [String] {
    guard let member = members.first(where: { $0.name == name }) else {
      if let absent { return absent }
      throw problem(noMember(name))
    }
    guard case .array(let elements) = member.value else {
      throw problem(noTexts(name), column: member.column)
    }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw problem(noTexts(name), column: member.column) }
      texts.append(text)
    }
    return texts
  }

  func problem(_ message: String, column: Int = 1) -> DiagnosticsError {
    DiagnosticsError([
      Diagnostic(
        .error, DrillsCode.line, message, at: SourceLocation(file: file, line: number, column: column))
    ])
  }
}

// MARK: Wording

private func noMember(_ name: String) -> String { "the object has no `\(name)`" }

private func noText(_ name: String) -> String { "`\(name)` is no text" }

private func noTexts(_ name: String) -> String { "`\(name)` is no list of texts" }

private func strangeGrade(_ grade: String) -> String {
  "`grade` is `\(printable(grade))`, and `weak`, `middling` or `strong` was expected"
}

private func repeatedQuestion(_ id: String, _ place: SourceLocation, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.repeatedID, "the question `\(printable(id))` is there twice", at: place,
    notes: [.init("the first is here", at: first)])
}

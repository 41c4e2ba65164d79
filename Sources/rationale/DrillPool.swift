internal import Advisor
internal import DMN
internal import Diagnostics
internal import Drills

/// Where questions come from: the bank, the cases and the rules; the last two are made only when they are asked for.
struct DrillPool {
  let drills: DrillFiles
  /// The rules folder; nil for the rules built in.
  let folder: String?

  private static let cases = "cases"
  private static let rules = "rules"

  /// The names of all topics.
  var topics: [String] {
    var names: [String] = []
    for question in drills.bank.questions where !names.contains(question.topic) {
      names.append(question.topic)
    }
    return names + [DrillPool.cases, DrillPool.rules]
  }

  /// The questions of the bank, or those about cases or rules where that is the topic.
  func questions(topic: String?) throws -> [Question] {
    switch topic {
    case DrillPool.cases: return try aboutCases()
    case DrillPool.rules: return try aboutRules()
    default: return drills.bank.questions
    }
  }

  /// The questions about one case.
  func questions(about study: CaseStudy) throws -> [Question] {
    let rulebook = try Library.rulebook(in: folder)
    return try questions(about: study, rulebook)
  }

  private func questions(about study: CaseStudy, _ rulebook: Rulebook) throws -> [Question] {
    drills.bank.questions(
      about: study.id, try UseCase(reading: study.facts, topics: rulebook.topics), rulebook: rulebook,
      sources: study.sources.map(\.url))
  }

  /// The question of a name, wherever it comes from.
  ///
  /// - Throws: `Failure` where there is none.
  func question(_ id: String) throws -> Question {
    guard let slash = id.firstIndex(of: "/") else {
      if let question = drills.bank.questions.first(where: { $0.id == id }) { return question }
      throw DrillPool.unknown(id, drills.bank.questions.map(\.id))
    }
    let owner = String(id[..<slash])
    let questions = try Library.shippedCase(owner).map { _ in
      try self.questions(about: Library.onlyCase(owner))
    }
    let all = try questions ?? aboutRules()
    if let question = all.first(where: { $0.id == id }) { return question }
    throw DrillPool.unknown(id, all.map(\.id))
  }

  /// The case that a question is about, where it is one of those built in.
  func study(of question: Question) throws -> CaseStudy? {
    guard let id = question.caseID, Library.shippedCase(id) != nil else { return nil }
    return try Library.onlyCase(id)
  }

  private func aboutCases() throws -> [Question] {
    let rulebook = try Library.rulebook(in: folder)
    let schema = try Library.caseSchema()
    return try Library.list("Cases", endingIn: [".xml"])
      .flatMap { try Library.cases(at: $0, schema: schema) }
      .flatMap { try questions(about: $0, rulebook) }
  }

  private func aboutRules() throws -> [Question] {
    try Library.models(at: try Library.list(folder ?? "Rules", endingIn: [".dmn"]))
      .flatMap { drills.bank.questions(about: $0) }
  }

  /// - Returns: the failure for a name that is not there, with the nearest one.
  static func unknown(_ id: String, _ names: [String]) -> Failure {
    let near = nearestName(to: id, among: names).map { "; did you mean `\($0)`?" } ?? ""
    return Failure("there is no question `\(printable(id))`\(near); `--list` shows them", .usage)
  }
}

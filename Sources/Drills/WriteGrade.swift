public import Advisor

extension Templates {
  /// A grade as a text to read.
  ///
  /// - Parameters:
  ///   - grade: the grade.
  ///   - question: what was answered.
  ///   - repeatsQuestion: whether the text begins with the question.
  ///   - repeatsVerdict: whether the score and the expected points are in it.
  ///   - model: an answer to compare with, in place of the question's own.
  public func text(
    of grade: Grade, for question: Question, repeatsQuestion: Bool, repeatsVerdict: Bool = true,
    model: String? = nil
  ) -> String {
    var data: [String: Any] = [
      "traps": remarks(grade.traps), "mistakes": remarks(grade.mistakes),
      "contradictions": remarks(grade.contradictions), "figures": remarks(grade.figures),
      "weaknesses": remarks(grade.weaknesses),
      "sources": question.sources.enumerated().map {
        ["text": shown($1), $0 == 0 ? "first" : "later": true]
      },
    ]
    if repeatsVerdict {
      data["verdict"] = [
        "score": grade.score, "band": grade.band.rawValue,
        "points": grade.points.map { point -> [String: Any] in
          ["text": shown(point.text), point.standing.rawValue: true, "sentence": shown(point.sentence ?? "")]
        },
      ]
    }
    if repeatsQuestion { data["question"] = shown(question.text) }
    if !grade.signs.isEmpty { data["signs"] = ["list": Prose.list(grade.signs.map(\.says))] }
    if !grade.absentSigns.isEmpty { data["absent"] = ["list": Prose.list(grade.absentSigns)] }
    if grade.isList { data["isList"] = true }
    if let model = model ?? question.model { data["model"] = shown(model) }
    return Prose.wrapLines(render(.drillGrade, data), width: 80)
  }

  /// A question as a text to read, with the case that it is about.
  public func text(of question: Question, case study: CaseStudy?) -> String {
    var data: [String: Any] = [
      "id": shown(question.id), "topic": shown(question.topic), "text": shown(question.text),
    ]
    if let study { data["case"] = ["title": shown(study.title), "narrative": shown(study.narrative)] }
    return Prose.wrapLines(render(.drillQuestion, data), width: 80)
  }
}

private func remarks(_ remarks: [Grade.Remark]) -> [[String: Any]] {
  remarks.enumerated().map { place, remark in
    var data: [String: Any] = [
      "says": shown(remark.says), "sentence": shown(remark.sentence), place == 0 ? "first" : "later": true,
    ]
    if let other = remark.other { data["other"] = shown(other) }
    return data
  }
}

/// A text for a terminal, cut where it is longer than anybody reads.
private func shown(_ text: String) -> String {
  let limit = 2_000
  guard text.utf8.count > limit else { return Markup.text.escape(text) }
  return Markup.text.escape(String(text.unicodeScalars.prefix(limit))) + " …"
}

internal import DMN
internal import Diagnostics
internal import FEEL

extension ContrastRules.Spoken {
  /// What the rules say of it.
  ///
  /// - Throws: `rules.answerLimit` for a figure that is none and for a kind of part that there is none of.
  init(reading told: Value, at place: SourceLocation) throws(DiagnosticsError) {
    let numbers = ["reasons", "traps", "evidence"].compactMap { whole(told[part: $0]) }.filter { $0 >= 0 }
    var problems: [Diagnostic] = []
    let share = Double(told[part: "alike within"].description).flatMap { (0...1).contains($0) ? $0 : nil }
    if numbers.count < 3 || share == nil { problems.append(noNumbers(place)) }
    let names = told[part: "left out first"].texts
    let kinds = names.map(ContrastAnswer.SpokenPart.Kind.init)
    problems += zip(names, kinds).filter { $1 == nil }.map { name, _ in strangeKind(name, place) }
    if names.isEmpty { problems.append(nothingLeftOut(place)) }
    try problems.throwIfAnyIsError()
    self.init(
      alikeWithin: share ?? 0, reasons: numbers[0], traps: numbers[1], evidence: numbers[2],
      leftOutFirst: kinds.compactMap { $0 })
  }
}

// MARK: Wording

private func noNumbers(_ place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answerLimit,
    "`Spoken` needs whole numbers from 0 for `reasons`, `traps` and `evidence`, and a share from 0 to 1 for `alike within`",
    at: place)
}

private func strangeKind(_ name: String, _ place: SourceLocation) -> Diagnostic {
  let kinds = ContrastAnswer.SpokenPart.Kind.allCases.map(\.rawValue)
  return Diagnostic(
    .error, AdvisorCode.answerLimit,
    "`Spoken` leaves out `\(name)`; expected \(Prose.list(kinds.map { "`\($0)`" }, joinedBy: "or"))",
    at: place,
    help: nearestName(to: name, among: kinds).map { "did you mean `\($0)`?" })
}

private func nothingLeftOut(_ place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.answerLimit, "`Spoken` has no `left out first`, so that an answer could be too long",
    at: place)
}

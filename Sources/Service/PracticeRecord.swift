internal import Advisor

/// What somebody has practised so far, carried in the address: a field `:done` for each question, with its id and the
/// score of the last answer.
///
/// So nothing is stored, and progress works without scripts and goes where the link goes.
struct PracticeRecord: Sendable {
  private static let field = ":done"
  /// More fields than this would not fit into a request's header.
  private static let most = 150

  /// Order: as answered, the last one last.
  private(set) var scores: [(id: String, score: Int)] = []

  /// The record in an address; fields that are none are left out.
  init(reading query: Query) {
    for field in query.fields where field.name == Self.field {
      let parts = field.value.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let score = Int(parts[1]), (0...100).contains(score), parts[0].utf8.count <= 80
      else { continue }
      note(score, for: String(parts[0]))
    }
  }

  /// The last score of a question; nil where it was not answered.
  subscript(id: String) -> Int? { scores.first { $0.id == id }?.score }

  /// Takes a score down in place of an earlier one.
  mutating func note(_ score: Int, for id: String) {
    scores.removeAll { $0.id == id }
    scores.append((id, score))
    scores.removeFirst(max(0, scores.count - Self.most))
  }

  /// An address with some facts and this record.
  func address(_ path: String, _ facts: Query) -> String {
    let own = scores.map { (Self.field, "\($0.id) \($0.score)") }
    return Query(facts.fields.map { ($0.name, $0.value) } + own).address(path)
  }

  /// What a page says of some questions: how many of them are answered, and the mean of their scores; nil where none is.
  func summary(of ids: [String]) -> [String: Any]? {
    let found = ids.compactMap { self[$0] }
    guard !found.isEmpty else { return nil }
    return [
      "answered": found.count, "all": ids.count,
      "average": (found.reduce(0, +) * 2 + found.count) / (2 * found.count),
    ]
  }
}

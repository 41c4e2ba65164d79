internal import Diagnostics

extension DecisionModel {
  /// The decisions, each after those it requires; decisions in a circle are reported and left out.
  func decisionsInOrder(problems: inout [Diagnostic]) -> [Decision] {
    let byId = Dictionary(decisions.map { ($0.id, $0) }) { first, _ in first }
    // By name as well, as a model that is read tolerantly may give an id twice.
    func key(_ decision: Decision) -> [String] { [decision.id, decision.name] }
    var state: [[String]: Visit] = [:]
    var order: [Decision] = []
    for root in decisions where state[key(root)] == nil {
      // Depth first, with an own stack: a chain of decisions may be as long as the file.
      var path: [(decision: Decision, next: Int)] = [(root, 0)]
      state[key(root)] = .open
      while let (decision, next) = path.last {
        let required = decision.requirements.decisions.filter { $0.namespace == nil }
        guard next < required.count else {
          path.removeLast()
          state[key(decision)] = .done
          order.append(decision)
          continue
        }
        path[path.count - 1].next += 1
        guard let target = byId[required[next].id] else { continue }
        switch state[key(target)] {
        case nil:
          state[key(target)] = .open
          path.append((target, 0))
        case .open:
          let start = path.firstIndex { $0.decision.id == target.id } ?? 0
          problems.append(cycle(path[start...].map(\.decision)))
        case .done: continue
        }
      }
    }
    return order
  }
}

private enum Visit { case open, done }

// MARK: Wording

private func cycle(_ circle: [Decision]) -> Diagnostic {
  // The circle is told from its first decision in the file, wherever it was entered.
  let start = circle.indices.min { circle[$0].location < circle[$1].location } ?? 0
  let turned = Array(circle[start...] + circle[..<start])
  let names = (turned + turned.prefix(1)).map { "`\($0.name)`" }.joined(separator: " → ")
  let message =
    turned.count == 1
    ? "decision `\(turned[0].name)` requires itself" : "decisions require each other in a circle: \(names)"
  return Diagnostic(
    .error, ModelProblem.cycle, message, at: turned.first?.location,
    notes: turned.dropFirst().map { .init("`\($0.name)` is here", at: $0.location) },
    help: "remove one of the requirements")
}

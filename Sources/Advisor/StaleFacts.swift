public import Diagnostics
public import XML

/// Warnings about facts of the rules that were known to hold only until a day before `today`.
///
/// - Parameters:
///   - root: a rules file.
///   - today: the day, `2026-11-23`.
public func staleFacts(in root: Element, today: String) -> [Diagnostic] {
  var found: [Diagnostic] = []
  var waiting = [root]
  while let element = waiting.popLast() {
    waiting += element.children
    guard element.namespace == adviceNamespace, element.name == "dated" else { continue }
    // Days written as ISO 8601 says sort as texts do.
    guard let until = element[attribute: "until"] else { continue }
    if until < today { found.append(stale(plainText(element.text.text), until, element.location)) }
  }
  return found.sorted()
}

// MARK: Wording

private func stale(_ fact: String, _ until: String, _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .warning, AdvisorCode.stale, "`\(fact)` was known to hold until \(until)", at: location,
    help: "look it up again, and write down the day")
}

internal import Advisor
internal import Diagnostics

/// Makes the decisions of a folder of records again, and says which would be others today.
struct RecordCheck {
  let book: AnswerBook
  let prints: Fingerprints
  private(set) var report = ""
  private(set) var changed = 0
  private(set) var failed = 0
  private var same = 0
  private var others = 0

  init(book: AnswerBook, prints: Fingerprints) {
    self.book = book
    self.prints = prints
  }

  /// Adds the record of a file; what cannot be made again is said, and the others go on.
  mutating func add(_ path: String) throws {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    do throws(DiagnosticsError) {
      guard let saved = try SavedDecision(reading: text, file: path), DecisionRecord.stands(text) else {
        others += 1
        return
      }
      let comparison = try book.compare(saved, rules: prints.rules, prices: prints.prices)
      if comparison.hasChanged { changed += 1 } else { same += 1 }
      report += told(comparison, path)
    } catch {
      failed += 1
      report += rendered(error.diagnostics)
    }
  }

  var summary: String {
    let all = changed + same + failed
    var parts = [
      "\(all) \(all == 1 ? "decision" : "decisions") made again: \(changed) changed, \(same) the same"
    ]
    if failed > 0 { parts.append("\(failed) could not be made") }
    if others > 0 { parts.append("\(others) left out, as no decision of ours or no longer in force") }
    return parts.joined(separator: "; ") + "\n"
  }

  // MARK: Wording

  private func told(_ comparison: RecordComparison, _ path: String) -> String {
    let before = comparison.before.name
    if !comparison.hasChanged {
      let moved = comparison.costs.isEmpty ? "" : ", but costs are not: \(listed(comparison.costs.prefix(2)))"
      return "\(printable(path)): still \(before)\(moved)\n"
    }
    var lines = ["\(printable(path)): changed from \(before) to \(comparison.now.name)"]
    lines.append("  \(comparison.headline)")
    lines += comparison.path.map { "  \($0.name): \(shown($0.before)) before, now \(shown($0.now))" }
    lines += comparison.costs.prefix(5).map {
      "  \($0.name): \(shown($0.before)) dollars a month before, now \(shown($0.now))"
    }
    if !comparison.hasSameRules { lines.append("  the rules are not those of the record") }
    if !comparison.hasSamePrices { lines.append("  the prices are not those of the record") }
    if comparison.hasSameRules {
      lines.append("  the rules are those of the record, so its facts were edited")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func listed(_ changes: ArraySlice<RecordComparison.Change>) -> String {
    Prose.list(changes.map { "\($0.name) from \(shown($0.before)) to \(shown($0.now)) dollars a month" })
  }

  private func shown(_ text: String) -> String { text.isEmpty || text == "null" ? "–" : printable(text) }
}

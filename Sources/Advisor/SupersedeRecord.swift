extension DecisionRecord {
  /// The text of an older record after this one has replaced it; nil where its status cannot be found.
  ///
  /// Front matter, the list of a classic header and the section “Status” are each brought up to date where they are
  /// there; a section gets the words that adr-tools writes and reads.
  public func superseding(_ text: String) -> String? {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    let hasReturns = text.contains("\r\n")
    let found = [
      replaceFrontMatter(in: &lines), replaceListItem(in: &lines), replaceSection(in: &lines),
    ]
    guard found.contains(true) else { return nil }
    return lines.joined(separator: hasReturns ? "\r\n" : "\n")
  }

  private func replaceFrontMatter(in lines: inout [String]) -> Bool {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---"),
      let line = lines[..<end].firstIndex(where: { $0.lowercased().hasPrefix("status:") })
    else { return false }
    lines[line] = "status: superseded by ADR-\(number)"
    return true
  }

  private func replaceListItem(in lines: inout [String]) -> Bool {
    let head = lines.firstIndex { $0.hasPrefix("## ") } ?? lines.endIndex
    guard
      let line = lines[..<head].firstIndex(where: { item in
        ["* status:", "- status:"].contains { item.lowercased().hasPrefix($0) }
      })
    else { return false }
    let slug = file.dropLast(3)
    lines[line] = "\(lines[line].prefix(1)) Status: superseded by [\(slug)](\(file))"
    return true
  }

  /// The status of adr-tools is its section's paragraphs; links to other records stay.
  private func replaceSection(in lines: inout [String]) -> Bool {
    guard let head = lines.firstIndex(where: { $0.lowercased() == "## status" }) else { return false }
    let end = lines[(head + 1)...].firstIndex { $0.hasPrefix("#") } ?? lines.endIndex
    let links = lines[(head + 1)..<end].filter { $0.contains("](") && !$0.lowercased().hasPrefix("super") }
    let shown = titleNumber.map { "\($0). \(title)" } ?? title
    let paragraphs = links + ["Superseded by [\(Markup.markdown.escape(shown))](\(file))"]
    lines.replaceSubrange(head..<end, with: [lines[head], ""] + paragraphs.flatMap { [$0, ""] })
    return true
  }
}

extension DecisionRecord {
  /// What a record says of its own status: the word, in small letters; nil where it says nothing.
  public static func status(of text: String) -> String? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      let line = lines[..<end].first { $0.lowercased().hasPrefix("status:") }
      if let line { return word(after: "status:", in: line) }
    }
    let head = lines.firstIndex { $0.hasPrefix("## ") } ?? lines.endIndex
    for line in lines[..<head] {
      for mark in ["* status:", "- status:"] where line.lowercased().hasPrefix(mark) {
        return word(after: mark, in: line)
      }
    }
    guard let section = lines.firstIndex(where: { $0.lowercased() == "## status" }) else { return nil }
    return lines[(section + 1)...].prefix { !$0.hasPrefix("#") }.last { line in
      !line.allSatisfy(\.isWhitespace) && !line.lowercased().hasPrefix("supercedes")
        && !line.lowercased().hasPrefix("supersedes")
    }.map { word(after: "", in: $0) }
  }

  /// Whether the decision of a record still stands: neither replaced nor given up.
  public static func stands(_ text: String) -> Bool {
    guard let status = status(of: text) else { return true }
    return !["superseded", "superceded", "deprecated", "rejected"].contains { status.hasPrefix($0) }
  }

  private static func word(after mark: String, in line: String) -> String {
    let text = line.dropFirst(mark.count).drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    return text.prefix { $0.isLetter }.lowercased()
  }
}

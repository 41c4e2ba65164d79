internal import Advisor
internal import Diagnostics

/// An answer's text as HTML: the Markdown that the layouts of answers write, and the plain text of explanations.
///
/// So a page says what the terminal says, in the same words. Only what the layouts use is known: titles, paragraphs,
/// lists, tables, code, strong and emphasised text, links. Everything else is text, escaped.
package struct HTMLText: Sendable, Hashable {
  /// A stretch under one title.
  package struct Section: Sendable, Hashable {
    /// The title as HTML; empty before the first one.
    package var title: String
    /// How deep the title stands, from 1.
    package var level: Int
    /// What stands below it, as HTML.
    package var html: String

    /// The title as the part of an address that leads to it.
    package var id: String {
      let words = title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
      return String(words).split(separator: "-").joined(separator: "-")
    }
  }

  /// Order: as written.
  package private(set) var sections: [Section] = []

  /// A text in Markdown.
  package init(markdown: String) { self.init(markdown, isMarkdown: true) }

  /// A text as a terminal shows it: paragraphs, and lists whose items begin with `- `.
  package init(plain: String) { self.init(plain, isMarkdown: false) }

  /// The text with its titles one level below `level`.
  package func html(below level: Int = 1) -> String {
    sections.map { section in
      let depth = min(6, section.level + level - 1)
      return (section.title.isEmpty ? "" : "<h\(depth)>\(section.title)</h\(depth)>\n") + section.html
    }.joined()
  }

  private init(_ text: String, isMarkdown: Bool) {
    var section = Section(title: "", level: 1, html: "")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first {
      if line.allSatisfy(\.isWhitespace) {
        lines.removeFirst()
      } else if isMarkdown, let title = Self.title(line) {
        if !section.title.isEmpty || !section.html.isEmpty { sections.append(section) }
        section = Section(title: Inline(title.text).html, level: title.level, html: "")
        lines.removeFirst()
      } else if isMarkdown, line.hasPrefix("```") {
        section.html += Self.code(&lines)
      } else if isMarkdown, line.hasPrefix("|") {
        section.html += Self.table(&lines)
      } else if isMarkdown, line.hasPrefix(">") {
        section.html += Self.quotation(&lines)
      } else if Self.item(line) != nil {
        section.html += Self.list(&lines, indent: 0, isMarkdown: isMarkdown)
      } else {
        section.html += Self.paragraph(&lines, isMarkdown: isMarkdown)
      }
    }
    if !section.title.isEmpty || !section.html.isEmpty { sections.append(section) }
  }

  private static func title(_ line: Substring) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard level > 0, level <= 6, line.dropFirst(level).first == " " else { return nil }
    return (level, String(line.dropFirst(level + 1)))
  }

  /// How far an item's text stands from the left, and the text.
  private static func item(_ line: Substring) -> (indent: Int, text: Substring, isNumbered: Bool)? {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indent)
    if rest.hasPrefix("- ") { return (indent, rest.dropFirst(2), false) }
    let digits = rest.prefix(while: \.isNumber)
    guard !digits.isEmpty, digits.count < 4, rest.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return (indent, rest.dropFirst(digits.count + 2), true)
  }

  private static func code(_ lines: inout ArraySlice<Substring>) -> String {
    let language = lines.removeFirst().dropFirst(3)
    var code: [Substring] = []
    while let line = lines.first, !line.hasPrefix("```") { code.append(lines.removeFirst()); _ = line }
    if !lines.isEmpty { lines.removeFirst() }
    // A picture in a language of its own is drawn by the page instead.
    return language == "mermaid"
      ? "" : "<pre><code>\(escapeHTML(code.joined(separator: "\n")))</code></pre>\n"
  }

  private static func table(_ lines: inout ArraySlice<Substring>) -> String {
    var rows: [[String]] = []
    while let line = lines.first, line.hasPrefix("|") {
      rows.append(cells(of: lines.removeFirst())); _ = line
    }
    guard let head = rows.first else { return "" }
    let isNumber = rows.count > 1 ? rows[1].map { $0.hasSuffix(":") } : []
    func row(_ cells: [String], _ tag: String) -> String {
      cells.enumerated().map { index, cell in
        let align = index < isNumber.count && isNumber[index] ? " class=\"number\"" : ""
        let isName = tag == "td" && index == 0
        let scope = tag == "th" ? " scope=\"col\"" : isName ? " scope=\"row\"" : ""
        return "<\(isName ? "th" : tag)\(scope)\(align)>\(Inline(cell).html)</\(isName ? "th" : tag)>"
      }.joined()
    }
    let body = rows.dropFirst(2).map { "<tr>\(row($0, "td"))</tr>\n" }.joined()
    return
      "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>\(row(head, "th"))</tr></thead>\n<tbody>\n\(body)</tbody>\n</table></div>\n"
  }

  /// The cells of a row; a bar after a backslash stands in its cell.
  private static func cells(of line: Substring) -> [String] {
    var cells: [String] = [""]
    var letters = Array(trimmedSpaces(line).dropFirst())[...]
    if letters.last == "|" { letters.removeLast() }
    while let letter = letters.popFirst() {
      if letter == "\\", let next = letters.popFirst() {
        cells[cells.count - 1] += "\\" + String(next)
      } else if letter == "|" {
        cells.append("")
      } else {
        cells[cells.count - 1].append(letter)
      }
    }
    return cells.map { trimmedSpaces($0) }
  }

  private static func quotation(_ lines: inout ArraySlice<Substring>) -> String {
    var text: [Substring] = []
    while let line = lines.first, line.hasPrefix(">") {
      text.append(line.dropFirst(line.hasPrefix("> ") ? 2 : 1))
      lines.removeFirst()
    }
    return "<blockquote>\(HTMLText(markdown: text.joined(separator: "\n")).html())</blockquote>\n"
  }

  private static func list(_ lines: inout ArraySlice<Substring>, indent: Int, isMarkdown: Bool) -> String {
    let tag = lines.first.flatMap(item)?.isNumbered == true ? "ol" : "ul"
    var html = "<\(tag)>\n"
    while let line = lines.first, let item = item(line), item.indent >= indent {
      if item.indent > indent + 1 {
        // A list in the item before: it goes before the end of that item.
        html.removeLast("</li>\n".count)
        html += "\n" + list(&lines, indent: item.indent, isMarkdown: isMarkdown) + "</li>\n"
        continue
      }
      lines.removeFirst()
      var text = String(item.text)
      while let next = lines.first, next.hasPrefix("  "), self.item(next) == nil,
        !next.allSatisfy(\.isWhitespace)
      {
        text += " " + trimmedSpaces(next)
        lines.removeFirst()
      }
      html += "<li>\(isMarkdown ? Inline(text).html : escapeHTML(text))</li>\n"
    }
    return html + "</\(tag)>\n"
  }

  private static func paragraph(_ lines: inout ArraySlice<Substring>, isMarkdown: Bool) -> String {
    var parts: [String] = []
    while let line = lines.first, !line.allSatisfy(\.isWhitespace), item(line) == nil,
      !(isMarkdown && (title(line) != nil || line.hasPrefix("|") || line.hasPrefix("```")))
    {
      parts.append(trimmedSpaces(line))
      lines.removeFirst()
    }
    let text = parts.joined(separator: " ")
    let leads = lines.first.map { item($0) != nil } ?? false
    return "<p\(leads ? " class=\"lead\"" : "")>\(isMarkdown ? Inline(text).html : escapeHTML(text))</p>\n"
  }
}

/// Marks inside a line of Markdown.
private struct Inline {
  private var letters: ArraySlice<Character>

  init(_ text: some StringProtocol) { letters = Array(text)[...] }

  /// The line as HTML.
  var html: String {
    var copy = self
    return copy.run(until: nil)
  }

  /// Everything up to a mark, or to the end.
  private mutating func run(until mark: String?) -> String {
    var result = ""
    while let letter = letters.first {
      if let mark, starts(with: mark) { return result }
      switch letter {
      case "\\":
        letters.removeFirst()
        if let next = letters.popFirst() { result += escapeHTML(String(next)) }
      case "*":
        let mark = starts(with: "**") ? "**" : "*"
        result += marked(mark, mark == "**" ? "strong" : "em")
      case "`": result += code()
      case "<" where String(letters.prefix(5)) == "<http": result += address()
      case "[": result += link()
      default:
        letters.removeFirst()
        result += escapeHTML(String(letter))
      }
    }
    return result
  }

  private func starts(with mark: String) -> Bool { letters.starts(with: mark) }

  private mutating func marked(_ mark: String, _ tag: String) -> String {
    let before = self
    letters.removeFirst(mark.count)
    let inside = run(until: mark)
    guard starts(with: mark), !inside.isEmpty else {
      self = before
      letters.removeFirst(mark.count)
      return mark
    }
    letters.removeFirst(mark.count)
    return "<\(tag)>\(inside)</\(tag)>"
  }

  private mutating func code() -> String {
    letters.removeFirst()
    guard let end = letters.firstIndex(of: "`") else { return "`" }
    let inside = String(letters[..<end])
    letters = letters[(end + 1)...]
    return "<code>\(escapeHTML(inside))</code>"
  }

  /// An address in angle brackets.
  private mutating func address() -> String {
    guard let end = letters.firstIndex(of: ">"), let start = letters.indices.first,
      let href = webAddress(String(letters[(start + 1)..<end]))
    else {
      letters.removeFirst()
      return "&lt;"
    }
    letters = letters[(end + 1)...]
    return "<a href=\"\(href)\" rel=\"noreferrer\">\(href)</a>"
  }

  private mutating func link() -> String {
    let before = self
    letters.removeFirst()
    let text = run(until: "]")
    if starts(with: "]("), let end = letters.firstIndex(of: ")") {
      let address = String(letters[letters.index(letters.startIndex, offsetBy: 2)..<end])
      if let href = webAddress(address) {
        letters = letters[(end + 1)...]
        return "<a href=\"\(href)\" rel=\"noreferrer\">\(text)</a>"
      }
    }
    self = before
    letters.removeFirst()
    return "["
  }
}

/// An address of the web, escaped for an attribute; nil for any other, so that no link runs a script.
func webAddress(_ text: String) -> String? {
  guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.contains(where: \.isWhitespace) else {
    return nil
  }
  return escapeHTML(text)
}

/// The text so that it reads as itself in HTML, in text and in quoted attributes.
package func escapeHTML(_ text: String) -> String {
  replacingScalars(of: text) { scalar in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: nil
    }
  }
}

extension Diagnostic {
  /// A part of a rendered problem that may stand out; each can be told without it.
  public enum Part: Sendable, Hashable {
    /// The word `error:`.
    case error
    /// The word `warning:`.
    case warning
    /// The word `note:`.
    case note
    /// The word `help:`.
    case help
    /// The caret under the source line.
    case caret
  }

  /// The problem as a person reads it in a terminal.
  ///
  /// Shape: `file:line:column: error: message`, then the source line with a caret under the column, the notes
  /// with theirs, and the help. Everything that comes from a file has its control characters made visible, so
  /// that no text of a file can steer a terminal.
  ///
  /// - Parameters:
  ///   - source: the text of a file by the name its locations have; nil if it is not at hand, and then no source
  ///     line is shown.
  ///   - width: how many columns of a source line are shown; a longer one is cut around the caret.
  ///   - paint: how parts are made to stand out, such as by colour.
  /// - Returns: lines joined by newlines, without one at the end.
  public func rendered(
    width: Int = 100, source: (String) -> String? = { _ in nil }, paint: (Part, String) -> String = { $1 }
  ) -> String {
    var sources: [String: String?] = [:]
    func snippet(_ location: SourceLocation?) -> [String] {
      guard let location else { return [] }
      let text = sources[location.file] ?? source(location.file)
      sources[location.file] = .some(text)
      guard let line = text.flatMap({ sourceLine(location.line, of: $0) }) else { return [] }
      let (shown, indent, caret) = markedLine(line, column: location.column, width: max(20, width))
      return [shown, indent + paint(.caret, caret)]
    }
    func heading(_ location: SourceLocation?, _ kind: String, _ part: Part, _ message: String) -> String {
      "\(location.map { "\(printable($0.description)): " } ?? "")\(paint(part, kind + ":")) \(printable(message))"
    }
    let part: Part = severity == .error ? .error : .warning
    var lines = [heading(location, severity.rawValue, part, message)] + snippet(location)
    for note in notes {
      lines += [heading(note.location, "note", .note, note.message)] + snippet(note.location)
    }
    if let help { lines.append("\(paint(.help, "help:")) \(printable(help))") }
    return lines.joined(separator: "\n")
  }
}

extension DiagnosticsError {
  /// All problems as a person reads them, one after the other.
  ///
  /// - Parameters:
  ///   - width: how many columns of a source line are shown.
  ///   - source: the text of a file by the name its locations have.
  /// - Returns: lines joined by newlines, without one at the end.
  public func rendered(width: Int = 100, source: (String) -> String? = { _ in nil }) -> String {
    diagnostics.map { $0.rendered(width: width, source: source) }.joined(separator: "\n")
  }
}

/// A text from anywhere, on one line and with nothing in it that a terminal would obey.
///
/// Control characters, line ends and marks that turn the direction of writing are shown as `\u{1B}`.
public func printable(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars { appendPrintable(scalar, to: &shown) }
  return shown
}

private func appendPrintable(_ scalar: Unicode.Scalar, to shown: inout String) {
  if isUnsafe(scalar) {
    shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  } else {
    shown.unicodeScalars.append(scalar)
  }
}

/// What a terminal might obey instead of show: controls, line and paragraph separators, turned directions.
private func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x61C, 0xFEFF: true
  case 0xE0000...0xE0FFF, 0xFFF9...0xFFFB: true
  default: false
  }
}

// MARK: The source line

/// A line of a text by its number; line ends are LF, CR LF and CR.
private func sourceLine(_ number: Int, of text: String) -> Substring.UnicodeScalarView? {
  let scalars = text.unicodeScalars
  var line = 1
  var start = scalars.startIndex
  var index = start
  while line < number {
    guard index < scalars.endIndex else { return nil }
    let scalar = scalars[index]
    index = scalars.index(after: index)
    guard scalar == "\n" || scalar == "\r" else { continue }
    if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
      index = scalars.index(after: index)
    }
    line += 1
    start = index
  }
  let rest = Substring(text[start...]).unicodeScalars
  // A byte order mark has no column.
  let visible = number == 1 && rest.first == "\u{FEFF}" ? rest.dropFirst() : rest
  return visible.prefix { $0 != "\n" && $0 != "\r" }
}

/// One character of the source line as it is shown.
private struct Cell {
  var text: String
  /// What stands under it in the caret's line: as wide, and a tab under a tab.
  var padding: String
}

/// The source line, what stands before the caret under it, and the caret; cut around the caret if it is too long.
private func markedLine(
  _ line: Substring.UnicodeScalarView, column: Int, width: Int
) -> (line: String, indent: String, caret: String) {
  // Only what may be shown is looked at: a line may be megabytes long.
  let from = max(0, column - 1 - width)
  let nearby = line.dropFirst(from).prefix(2 * width + 1)
  let cells = nearby.map(cell)
  let target = min(column - 1 - from, cells.count)
  var start = 0
  var end = cells.count
  if cells.reduce(0, { $0 + columns($1) }) > width || from > 0 {
    (start, end) = window(cells, around: target, width: width)
  }
  let isCutBefore = start > 0 || from > 0
  let isCutAfter = end < cells.count || nearby.endIndex < line.endIndex
  let before = isCutBefore ? "…" : ""
  let after = isCutAfter ? "…" : ""
  let shown = cells[start..<end].map(\.text).joined()
  let indent = (isCutBefore ? " " : "") + cells[start..<target].map(\.padding).joined()
  let caret = target < cells.count && cells[target].padding == "  " ? "^^" : "^"
  return (before + shown + after, indent, caret)
}

/// The cells to show: about two thirds of the width before the caret, the rest behind it.
private func window(_ cells: [Cell], around target: Int, width: Int) -> (Int, Int) {
  var start = target
  var end = target
  var used = 0
  while end < cells.count, used + columns(cells[end]) <= width / 3 {
    used += columns(cells[end])
    end += 1
  }
  while start > 0, used + columns(cells[start - 1]) <= width {
    start -= 1
    used += columns(cells[start])
  }
  while end < cells.count, used + columns(cells[end]) <= width {
    used += columns(cells[end])
    end += 1
  }
  return (start, end)
}

private func columns(_ cell: Cell) -> Int { cell.padding == "\t" ? 8 : cell.padding.utf8.count }

private func cell(_ scalar: Unicode.Scalar) -> Cell {
  if scalar == "\t" { return Cell(text: "\t", padding: "\t") }
  var text = ""
  appendPrintable(scalar, to: &text)
  let width = isUnsafe(scalar) ? text.utf8.count : columns(of: scalar)
  return Cell(text: text, padding: String(repeating: " ", count: width))
}

/// How many columns a terminal gives to a character: none to marks on the one before, two to the scripts of
/// East Asia and to emoji.
private func columns(of scalar: Unicode.Scalar) -> Int {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  default: return scalar.properties.isEmojiPresentation ? 2 : 1
  }
}

internal import Advisor
internal import Diagnostics

/// A folder of decision records: which convention it follows, and what is in it.
struct RecordFolder {
  /// How file names begin.
  enum Naming {
    case number
    case day
  }

  /// A record that is there.
  struct Entry {
    let file: String
    let number: Int
    let digits: String
    let text: String
  }

  let path: String
  /// Order: by number.
  let entries: [Entry]
  /// The convention that the folder shows; nil where it shows none.
  let convention: (style: DecisionRecord.Style, naming: Naming, sign: String)?

  /// What a folder holds; one that is not there yet holds nothing.
  ///
  /// - Throws: `Failure` where it cannot be read.
  init(at path: String) throws {
    self.path = path
    var entries: [Entry] = []
    if Files.isFolder(path) {
      for file in try Files.list(path, endingIn: [".md"]) {
        let name = Self.name(of: file)
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        guard file == Self.join(path, name), !digits.isEmpty, let number = Int(digits) else { continue }
        let text = String(decoding: try Files.read(file), as: UTF8.self)
        entries.append(Entry(file: name, number: number, digits: String(digits), text: text))
      }
    }
    self.entries = entries.sorted { ($0.number, $0.file) < ($1.number, $1.file) }
    convention = Self.convention(of: path, entries)
  }

  /// The number of the next record, one above the highest, with as many digits as the others.
  func nextNumber(after count: Int = 0) -> String {
    let last = entries.last { $0.digits.count < 8 }
    let next = String((last?.number ?? 0) + 1 + count)
    let width = max(4, last?.digits.count ?? 4)
    return String(repeating: "0", count: max(0, width - next.count)) + next
  }

  /// The record with a number, such as `4` or `0004`.
  func entry(_ number: String) -> Entry? {
    guard let wanted = Int(number) else { return nil }
    return entries.last { $0.number == wanted }
  }

  /// The record that keeps the decision on a case and still stands.
  func standing(for id: String) -> Entry? {
    entries.last { entry in
      DecisionRecord.stands(entry.text)
        && (try? SavedDecision(reading: entry.text, file: entry.file))?.caseID == id
    }
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Convention

  /// The files by which tools find their folder, in it or above it; then the records themselves.
  private static func convention(
    of path: String, _ entries: [Entry]
  ) -> (style: DecisionRecord.Style, naming: Naming, sign: String)? {
    for (folder, rest) in parents(of: path) {
      let adrTools = join(folder, ".adr-dir")
      if names(adrTools, rest, isWholeFile: true) { return (.classic, .number, adrTools) }
      let log4brains = join(folder, ".log4brains.yml")
      if names(log4brains, rest, isWholeFile: false) { return (.classic, .day, log4brains) }
      let adrs = join(folder, "adrs.toml")
      if names(adrs, rest, isWholeFile: false) { return (.madr4, .number, adrs) }
    }
    guard let entry = entries.last else { return nil }
    let naming: Naming = entry.digits.count == 8 ? .day : .number
    if entry.text.hasPrefix("---\n") || entry.text.hasPrefix("---\r\n") {
      return (.madr4, naming, entry.file)
    }
    let titles = entry.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("## ") }
    guard titles.contains("## Status") else { return nil }
    let isNygard = titles.contains("## Context") && titles.contains("## Decision")
    return (isNygard ? .nygard : .classic, naming, entry.file)
  }

  /// The folder and those above it, each with the way from there to the folder; the nearest first.
  private static func parents(of path: String) -> [(folder: String, rest: String)] {
    var parts = path.split(separator: "/").filter { $0 != "." }.map(String.init)
    let root = path.hasPrefix("/") ? "/" : ""
    var rest: [String] = []
    var found: [(folder: String, rest: String)] = []
    while true {
      let folder = parts.isEmpty ? (root.isEmpty ? "." : root) : root + parts.joined(separator: "/")
      found.append((folder, rest.joined(separator: "/")))
      guard let last = parts.popLast() else { return found }
      rest.insert(last, at: 0)
    }
  }

  /// Whether a tool's file is there and names the folder; in the folder itself it needs no name.
  private static func names(_ file: String, _ rest: String, isWholeFile: Bool) -> Bool {
    guard Files.exists(file), !Files.isFolder(file), let bytes = try? Files.read(file) else { return false }
    if rest.isEmpty { return true }
    let text = plainText(String(decoding: bytes, as: UTF8.self))
    if isWholeFile { return trimmed(text) == rest }
    return text.split(whereSeparator: { " \"'=,[]".contains($0) }).contains { trimmed(String($0)) == rest }
  }

  /// A path without `./` in front and slash behind.
  private static func trimmed(_ path: String) -> String {
    var path = Substring(path)
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }
}

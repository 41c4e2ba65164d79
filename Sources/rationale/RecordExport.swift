internal import Advisor
internal import Diagnostics
internal import Shipped

/// Writes decisions on cases as records into a folder, each under the next number.
struct RecordExport {
  let book: AnswerBook
  let contrast: ContrastRules
  let prints: Fingerprints
  let folder: RecordFolder
  let style: DecisionRecord.Style
  let naming: RecordFolder.Naming
  let day: String

  /// Writes the records of some cases.
  ///
  /// Nothing is written until all of them are ready, so that a case that cannot be used leaves the folder as it was.
  ///
  /// - Parameter number: the record that the only case replaces; nil to replace none.
  /// - Returns: the paths written.
  func write(_ studies: [CaseStudy], superseding number: String?) throws -> [String] {
    if number != nil, studies.count != 1 { throw severalForOne(studies.count) }
    let older = try number.map { number in
      guard let entry = folder.entry(number) else { throw noSuchRecord(number, folder) }
      return entry
    }
    var files: [(path: String, text: String)] = []
    for study in studies {
      if older == nil, let entry = folder.standing(for: study.id) {
        throw alreadyDecided(study.id, entry, folder)
      }
      let useCase = try UseCase(reading: study.facts, topics: book.rulebook.topics)
      let answer = try book.answer(useCase, for: study)
      let record = DecisionRecord(
        style: style, number: naming == .day ? day.filter(\.isNumber) : folder.nextNumber(after: files.count),
        title: book.recordTitle(of: answer), day: day, older: older.map(told))
      let path = RecordFolder.join(folder.path, record.file)
      if Files.exists(path) || files.contains(where: { $0.path == path }) { throw exists(path) }
      let saved = SavedDecision(answer, day: day, rules: prints.rules, prices: prints.prices)
      files.append((path, book.text(record, of: answer, saved: saved, by: contrast)))
      if let older {
        guard let text = record.superseding(older.text) else { throw noStatus(older, folder) }
        files.append((RecordFolder.join(folder.path, older.file), text))
      }
    }
    try Files.makeFolder(folder.path)
    for file in files { try Files.write(file.text, to: file.path) }
    return files.map(\.path)
  }

  /// A record by the title in its first heading, its number left out.
  private func told(_ entry: RecordFolder.Entry) -> DecisionRecord.Older {
    let heading = entry.text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("# ") }
    var title = heading.map { plainText(String($0.dropFirst(2))) } ?? entry.file
    let digits = title.prefix { $0.isNumber }
    if !digits.isEmpty, title.dropFirst(digits.count).hasPrefix(". ") {
      title = String(title.dropFirst(digits.count + 2))
    }
    return .init(number: entry.digits, title: title, file: entry.file)
  }
}

/// Fingerprints of the rules and of the price list, by which a record says what it was made with.
struct Fingerprints {
  let rules: String
  let prices: String

  /// Those of a folder where it has the files, else of the files built in.
  init(in folder: String?) throws {
    func print(_ name: String) throws -> String {
      let path = "\(folder ?? "Rules")/\(name).dmn"
      if folder != nil, Files.exists(path) { return sha256(try Files.read(path)) }
      return ShippedFile.file(at: "Rules/\(name).dmn").map { sha256($0.bytes) } ?? ""
    }
    rules = try print("strategy")
    prices = try print("prices")
  }
}

// MARK: Wording

private func severalForOne(_ count: Int) -> Failure {
  Failure("`--supersedes` replaces one record by one, and \(count) cases are given; give one case", .usage)
}

private func noSuchRecord(_ number: String, _ folder: RecordFolder) -> Failure {
  let known = folder.entries.map { "`\($0.digits)`" }
  let found = known.isEmpty ? "it has no records" : "its records are \(Prose.list(known))"
  return Failure("`\(folder.path)` has no record `\(number)`; \(found)", .usage)
}

private func alreadyDecided(_ id: String, _ entry: RecordFolder.Entry, _ folder: RecordFolder) -> Failure {
  Failure(
    "`\(RecordFolder.join(folder.path, entry.file))` already records the decision on `\(id)`; "
      + "replace it by `--supersedes \(entry.number)`", .cannotCreate)
}

private func exists(_ path: String) -> Failure {
  Failure(
    "`\(path)` is there already and is not overwritten; move it, or give the case another title",
    .cannotCreate)
}

private func noStatus(_ entry: RecordFolder.Entry, _ folder: RecordFolder) -> Failure {
  Failure(
    "`\(RecordFolder.join(folder.path, entry.file))` cannot be superseded, as it has no status; "
      + "expected front matter with `status:`, a list item `* Status:` or a section `## Status`", .badInput)
}

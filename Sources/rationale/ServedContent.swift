internal import Advisor
internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import Drills
internal import FEEL
internal import Service
internal import Shipped

extension Content {
  /// Everything that pages, API and tools tell about: the rules of a folder or those built in, the cases and layouts
  /// built in.
  ///
  /// - Parameter folder: a folder of rules; its `web` may have layouts and styles of its own. Nil for those built in.
  static func reading(rules folder: String?) throws -> Content {
    let paths = try Library.list(folder ?? "Rules", endingIn: [".dmn"]).filter { $0.hasSuffix(".dmn") }
    let models = try Library.models(at: paths)
    let schema = try Library.caseSchema()
    let cases = ShippedFile.files(in: "Cases").filter { $0.path.hasSuffix(".xml") }
    let own =
      try folder.map { try Library.list($0, endingIn: [".mustache", ".css", ".js", ".svg", ".json"]) } ?? []
    var web: [(path: String, text: String)] = []
    for path in own { web.append((path, String(decoding: try Library.read(path), as: UTF8.self))) }
    web += ShippedFile.files(in: "Rules/web").map { ($0.path, $0.text) }
    var files: [File] = []
    for path in paths {
      files.append(File(path: path, text: String(decoding: try Library.read(path), as: UTF8.self)))
    }
    files += cases.map { File(path: $0.path, text: $0.text) }
    for name in ["web/openapi.json", "web/tools.json"] {
      files += web.filter { $0.path.hasSuffix(name) }.prefix(1).map { File(path: $0.path, text: $0.text) }
    }
    return Content(
      rulebook: try Library.rulebook(in: folder),
      models: try models.map { try CheckedModel(checking: $0, imports: models) },
      studies: try cases.flatMap { try Library.cases(at: $0.path, schema: schema) }, files: files,
      schema: schema,
      pages: try PageTemplates(reading: web),
      assets: Assets(
        reading: web.reversed().map { file in
          (String(file.path.split(separator: "/").last ?? ""), file.text)
        }), training: try training(in: folder), answering: try answering(in: folder),
      version: Rationale.configuration.version)
  }

  private static func answering(in folder: String?) throws -> Answering {
    let prints = try Fingerprints(in: folder)
    // Each request looks prices up for its own day.
    return Answering(
      book: try Library.answerBook(in: folder, today: .null),
      contrast: try Library.contrastRules(in: folder), rules: prints.rules, prices: prints.prices)
  }

  private static func training(in folder: String?) throws -> Training {
    let drills = try DrillFiles(in: folder)
    return Training(bank: drills.bank, vocabulary: drills.vocabulary)
  }
}

extension TodayOption {
  /// The day that the clock of this machine shows.
  static var now: Value { .date(Clock.system.today) }
}

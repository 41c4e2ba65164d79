internal import Advisor
internal import Batch
internal import DMN
internal import Diagnostics
internal import Shipped
internal import XML

/// Where rules and cases come from: the disk, or what was built in where the disk has nothing of that name.
enum Library {
  /// The bytes of a file, or of the shipped file of that path.
  ///
  /// - Throws: `Failure` when there is neither.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    if !Files.exists(path), let shipped = ShippedFile.file(at: normalized(path)) { return shipped.bytes }
    return try Files.read(path)
  }

  /// Whether there is such a file, on the disk or built in.
  static func has(_ path: String) -> Bool {
    Files.exists(path) || ShippedFile.file(at: normalized(path)) != nil
  }

  /// The files below a path, sorted: the path itself if it is a file.
  ///
  /// - Throws: `Failure` when there is no such path.
  static func list(_ path: String, endingIn endings: [String]) throws(Failure) -> [String] {
    if Files.exists(path) {
      return Files.isFolder(path) ? try Files.list(path, endingIn: endings) : [path]
    }
    let folder = normalized(path)
    let below = ShippedFile.files(in: folder).map(\.path).filter { name in
      endings.contains { name.hasSuffix($0) }
    }
    if !below.isEmpty { return below }
    if ShippedFile.file(at: folder) != nil { return [folder] }
    if let named = shippedCase(path) { return [named] }
    return try Files.list(path, endingIn: endings)
  }

  /// The path of the shipped case with this id.
  static func shippedCase(_ id: String) -> String? {
    let path = "Cases/\(id).xml"
    return ShippedFile.file(at: path) == nil ? nil : path
  }

  /// Where a case is: the path as given, or that of the case built in with this id.
  ///
  /// - Throws: `Failure` when it looks like an id and there is none; it names the nearest.
  static func casePath(_ path: String) throws(Failure) -> String {
    guard !path.contains("/"), !Files.exists(path) else { return path }
    if let shipped = shippedCase(path) { return shipped }
    guard !path.contains(".") else { return path }
    throw noCase(path, shippedCaseIDs)
  }

  /// The ids of the cases built in.
  static var shippedCaseIDs: [String] {
    ShippedFile.files(in: "Cases").map(\.path).filter { $0.hasSuffix(".xml") }
      .map { String($0.dropFirst("Cases/".count).dropLast(".xml".count)) }
  }

  /// The rules of a folder, or those built in, ready to advise.
  ///
  /// - Throws: `Failure` when the folder cannot be read, `DiagnosticsError` when the rules are not sound.
  static func rulebook(in folder: String?) throws -> Rulebook {
    guard let folder else { return try shippedRulebook() }
    guard Files.isFolder(folder) else { throw notAFolder(folder) }
    let paths = try Files.list(folder, endingIn: [".dmn", ".mustache"])
    let models = try models(at: paths.filter { $0.hasSuffix(".dmn") })
    return try Rulebook(checking: try goalModel(of: models, in: folder), templates: try templates(at: paths))
  }

  /// The rules built in, from the models that take part in advice on the strategy.
  ///
  /// Only a matter of time: reading the models of all the other questions would double that of the answer.
  private static func shippedRulebook() throws -> Rulebook {
    let goal = "name=\"\(Rulebook.Part.strategy.rawValue)\""
    let files = ShippedFile.files(in: "Rules").filter { $0.path.hasSuffix(".dmn") && $0.contains(goal) }
    let models = try files.map { try shippedModel($0) }
    return try Rulebook(checking: try goalModel(of: models, in: "Rules"), templates: try templates(at: []))
  }

  /// The model of a file built in: from its image, or from its text where there is none.
  private static func shippedModel(_ file: ShippedFile) throws -> DecisionModel {
    let image = file.image.flatMap { $0.withUTF8Buffer { DecisionModel(image: $0) } }
    return try image ?? DecisionModel(reading: try Element(parsing: file.bytes, file: file.path))
  }

  /// The decision models of some files.
  ///
  /// - Throws: `Failure`, or `DiagnosticsError` with the problems of all files.
  static func models(at paths: [String]) throws -> [DecisionModel] {
    var problems: [Diagnostic] = []
    var models: [DecisionModel] = []
    for path in paths {
      do {
        models.append(try model(at: path))
      } catch let error as DiagnosticsError {
        problems += error.diagnostics
      }
    }
    try problems.throwIfAnyIsError()
    return models
  }

  /// The decision model of a file.
  static func model(at path: String) throws -> DecisionModel {
    if !Files.exists(path), let shipped = ShippedFile.file(at: normalized(path)), shipped.path == path {
      return try shippedModel(shipped)
    }
    return try DecisionModel(reading: try Element(parsing: try read(path), file: path))
  }

  /// The layouts of a folder of rules, or those built in.
  static func templates(in folder: String?) throws -> Templates {
    try templates(
      at: try folder.map { folder throws(Failure) in
        try Files.list(folder, endingIn: [".mustache"])
      } ?? [])
  }

  /// The layouts: those of the folder where it has them, else those built in.
  static func templates(at paths: [String]) throws -> Templates {
    var files: [(path: String, text: String)] = []
    for path in paths where path.hasSuffix(".mustache") {
      files.append((path, String(decoding: try read(path), as: UTF8.self)))
    }
    return try Templates(
      reading: files, else: ShippedFile.files(in: "Rules/templates").map { ($0.path, $0.text) })
  }

  /// The model with the goal among some models, checked with the others to import from.
  static func goalModel(of models: [DecisionModel], in folder: String) throws -> CheckedModel {
    let goal = Rulebook.Part.strategy.rawValue
    guard let model = models.first(where: { $0.decisions.contains { $0.name == goal } }) ?? models.first
    else {
      throw Failure("`\(folder)` has no rules: no file ending in `.dmn`", .noInput)
    }
    return try CheckedModel(checking: model, imports: models)
  }

  /// The models that the sections of a recommendation are about, from a folder or built in: each in the file of its
  /// name; none where there is no such file.
  static func concepts(for recommendation: Recommendation, in folder: String?) throws -> [ConceptModel] {
    try recommendation.sections.compactMap { section in
      let path = "\(folder ?? "Rules")/\(section.model).dmn"
      guard has(path), folder == nil || Files.exists(path) else { return nil }
      return ConceptModel(try CheckedModel(checking: try model(at: path)))
    }
  }

  /// The rules of thumb of a folder, or those built in; none where there is no such model.
  static func baselines(in folder: String?) throws -> [Baseline] {
    let models = try models(at: try list(folder ?? "Rules", endingIn: [".dmn"]))
    guard let model = models.first(where: { $0.namespace == Baseline.namespace }) else { return [] }
    return try Baseline.all(in: try CheckedModel(checking: model))
  }

  /// The schema of case studies, always the one built in.
  static func caseSchema() throws -> Schema? {
    try ShippedFile.file(at: "Cases/case-study.xsd").map { try Schema(parsing: $0.bytes, file: $0.path) }
  }

  /// The schema for a file of cases; nil for a case built in, which obeys it: the tests see to that.
  static func caseSchema(for path: String) throws -> Schema? {
    let isBuiltIn = !Files.exists(path) && ShippedFile.file(at: normalized(path)) != nil
    return isBuiltIn ? nil : try caseSchema()
  }

  /// The case studies of a file.
  static func cases(at path: String, schema: Schema?) throws -> [CaseStudy] {
    try CaseStudy.all(reading: try Element(parsing: try read(path), file: path, schema: schema))
  }

  /// Reads the cases of a file of any size, on several cores and in constant memory.
  ///
  /// - Parameters:
  ///   - path: one case, or a library of them.
  ///   - schema: what they must obey.
  ///   - pieceBytes: how much is read at once on each core.
  ///   - opened: gets the file once it is open, to ask it how much has been read.
  ///   - transform: what is made of each case, or of what is wrong with it; called on any thread.
  ///   - body: what to do with the results, in order.
  /// - Throws: the problem after which nothing can be read, and what `body` throws.
  static func eachCase<Output: Sendable>(
    at path: String, schema: Schema?, pieceBytes: Int = DocumentCutter.standardPieceBytes,
    opened: (Files.Input) -> Void = { _ in },
    transform: @escaping @Sendable (Result<CaseStudy, DiagnosticsError>) -> Output,
    body: (Output) throws -> Void
  ) throws {
    let input = try Files.Input(path)
    opened(input)
    try readCases(
      from: input.source, schema: schema, pieceBytes: pieceBytes, transform: transform, body: body)
  }

  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

// MARK: Wording

private func noCase(_ id: String, _ ids: [String]) -> Failure {
  let near = nearestName(to: id, among: ids).map { "; did you mean `\($0)`?" } ?? ""
  return Failure("no such file, and no case built in: `\(printable(id))`\(near)", .noInput)
}

private func notAFolder(_ path: String) -> Failure {
  Files.exists(path)
    ? Failure("`\(path)` is not a folder", .noInput) : Failure("no such folder: `\(path)`", .noInput)
}

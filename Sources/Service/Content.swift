internal import Diagnostics
public import Advisor
public import DMN
public import XML
internal import FEEL

/// Everything that is asked about: rules, models, cases, pages; read once, then only looked at.
public struct Content: Sendable {
  /// A file that can be read as it is.
  public struct File: Sendable {
    /// The path from the project's root, such as `Rules/strategy.dmn`.
    public let path: String
    /// The text.
    public let text: String

    /// A file by its parts.
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The rules that advise on the strategy.
  public let rulebook: Rulebook
  /// The models that answer one question each.
  ///
  /// Order: as listed.
  public let models: [ConceptModel]
  /// What is taken for granted about cost; nil where the rules have no such model.
  public let assumptions: CheckedModel?
  /// The price list; nil where the rules have no such model.
  public let prices: CheckedModel?
  /// The cases.
  ///
  /// Order: by id.
  public let studies: [CaseStudy]
  /// Rules and cases as they are written.
  ///
  /// Order: by path.
  public let files: [File]
  /// What case studies have to look like.
  public let schema: Schema?
  /// The layouts of the pages.
  public let pages: PageTemplates
  /// Styles, scripts and pictures.
  public let assets: Assets
  /// Interview questions; nil where there are none.
  public let training: Training?
  /// What puts advice into words; nil where the rules have no words for it.
  public let answering: Answering?
  /// The program's version.
  public let version: String

  /// Content by its parts.
  ///
  /// - Parameters:
  ///   - rulebook: the rules that advise on the strategy.
  ///   - models: every model of the rules; those with a goal can be asked.
  ///   - studies: the cases.
  ///   - files: rules and cases as they are written.
  ///   - schema: what case studies have to look like.
  ///   - pages: the layouts of the pages.
  ///   - assets: styles, scripts and pictures.
  ///   - training: interview questions; nil where there are none.
  ///   - answering: what puts advice into words; nil where there is nothing.
  ///   - version: the program's version.
  public init(
    rulebook: Rulebook, models: [CheckedModel], studies: [CaseStudy], files: [File], schema: Schema?,
    pages: PageTemplates, assets: Assets, training: Training? = nil, answering: Answering? = nil,
    version: String
  ) {
    self.rulebook = rulebook
    self.models = models.compactMap { ConceptModel($0) }.sorted { $0.name < $1.name }
    assumptions = models.first { $0.model.name == "assumptions" }
    prices = models.first { $0.model.name == "prices" }
    self.studies = studies.sorted { $0.id < $1.id }
    self.files = files.sorted { $0.path < $1.path }
    self.schema = schema
    self.pages = pages
    self.assets = assets
    self.training = training
    self.answering = answering
    self.version = version
  }

  /// A model by its name.
  func model(_ name: String) -> ConceptModel? { models.first { $0.name == name } }

  /// A case by its id.
  func study(_ id: String) -> CaseStudy? { studies.first { $0.id == id } }

  /// The rules of cost; nil where one of the three models is missing.
  var cost: CostModels? {
    guard let economics = model("economics"), let assumptions, let prices else { return nil }
    return CostModels(economics: economics, assumptions: assumptions, prices: prices)
  }
}

/// The three models that a cost report is made of.
struct CostModels: Sendable {
  /// What each way costs.
  let economics: ConceptModel
  /// What is taken for granted.
  let assumptions: CheckedModel
  /// The price list.
  let prices: CheckedModel

  /// What a case says of figures.
  func figures(
    from facts: [WrittenFact], of study: CaseStudy?, leaving strategies: [Strategy]
  ) -> CaseFigures {
    CaseFigures(of: facts, and: study?.figures ?? [], leaving: strategies, by: assumptions)
  }
}

extension CaseFigures {
  /// The figures as somebody would type them: three with commas between them where the months differ.
  var query: Query {
    let taken = assumptions.compactMap { assumption -> (String, String)? in
      let values = CostReport.Scenario.allCases.compactMap { assumption.values[$0] }.map(Self.written)
      guard let first = values.first else { return nil }
      return (assumption.input, values.allSatisfy { $0 == first } ? first : values.joined(separator: ", "))
    }
    return Query(facts.map { ($0.name.text, $0.value?.text ?? "?") } + taken)
  }

  /// A value as somebody would type it.
  static func written(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .list(let items): items.map(written).joined(separator: ", ")
    default: value.description
    }
  }
}

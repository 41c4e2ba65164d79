internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import FEEL

/// `rationale cost`: what each way costs at a volume, and from where another is cheaper.
struct CostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost", abstract: "Says what each strategy costs, and from which volume another is cheaper.",
    discussion: """
      EXAMPLES
        rationale cost
        rationale cost --set "Requests per month=10000, 100000, 500000" --set "Model=Claude Sonnet 5.5"
        rationale cost choco-order-extraction --json

      Figures that nobody gives are taken from the rules and listed. A number may be three: low, expected and high.
      """)

  @Argument(help: "A case file, or the id of a case built in.", completion: .custom(Completions.cases))
  var file: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var today: TodayOption

  @Option(help: "A price list to use instead of that of the rules.", completion: .file(extensions: ["dmn"]))
  var prices: String?

  @OptionGroup var form: ReportForm

  func run() throws {
    try reporting(sources: set.sources) {
      let concepts = try Concepts(in: rules.folder, replacing: "prices", with: prices)
      let assumptions = try concepts.checked("assumptions")
      var facts = try set.facts()
      var figures: [CostReport.Assumption] = []
      var remark: String?
      if let file {
        let study = try Library.onlyCase(file)
        let rulebook = try rules.load()
        let useCase = try UseCase(reading: study.facts, topics: rulebook.topics)
        let said = CaseFigures(
          of: study.facts, and: study.figures,
          leaving: rulebook.prospects(for: useCase).map(\.strategy), by: assumptions)
        facts += said.facts.filter { fact in !facts.contains { $0.name.text == fact.name.text } }
        figures = said.assumptions
        remark = said.remark
      }
      let report = try CostReport(
        economics: try concepts.concept("economics"), assumptions: assumptions,
        prices: try concepts.checked("prices"), facts: facts,
        figures: figures, today: try today.value())
      switch form.form {
      case .json: Terminal.print(report.json.text)
      case .text: Terminal.printAnswer(report.text(in: .text, noting: remark))
      case .markdown: Terminal.printAnswer(report.text(in: .markdown, noting: remark))
      }
    }
  }
}

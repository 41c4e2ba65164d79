internal import Advisor
internal import ArgumentParser
internal import Diagnostics
internal import FEEL

/// `rationale cost`: what each way costs at a volume, and from where another is cheaper.
struct CostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost", abstract: "Says what each strategy costs, and from which volume another is cheaper.",
    discussion: """
      Figures that nobody gives are taken from the rules and listed. A number may be three: low, expected and high.

      EXAMPLE
        rationale cost --set "Requests per month=10000, 100000, 500000" --set "Model=Claude Sonnet 5.5"
      """)

  @Argument(help: "A case file, or the id of a case built in.", completion: .file(extensions: ["xml"]))
  var file: String?

  @OptionGroup var set: SetOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var today: TodayOption

  @Option(help: "A price list to use instead of that of the rules.", completion: .file(extensions: ["dmn"]))
  var prices: String?

  @Option(help: "The form of the report: text, markdown or json.")
  var format = Format.text

  func run() throws {
    try reporting(sources: set.sources) {
      let concepts = try Concepts(in: rules.folder, replacing: "prices", with: prices)
      let assumptions = try concepts.checked("assumptions")
      var facts = try set.facts()
      if let file {
        let path = Files.exists(file) ? file : Library.shippedCase(file) ?? file
        let pairs = figures(of: assumptions)
        for fact in try Library.cases(at: path, schema: try Library.caseSchema()).first?.facts ?? [] {
          guard let input = pairs[fact.name.text], !facts.contains(where: { $0.name.text == input }),
            let value = fact.value, value.text.allSatisfy({ $0.isNumber || $0 == "." })
          else { continue }
          facts.append(
            WrittenFact(
              name: SourceFragment(input, at: fact.name.location), value: value, status: fact.status))
        }
      }
      let report = try CostReport(
        economics: try concepts.concept("economics"), assumptions: assumptions,
        prices: try concepts.checked("prices"), facts: facts, today: try today.value())
      switch format {
      case .json: Terminal.print(report.json.text)
      case .text: Terminal.print(report.text(in: .text))
      case .markdown: Terminal.print(report.text(in: .markdown))
      }
    }
  }
}

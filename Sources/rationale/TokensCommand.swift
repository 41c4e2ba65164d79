internal import Advisor
internal import ArgumentParser
internal import DMN
internal import FEEL

/// `rationale tokens`: about how many tokens a text has.
struct TokensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens", abstract: "Estimates how many tokens a text has, and how far that can be off.",
    discussion: """
      EXAMPLES
        rationale tokens README.md
        rationale tokens README.md --json
      """)

  @Argument(help: "A text file.", completion: .file())
  var file: String

  @OptionGroup var rules: RulesOption
  @OptionGroup var form: PlainForm

  func run() throws {
    try reporting {
      let text = String(decoding: try Files.read(file), as: UTF8.self)
      let words = text.split { $0.isWhitespace }.count
      let estimate = try Concepts(in: rules.folder).checked("assumptions").evaluate(
        "Token estimate",
        inputs: [
          "Characters": .number(Number(text.unicodeScalars.count)), "Words": .number(Number(words)),
        ]
      ).value
      guard case .context(let context) = estimate else {
        throw Failure("the rules estimate no tokens from this text", .badInput)
      }
      if form.isJSON {
        return Terminal.print(json(context, characters: text.unicodeScalars.count, words: words).text)
      }
      func part(_ name: String) -> String { Prose.plain(context[name] ?? .null) }
      Terminal.print(
        """
        about \(part("expected")) tokens, between \(part("low")) and \(part("high"))
        by characters (\(text.unicodeScalars.count)): \(part("by characters")); by words (\(words)): \(part("by words"))
        \(part("how far off"))

        """)
    }
  }

  private func json(_ estimate: Context, characters: Int, words: Int) -> JSON {
    func part(_ name: String) -> JSON { JSON(estimate[name] ?? .null) }
    return [
      "characters": .number(String(characters)), "words": .number(String(words)),
      "expected": part("expected"),
      "low": part("low"), "high": part("high"), "byCharacters": part("by characters"),
      "byWords": part("by words"), "howFarOff": part("how far off"),
    ]
  }
}

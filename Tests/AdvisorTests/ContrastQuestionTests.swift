import Advisor
import DMN
import Diagnostics
import Foundation
import Testing
import XML
import Shipped

@Suite("Questions about two strategies") struct ContrastQuestionTests {
  @Test(arguments: [
    ("why fine-tune rather than RAG?", Strategy.fineTuning, Strategy.rag),
    ("Why RAG and not fine-tuning?", .rag, .fineTuning),
    ("instead of RAG, why fine-tuning?", .fineTuning, .rag),
    ("why not fine-tune instead of using retrieval?", .rag, .fineTuning),
    ("prompting vs. RAG", .prompting, .rag),
    ("Why would you train a model rather than prompt one?", .fineTuning, .prompting),
    ("why RAG with fine-tuning rather than RAG alone", .both, .rag),
    ("why both instead of just fine-tuning", .both, .fineTuning),
    ("RAG, fine-tuning: why the first?", .rag, .fineTuning),
    ("WHY A LONG PROMPT OVER A VECTOR DATABASE?", .prompting, .rag),
    ("why rag+fine-tuning rather than prompting?", .both, .prompting),
  ])
  func `a question names two strategies in its own words`(
    _ text: String, _ strategy: Strategy, _ other: Strategy
  ) throws {
    #expect(try rules().read(.init(text)) == ContrastQuestion(strategy, over: other))
  }

  @Test func `a settled strategy is held against the one that the fewest other facts lead to`() throws {
    let book = try Book.shared.get()
    func contenders(_ id: String) throws -> [Strategy] {
      let study = try #require(try Book.cases().first { $0.id == id })
      return book.rulebook.contenders(for: try UseCase(reading: study.facts, topics: book.rulebook.topics))
    }
    // Nothing to look up, and examples to train on: a prompt that failed would lead to training.
    #expect(try contenders("taralli-calorie-estimates").prefix(2) == [.prompting, .fineTuning])
    #expect(try contenders("taralli-calorie-estimates").count == 4)
    // Open facts come before changed ones.
    #expect(try contenders("gov-uk-citizen-questions").prefix(2) == [.rag, .both])
  }

  @Test func `with a case, one strategy is enough`() throws {
    let rules = try rules()
    #expect(
      try rules.read(.init("why not train?"), contenders: [.rag, .both]) == .init(.rag, over: .fineTuning))
    #expect(try rules.read(.init("why not RAG?"), contenders: [.rag, .both]) == .init(.rag, over: .both))
    #expect(try rules.read(.init("why fine-tune?"), contenders: [.rag]) == .init(.fineTuning, over: .rag))
    #expect(try rules.read(.init("why RAG?"), contenders: [.rag, .both]) == .init(.rag, over: .both))
    #expect(
      try rules.read(.init("why RAG?"), contenders: [.rag, .prompting]) == .init(.rag, over: .prompting))
  }

  @Test(arguments: [
    (
      "why is the sky blue?",
      "the question names no strategy; expected two, as in `why fine-tune rather than RAG?`"
    ),
    ("", "the question names no strategy; expected two, as in `why fine-tune rather than RAG?`"),
    (
      "why RAG rather than retrieval?",
      "the question names only RAG; expected two strategies, as in `why fine-tune rather than RAG?`, or a case to hold it against"
    ),
    (
      "prompting, RAG or fine-tuning?",
      "the question names prompting, RAG and fine-tuning; expected two strategies, as in `why fine-tune rather than RAG?`"
    ),
  ])
  func `a question that names fewer or more says so`(_ text: String, _ message: String) throws {
    let rules = try rules()
    do throws(DiagnosticsError) {
      _ = try rules.read(.init(text))
      Issue.record("was read")
    } catch {
      #expect(error.diagnostics.map(\.message) == [message])
    }
  }

  @Test func `a slip of the pen gets a suggestion`() throws {
    let rules = try rules()
    do throws(DiagnosticsError) {
      _ = try rules.read(.init("why retreival rather than RAG?"))
      Issue.record("was read")
    } catch {
      #expect(error.diagnostics.map(\.help) == ["did you mean `retrieval`?"])
    }
  }

  @Test func `all twelve pairs have an argument, reasons, traps, evidence and sources`() throws {
    let rules = try rules()
    var openings: Set<String> = []
    for strategy in Strategy.allCases {
      for other in Strategy.allCases where other != strategy {
        let answer = rules.answer(.init(strategy, over: other))
        #expect(openings.insert(answer.opening.text).inserted, "\(strategy) over \(other)")
        #expect(answer.reasons.count >= 3 && answer.traps.count >= 2 && answer.evidence.count >= 2)
        #expect(!answer.sources.isEmpty)
      }
    }
  }

  @Test func `a case that does not bear the question out says so, and what would`() throws {
    let book = try Book.shared.get()
    let rules = try rules()
    for study in try Book.cases() {
      let useCase = try UseCase(reading: study.facts, topics: book.rulebook.topics)
      let advised = book.rulebook.advise(on: useCase).strategy
      for strategy in Strategy.allCases where strategy != advised {
        let answer = try book.answer(.init(strategy, over: advised), on: useCase, for: study, by: rules)
        #expect(answer.verdict == .opposes, "\(study.id)")
        #expect(answer.opening.text.contains(advised.name), "\(study.id): \(answer.opening.text)")
        #expect(!answer.against.isEmpty, "\(study.id)")
        let defended = try book.answer(.init(advised, over: strategy), on: useCase, for: study, by: rules)
        #expect(defended.verdict == .supports && defended.against.isEmpty, "\(study.id)")
        for (text, length) in [answer, defended].flatMap({ answer in
          AnswerLength.allCases.map { (book.text(answer, $0, in: .text, by: rules), $0) }
        }) {
          for wrong in ["{", "}", "..", " ,", " .", "()"] {
            #expect(!text.text.contains(wrong), "\(study.id): \(text.text)")
          }
          let limit = length == .headline ? 30 : length == .spoken ? 200 : .max
          #expect(text.words <= limit, "\(study.id): \(text.text)")
        }
      }
    }
  }

  private func answer(_ id: String, _ strategy: Strategy, over other: Strategy) throws -> ContrastAnswer {
    let book = try Book.shared.get()
    let study = try #require(try Book.cases().first { $0.id == id })
    let useCase = try UseCase(reading: study.facts, topics: book.rulebook.topics)
    return try book.answer(.init(strategy, over: other), on: useCase, for: study, by: try rules())
  }

  @Test func `what is said aloud names the strategy, the case, the bill and what it hangs on`() throws {
    let book = try Book.shared.get()
    let answer = try answer("verisk-premium-audit", .rag, over: .fineTuning)
    let text = book.text(answer, .spoken, in: .markdown, by: try rules()).text
    for part in [
      "Verisk", "I lean to RAG rather than fine-tuning", "dollars for an assumed", "Still open",
      "One claim I would avoid: “",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func `a reason that rests on what is assumed says so, and one that rests on what is known does not`()
    throws
  {
    let book = try Book.shared.get()
    let known = try answer("honeycomb-query-assistant", .prompting, over: .rag)
    let assumed = try answer("verisk-premium-audit", .rag, over: .fineTuning)
    func written(_ answer: ContrastAnswer) throws -> String {
      book.text(answer, .written, in: .markdown, by: try rules()).text
    }
    #expect(try written(known).contains("- A prompt has been measured and meets the bar.\n"))
    #expect(
      try written(assumed).contains(
        "- Answers have to name a source, and weights have none to name. (assumed: an answer must rest on a trusted source)"
      ))
    #expect(book.text(assumed, .spoken, in: .text, by: try rules()).text.contains("If the assumptions hold,"))
  }

  @Test func `what a case itself says is not what would change the answer`() throws {
    let stated = try answer("harvey-case-law-research", .rag, over: .fineTuning)
    #expect(stated.turningPoint?.text.contains("It would take another case") == true)
    let open = try answer("honeycomb-query-assistant", .prompting, over: .rag)
    #expect(open.turningPoint?.text == "It would have to be RAG if the knowledge changes within the day.")
  }

  @Test func `the text is priced with the prompt that carries it and with nothing else`() throws {
    let prompt = try #require(try answer("prosus-data-analyst", .fineTuning, over: .prompting).bill)
    #expect(prompt.text.contains("with a prompt of perhaps 50,000 tokens"))
    let search = try #require(try answer("prosus-data-analyst", .fineTuning, over: .rag).bill)
    #expect(!search.text.contains("50,000"))
    #expect(try rules().answer(.init(.rag, over: .prompting)).bill == nil)
  }

  @Test func `evidence that the facts rule out is not asked for`() throws {
    let passes = try answer("databricks-table-documentation", .fineTuning, over: .prompting)
    #expect(!passes.evidence.contains { $0.text.contains("flat below the target") })
    #expect(passes.evidence.contains { $0.text.contains("The bill at real traffic") })
    let general = try rules().answer(.init(.fineTuning, over: .prompting))
    #expect(general.evidence.contains { $0.text.contains("flat below the target") })
  }

  @Test(arguments: [
    (
      "reasons: 4, ", "reasons: null, ",
      "`Spoken` needs whole numbers from 0 for `reasons`, `traps` and `evidence`, and a share from 0 to 1 for `alike within`"
    ),
    (
      "[\"reason\", \"evidence\", \"against\"", "[\"reazon\", \"evidence\", \"against\"",
      "`Spoken` leaves out `reazon`; expected `situation`, `opening`, `facts`, `against`, `reason`, `bill`, `open`, `turning`, `trap` or `evidence`"
    ),
    ("left out first:", "left out:", "`Spoken` has no `left out first`, so that an answer could be too long"),
  ])
  func `rules that do not say what is spoken are refused`(part: String, other: String, message: String) throws
  {
    #expect(try problems(replacing: part, with: other) == [message])
  }

  @Test func `rules without an argument for a pair are refused`() throws {
    let file = try #require(ShippedFile.file(at: "Rules/contrast.dmn"))
    let start = try #require(file.text.range(of: "<rule id=\"ct_rag_over_prompting\">"))
    let rule = file.text[start.lowerBound...].prefix(400)
    let other = rule.replacing(
      "<text>\"rag over prompting\"</text>", with: "<text>\"rag over fine-tuning\"</text>")
    #expect(
      try problems(replacing: String(rule), with: String(other)) == [
        "`Thesis` has no sentence for `rag over prompting`"
      ])
  }

  /// What the rules are refused for when a part of them is another one.
  private func problems(replacing part: String, with other: String) throws -> [String] {
    let file = try #require(ShippedFile.file(at: "Rules/contrast.dmn"))
    let text = file.text.replacing(part, with: other)
    #expect(text != file.text)
    let element = try Element(parsing: Array(text.utf8), file: "contrast.dmn")
    let model = try CheckedModel(checking: try DecisionModel(reading: element))
    do throws(DiagnosticsError) {
      _ = try ContrastRules(checking: model)
      return []
    } catch { return error.diagnostics.map(\.message) }
  }

  private func rules() throws -> ContrastRules {
    let file = try #require(ShippedFile.file(at: "Rules/contrast.dmn"))
    let model = try DecisionModel(reading: try Element(parsing: file.bytes, file: file.path))
    return try ContrastRules(checking: try CheckedModel(checking: model))
  }
}

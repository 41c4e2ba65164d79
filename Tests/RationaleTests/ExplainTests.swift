import Testing

/// What the commands that explain print for shipped cases and for facts of one's own.
@Suite("Explanations") struct ExplainTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let status: Int32
    let arguments: [String]

    init(_ name: String, status: Int32 = 0, _ arguments: String...) {
      self.name = name
      self.status = status
      self.arguments = arguments
    }

    var testDescription: String { name }
  }

  @Test(arguments: rows)
  func `an explanation is the one that was read and accepted`(row: Row) throws {
    let run = try Folder().run(row.arguments)
    #expect(run.status == row.status)
    try expectGolden(run.output + run.errors, "explain/\(row.name).txt")
  }
}

private let rows: [ExplainTests.Row] = [
  .init("advise-settled", "advise", "ovadia-knowledge-injection-study", "--format", "text"),
  .init(
    "advise-settled-narrowly", "advise", "--set", "Knowledge needed=none", "--set", "Labelled examples=17",
    "--set",
    "Prompting result=falls short"),
  .init("why-settled", "why", "ovadia-knowledge-injection-study"),
  .init("why-open", "why", "honeycomb-query-assistant"),
  .init(
    "why-default", "why", "--set", "Knowledge needed=none", "--set", "Labelled examples=17", "--set",
    "Prompting result=falls short"),
  .init(
    "why-json", "why", "--set", "Knowledge needed=none", "--set", "Labelled examples=17", "--set",
    "Prompting result=falls short", "--format", "json"),
  .init("why-not", "why", "honeycomb-query-assistant", "--not", "fine-tuning"),
  .init("why-rather-than", "why", "ovadia-knowledge-injection-study", "--rather-than", "prompting"),
  .init("why-not-open", "why", "honeycomb-query-assistant", "--not", "rag"),
  .init(
    "why-not-json", "why", "honeycomb-query-assistant", "--not", "fine-tuning", "--format", "json"),
  .init("why-not-itself", status: 64, "why", "honeycomb-query-assistant", "--not", "prompting"),
  .init("why-not-nothing", status: 64, "why", "honeycomb-query-assistant", "--not", "fine-tunning"),
  .init("why-nothing", status: 2, "why"),
  .init("flips-open", "flips", "honeycomb-query-assistant"),
  .init("flips-settled", "flips", "ovadia-knowledge-injection-study"),
  .init(
    "flips-json", "flips", "--set", "Knowledge needed=none", "--set", "Labelled examples=17", "--set",
    "Prompting result=falls short", "--format", "json"),
  .init(
    "flips-locked", "flips", "--set", "Knowledge needed=private or domain", "--set", "Knowledge size=5000",
    "--set", "Trusted source required=true", "--set", "Users see different data=true", "--set",
    "Prompting result=not tried", "--set", "Labelled examples=0", "--set", "Request volume=low"),
  .init("draw-requirements", "draw", "Rules", "--sources"),
  .init("draw-decision", "draw", "Rules", "--decision", "Tuning readiness"),
  .init("draw-decision-dot", "draw", "Rules", "--decision", "Tuning readiness", "--dot"),
  .init("draw-too-large", status: 65, "draw", "--decision", "Strategy"),
  .init("draw-unknown", status: 64, "draw", "--decision", "Tuning redyness"),
]

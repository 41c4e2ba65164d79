import Foundation
import Testing

/// What the commands about cost, tokens, single models and ages print, in `Golden`.
@Suite("Cost, tokens and concepts") struct CostTests {
  static let rows: [(name: String, command: [String])] = [
    (
      "cost-text",
      [
        "cost", "--today", "2026-11-23", "--set", "Requests per month=10000, 100000, 1000000", "--set",
        "Cache hit rate=0.95", "--set", "Value per request=0.05", "--set", "Cost of failure=88", "--set",
        "Benefit of success=12",
      ]
    ),
    (
      "cost-markdown",
      ["cost", "--today", "2026-11-23", "--format", "markdown", "--set", "Cache hit rate=0.95"]
    ),
    ("cost-json", ["cost", "--today", "2026-11-23", "--format", "json", "--set", "Cache hit rate=0.95"]),
    ("cost-case", ["cost", "choco-order-extraction", "--today", "2026-11-23"]),
    ("cost-unknown-model", ["cost", "--today", "2026-11-23", "--set", "Model=GPT-9"]),
    (
      "cost-missing-price",
      ["cost", "--today", "2026-11-23", "--set", "Tuned model=Llama 3.3 70B on Together"]
    ),
    ("cost-unknown-input", ["cost", "--set", "Modle=GPT-6 Luna"]),
    ("cost-strange-value", ["cost", "--set", "Cache hit rate=2"]),
    ("cost-strange-day", ["cost", "--today", "soon"]),
    ("tokens", ["tokens", "text.txt"]),
    (
      "concept-text",
      [
        "advise", "--model", "retrieval-diagnosis", "--format", "text", "--set", "Symptom=passage ignored",
        "--set", "Proposed fix=more context", "--set", "Retrieval measured=no",
      ]
    ),
    (
      "concept-json",
      ["advise", "--model", "sampling", "--format", "json", "--set", "Complaint=wrong facts"]
    ),
    ("concept-unknown", ["advise", "--model", "retrieval-diagnosi"]),
    ("concept-nothing-given", ["advise", "--model", "hallucination"]),
    ("check-stale", ["check", "Rules/sampling.dmn", "--today", "2027-02-01"]),
    ("check-fresh", ["check", "Rules/sampling.dmn", "--today", "2026-11-23"]),
  ]

  @Test(arguments: rows.map(\.name))
  func `it prints what it printed before`(_ name: String) throws {
    let row = try #require(Self.rows.first { $0.name == name })
    let folder = try Folder()
    try folder.write("Four words of English, and then a few more.\n", to: "text.txt")
    let run = try folder.run(row.command)
    try expectGolden("exit \(run.status)\n\(run.errors)\(run.output)", "\(name).txt")
  }
}

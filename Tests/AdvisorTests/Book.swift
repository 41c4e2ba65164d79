import Advisor
import DMN
import Diagnostics
import FEEL
import Shipped
import Testing
import XML

/// The shipped rules and cases, read once for all tests of this module.
enum Book {
  static let shared = Result { try make() }

  private static func make() throws -> AnswerBook {
    let models = try files("Rules", ".dmn").map { file in
      try DecisionModel(reading: try Element(parsing: file.bytes, file: file.path))
    }
    func checked(_ name: String) throws -> CheckedModel {
      try CheckedModel(checking: try #require(models.first { $0.name == name }), imports: models)
    }
    let templates = try Templates(reading: files("Rules", ".mustache").map { ($0.path, $0.text) })
    let economics = try #require(ConceptModel(try checked("economics")))
    return AnswerBook(
      rulebook: try Rulebook(checking: try checked("strategy"), templates: templates),
      rules: try AnswerRules(checking: try checked(AnswerRules.name)),
      costRules: .init(
        economics: economics, assumptions: try checked("assumptions"), prices: try checked("prices")),
      library: try cases(), today: try day("2026-11-23"))
  }

  /// The shipped cases, by file name.
  static func cases() throws -> [CaseStudy] {
    try files("Cases", ".xml").flatMap { file in
      try CaseStudy.all(reading: try Element(parsing: file.bytes, file: file.path))
    }
  }

  private static func files(_ folder: String, _ ending: String) -> [ShippedFile] {
    ShippedFile.files(in: folder).filter { $0.path.hasSuffix(ending) }
  }

  private static func day(_ text: String) throws -> Value {
    try CheckedExpression(parsing: .init("date(\"\(text)\")"), scope: TypeScope()).evaluate(in: Environment())
  }
}

/// Numbers that look random and are the same in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

import DMN
import Diagnostics
import FEEL
import XML

/// A small deterministic generator, so that a failing seed can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// A random model of chained decision tables over inputs of every kind a diagram cuts, written as DMN.
struct RandomModel {
  enum Kind: CaseIterable { case word, openWord, flag, number, date }

  private(set) var kinds: [Kind] = []
  private(set) var text = ""
  let tableCount: Int
  private let hasAllPolicies: Bool
  private var random: SeededGenerator

  /// - Parameters:
  ///   - kinds: the kinds of the inputs; chosen by chance unless given.
  ///   - hasAllPolicies: whether the last table may also put several rules together.
  init(
    seed: UInt64, inputCount: Int = 4, tableCount: Int = 3, kinds given: [Kind]? = nil,
    hasAllPolicies: Bool = false
  ) {
    random = SeededGenerator(seed: seed)
    self.tableCount = tableCount
    self.hasAllPolicies = hasAllPolicies
    let chosen = (0..<inputCount).map { Kind.allCases[$0 % Kind.allCases.count] }.shuffled(using: &random)
    kinds = given ?? chosen
    text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="random" namespace="urn:random">
      <itemDefinition name="tWord"><typeRef>string</typeRef><allowedValues><text>"a", "b", "c"</text></allowedValues>\
      </itemDefinition>

      """
    for (index, kind) in kinds.enumerated() {
      text += "<inputData id=\"x\(index)\" name=\"x\(index)\"><variable name=\"x\(index)\" "
      text += "typeRef=\"\(Self.type(of: kind))\"/></inputData>\n"
    }
    for table in 0..<tableCount { text += decision(table) }
    text += "</definitions>\n"
  }

  /// The name of the last decision.
  var goal: String { "d\(tableCount - 1)" }

  func checked() throws -> CheckedModel {
    try CheckedModel(checking: DecisionModel(reading: Element(parsing: Array(text.utf8), file: "random.dmn")))
  }

  /// A value for every input: on, between and beyond the constants of the tables, and null where that is allowed.
  mutating func values() -> [String: Value] {
    var values: [String: Value] = [:]
    for (index, kind) in kinds.enumerated() {
      values["x\(index)"] =
        switch kind {
        case .word: .string(["a", "b", "c"].randomElement(using: &random) ?? "a")
        case .openWord:
          [.string("a"), .string("b"), .string("zebra"), .null].randomElement(using: &random) ?? .null
        case .flag: [.boolean(true), .boolean(false), .null].randomElement(using: &random) ?? .null
        case .number: number()
        case .date: date()
        }
    }
    return values
  }

  private mutating func number() -> Value {
    let halves = Int.random(in: -3...23, using: &random)
    if halves == 23 { return .null }
    return (Number(halves) / Number(2)).map(Value.number) ?? .null
  }

  private mutating func date() -> Value {
    let day = Int.random(in: 1...13, using: &random)
    if day == 13 { return .null }
    return Date("2026-01-\(day < 10 ? "0" : "")\(day)").map(Value.date) ?? .null
  }

  private static func type(of kind: Kind) -> String {
    switch kind {
    case .word: "tWord"
    case .openWord: "string"
    case .flag: "boolean"
    case .number: "number"
    case .date: "date"
    }
  }

  private mutating func decision(_ table: Int) -> String {
    var columns = kinds.indices.filter { _ in Bool.random(using: &random) }
    if columns.isEmpty { columns = [0] }
    let earlier = table > 0 ? Int.random(in: 0..<table, using: &random) : nil
    let several = hasAllPolicies && table == tableCount - 1 ? Self.several.randomElement(using: &random) : nil
    let isNumeric = several?.contains("=") ?? false
    let type = several == nil ? " typeRef=\"string\"" : ""
    var text =
      "<decision id=\"d\(table)\" name=\"d\(table)\"><variable name=\"d\(table)\"\(type)/>\n"
    for column in columns {
      text += "<informationRequirement><requiredInput href=\"#x\(column)\"/></informationRequirement>"
    }
    if let earlier {
      text += "<informationRequirement><requiredDecision href=\"#d\(earlier)\"/></informationRequirement>"
    }
    let policy = ["UNIQUE", "FIRST", "PRIORITY", "ANY", "FIRST"].randomElement(using: &random) ?? "FIRST"
    text += "\n<decisionTable hitPolicy=\"\(several ?? policy)\">"
    for column in columns {
      text += "<input><inputExpression><text>x\(column)</text></inputExpression></input>"
    }
    if let earlier { text += "<input><inputExpression><text>d\(earlier)</text></inputExpression></input>" }
    let outputs = isNumeric ? ["1", "2", "3"] : ["\"p\"", "\"q\"", "\"r\""]
    text += "<output><outputValues><text>\(outputs.joined(separator: ", "))</text></outputValues>"
    if Bool.random(using: &random) {
      text += "<defaultOutputEntry><text>\(outputs[2])</text></defaultOutputEntry>"
    }
    text += "</output>\n"
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      text += "<rule>"
      for column in columns { text += "<inputEntry><text>\(cell(kinds[column]))</text></inputEntry>" }
      if earlier != nil {
        let tests = ["-", "\"p\"", "not(\"p\")", "\"q\", \"r\"", "null"]
        text += "<inputEntry><text>\(tests.randomElement(using: &random) ?? "-")</text></inputEntry>"
      }
      let output = outputs.randomElement(using: &random) ?? outputs[0]
      text += "<outputEntry><text>\(output)</text></outputEntry></rule>\n"
    }
    return text + "</decisionTable></decision>\n"
  }

  /// The policies that put several rules together, as the attributes write them.
  private static let several = [
    "COLLECT", "COLLECT\" aggregation=\"SUM", "COLLECT\" aggregation=\"MIN", "COLLECT\" aggregation=\"MAX",
    "COLLECT\" aggregation=\"COUNT", "RULE ORDER", "OUTPUT ORDER", "PRIORITY",
  ]

  private mutating func cell(_ kind: Kind) -> String {
    if Int.random(in: 0..<3, using: &random) == 0 { return "-" }
    let tests: [String]
    switch kind {
    case .word, .openWord: tests = ["\"a\"", "\"a\", \"b\"", "not(\"b\")", "\"c\"", "null", "not(null)"]
    case .flag: tests = ["true", "false", "not(true)", "null"]
    case .number:
      let low = Int.random(in: 0...8, using: &random)
      let high = low + Int.random(in: 0...3, using: &random)
      tests = [
        "&lt; \(low)", "&lt;= \(low)", "&gt; \(low)", "&gt;= \(low)", "[\(low)..\(high)]",
        "(\(low)..\(high)]",
        "[\(low)..\(high))", "\(low)", "not(\(low))", "\(low), &gt; \(high)", "null", "not(&lt; \(low))",
      ]
    case .date:
      let day = Int.random(in: 1...9, using: &random)
      let date = "date(\"2026-01-0\(day)\")"
      tests = [
        "&lt; \(date)", "&gt;= \(date)", "\(date)", "[@\"2026-01-02\"..\(date)]", "null", "not(\(date))",
      ]
    }
    return tests.randomElement(using: &random) ?? "-"
  }
}

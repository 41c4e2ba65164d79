package import DMN
internal import Diagnostics
internal import FEEL
internal import XML

/// A random model of what a query can say: tables of every hit policy that gives one value, conditions in every form,
/// calculated columns and answers, and texts that must be escaped.
package struct RandomModel {
  enum Kind: CaseIterable { case word, openWord, flag, number, amount, date }

  private(set) var kinds: [Kind] = []
  package private(set) var text = ""
  private var decisions: [Output] = []
  private var random: SeededGenerator
  /// Whether numbers are calculated with, which not every database does in decimals.
  private let calculates: Bool

  /// What a decision gives.
  private enum Output { case word, number, parts, flag }

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    calculates = seed % 3 == 0
    kinds = Kind.allCases.shuffled(using: &random)
    text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="random" namespace="urn:random">
      <itemDefinition name="tWord"><typeRef>string</typeRef><allowedValues><text>\(Self.words.joined(separator: ", "))\
      </text></allowedValues></itemDefinition>
      <itemDefinition name="tAmount"><typeRef>number</typeRef><allowedValues><text>[0..1000.5)</text></allowedValues>\
      </itemDefinition>
      <itemDefinition name="tAnswer"><typeRef>string</typeRef><allowedValues><text>\
      \(Self.answers.dropLast().joined(separator: ", "))</text></allowedValues></itemDefinition>

      """
    for (index, kind) in kinds.enumerated() {
      text += "<inputData id=\"x\(index)\" name=\"X \(index)\"><variable name=\"X \(index)\" "
      text += "typeRef=\"\(Self.type(of: kind))\"/></inputData>\n"
    }
    for _ in 0..<Int.random(in: 2...5, using: &random) { addDecision() }
    text += "</definitions>\n"
  }

  private static let words = ["\"a\"", "\"b\"", "\"it's\"", "\"{{ c }}\"", "\"d \""]
  private static let answers = [
    "\"p\"", "\"q 'quoted'\"", "\"{% r %}\"", "\"${s}\\\\n\"", "\"never allowed\"",
  ]

  /// The name of the last decision.
  package var goal: String { "D \(decisions.count - 1)" }

  package func checked() throws -> CheckedModel {
    try CheckedModel(checking: DecisionModel(reading: Element(parsing: Array(text.utf8), file: "random.dmn")))
  }

  private static func type(of kind: Kind) -> String {
    switch kind {
    case .word: "tWord"
    case .openWord: "string"
    case .flag: "boolean"
    case .number: "number"
    case .amount: "tAmount"
    case .date: "date"
    }
  }

  // MARK: Decisions

  private mutating func addDecision() {
    let number = decisions.count
    let needs =
      kinds.indices.map {
        "<informationRequirement><requiredInput href=\"#x\($0)\"/></informationRequirement>"
      }
      + decisions.indices.map {
        "<informationRequirement><requiredDecision href=\"#d\($0)\"/></informationRequirement>"
      }
    let form = Int.random(in: 0..<8, using: &random)
    let (output, type, logic): (Output, String, String)
    switch form {
    case 0:
      (output, type, logic) = (
        .flag, "boolean", "<literalExpression><text>\(condition(2))</text></literalExpression>"
      )
    case 1:
      (output, type, logic) = (
        .word, "tAnswer", "<literalExpression><text>\(conditional())</text></literalExpression>"
      )
    case 2: (output, type, logic) = (.number, "number", aggregate())
    case 3: (output, type, logic) = (.parts, "", table(.parts))
    default: (output, type, logic) = (.word, Bool.random(using: &random) ? "tAnswer" : "string", table(.word))
    }
    let typeRef = type.isEmpty ? "" : " typeRef=\"\(type)\""
    text += "<decision id=\"d\(number)\" name=\"D \(number)\"><variable name=\"D \(number)\"\(typeRef)/>\n"
    text += needs.joined() + "\n" + logic + "</decision>\n"
    decisions.append(output)
  }

  /// A column: what it tests, and a cell for it.
  private enum Column {
    case input(Kind, Int)
    case decision(Output, Int)
    case calculated(String)

    var expression: String {
      switch self {
      case .input(_, let index): "X \(index)"
      case .decision(.parts, let index): "D \(index).first"
      case .decision(_, let index): "D \(index)"
      case .calculated(let text): text
      }
    }
  }

  private mutating func columns() -> [Column] {
    var columns: [Column] = []
    for (index, kind) in kinds.enumerated() where Int.random(in: 0..<3, using: &random) > 0 {
      columns.append(.input(kind, index))
    }
    for (index, output) in decisions.enumerated() where Bool.random(using: &random) {
      columns.append(.decision(output, index))
    }
    if calculates, Bool.random(using: &random) {
      columns.append(.calculated("\(number) + 2 * \(amount)"))
    }
    return columns.isEmpty ? [.input(kinds[0], 0)] : columns
  }

  private var number: String { "X \(kinds.firstIndex(of: .number) ?? 0)" }
  private var amount: String { "X \(kinds.firstIndex(of: .amount) ?? 0)" }

  private mutating func table(_ output: Output) -> String {
    let policy = ["UNIQUE", "FIRST", "PRIORITY", "ANY", "FIRST"].randomElement(using: &random) ?? "FIRST"
    let columns = columns()
    var text = head(policy, columns)
    let answers = Self.answers.joined(separator: ", ")
    let values = "<outputValues><text>\(answers)</text></outputValues>"
    let other = "<defaultOutputEntry><text>\"p\"</text></defaultOutputEntry>"
    let names = output == .parts ? ["first", "second"] : [""]
    for name in names {
      let label = name.isEmpty ? "" : " name=\"\(name)\" typeRef=\"string\""
      text += "<output\(label)>\(values)\(Bool.random(using: &random) ? other : "")</output>\n"
    }
    let mayCalculate = policy == "FIRST" || policy == "UNIQUE"
    for rule in 0..<Int.random(in: 1...9, using: &random) {
      let cells = columns.map { column in cell(column) }
      let results = names.map { _ in
        mayCalculate && Int.random(in: 0..<6, using: &random) == 0 && output == .parts
          ? "\"as \" + X \(kinds.firstIndex(of: .word) ?? 0) + \"!\"" : answer()
      }
      text += row(rule, cells, results)
    }
    return text + "</decisionTable>"
  }

  private mutating func aggregate() -> String {
    let function = ["SUM", "COUNT", "MIN", "MAX"].randomElement(using: &random) ?? "SUM"
    let columns = columns()
    var text = head("COLLECT\" aggregation=\"\(function)", columns) + "<output typeRef=\"number\">"
    if Bool.random(using: &random) { text += "<defaultOutputEntry><text>0</text></defaultOutputEntry>" }
    text += "</output>\n"
    for rule in 0..<Int.random(in: 1...6, using: &random) {
      let cells = columns.map { column in cell(column) }
      text += row(rule, cells, ["\(Int.random(in: -3...9, using: &random))"])
    }
    return text + "</decisionTable>"
  }

  private mutating func head(_ policy: String, _ columns: [Column]) -> String {
    var text = "<decisionTable hitPolicy=\"\(policy)\">"
    for column in columns {
      text += "<input><inputExpression><text>\(column.expression)</text></inputExpression>"
      if case .input(.openWord, _) = column, Int.random(in: 0..<4, using: &random) == 0 {
        text += "<inputValues><text>\"a\", \"b\", \"zebra\"</text></inputValues>"
      }
      text += "</input>"
    }
    return text
  }

  private func row(_ rule: Int, _ cells: [String], _ results: [String]) -> String {
    "<rule id=\"d\(decisions.count)_\(rule)\">"
      + cells.map { "<inputEntry><text>\($0)</text></inputEntry>" }.joined()
      + results.map { "<outputEntry><text>\($0)</text></outputEntry>" }.joined() + "</rule>\n"
  }

  private mutating func answer() -> String {
    (Self.answers + ["null"]).randomElement(using: &random) ?? "null"
  }

  // MARK: Conditions

  /// An expression that gives a text: constants chosen by conditions.
  private mutating func conditional() -> String {
    "if \(condition(1)) then \(answer()) else if \(condition(1)) then \(answer()) else \(answer())"
  }

  private mutating func condition(_ depth: Int) -> String {
    if depth > 0 {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
      case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
      case 2: return "not(\(condition(depth - 1)))"
      default: break
      }
    }
    let index = Int.random(in: kinds.indices, using: &random)
    let name = "X \(index)"
    switch kinds[index] {
    case .word, .openWord:
      let other = "X \(kinds.firstIndex(of: .openWord) ?? 0)"
      let tests = [
        "\(name) = \"a\"", "\(name) != \"b\"", "\(name) = null", "\(name) in (\"a\", \"it's\")",
        "\(name) = \(other)", "\(name) &lt; \"b\"",
      ]
      return tests.randomElement(using: &random) ?? ""
    case .flag: return ["\(name)", "\(name) = true", "not(\(name))"].randomElement(using: &random) ?? ""
    case .number, .amount:
      let bound = Int.random(in: 0...12, using: &random)
      let tests = [
        "\(name) &gt;= \(bound)", "\(name) between 0.5 and \(bound)", "\(name) in (1..\(bound + 1)]",
        "\(number) &lt; \(amount)",
        "\(number) = \(amount)",
      ]
      return tests.randomElement(using: &random) ?? ""
    case .date:
      return ["\(name) &lt; @\"2026-01-05\"", "\(name) != null"].randomElement(using: &random) ?? ""
    }
  }

  private mutating func cell(_ column: Column) -> String {
    if Int.random(in: 0..<3, using: &random) == 0 { return "-" }
    let tests: [String]
    switch column {
    case .decision(.number, _), .calculated: return numberCell()
    case .decision(.flag, _): tests = ["true", "false", "null", "not(true)"]
    case .decision:
      tests = ["\"p\"", "not(\"p\")", "\"q 'quoted'\", \"{% r %}\"", "null", "not(null, \"p\")", "\"as a!\""]
    case .input(let kind, let index):
      switch kind {
      case .word, .openWord:
        tests = [
          "\"a\"", "\"a\", \"b\"", "not(\"b\")", "\"it's\"", "null", "not(null)", "\"{{ c }}\", null",
          "\"d \"",
          "not(\"a\", null)", "? = \"a\" or ? = null", "[\"a\", \"b\"]", "&lt; \"b\"", "not(X \(index))",
        ]
      case .flag: tests = ["true", "false", "not(true)", "null", "true, false", "not(true, null)"]
      case .number, .amount: return numberCell()
      case .date:
        let date = "date(\"2026-01-0\(Int.random(in: 1...9, using: &random))\")"
        tests = [
          "&lt; \(date)", "&gt;= \(date)", "\(date)", "[@\"2026-01-02\"..\(date)]", "null", "not(\(date))",
          "not(&gt; \(date))",
        ]
      }
    }
    return tests.randomElement(using: &random) ?? "-"
  }

  private mutating func numberCell() -> String {
    let low = Int.random(in: -2...8, using: &random)
    let high = low + Int.random(in: 0...3, using: &random)
    return [
      "&lt; \(low)", "&lt;= \(low).25", "&gt; \(low)", "&gt;= \(low)", "[\(low)..\(high)]",
      "(\(low)..\(high)]",
      "[\(low)..\(high)), 7.5", "\(low)", "not(\(low))", "\(low), &gt; \(high)", "null", "not(&lt; \(low))",
      "not([\(low)..\(high)))", "? &gt; \(low) and ? != \(high)", "not(null, [\(low)..\(high)])",
      "!= \(high)",
    ].randomElement(using: &random) ?? "-"
  }
}

internal import ArgumentParser
internal import DMN
internal import Diagnostics
internal import SQL

/// `rationale sql`: a decision as a query, for the data where it is.
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Prints a decision as a query that a database runs over all its rows.",
    discussion: """
      The query gives what `rationale` gives: for each decision on the way its answer, the id of the rule and the \
      rule's reason. NULL in a column means that the fact is not known, and a value that the rules do not allow counts \
      as not known. What has no exact counterpart is refused with its place, never approximated. \
      `rationale schema` prints the table that the query reads.

      EXAMPLES
        rationale sql --decision Strategy --dialect duckdb > strategy.sql
        rationale sql Rules --decision Strategy --dialect spark --from lake.intents --keep intent_id
        rationale sql --decision Strategy --dialect duckdb --from "{{ ref('intents') }}" > models/strategy.sql
      """)

  @OptionGroup var model: DecisionOption

  @OptionGroup var target: DialectOption

  @Option(
    name: .customLong("from"),
    help: "The table that is decided: a name, with its schema if it has one, or a {{ … }} of dbt.")
  var table = "cases"

  @Option(help: "How the rules are looked up: case, join or diagram; chosen by their number unless given.")
  var shape: ShapeName?

  @Option(help: "A column of the table that goes into the result, too; may be repeated.")
  var keep: [String] = ["id"]

  @Flag(help: "Leave out the reasons of the rules.")
  var noReasons = false

  func run() throws {
    try reporting {
      let model = try model.load()
      let options = QueryOptions(
        dialect: target.dialect, table: try TableReference(table).text, shape: shape?.shape, kept: keep,
        hasReasons: !noReasons, digits: target.digits.digits, names: target.names.names)
      Terminal.print(try Query(deciding: try self.model.name(in: model), of: model, options).text)
    }
  }
}

/// Which decision of which model.
struct DecisionOption: ParsableArguments {
  @Argument(help: "A rules file, or a folder of them; those built in unless given.", completion: .file())
  var path = "Rules"

  @Option(help: "The decision; the only one, or `Strategy`, unless given.")
  var decision: String?

  /// The model that has the decision.
  func load() throws -> CheckedModel {
    let models = try Library.models(at: try Library.list(path, endingIn: [".dmn"]))
    if let decision {
      let home = models.first { $0.decisions.contains { $0.name == decision } }
      guard let home else { throw unknownDecision(decision, models) }
      return try CheckedModel(checking: home, imports: models)
    }
    return try Library.goalModel(of: models, in: path)
  }

  /// The name of the decision.
  func name(in model: CheckedModel) throws -> String {
    if let decision { return decision }
    let names = model.decisions.map(\.name)
    if let goal = names.first(where: { $0 == "Strategy" }) ?? (names.count == 1 ? names.first : nil) {
      return goal
    }
    throw noDecision(names)
  }
}

/// Which database, and the digits of its numbers.
struct DialectOption: ParsableArguments {
  @Option(name: .customLong("dialect"), help: "The database.")
  var name: DialectName

  var dialect: Dialect { name.dialect }

  @Option(
    name: .customLong("decimal"),
    help: "The digits of the numbers among the inputs, all and behind the point, as in DECIMAL(15, 4).")
  var digits = DecimalDigits(digits: .standard)

  @Option(
    help:
      "How the columns of facts are named: words, as in change_frequency, or model, as the rules and batch write it."
  )
  var names = ColumnNaming.words
}

/// The ways to name columns by the names of the command line.
enum ColumnNaming: String, ExpressibleByArgument, CaseIterable {
  case words
  case model

  var names: InputNames {
    switch self {
    case .words: .words
    case .model: .model
    }
  }
}

/// `15,4` on the command line.
struct DecimalDigits: ExpressibleByArgument {
  let digits: ColumnType.Digits

  init(digits: ColumnType.Digits) { self.digits = digits }

  init?(argument: String) {
    let parts = argument.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard parts.count == 2, let precision = parts[0], let scale = parts[1], 1...38 ~= precision,
      0...precision ~= scale
    else { return nil }
    digits = .init(whole: precision - scale, scale: scale)
  }

  var defaultValueDescription: String { "\(digits.precision),\(digits.scale)" }
}

/// The databases by the names of the command line.
enum DialectName: String, ExpressibleByArgument, CaseIterable {
  case duckdb
  case postgres
  case spark
  case sqlite

  var dialect: Dialect {
    switch self {
    case .duckdb: .duckdb
    case .postgres: .postgres
    case .spark: .spark
    case .sqlite: .sqlite
    }
  }
}

/// The shapes by the names of the command line.
enum ShapeName: String, ExpressibleByArgument, CaseIterable {
  case `case`
  case join
  case diagram

  var shape: Shape {
    switch self {
    case .case: .case
    case .join: .join
    case .diagram: .diagram
    }
  }
}

/// The table of a query as the user wrote it: it goes into the text as it is, so it must be a name and nothing else.
struct TableReference {
  let text: String

  init(_ text: String) throws(Failure) {
    let scalars = text.unicodeScalars
    let isTemplate =
      scalars.count > 4 && scalars.starts(with: "{{".unicodeScalars)
      && scalars.suffix(2).elementsEqual("}}".unicodeScalars)
      && !scalars.dropFirst(2).dropLast(2).contains { $0 == "{" || $0 == "}" }
    guard isTemplate || Self.isName(text) else { throw notATable(text) }
    self.text = text
  }

  /// Words with points between them, each plain or in quotation marks.
  private static func isName(_ text: String) -> Bool {
    var mark: Unicode.Scalar?
    var isStart = true
    for scalar in text.unicodeScalars {
      if let open = mark {
        if scalar == open { mark = nil }
        continue
      }
      switch scalar {
      case "\"", "`":
        guard isStart else { return false }
        mark = scalar
        isStart = false
      case ".":
        guard !isStart else { return false }
        isStart = true
      default:
        let isWord =
          scalar.properties.isAlphabetic || scalar == "_"
          || !isStart && (scalar.properties.numericType != nil || scalar == "$")
        guard isWord else { return false }
        isStart = false
      }
    }
    return mark == nil && !isStart
  }
}

// MARK: Wording

private func unknownDecision(_ name: String, _ models: [DecisionModel]) -> Failure {
  let names = models.flatMap { $0.decisions.map(\.name) }
  let help = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" }
  return Failure("there is no decision `\(name)`\(help ?? "")", .usage)
}

private func noDecision(_ names: [String]) -> Failure {
  Failure(
    "`--decision` is needed; the decisions are " + names.map { "`\($0)`" }.joined(separator: ", "), .usage)
}

private func notATable(_ text: String) -> Failure {
  Failure(
    "`\(text)` is no name of a table, expected one like `cases`, `lake.cases` or `{{ ref('cases') }}`", .usage
  )
}

public import DMN
public import Diagnostics
internal import FEEL

/// What a query is asked for.
public struct QueryOptions: Sendable {
  /// The database.
  public var dialect: Dialect
  /// The table that is decided, as the database knows it.
  public var table: String
  /// The shape of all tables; nil to choose by size.
  public var shape: Shape?
  /// Columns of the table that are carried into the result.
  public var kept: [String]
  /// Whether the reasons of the rules travel with the answers.
  public var hasReasons: Bool
  /// The digits of the numbers among the inputs.
  public var digits: ColumnType.Digits
  /// How the columns of the inputs are named.
  public var names: InputNames

  /// Options by their parts.
  public init(
    dialect: Dialect, table: String = "cases", shape: Shape? = nil, kept: [String] = ["id"],
    hasReasons: Bool = true,
    digits: ColumnType.Digits = .standard, names: InputNames = .words
  ) {
    self.dialect = dialect
    self.table = table
    self.shape = shape
    self.kept = kept
    self.hasReasons = hasReasons
    self.digits = digits
    self.names = names
  }
}

/// How the columns of the inputs are named.
public enum InputNames: Sendable, Hashable {
  /// In lower case with underscores, as databases like it.
  case words
  /// As the model writes them, which is how `rationale batch` reads and writes them.
  case model
}

extension Query {
  /// The query that answers a decision for each row of a table.
  ///
  /// Null in a column means that the fact is not known; what a type does not allow counts as not known, too, just as
  /// in `CheckedModel.evaluate`.
  ///
  /// - Throws: `sql.…` for everything that has no exact counterpart, by place.
  public init(deciding goal: String, of model: CheckedModel, _ options: QueryOptions) throws(DiagnosticsError)
  {
    var compiler = QueryCompiler(model, options)
    self = try compiler.query(goal)
  }
}

/// A query in the making.
struct QueryCompiler {
  let model: CheckedModel
  let options: QueryOptions
  var problems: [Diagnostic] = []
  var names: ColumnNames
  private var tables: [CommonTable] = []
  private var meanings: [String: Meaning] = [:]
  private var found: [Query.DecisionColumns] = []
  private var inputs: [InputColumn] = []
  private var last = "facts"
  private var goal = ""

  init(_ model: CheckedModel, _ options: QueryOptions) {
    self.model = model
    self.options = options
    names = ColumnNames(for: options.dialect)
  }

  mutating func query(_ goal: String) throws(DiagnosticsError) -> Query {
    guard let decision = model.decision(goal) else { throw DiagnosticsError([unknown(goal, in: model)]) }
    self.goal = goal
    let needed = needed(for: decision)
    try problems.throwIfAnyIsError()
    for column in options.kept { _ = names.claim(column, for: "the carried column `\(column)`", at: nil) }
    _ = names.claim("facts", for: "the table of facts", at: nil)
    addFacts(needed.inputs)
    for decision in needed.decisions { add(decision) }
    problems += names.problems
    if let hidden = tables.first(where: { $0.name == options.table.lowercased() }) {
      problems.append(sameName(hidden.name, decision))
    }
    if let most = options.dialect.depth, tables.depth > most {
      problems.append(tooDeep(decision, tables.depth, options.dialect, most))
    }
    try problems.throwIfAnyIsError()
    let columns = options.kept + ([found.last].compactMap { $0 } + found.dropLast()).flatMap(\.columns)
    return Query(
      comments: comments(on: decision), tables: tables, columns: columns, dialect: options.dialect,
      decisions: found, inputs: inputs)
  }

  /// What a decision requires, itself included.
  private mutating func needed(for goal: CheckedDecision) -> (
    inputs: [InputData], decisions: [CheckedDecision]
  ) {
    var wanted: Set<String> = [goal.name]
    var given: Set<String> = []
    var pending = [goal]
    while let decision = pending.popLast() {
      for dependency in decision.dependencies {
        if dependency.namespace != nil || dependency.kind == .knowledgeModel || dependency.kind == .service {
          problems.append(foreign(dependency, decision))
        } else if dependency.kind == .input {
          given.insert(dependency.name)
        } else if wanted.insert(dependency.name).inserted, let next = model.decision(dependency.name) {
          pending.append(next)
        }
      }
    }
    return (
      model.model.inputs.filter { given.contains($0.name) },
      model.decisions.filter { wanted.contains($0.name) }
    )
  }

  private func comments(on goal: CheckedDecision) -> [String] {
    let model = self.model.model
    let refusals =
      options.kept.isEmpty ? [] : ["Carried along: \(options.kept.joined(separator: ", "))."]
    return [
      "\(goal.name): \(goal.decision.question ?? "the answer for each row")",
      "Model \(model.name), \(model.namespace), read from \(model.version.words); written for \(options.dialect.name).",
      "NULL means: not known. A value that its type does not allow counts as not known.",
    ] + refusals
  }

  // MARK: Facts

  private mutating func addFacts(_ given: [InputData]) {
    var columns: [Select.Column] = []
    for input in given {
      collect { (self) throws(Refusal) in
        let column = try InputColumn(
          input, in: self.model, self.options)
        // The column of the table itself, which a table of the query must not hide.
        self.inputs.append(column)
        let name = self.names.claim("fact", input.name, for: "input `\(input.name)`", at: input.location)
        let compiler = ExpressionCompiler(self.options.dialect, [:], SourceFragment("", at: input.location))
        let given = SQLExpression.given(column.column)
        let term = Term(sql: column.type == .text ? .bytewise(given) : given, type: column.type)
        let test = self.options.dialect == .sqlite ? [SQLExpression.isOfType(given, column.type)] : []
        let known = try compiler.conformed(
          term, to: self.model.inputTypes[input.name], where: test, at: input.location)
        columns.append(.init(known.sql, as: name))
        self.meanings[input.name] = .scalar(Term(sql: .column(name), type: column.type))
      }
    }
    tables.append(
      CommonTable(
        name: "facts", comments: ["what is known of each row"],
        body: .select(
          Select(
            takes: .none, columns: options.kept.map { .init(.given($0), as: $0) } + columns,
            source: .given(options.table)))))
  }

  /// Does something, and keeps the reason if it is refused.
  private mutating func collect(_ work: (inout QueryCompiler) throws(Refusal) -> Void) {
    do { try work(&self) } catch { problems.append(error.problem) }
  }

  // MARK: Decisions

  private mutating func add(_ decision: CheckedDecision) {
    let before = problems.count
    let title = "decision `\(decision.name)`"
    let place = decision.decision.location
    switch decision.logic.form {
    case .table(let table): add(table, of: decision)
    case .literal(let expression):
      let column = names.claim(decision.name, for: title, at: place)
      collect { (self) throws(Refusal) in
        let compiler = ExpressionCompiler(self.options.dialect, self.meanings, expression.fragment)
        var term = try compiler.answer(expression.expression, conformingTo: decision)
        if term.type == nil { term = Term(sql: .null(.text), type: .text, constant: .null) }
        self.tables.append(
          CommonTable(
            name: column, comments: self.comments(on: decision.decision),
            body: .select(Select(columns: [.init(term.sql, as: column)], source: .table(self.last)))))
        self.meanings[decision.name] = .scalar(Term(sql: .column(column), type: term.type))
        self.found.append(.init(decision: decision.name, answers: [(nil, column)], rule: nil, reason: nil))
        self.last = column
      }
    case .nothing, .context, .list, .relation, .invocation, .function, .conditional, .filter, .for, .some,
      .every:
      problems.append(noForm(decision))
    }
    // Those that read it would only repeat that it cannot be written.
    if problems.count > before, meanings[decision.name] == nil { meanings[decision.name] = .scalar(.null) }
  }

  private func comments(on decision: Decision) -> [String] {
    [decision.question.map { "\(decision.name): \($0)" } ?? decision.name]
  }

  private mutating func add(_ table: CheckedTable, of decision: CheckedDecision) {
    let title = "decision `\(decision.name)`"
    let place = decision.decision.location
    let outputs = table.table.outputs
    let names = outputs.map { output in
      outputs.count == 1
        ? self.names.claim(decision.name, for: title, at: place)
        : self.names.claim(
          decision.name, output.name ?? "", for: "output `\(output.name ?? "")` of \(title)",
          at: output.location)
    }
    let prefix = outputs.count == 1 ? names[0] : self.names.claim(decision.name, for: title, at: place)
    // Outputs are often called `rule` or `reason`, so that these columns are not.
    let rule = self.names.claim(decision.name, "rule id", for: "the rule of \(title)", at: place)
    let reason = self.names.claim(decision.name, "rule reason", for: "the reason of \(title)", at: place)
    for suffix in inner(table) {
      _ = self.names.claim(decision.name, suffix, for: "the rules of \(title)", at: place)
    }
    let before = problems.count
    let parts = TableParts(
      table, of: decision, in: model, options.dialect, meanings, prefix: prefix, problems: &problems)
    guard problems.count == before else { return }
    let question = RuleQuestion(
      table: table, parts: parts, prefix: prefix, source: last, dialect: options.dialect)
    collect { (self) throws(Refusal) in
      let hits = try self.hits(question, isGoal: decision.name == self.goal)
      let answer = AnswerColumns(
        question, hits, decision, names: names, rule: rule, reason: self.options.hasReasons ? reason : nil)
      try answer.checkAggregate()
      let hit = question.name("hit_rule")
      self.tables += hits.tables
      let inner = Select(
        columns: [.init(hits.hit, as: hit)], source: .nested(hits.source, as: question.name("matches")))
      let source: Select
      let number: SQLExpression
      if case .column = hits.hit {
        (source, number) = (hits.source, hits.hit)
      } else {
        (source, number) = (inner, .column(hit))
      }
      self.tables.append(
        CommonTable(
          name: prefix, comments: self.comments(on: decision.decision),
          body: .select(
            Select(
              columns: answer.columns(number), source: .nested(source, as: question.name("answers"))))))
      self.last = prefix
      self.meanings[decision.name] =
        outputs.count == 1
        ? .scalar(Term(sql: .column(names[0]), type: answer.types[0]))
        : .parts(
          zip(outputs, zip(names, answer.types)).map {
            ($0.name ?? "", Term(sql: .column($1.0), type: $1.1))
          })
      self.found.append(
        .init(
          decision: decision.name,
          answers: zip(outputs, names).map { (outputs.count == 1 ? nil : $0.name, $1) },
          rule: rule, reason: answer.hasReason ? reason : nil))
    }
  }

  /// What the tables and columns are called that a decision may need besides its answer.
  private func inner(_ table: CheckedTable) -> [String] {
    var names = [
      "hit", "hits", "hit rule", "rules", "cells", "last", "low", "high", "inputs", "matches", "answers",
      "combinations", "level 0",
    ]
    for index in 1...max(1, table.inputExpressions.count) {
      names += ["in \(index)", "in \(index) cell", "node \(index)", "level \(index)"]
    }
    if case .collect = table.table.hitPolicy { names += table.cells.indices.map { "hit \($0 + 1)" } }
    return names
  }

  /// The hits in the shape that was asked for, or in the one that suits the size.
  ///
  /// A shape that is asked for is that of every table that can have it; only where the goal's own cannot, it is refused.
  private func hits(_ question: RuleQuestion, isGoal: Bool) throws(Refusal) -> RuleHits {
    if question.isTrivial { return try RuleHits(branching: question) }
    do throws(Refusal) {
      switch options.shape {
      case .case: return try RuleHits(branching: question)
      case .join: return try RuleHits(joining: question)
      case .diagram: return try RuleHits(walking: question)
      case nil:
        if question.table.cells.count <= options.dialect.branches { return try RuleHits(branching: question) }
        return try RuleHits(joining: question)
      }
    } catch {
      if isGoal, options.shape != nil { throw error }
      return try RuleHits(branching: question)
    }
  }
}

extension RuleQuestion {
  /// Whether no cell tests anything, so that there is nothing to look up.
  fileprivate var isTrivial: Bool { parts.conditions.allSatisfy { $0 == .isTrue } }
}

extension Query.DecisionColumns {
  fileprivate var columns: [String] { answers.map(\.column) + [rule, reason].compactMap { $0 } }
}

extension InputColumn {
  /// The column of an input.
  init(_ input: InputData, in model: CheckedModel, _ options: QueryOptions) throws(Refusal) {
    self.input = input.name
    let (digits, dialect) = (options.digits, options.dialect)
    column = options.names == .model ? input.name : snakeCase(input.name)
    guard let declared = model.inputTypes[input.name] else { throw noType(input) }
    switch declared.type {
    case .boolean: type = .boolean
    case .string: type = .text
    case .date: type = .date
    case .number:
      guard digits.precision <= dialect.digits else { throw tooWide(digits, dialect, input.location) }
      type = .decimal(digits)
    case .any, .null, .time, .dateTime, .daysAndTime, .yearsAndMonths, .list, .range, .context, .function:
      throw noColumnType(input, declared)
    }
  }
}

extension ExpressionCompiler {
  /// The answer of a decision that is an expression; the branches of `if` are held against the type one by one.
  func answer(_ expression: Expression, conformingTo decision: CheckedDecision) throws(Refusal) -> Term {
    if case .ifThenElse(let condition, let yes, let no) = expression.kind {
      return try choice(
        condition, try answer(yes, conformingTo: decision), try answer(no, conformingTo: decision), expression
      )
    }
    var term = try value(expression)
    for type in [decision.logic.declared, decision.declared].compactMap({ $0 }) {
      term = try conformed(term, to: type, at: location(expression))
    }
    return term
  }
}

extension DMNVersion {
  /// The version as people call it.
  fileprivate var words: String {
    switch self {
    case .dmn11: "DMN 1.1"
    case .dmn12: "DMN 1.2"
    case .dmn13: "DMN 1.3"
    case .dmn14: "DMN 1.4"
    case .dmn15: "DMN 1.5"
    }
  }
}

// MARK: Wording

func unknown(_ goal: String, in model: CheckedModel) -> Diagnostic {
  let near = nearestName(to: goal, among: model.decisions.map(\.name)).map { "did you mean `\($0)`?" }
  return Diagnostic(
    .error, SQLProblem.unknownDecision, "there is no decision `\(goal)` in `\(model.model.name)`",
    at: model.model.location, help: near)
}

private func foreign(_ dependency: Dependency, _ decision: CheckedDecision) -> Diagnostic {
  let what =
    switch dependency.kind {
    case .knowledgeModel: "the business knowledge model"
    case .service: "the decision service"
    case .decision: "the decision"
    case .input: "the input"
    }
  let other = dependency.namespace == nil ? "" : " of another model"
  return Diagnostic(
    .error, SQLProblem.notPortable,
    "decision `\(decision.name)` needs \(what) `\(dependency.path)`\(other), which a query cannot call",
    at: decision.decision.location)
}

private func noForm(_ decision: CheckedDecision) -> Diagnostic {
  Diagnostic(
    .error, SQLProblem.notPortable,
    "decision `\(decision.name)` is neither a decision table nor a single expression",
    at: decision.logic.location)
}

private func sameName(_ name: String, _ decision: CheckedDecision) -> Diagnostic {
  Diagnostic(
    .error, SQLProblem.name, "the table `\(name)` has the name of a part of the query",
    at: decision.decision.location,
    help: "name it with its schema, as in `main.\(name)`")
}

private func tooDeep(_ decision: CheckedDecision, _ depth: Int, _ dialect: Dialect, _ most: Int) -> Diagnostic
{
  Diagnostic(
    .error, SQLProblem.notPortable,
    "the query for `\(decision.name)` would be \(depth) queries deep, and \(dialect.name) takes \(most)",
    at: decision.decision.location, help: "`--shape case` needs the fewest, and a decision on the way fewer")
}

private func noType(_ input: InputData) -> Refusal {
  Refusal("input `\(input.name)` declares no type, and a column needs one", at: input.location, code: .type)
}

private func noColumnType(_ input: InputData, _ type: CheckedType) -> Refusal {
  Refusal(
    "input `\(input.name)` is of type `\(type.name)`, and only numbers, texts, booleans and dates are columns here",
    at: input.location, code: .type)
}

private func tooWide(_ digits: ColumnType.Digits, _ dialect: Dialect, _ location: SourceLocation) -> Refusal {
  Refusal(
    "\(digits.precision) digits are asked for, and \(dialect.name) keeps decimals of \(dialect.digits) apart",
    at: location, code: .digits)
}

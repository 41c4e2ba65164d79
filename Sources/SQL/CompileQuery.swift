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

  /// Options by their parts.
  public init(
    dialect: Dialect, table: String = "cases", shape: Shape? = nil, kept: [String] = ["id"], hasReasons: Bool = true,
    digits: ColumnType.Digits = .standard
  ) {
    self.dialect = dialect
    self.table = table
    self.shape = shape
    self.kept = kept
    self.hasReasons = hasReasons
    self.digits = digits
  }
}

extension Query {
  /// The query that answers a decision for each row of a table.
  ///
  /// Null in a column means that the fact is not known; what a type does not allow counts as not known, too, just as
  /// in `CheckedModel.evaluate`.
  ///
  /// - Throws: `sql.…` for everything that has no exact counterpart, by place.
  public init(deciding goal: String, of model: CheckedModel, _ options: QueryOptions) throws(DiagnosticsError) {
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

  init(_ model: CheckedModel, _ options: QueryOptions) {
    self.model = model
    self.options = options
    names = ColumnNames(for: options.dialect)
  }

  mutating func query(_ goal: String) throws(DiagnosticsError) -> Query {
    guard let decision = model.decision(goal) else { throw DiagnosticsError([unknown(goal, in: model)]) }
    let needed = needed(for: decision)
    try problems.throwIfAnyIsError()
    for column in options.kept { _ = names.claim(column, for: "the carried column `\(column)`", at: nil) }
    _ = names.claim("facts", for: "the table of facts", at: nil)
    addFacts(needed.inputs)
    for decision in needed.decisions { add(decision) }
    problems += names.problems
    try problems.throwIfAnyIsError()
    let columns = options.kept + ([found.last].compactMap { $0 } + found.dropLast()).flatMap(\.columns)
    return Query(
      comments: comments(on: decision), tables: tables, columns: columns, dialect: options.dialect,
      decisions: found, inputs: inputs)
  }

  /// What a decision requires, itself included.
  private mutating func needed(for goal: CheckedDecision) -> (inputs: [InputData], decisions: [CheckedDecision]) {
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
      model.model.inputs.filter { given.contains($0.name) }, model.decisions.filter { wanted.contains($0.name) }
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
        let column = try InputColumn(input, in: self.model, digits: self.options.digits, dialect: self.options.dialect)
        // The column of the table itself, which a table of the query must not hide.
        self.inputs.append(column)
        let name = self.names.claim("fact", input.name, for: "input `\(input.name)`", at: input.location)
        let compiler = ExpressionCompiler(self.options.dialect, [:], SourceFragment("", at: input.location))
        var value = SQLExpression.given(column.column)
        value = .typed(value, column.type)
        if column.type == .text { value = .bytewise(value) }
        let term = Term(sql: value, type: column.type)
        let checked = try self.model.inputTypes[input.name].map { type throws(Refusal) in
          try compiler.conformed(term, to: type, at: input.location)
        }
        columns.append(.init((checked ?? term).sql, as: name))
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
    case .nothing, .context, .list, .relation, .invocation, .function, .conditional, .filter, .for, .some, .every:
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
          decision.name, output.name ?? "", for: "output `\(output.name ?? "")` of \(title)", at: output.location)
    }
    let prefix = outputs.count == 1 ? names[0] : self.names.claim(decision.name, for: title, at: place)
    let rule = self.names.claim(decision.name, "rule", for: "the rule of \(title)", at: place)
    let reason = self.names.claim(decision.name, "reason", for: "the reason of \(title)", at: place)
    for suffix in ["hit", "hits", "rules", "cells", "last", "low", "high"] {
      _ = self.names.claim(decision.name, suffix, for: "the rules of \(title)", at: place)
    }
    let before = problems.count
    let parts = TableParts(
      table, of: decision, in: model, options.dialect, meanings, prefix: prefix, problems: &problems)
    guard problems.count == before else { return }
    let question = RuleQuestion(
      table: table, parts: parts, prefix: prefix, source: last, dialect: options.dialect)
    collect { (self) throws(Refusal) in
      let hits = try self.hits(question)
      let answer = AnswerColumns(
        question, hits, decision, names: names, rule: rule, reason: self.options.hasReasons ? reason : nil)
      try answer.checkAggregate()
      let hit = question.name("hit_rule")
      self.tables += hits.tables
      let inner = Select(columns: [.init(hits.hit, as: hit)], source: .nested(hits.source, as: question.name("matches")))
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
          decision: decision.name, answers: zip(outputs, names).map { (outputs.count == 1 ? nil : $0.name, $1) },
          rule: rule, reason: answer.hasReason ? reason : nil))
    }
  }

  /// The hits in the shape that was asked for, or in the one that suits the size.
  private func hits(_ question: RuleQuestion) throws(Refusal) -> RuleHits {
    switch options.shape {
    case .case: return try RuleHits(branching: question)
    case .join: return try joined(question)
    case .diagram: return try walked(question)
    case nil:
      if question.table.cells.count <= options.dialect.branches { return try RuleHits(branching: question) }
      if let hits = try? RuleHits(joining: question) { return hits }
      return try RuleHits(branching: question)
    }
  }

  /// A shape that is asked for is that of the tables it can be the shape of: the goal's rules decide whether it is refused.
  private func joined(_ question: RuleQuestion) throws(Refusal) -> RuleHits {
    question.isTrivial ? try RuleHits(branching: question) : try RuleHits(joining: question)
  }

  private func walked(_ question: RuleQuestion) throws(Refusal) -> RuleHits {
    question.isTrivial ? try RuleHits(branching: question) : try RuleHits(walking: question)
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
  init(_ input: InputData, in model: CheckedModel, digits: ColumnType.Digits, dialect: Dialect) throws(Refusal) {
    self.input = input.name
    column = snakeCase(input.name)
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
        condition, try answer(yes, conformingTo: decision), try answer(no, conformingTo: decision), expression)
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

private func unknown(_ goal: String, in model: CheckedModel) -> Diagnostic {
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
    "decision `\(decision.name)` is neither a decision table nor a single expression", at: decision.logic.location)
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

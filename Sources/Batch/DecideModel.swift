internal import Advisor
public import DMN
internal import Diagnostics
internal import Diagrams
internal import FEEL

/// Answers with a decision of any DMN model: compiled where it can be, else evaluated rule by rule.
public struct ModelDecider: Decider {
  private let model: CheckedModel
  private let goal: String
  private let flat: FlatDecision?
  /// The fields of the answer that are columns; nil where the answer is one.
  private let fields: [String]?
  private let ruleIDs: [String]
  /// A number that changes with the rules.
  public let fingerprint: UInt64
  /// The names of the parts of an answer.
  public let columns: [String]
  /// The names of the inputs.
  public var inputs: [String] { model.model.inputs.map(\.name) }
  /// Whether the decision is compiled.
  public var isCompiled: Bool { flat != nil }

  /// A decider for a decision.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - goal: the decision; it must be one of the model's.
  ///   - fingerprint: a number that changes with the model.
  public init(_ model: CheckedModel, goal: String, fingerprint: UInt64) {
    self.model = model
    self.goal = goal
    self.fingerprint = fingerprint
    flat = try? FlatDecision(compiling: model, goal: goal, budget: .batch)
    let decision = model.decision(goal)
    ruleIDs = decision?.decision.table?.rules.map(\.id) ?? []
    let own: [String]? =
      if case .context(let fields)? = decision?.type { fields.map(\.name) } else { nil }
    let taken = ["line", idName, "rules", "error"]
    fields = own.flatMap { $0.isEmpty || $0.contains(where: taken.contains) ? nil : $0 }
    let names = fields ?? [taken.contains(goal) ? "outcome" : goal]
    columns = ruleIDs.isEmpty ? names : names + ["rules"]
  }

  /// Large: tables answer millions of records a second.
  public var blockBytes: Int { TextCutter.standardBlockBytes }

  /// A way past the values of JSON; nil where there is none.
  public var lineReader: LineReader? {
    guard let flat, !inputs.contains(idName) else { return nil }
    return LineReader(decision: flat, answers: flat.outcomes.map { answer($0.value, $0.rules) })
  }

  /// The answer to named values.
  public func answer(_ given: [Field], line: Int) throws(RecordFailure) -> RecordAnswer {
    var values: [String: Value] = [:]
    for field in given {
      guard let input = model.model.inputs.first(where: { $0.name == field.name }) else {
        throw RecordFailure(message: unknownInput(field.name, inputs), column: field.nameColumn)
      }
      if values[input.name] != nil {
        throw RecordFailure(message: repeated(input.name), column: field.nameColumn)
      }
      guard let value = try value(of: field) else { continue }
      values[input.name] = value
    }
    if let flat {
      let outcome = flat.outcome(of: values)
      return answer(outcome.value, outcome.rules)
    }
    let evaluation = model.evaluate(goal, inputs: values)
    return answer(evaluation.value, evaluation.trace(of: goal)?.firedRules ?? [])
  }

  /// A value as the model declares it; nil for an empty cell.
  private func value(of field: Field) throws(RecordFailure) -> Value? {
    let declared = model.inputTypes[field.name]
    let type = declared?.type ?? .any
    let value: Value
    switch field.content {
    case .unknown: value = .null
    case .text(let text):
      if text.isEmpty { return nil }
      guard let read = Value(text, as: type) else {
        throw RecordFailure(message: notReadable(field.name, text, type), column: field.column)
      }
      value = read
    case .json(let json):
      guard let read = Value(json, as: type) else {
        throw RecordFailure(message: notReadable(field.name, json.line, type), column: field.column)
      }
      value = read
    }
    guard let declared, value != .null else { return value }
    let conformed = declared.conform(value, as: "`\(field.name)`")
    if case .null(let reason) = conformed {
      throw RecordFailure(message: reason?.message ?? notReadable(field.name, "", type), column: field.column)
    }
    return conformed
  }

  private func answer(_ value: Value, _ rules: [Int]) -> RecordAnswer {
    var values: [JSON]
    if let fields {
      let context = if case .context(let context) = value { context } else { Context([]) }
      values = fields.map { JSON(context[$0] ?? .null) }
    } else {
      values = [JSON(value)]
    }
    if !ruleIDs.isEmpty {
      values.append(.array(rules.filter(ruleIDs.indices.contains).map { .string(ruleIDs[$0]) }))
    }
    let isNull = if case .null = value { true } else { false }
    return RecordAnswer(values: values, isDecided: !isNull)
  }
}

/// Answers lines of JSON by a compiled decision, without building their values.
public struct LineReader: Sendable {
  let decision: FlatDecision
  /// The answer of each outcome.
  let answers: [RecordAnswer]
}

extension Value {
  /// A JSON value as a value of a type; nil where it can be none.
  fileprivate init?(_ json: JSON, as type: ValueType) {
    switch json {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let digits):
      guard let number = Number(digits) else { return nil }
      self = .number(number)
    case .string(let text):
      if type.isTemporal {
        guard let value = Value(text, as: type) else { return nil }
        self = value
      } else {
        self = .string(text)
      }
    case .array(let elements):
      let element: ValueType = if case .list(let element) = type { element } else { .any }
      var values: [Value] = []
      for json in elements {
        guard let value = Value(json, as: element) else { return nil }
        values.append(value)
      }
      self = .list(values)
    case .object(let members):
      let fields: [ValueType.Field] = if case .context(let fields) = type { fields } else { [] }
      var entries: [(String, Value)] = []
      for member in members {
        let type = fields.first { $0.name == member.name }?.type ?? .any
        guard let value = Value(member.value, as: type) else { return nil }
        entries.append((member.name, value))
      }
      self = .context(Context(entries))
    }
  }

  /// The text of a cell or attribute as a value of a type; nil where it can be none.
  fileprivate init?(_ text: String, as type: ValueType) {
    let value: Value? =
      switch type {
      case .string: .string(text)
      case .boolean:
        ["true": true, "yes": true, "false": false, "no": false][text.lowercased()].map { .boolean($0) }
      case .number: Number(text).map { .number($0) }
      case .date: Date(text).map { .date($0) }
      case .time: Time(text).map { .time($0) }
      case .dateTime: DateTime(text).map { .dateTime($0) } ?? Date(text).map { .date($0) }
      case .daysAndTime: DaysAndTimeDuration(text).map { .daysAndTime($0) }
      case .yearsAndMonths: YearsAndMonthsDuration(text).map { .yearsAndMonths($0) }
      case .any:
        Number(text).map { .number($0) } ?? (text == "true" ? .boolean(true) : nil)
          ?? (text == "false" ? .boolean(false) : .string(text))
      case .null, .list, .range, .context, .function: nil
      }
    guard let value else { return nil }
    self = value
  }
}

extension ValueType {
  fileprivate var isTemporal: Bool {
    switch self {
    case .date, .time, .dateTime, .daysAndTime, .yearsAndMonths: true
    default: false
    }
  }
}

// MARK: Wording

private func unknownInput(_ name: String, _ names: [String]) -> String {
  let near = nearestName(to: name, among: names).map { " (did you mean `\($0)`?)" } ?? ""
  return "the model has no input `\(name)`\(near)"
}

private func repeated(_ name: String) -> String { "`\(name)` is given twice" }

private func notReadable(_ name: String, _ text: String, _ type: ValueType) -> String {
  "`\(name)` cannot be `\(text)`; expected \(type)"
}

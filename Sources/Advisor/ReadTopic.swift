internal import DMN
internal import Diagnostics
internal import FEEL
internal import XML

/// The namespace of everything that `Rules/` says beyond DMN.
let adviceNamespace = "urn:rationale:advice:1"

extension Topic {
  /// How to ask for an input, as its extension elements say.
  ///
  /// - Throws: `rules.question`, and what parsing a choice's tests throws.
  init(reading input: InputData, in model: DecisionModel) throws(DiagnosticsError) {
    var problems: [Diagnostic] = []
    let said = input.extensions.filter { $0.namespace == adviceNamespace }
    func text(_ name: String) -> String? { said.first { $0.name == name }.map { plainText($0.text.text) } }
    func number(_ name: String) -> Number? {
      guard let element = said.first(where: { $0.name == name }) else { return nil }
      let value = readNumber(element.text)
      if value == nil { problems.append(notANumber(element.text, name)) }
      return value
    }
    let domain = Domain(of: input.typeRef, in: model, problems: &problems)
    if text("question") == nil { problems.append(missing("question", input)) }
    var choices: [Choice] = []
    for element in said where element.name == "choice" {
      do {
        choices.append(try Choice(reading: element, of: domain.type))
      } catch {
        problems += error.diagnostics
      }
    }
    if choices.isEmpty { choices = domain.choices }
    if choices.isEmpty, domain.type == .boolean { choices = yesAndNo }
    let cost = number("cost")
    try problems.throwIfAnyIsError()
    self.init(
      name: input.name, type: domain.type, allowed: domain.allowed, question: text("question") ?? input.name,
      help: text("help"), unit: text("unit"), noun: text("noun"),
      isLocked: said.contains { $0.name == "locked" && plainText($0.text.text) != "false" },
      cost: cost, choices: choices, location: input.location)
  }

  /// The same topic with other values.
  func with(type: ValueType, choices: [Choice]) -> Topic {
    Topic(
      name: name, type: type, allowed: allowed, question: question, help: help, unit: unit, noun: noun,
      isLocked: isLocked, cost: cost, choices: choices, location: location)
  }
}

extension Topic.Choice {
  /// A choice with its tests parsed.
  ///
  /// - Throws: `rules.question`, and what parsing the tests throws.
  fileprivate init(reading element: Element, of type: ValueType) throws(DiagnosticsError) {
    guard let when = element.attribute("when") else { throw DiagnosticsError([incomplete(element, "when")]) }
    guard let label = element[attribute: "label"] else {
      throw DiagnosticsError([incomplete(element, "label")])
    }
    let fragment = SourceFragment(when.value, at: when.valueLocation)
    let tests = try CheckedUnaryTests(parsing: fragment, of: type, scope: TypeScope())
    var weight: Number?
    if let written = element.attribute("weight") {
      let fragment = SourceFragment(written.value, at: written.valueLocation)
      weight = readNumber(fragment)
      if weight == nil { throw DiagnosticsError([notANumber(fragment, "weight")]) }
    }
    self.init(
      tests: tests, value: tests.onlyValue, label: plainText(label),
      phrase: element[attribute: "phrase"].map(plainText), weight: weight)
  }
}

/// The values of an input: the type behind its name, and the allowed ones.
private struct Domain {
  var type = ValueType.any
  var allowed: CheckedUnaryTests?

  init(of typeRef: String?, in model: DecisionModel, problems: inout [Diagnostic]) {
    var name = typeRef
    var seen: Set<String> = []
    while let current = name, seen.insert(current).inserted {
      if let type = basicTypes[current] { self.type = type }
      let item = model.itemDefinitions.first { $0.name == current }
      if let written = item?.allowedValues ?? item?.typeConstraint, allowed == nil {
        do {
          let type = item?.typeRef.flatMap { basicTypes[$0] } ?? .any
          allowed = try CheckedUnaryTests(parsing: written, of: type, scope: TypeScope())
        } catch {
          problems += error.diagnostics
        }
      }
      name = item?.typeRef
    }
  }

  /// One choice for each allowed word or number, labelled as itself.
  var choices: [Topic.Choice] {
    guard let allowed, case .oneOf(let tests) = allowed.tests else { return [] }
    let values = tests.compactMap { literal($0) }
    guard values.count == tests.count else { return [] }
    return values.compactMap { value in
      let fragment = SourceFragment(value.description)
      guard let tests = try? CheckedUnaryTests(parsing: fragment, of: type, scope: TypeScope()) else {
        return nil
      }
      let label = if case .string(let word) = value { word } else { value.description }
      return .init(tests: tests, value: value, label: label, phrase: nil, weight: nil)
    }
  }
}

extension CheckedUnaryTests {
  /// The value, where the tests let only one pass.
  fileprivate var onlyValue: Value? {
    guard case .oneOf(let options) = tests, options.count == 1 else { return nil }
    return literal(options[0])
  }
}

private func literal(_ test: UnaryTest) -> Value? {
  guard case .expression(let expression) = test, case .literal(let value) = expression.kind else {
    return nil
  }
  return value
}

private let basicTypes: [String: ValueType] = [
  "string": .string, "number": .number, "boolean": .boolean, "date": .date, "time": .time,
  "dateTime": .dateTime, "date and time": .dateTime, "dayTimeDuration": .daysAndTime,
  "days and time duration": .daysAndTime, "yearMonthDuration": .yearsAndMonths,
  "years and months duration": .yearsAndMonths,
]

private let yesAndNo: [Topic.Choice] = [true, false].compactMap { value in
  let fragment = SourceFragment(value ? "true" : "false")
  guard let tests = try? CheckedUnaryTests(parsing: fragment, of: .boolean, scope: TypeScope()) else {
    return nil
  }
  return .init(tests: tests, value: .boolean(value), label: value ? "yes" : "no", phrase: nil, weight: nil)
}

private func readNumber(_ text: SourceFragment) -> Number? { Number(plainText(text.text)) }

// MARK: Wording

private func missing(_ part: String, _ input: InputData) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.question, "the input `\(input.name)` has no \(part)", at: input.location,
    help: "add a `\(part)` element of the namespace `\(adviceNamespace)` to its extension elements")
}

private func incomplete(_ choice: Element, _ attribute: String) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.question, "a choice needs the attribute `\(attribute)`", at: choice.location)
}

private func notANumber(_ text: SourceFragment, _ part: String) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.question, "the \(part) `\(text.text)` is not a number", at: text.location)
}

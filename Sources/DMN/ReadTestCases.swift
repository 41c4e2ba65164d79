public import Diagnostics
internal import FEEL
public import XML

extension TestCases {
  /// The test cases that a `testCases` element describes.
  ///
  /// - Parameters:
  ///   - root: the `testCases` element.
  ///   - tolerant: whether a value that is wrong is read as null, as far as it is a file of test cases at all.
  /// - Throws: everything found wrong, by place: a wrong root, values without or against their type, cases
  ///   without results.
  public init(reading root: Element, tolerant: Bool = false) throws(DiagnosticsError) {
    var reader = TestCaseReader()
    if root.name != "testCases" {
      reader.report("the root element is `\(root.name)`, expected `testCases`", at: root.location)
    } else if root.namespace != testCaseNamespace {
      reader.report(
        "`testCases` has the namespace `\(root.namespace ?? "")`, expected `\(testCaseNamespace)`",
        at: root.location)
    }
    try reader.problems.throwIfAnyIsError()
    let labels = root.child("labels")?.children("label").map { trimmed($0.text.text) } ?? []
    var cases: [TestCase] = []
    for (index, element) in root.children("testCase").enumerated() {
      cases.append(reader.testCase(element, number: index + 1))
    }
    if !tolerant { try reader.problems.throwIfAnyIsError() }
    self.init(
      modelName: root.child("modelName").map { trimmed($0.text.text) }, labels: labels, cases: cases,
      location: root.location)
  }
}

private let testCaseNamespace = "http://www.omg.org/spec/DMN/20160719/testcase"
private let instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance"

private struct TestCaseReader {
  var problems: [Diagnostic] = []

  mutating func report(_ message: String, at location: SourceLocation, help: String? = nil) {
    problems.append(Diagnostic(.error, ModelProblem.testCase, message, at: location, help: help))
  }

  mutating func testCase(_ element: Element, number: Int) -> TestCase {
    let results = element.children("resultNode")
    if results.isEmpty { report("the test case has no `resultNode`", at: element.location) }
    return TestCase(
      id: element[attribute: "id"] ?? "\(number)", name: element[attribute: "name"],
      description: element.child("description").map { normalizedName($0.text.text) }, kind: kind(element),
      invocableName: element[attribute: "invocableName"].map(normalizedName),
      inputs: element.children("inputNode").map { node in
        TestCase.Input(
          name: name(of: node), namespace: node[attribute: "namespace"], value: value(in: node),
          location: node.location)
      },
      results: results.map { node in
        TestCase.Result(
          name: name(of: node), expected: node.child("expected").map { value(in: $0) } ?? .null,
          isError: node[attribute: "errorResult"] == "true", location: node.location)
      }, location: element.location)
  }

  private mutating func kind(_ element: Element) -> TestCase.Kind {
    guard let written = element.attribute("type") else { return .decision }
    if let kind = TestCase.Kind(rawValue: written.value) { return kind }
    let kinds = TestCase.Kind.allCases.map(\.rawValue)
    report(
      "unknown type of test case `\(written.value)`, expected decision, bkm or decisionService",
      at: written.valueLocation, help: didYouMean(nearestName(to: written.value, among: kinds)))
    return .decision
  }

  private mutating func name(of element: Element) -> String {
    let name = normalizedName(element[attribute: "name"] ?? "")
    if name.isEmpty { report("`\(element.name)` has no name", at: element.location) }
    return name
  }

  /// The value that stands in a node: a `value`, a `list`, or any number of `component`s.
  private mutating func value(in node: Element) -> Value {
    if isNil(node) { return .null }
    if let element = node.child("value") { return simpleValue(element) }
    if let list = node.child("list") {
      return isNil(list) ? .null : .list(list.children("item").map { value(in: $0) })
    }
    let components = node.children("component")
    if components.isEmpty { return .null }
    return .context(Context(components.map { ($0[attribute: "name"] ?? "", value(in: $0)) }))
  }

  private func isNil(_ element: Element) -> Bool {
    let value = element.attribute("nil", namespace: instanceNamespace)?.value
    return value == "true" || value == "1"
  }

  /// A value by its `xsi:type`; without one it is a string.
  private mutating func simpleValue(_ element: Element) -> Value {
    if isNil(element) { return .null }
    let text = element.text.text
    guard let type = element.attribute("type", namespace: instanceNamespace) else { return .string(text) }
    let name = type.value.split(separator: ":").last.map(String.init) ?? ""
    switch name {
    case "string", "anySimpleType": return .string(text)
    case "boolean":
      switch trimmed(text) {
      case "true", "1": return .boolean(true)
      case "false", "0": return .boolean(false)
      default: break
      }
    case "decimal", "double", "float", "integer", "int", "long":
      if let number = Number(trimmed(text).drop { $0 == "+" }) { return .number(number) }
    case "date", "time", "dateTime", "duration", "dayTimeDuration", "yearMonthDuration":
      if let value = temporal(trimmed(text)) { return value }
    default:
      let names = ["string", "boolean", "decimal", "double", "date", "time", "dateTime", "duration"]
      report(
        "unknown type `\(type.value)` of a value", at: type.valueLocation,
        help: didYouMean(nearestName(to: name, among: names)))
      return .null
    }
    report("`\(trimmed(text))` is not of type `\(type.value)`", at: element.location)
    return .null
  }

  /// FEEL's own literal knows all four kinds.
  private func temporal(_ text: String) -> Value? {
    guard !text.contains("\""), !text.contains("\\") else { return nil }
    let literal = SourceFragment("@\"\(text)\"")
    guard let checked = try? CheckedExpression(parsing: literal, scope: TypeScope()) else { return nil }
    let value = checked.evaluate(in: Environment())
    if case .null = value { return nil }
    return value
  }
}

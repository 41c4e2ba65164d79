internal import Diagnostics
internal import XML

extension ModelReader {
  mutating func decisionTable(_ element: Element) -> DecisionTable {
    let inputs = each("input", in: element) { $0.inputClause($1) }
    let outputs = each("output", in: element) { $0.outputClause($1) }
    if outputs.isEmpty {
      report(.tableShape, "decision table has no output", at: element.location)
    }
    reportOutputNames(outputs)
    var rules: [Rule] = []
    for (index, child) in element.children("rule").enumerated() {
      rules.append(rule(child, number: index + 1, inputs: inputs.count, outputs: outputs.count))
    }
    return DecisionTable(
      hitPolicy: hitPolicy(element, outputs: outputs.count), inputs: inputs, outputs: outputs,
      annotations: element.children("annotation").map { $0[attribute: "name"] ?? "" }, rules: rules,
      id: element[attribute: "id"], location: element.location)
  }

  private mutating func inputClause(_ element: Element) -> InputClause {
    let child = element.child("inputExpression")
    let text = child.flatMap { literal($0) }
    if text == nil {
      report(.missingPart, "`input` has no expression", at: (child ?? element).location)
    }
    return InputClause(
      expression: text ?? SourceFragment("null", at: element.location),
      typeRef: typeRef(child?[attribute: "typeRef"]), allowedValues: unaryTests("inputValues", in: element),
      label: element[attribute: "label"], location: element.location)
  }

  private mutating func outputClause(_ element: Element) -> OutputClause {
    OutputClause(
      name: element[attribute: "name"].map(normalizedName), label: element[attribute: "label"],
      typeRef: typeRef(element[attribute: "typeRef"]),
      allowedValues: unaryTests("outputValues", in: element),
      defaultEntry: element.child("defaultOutputEntry").flatMap { literal($0) }, location: element.location)
  }

  private mutating func reportOutputNames(_ outputs: [OutputClause]) {
    guard outputs.count > 1 else { return }
    var first: [String: SourceLocation] = [:]
    for output in outputs {
      guard let name = output.name, !name.isEmpty else {
        report(.missingPart, "`output` has no name, expected one beside other outputs", at: output.location)
        continue
      }
      if let earlier = first[name] {
        report(
          .duplicateName, "two outputs are named `\(name)`", at: output.location,
          notes: [.init("the first `\(name)` is here", at: earlier)])
      }
      first[name] = first[name] ?? output.location
    }
  }

  private mutating func rule(_ element: Element, number: Int, inputs: Int, outputs: Int) -> Rule {
    let tests = element.children("inputEntry")
    let results = element.children("outputEntry")
    if tests.count != inputs {
      report(.tableShape, wrongCount(number, tests.count, "input", inputs), at: element.location)
    }
    if results.count != outputs {
      report(.tableShape, wrongCount(number, results.count, "output", outputs), at: element.location)
    }
    return Rule(
      id: element[attribute: "id"] ?? "rule \(number)", number: number,
      inputEntries: cells(tests.map { text(of: $0, or: "-") }, inputs, or: "-", element),
      outputEntries: cells(
        results.map { literal($0) ?? SourceFragment("null", at: $0.location) }, outputs, or: "null", element),
      annotations: element.children("annotationEntry").map { words(of: $0.child("text")) ?? "" },
      description: description(of: element), extensions: extensions(of: element), location: element.location)
  }

  /// As many cells as the table has columns, whatever the rule has: its shape is relied on from here.
  private func cells(
    _ found: [SourceFragment], _ count: Int, or empty: String, _ rule: Element
  ) -> [SourceFragment] {
    (0..<count).map { $0 < found.count ? found[$0] : SourceFragment(empty, at: rule.location) }
  }

  /// The text of a cell; an empty one is read as `empty`.
  private func text(of element: Element, or empty: String) -> SourceFragment {
    guard let text = element.child("text")?.text, !trimmed(text.text).isEmpty else {
      return SourceFragment(empty, at: element.location)
    }
    return text
  }

  private mutating func hitPolicy(_ element: Element, outputs: Int) -> HitPolicy {
    let written = element.attribute("hitPolicy")
    let aggregation = aggregation(element, outputs: outputs)
    guard let written else { return .unique }
    if let policy = HitPolicy(named: trimmed(written.value), aggregation: aggregation) { return policy }
    report(
      .hitPolicy, unknownHitPolicy(written.value), at: written.valueLocation,
      help: didYouMean(nearestName(to: written.value, among: HitPolicy.names)))
    return .unique
  }

  private mutating func aggregation(_ element: Element, outputs: Int) -> HitPolicy.Aggregation? {
    guard let written = element.attribute("aggregation") else { return nil }
    guard let aggregation = HitPolicy.Aggregation(rawValue: trimmed(written.value)) else {
      let names = HitPolicy.Aggregation.allCases.map(\.rawValue)
      report(
        .aggregation, "unknown aggregation `\(written.value)`, expected SUM, COUNT, MIN or MAX",
        at: written.valueLocation, help: didYouMean(nearestName(to: written.value, among: names)))
      return nil
    }
    return aggregation
  }
}

// MARK: Wording

private func unknownHitPolicy(_ written: String) -> String {
  "unknown hit policy `\(written)`, expected \(HitPolicy.names.dropLast().joined(separator: ", ")) or "
    + (HitPolicy.names.last ?? "")
}

private func wrongCount(_ rule: Int, _ found: Int, _ kind: String, _ expected: Int) -> String {
  "rule \(rule) has \(found) \(kind) \(found == 1 ? "cell" : "cells"), expected \(expected)"
}

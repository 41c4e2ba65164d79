internal import DMN
internal import Diagnostics
internal import Diagrams
public import FEEL
internal import XML

extension ConceptModel {
  /// What the rules answer to some facts, as far as these go.
  ///
  /// A fact that is not there, or null, is open: the answer is given where it does not matter, and where it does,
  /// all answers that remain are named. Rules that no diagram can hold are answered once all their facts are known.
  ///
  /// - Parameter facts: values by input; null where nobody knows.
  public func consult(_ facts: [String: Value]) -> Consultation {
    let known = facts.filter { $0.value != .null }
    guard let table = model.decision(goal)?.table, [.first, .unique].contains(table.table.hitPolicy),
      let ways = try? ways(to: goal, given: known)
    else { return consultPlainly(known) }
    // What the goal's texts quote: decisions that no column reads, such as the cause that a sentence names.
    let quoted = quotedDecisions(in: table)
    let quotedWays = quoted.compactMap { name in (try? self.ways(to: name, given: known)).map { (name, $0) } }
    guard quotedWays.count == quoted.count else { return consultPlainly(known) }
    var answers: [Value] = []
    for rules in ways.winners.possible(for: goal, given: ways.cells) {
      for answer in values(of: rules.first, in: table, quoting: quotedWays) where !answers.contains(answer) {
        answers.append(answer)
      }
    }
    let open = ([ways] + quotedWays.map(\.1)).flatMap { way in
      way.diagram.questions(given: way.cells).flatMap { missing(for: $0.input, given: known) }
    }
    let grounds = ([ways] + quotedWays.map(\.1)).flatMap(grounds)
    return consultation(
      answers, open: answers.count == 1 ? missingInputs(known) : open,
      grounds: answers.count == 1 ? grounds : [], known: known)
  }

  /// A decision as a function of what it is decided from, and what is known of that.
  private struct Ways {
    let goal: String
    let diagram: DecisionDiagram
    let winners: WinningRules
    let cells: DecisionDiagram.Facts
  }

  private func ways(to goal: String, given known: [String: Value]) throws(DiagramProblem) -> Ways {
    let diagram = try DecisionDiagram(compiling: model, goal: goal)
    return Ways(
      goal: goal, diagram: diagram, winners: try WinningRules(of: model, goal: goal),
      cells: cells(of: diagram, given: known))
  }

  private func quotedDecisions(in table: CheckedTable) -> [String] {
    let names = table.outputs.joined().reduce(into: Set<String>()) {
      $0.formUnion($1.expression.mentionedNames)
    }
    return model.decisions.map(\.name).filter(names.contains)
  }

  /// What a rule can answer: one value for each combination of what the decisions that it quotes can still say.
  private func values(of rule: Int?, in table: CheckedTable, quoting ways: [(name: String, ways: Ways)])
    -> [Value]
  {
    guard let rule else { return [.null] }
    let mentioned = table.outputs[rule].reduce(into: Set<String>()) {
      $0.formUnion($1.expression.mentionedNames)
    }
    var environments: [[String: Value]] = [[:]]
    for way in ways where mentioned.contains(way.name) {
      let outcomes = way.ways.diagram.outcomes(given: way.ways.cells).map(\.value)
      environments = environments.flatMap { known in
        outcomes.map { known.merging([way.name: $0]) { $1 } }
      }
    }
    return environments.map { known in
      let outputs = table.outputs[rule].map { $0.evaluate(in: Environment(known)) }
      let names = table.table.outputs.map { $0.name ?? "" }
      guard outputs.count > 1 else { return outputs.first ?? .null }
      return .context(Context(Array(zip(names, outputs).map { (name: $0, value: $1) })))
    }
  }

  /// Without a diagram: the answer where everything that it may read is known.
  private func consultPlainly(_ known: [String: Value]) -> Consultation {
    let open = missing(for: goal, given: known)
    let evaluation = model.evaluate(goal, inputs: filled(known))
    let grounds = evaluation.trace.reversed().flatMap { step in
      step.firedRules.map { (decision: step.decision, rule: $0) }
    }
    return consultation(open.isEmpty ? [evaluation.value] : [], open: open, grounds: grounds, known: known)
  }

  private func missingInputs(_ known: [String: Value]) -> [String] {
    model.model.inputs.map(\.name).filter { known[$0] == nil }
  }

  private func consultation(
    _ values: [Value], open: [String], grounds: [(decision: String, rule: Int)], known: [String: Value]
  ) -> Consultation {
    var seen: Set<String> = []
    var told: [Consultation.Ground] = []
    var cited: Set<String> = []
    for ground in grounds {
      guard let table = model.decision(ground.decision)?.decision.table,
        table.rules.indices.contains(ground.rule)
      else { continue }
      let rule = table.rules[ground.rule]
      let column = table.annotations.firstIndex(of: "Reason")
      let reason = column.flatMap { $0 < rule.annotations.count ? rule.annotations[$0] : nil }
      told.append(.init(decision: ground.decision, rule: rule.number, reason: reason.map(plainText)))
      cited.formUnion(sourceIDs(of: rule, in: table))
    }
    return Consultation(
      model: name, answers: values.map(parts),
      open: open.filter { seen.insert($0).inserted }.map { ($0, question(of: $0) ?? $0) }, grounds: told,
      figures: figures(given: known), sources: model.model.knowledgeSources.filter { cited.contains($0.id) })
  }

  /// The facts, with null for each input that was not given.
  func filled(_ facts: [String: Value]) -> [String: Value] {
    var values = facts
    for input in model.model.inputs where values[input.name] == nil { values[input.name] = .null }
    return values
  }

  private func parts(of value: Value) -> Consultation.Answer {
    guard case .context(let fields)? = model.decision(goal)?.type, case .context(let context) = value else {
      return [("", value)]
    }
    return fields.map { ($0.name, context[$0.name] ?? .null) }
  }

  /// What is known of the diagram's inputs: a computed one is known once all that it is computed from is.
  private func cells(of diagram: DecisionDiagram, given known: [String: Value]) -> DecisionDiagram.Facts {
    var facts: DecisionDiagram.Facts = [:]
    for input in diagram.inputs {
      var value = known[input.name]
      if value == nil, missing(for: input.name, given: known).isEmpty {
        value = model.evaluate(input.name, inputs: filled(known)).value
      }
      if let value, let found = diagram.cells(of: input.name, equalTo: value) {
        facts[input.name] = found
      } else {
        // An open fact has a value, though nobody has told it: it is not null.
        let values = input.cells.indices.filter { input.cells[$0] != .null }
        facts[input.name] = CellSet(values, of: input.cells.count)
      }
    }
    return facts
  }

  /// The inputs behind a decision, or the input itself, that are not known.
  private func missing(for name: String, given known: [String: Value]) -> [String] {
    var found: [String] = []
    var visited: Set<String> = []
    func visit(_ name: String) {
      guard visited.insert(name).inserted else { return }
      if let decision = model.decision(name) {
        decision.inputs.forEach(visit)
      } else if model.model.inputs.contains(where: { $0.name == name }) {
        if known[name] == nil { found.append(name) }
      } else {
        // The text of an expression in a column: open while any input that it could read is.
        found += model.model.inputs.map(\.name).filter { name.contains($0) && known[$0] == nil }
      }
    }
    visit(name)
    return found
  }

  private func grounds(of ways: Ways) -> [(decision: String, rule: Int)] {
    ways.diagram.decisions.reversed().flatMap { name -> [(decision: String, rule: Int)] in
      let possible = ways.winners.possible(for: name, given: ways.cells)
      // Whichever of the answering rules applies, the answer is the same.
      let sure = possible.count == 1 || name == ways.goal ? possible.flatMap { $0 } : []
      return sure.map { (name, $0) }
    }
  }

  private func figures(given known: [String: Value]) -> [Consultation.Figure] {
    model.model.decisions.flatMap { decision -> [Consultation.Figure] in
      let mark = decision.extensions.first { $0.namespace == adviceNamespace && $0.name == "figure" }
      guard let mark, let value = settledValue(of: decision.name, given: known) else { return [] }
      let unit = plainText(mark.text.text)
      switch value {
      case .null: return []
      case .context(let context):
        return context.entries.map { .init(name: $0.name, value: $0.value, unit: unit) }
      default: return [.init(name: decision.name, value: value, unit: unit)]
      }
    }
  }

  /// The value of a decision where the facts settle it.
  private func settledValue(of name: String, given known: [String: Value]) -> Value? {
    if missing(for: name, given: known).isEmpty {
      return model.evaluate(name, inputs: filled(known)).value
    }
    guard let ways = try? ways(to: name, given: known) else { return nil }
    return ways.diagram.settledValue(given: ways.cells)
  }
}

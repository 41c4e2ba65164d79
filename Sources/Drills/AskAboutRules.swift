internal import Advisor
public import DMN
internal import Diagnostics
internal import FEEL

extension QuestionBank {
  /// Questions about the rows of a model's tables: what follows from the conditions, and why.
  ///
  /// Models without a goal, rows without a reason, with placeholders, or with conditions that are no plain words are left out.
  ///
  /// Order: of the model.
  public func questions(about model: DecisionModel) -> [Question] {
    guard let pattern = ruleQuestion, ConceptModel.goal(of: model) != nil else { return [] }
    return model.decisions.flatMap { decision -> [Question] in
      guard let table = decision.table else { return [] }
      return table.rules.compactMap { rule in question(pattern, model, decision, table, rule) }
    }
  }

  private func question(
    _ pattern: RuleQuestion, _ model: DecisionModel, _ decision: Decision, _ table: DecisionTable,
    _ rule: Rule
  ) -> Question? {
    guard let column = table.annotations.firstIndex(of: "Reason"), rule.annotations.indices.contains(column)
    else { return nil }
    let reason = plainText(rule.annotations[column])
    let outcomes = rule.outputEntries.compactMap { text(of: $0.text) }
    let conditions = conditions(of: rule, in: table)
    guard !reason.isEmpty, !outcomes.isEmpty, let conditions, !conditions.isEmpty,
      // A later row of a table that is read from the top says little without the rows above it.
      table.hitPolicy == .unique || rule.number == 1 || conditions.count > 1,
      !(outcomes + [reason]).contains(where: { $0.contains("{") })
    else { return nil }
    let name = decision.name.prefix(1).lowercased() + decision.name.dropFirst()
    let points = outcomes.map { outcome in
      outcome.split(separator: " ").count > 3
        ? outcome
        : pattern.point.replacing("{decision}", with: decision.name).replacing("{outcome}", with: outcome)
    }
    return Question(
      id: "\(model.name)/\(slug(decision.name))-\(rule.number)", topic: "rules",
      text: pattern.text.replacing("{model}", with: title(model.name))
        .replacing("{conditions}", with: conditions.joined(separator: "; "))
        .replacing("{decision}", with: name),
      points: (points + [reason]).map { Question.Point($0) }, sources: sources(of: rule, table, model),
      model: (outcomes + [reason]).map { Prose.capitalized($0) }
        .map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " "))
  }

  /// `Symptom: unstable results`, for each cell that says something; nil where one is no list of plain constants.
  private func conditions(of rule: Rule, in table: DecisionTable) -> [String]? {
    var conditions: [String] = []
    for (clause, entry) in zip(table.inputs, rule.inputEntries) {
      let cell = entry.text.split { $0.isWhitespace }.joined(separator: " ")
      if cell == "-" { continue }
      let words = cell.split(separator: ",").map { $0.drop { $0 == " " } }
      let plain = words.compactMap { word -> String? in
        if let text = text(of: String(word)) { return text }
        return word.allSatisfy { $0.isNumber || "<>=. ".contains($0) } ? String(word) : nil
      }
      guard plain.count == words.count else { return nil }
      let label = clause.label ?? clause.expression.text
      conditions.append("\(label): \(Prose.list(plain, joinedBy: "or"))")
    }
    return conditions
  }

  /// The text of a string literal; yes and no for booleans.
  private func text(of cell: String) -> String? {
    switch cell {
    case "true": return "yes"
    case "false": return "no"
    default:
      guard cell.count > 2, cell.hasPrefix("\""), cell.hasSuffix("\"") else { return nil }
      let inside = cell.dropFirst().dropLast()
      return inside.contains("\"") ? nil : String(inside)
    }
  }

  private func title(_ name: String) -> String {
    Prose.capitalized(name.replacing("-", with: " "))
  }

  private func slug(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private func sources(of rule: Rule, _ table: DecisionTable, _ model: DecisionModel) -> [String] {
    guard let column = table.annotations.firstIndex(of: "Source"), rule.annotations.indices.contains(column)
    else { return [] }
    let ids = rule.annotations[column].split { $0 == "," || $0.isWhitespace }.map(String.init)
    return model.knowledgeSources.filter { ids.contains($0.id) }.map { $0.locationURI ?? $0.name }
  }
}

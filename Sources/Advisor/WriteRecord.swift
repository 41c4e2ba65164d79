internal import DMN
internal import FEEL

extension AnswerBook {
  /// The title of the record of a decision, in the words of the rules.
  public func recordTitle(of answer: Answer) -> String {
    let title = answer.study.map { plainText($0.title) }
    let said = rules.sentence(
      .recordTitle,
      ["Strategy": .string(answer.recommendation.strategy.rawValue), "Has a case": .boolean(title != nil)],
      filling: ["case": title ?? ""])
    return said?.text ?? answer.recommendation.strategy.name
  }

  /// A decision as a record.
  public func text(
    _ record: DecisionRecord, of answer: Answer, saved: SavedDecision, by contrast: ContrastRules
  ) -> String {
    let layout = RecordLayout(book: self, record: record, answer: answer, saved: saved, contrast: contrast)
    var data = layout.data
    data["body"] = rulebook.templates.render(.recordBody, data)
    let template: Templates.Name =
      switch record.style {
      case .madr4: .recordMADR
      case .classic: .recordClassic
      case .nygard: .recordNygard
      }
    return laidOut(rulebook.templates.render(template, data), .markdown)
  }
}

/// Turns a decision into what the template of a record can fill in.
private struct RecordLayout {
  let book: AnswerBook
  let record: DecisionRecord
  let answer: Answer
  let saved: SavedDecision
  let contrast: ContrastRules

  var data: [String: Any] {
    let parts = answer.parts.filter { $0.kind != .precedent }
    var data = AnswerLayout(answer: answer, parts: parts, markup: .markdown, rules: book.rules)
      .data(complete: true)
    data["recordTitle"] = escaped(record.title)
    data["number"] = record.titleNumber
    data["day"] = record.day
    data["tag"] = record.style == .madr4 ? nil : tag
    if let study = answer.study { data["narrative"] = escaped(study.narrative) }
    data["drivers"] = ["items": drivers]
    data["options"] = ["items": Strategy.allCases.map(option)]
    data["saved"] = saved.text
    data["fence"] = String(repeating: "`", count: fenceLength)
    if !answer.recommendation.gates.isEmpty {
      data["gates"] = [
        "items": answer.recommendation.gates.map {
          ["before": escaped($0.before.name), "test": escaped($0.test.text)]
        }
      ]
    }
    if let older = record.older {
      data["older"] = [
        "olderNumber": older.number, "olderPlain": Int(older.number).map(String.init) ?? older.number,
        "olderTitle": escaped(older.title), "olderFile": older.file,
        "olderSlug": String(older.file.dropLast(3)),
      ]
    }
    return data
  }

  private var tag: String { DecisionRecord.slug(of: answer.recommendation.strategy.name) }

  /// Longer than any run of backticks in what it holds.
  private var fenceLength: Int {
    var longest = 2
    var run = 0
    for letter in saved.text {
      run = letter == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest + 1
  }

  private var drivers: [[String: Any]] {
    answer.recommendation.useCase.facts.compactMap { fact in
      book.rulebook.phrase(of: fact.name, in: answer.recommendation.useCase).map {
        ["text": escaped(Prose.capitalized($0)), "status": fact.status.rawValue]
      }
    }
  }

  private func option(_ strategy: Strategy) -> [String: Any] {
    let chosen = answer.recommendation.strategy
    let share = answer.recommendation.prospects.first { $0.strategy == strategy }?.share
    var data: [String: Any] = ["option": escaped(strategy.name), "isChosen": strategy == chosen]
    if strategy == chosen {
      if let headline = answer[.headline] { data["good"] = escaped(headline.sentences[0].text) }
      if let risk = answer.recommendation[.risk] { data["bad"] = escaped(risk.sentences[0].text) }
    } else {
      let good = contrast.rows(.thesis, for: strategy, over: chosen).first?.texts.first
      let bad = contrast.rows(.thesis, for: chosen, over: strategy).first?.texts.first
      data["good"] = good.map(escaped)
      data["bad"] = bad.map(escaped)
    }
    data["share"] = Prose.percent(share ?? 0)
    let row = answer.costs?.rows.first { $0.name == strategy.rawValue && $0.perMonth != .null }
    if let row { data["dollars"] = Prose.roughly(row.perMonth) }
    return data
  }

  private func escaped(_ text: String) -> String { Markup.markdown.escape(text) }
}

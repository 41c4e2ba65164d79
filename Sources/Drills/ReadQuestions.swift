internal import Advisor
public import Diagnostics
public import XML

extension QuestionBank {
  /// The bank of a document.
  ///
  /// - Parameter root: its `questions` element.
  /// - Throws: everything that is wrong in it, by place: `drill.structure`, `drill.repeatedID`, `drill.figure`.
  public init(reading root: Element) throws(DiagnosticsError) {
    guard root.namespace == Vocabulary.namespace, root.name == "questions" else {
      throw DiagnosticsError([wrongRoot(root)])
    }
    var reader = BankReader()
    for child in root.children where child.name == "source" { reader.source(child) }
    var questions: [Question] = []
    var caseQuestions: [CaseQuestion] = []
    var ruleQuestion: RuleQuestion?
    var strategyPoints: [Strategy: Question.Point] = [:]
    var paraphrases = Paraphrases()
    for child in root.children {
      switch child.name {
      case "source", "cards": break
      case "question": questions.append(reader.question(child))
      case "case-question": reader.caseQuestion(child).map { caseQuestions.append($0) }
      case "rule-question": ruleQuestion = reader.ruleQuestion(child)
      case "strategy-point":
        if let strategy = reader.strategy(of: child) { strategyPoints[strategy] = reader.point(child) }
      case "paraphrase": reader.paraphrase(child, into: &paraphrases)
      default: reader.problems.append(unexpected(child, BankReader.parts))
      }
    }
    if questions.isEmpty { reader.problems.append(missing("question", root)) }
    for strategy in Strategy.allCases where strategyPoints[strategy] == nil && !caseQuestions.isEmpty {
      reader.problems.append(noStrategyPoint(strategy, root))
    }
    let ankiWords = reader.ankiWords(root)
    try reader.problems.throwIfAnyIsError()
    self.init(
      questions: questions, caseQuestions: caseQuestions, ruleQuestion: ruleQuestion,
      ankiWords: ankiWords, strategyPoints: strategyPoints, paraphrases: paraphrases)
  }
}

/// Reads questions, remembering what is wrong.
private struct BankReader {
  var problems: [Diagnostic] = []
  private var sources: [String: String] = [:]
  private var places: [String: SourceLocation] = [:]

  mutating func source(_ element: Element) {
    let id = identity(of: element)
    guard let what = element[attribute: "url"] ?? element[attribute: "title"] else {
      problems.append(missing("url", element))
      return
    }
    sources[id] = what
  }

  static let parts = [
    "source", "question", "case-question", "rule-question", "strategy-point", "paraphrase", "cards",
  ]

  mutating func question(_ element: Element) -> Question {
    let parts = ["ask", "point", "trap", "model"]
    for child in element.children where !parts.contains(child.name) {
      problems.append(unexpected(child, parts))
    }
    for part in ["ask", "point"] where element.child(part) == nil { problems.append(missing(part, element)) }
    if element[attribute: "topic"] == nil { problems.append(missing("topic", element)) }
    return Question(
      id: identity(of: element), topic: element[attribute: "topic"] ?? "", text: text(element.child("ask")),
      points: element.children("point").map { point($0) },
      traps: element.children("trap").map { text($0) }, sources: origins(of: element),
      model: element.child("model").map { text($0) })
  }

  mutating func caseQuestion(_ element: Element) -> QuestionBank.CaseQuestion? {
    let parts = ["ask", "part", "trap", "when-same", "when-changed"]
    for child in element.children where !parts.contains(child.name) {
      problems.append(unexpected(child, parts))
    }
    let id = identity(of: element)
    guard let ask = element.child("ask") else {
      problems.append(missing("ask", element))
      return nil
    }
    let words = QuestionBank.CaseQuestion.Subject.allCases.map(\.rawValue)
    guard let about = element.attribute("about") else {
      problems.append(missing("about", element))
      return nil
    }
    guard let subject = QuestionBank.CaseQuestion.Subject(rawValue: about.value) else {
      problems.append(strangeWord(about.value, about.valueLocation, words))
      return nil
    }
    let factor = element.attribute("factor").map { Int($0.value) ?? 0 } ?? 1
    if factor < 1, let attribute = element.attribute("factor") { problems.append(strangeFactor(attribute)) }
    if subject == .multiplied, element[attribute: "fact"] == nil { problems.append(missing("fact", element)) }
    return .init(
      id: id, subject: subject, text: text(ask), parts: element.children("part").compactMap { part($0) },
      traps: element.children("trap").map { text($0) }, leastShare: leastShare(of: element),
      fact: element[attribute: "fact"], factor: factor,
      whenSame: element.children("when-same").map { text($0) },
      whenChanged: element.children("when-changed").map { text($0) })
  }

  private mutating func leastShare(of element: Element) -> Double {
    guard let attribute = element.attribute("least-share") else { return 0 }
    if let share = Double(attribute.value), (0...1).contains(share) { return share }
    problems.append(strangeShare(attribute))
    return 0
  }

  private mutating func part(_ element: Element) -> QuestionBank.CaseQuestion.Part? {
    let word = text(element)
    switch word {
    case "strategy": return .strategy
    case "gates": return .gates
    default:
      if let kind = Beat.Kind(rawValue: word) { return .beat(kind) }
      let words = ["strategy", "gates"] + Beat.Kind.allCases.map(\.rawValue)
      problems.append(strangeWord(word, element.location, words))
      return nil
    }
  }

  mutating func ruleQuestion(_ element: Element) -> QuestionBank.RuleQuestion? {
    for name in ["ask", "point"] where element.child(name) == nil { problems.append(missing(name, element)) }
    return .init(text: text(element.child("ask")), point: text(element.child("point")))
  }

  mutating func ankiWords(_ root: Element) -> AnkiWords {
    guard let element = root.child("cards") else {
      problems.append(missing("cards", root))
      return AnkiWords(deck: "", points: "", traps: "", model: "", sources: "", trapQuestion: "")
    }
    func word(_ name: String) -> String {
      guard let value = element[attribute: name], !value.isEmpty else {
        problems.append(missing(name, element))
        return ""
      }
      return value
    }
    return AnkiWords(
      deck: word("deck"), points: word("points"), traps: word("traps"), model: word("model"),
      sources: word("sources"), trapQuestion: word("trap-question"))
  }

  mutating func strategy(of element: Element) -> Strategy? {
    guard let attribute = element.attribute("strategy") else {
      problems.append(missing("strategy", element))
      return nil
    }
    if let strategy = Strategy(rawValue: attribute.value) { return strategy }
    problems.append(
      strangeWord(attribute.value, attribute.valueLocation, Strategy.allCases.map(\.rawValue)))
    return nil
  }

  mutating func point(_ element: Element) -> Question.Point {
    for child in element.children where child.name != "or" { problems.append(unexpected(child, ["or"])) }
    return Question.Point(text(element), alternatives: element.children("or").map { text($0) })
  }

  mutating func paraphrase(_ element: Element, into paraphrases: inout Paraphrases) {
    for child in element.children where child.name != "or" { problems.append(unexpected(child, ["or"])) }
    guard let sentence = element.attribute("of"), !sentence.value.isEmpty else {
      problems.append(missing("of", element))
      return
    }
    if element.child("or") == nil { problems.append(missing("or", element)) }
    if !paraphrases.note(element.children("or").map { text($0) }, for: sentence.value) {
      problems.append(repeatedSentence(sentence))
    }
  }

  private mutating func identity(of element: Element) -> String {
    guard let attribute = element.attribute("id"), !attribute.value.isEmpty else {
      problems.append(missing("id", element))
      return ""
    }
    let isPlain = attribute.value.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    if !isPlain { problems.append(strangeID(attribute)) }
    let name = element.name + " " + attribute.value
    if let first = places[name] {
      problems.append(repeated(attribute, first))
    } else {
      places[name] = element.location
    }
    return attribute.value
  }

  private mutating func origins(of element: Element) -> [String] {
    guard let attribute = element.attribute("source") else {
      problems.append(missing("source", element))
      return []
    }
    return attribute.value.split(separator: " ").map(String.init).filter { $0 != "ours" }.compactMap { id in
      if sources[id] == nil { problems.append(unknownSource(id, attribute, sources.keys.sorted())) }
      return sources[id]
    }
  }

  private mutating func text(_ element: Element?) -> String {
    guard let element else { return "" }
    let text = element.text.text.split { $0.isWhitespace }.joined(separator: " ")
    if text.isEmpty { problems.append(empty(element)) }
    return text
  }
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

// MARK: Wording

private func wrongRoot(_ root: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure,
    "expected `questions` of `\(Vocabulary.namespace)`, found `\(printable(root.name))`", at: root.location)
}

private func missing(_ name: String, _ element: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "`\(printable(element[attribute: "id"] ?? element.name))` has no `\(name)`",
    at: element.location)
}

private func unexpected(_ element: Element, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "there is no place for `\(printable(element.name))` here",
    at: element.location, help: nearestName(to: element.name, among: names).map { "did you mean `\($0)`?" })
}

private func empty(_ element: Element) -> Diagnostic {
  Diagnostic(.error, DrillsCode.structure, "`\(element.name)` is empty", at: element.location)
}

private func noStrategyPoint(_ strategy: Strategy, _ root: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "there is no `strategy-point` for `\(strategy.rawValue)`", at: root.location
  )
}

private func strangeWord(_ word: String, _ place: SourceLocation, _ words: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure,
    "`\(printable(word))` is none of \(words.map { "`\($0)`" }.joined(separator: ", "))", at: place,
    help: nearestName(to: word, among: words).map { "did you mean `\($0)`?" })
}

private func strangeFactor(_ attribute: Element.Attribute) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.figure,
    "`factor` is `\(printable(attribute.value))`, and a whole number from 1 was expected",
    at: attribute.valueLocation)
}

private func strangeShare(_ attribute: Element.Attribute) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.figure,
    "`least-share` is `\(printable(attribute.value))`, and a share from 0 to 1 was expected",
    at: attribute.valueLocation)
}

private func strangeID(_ attribute: Element.Attribute) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure,
    "`\(printable(attribute.value))` is no id; letters, digits and hyphens were expected",
    at: attribute.valueLocation)
}

private func repeated(_ attribute: Element.Attribute, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.repeatedID, "`\(printable(attribute.value))` is there twice",
    at: attribute.valueLocation, notes: [.init("the first is here", at: first)])
}

private func repeatedSentence(_ attribute: Element.Attribute) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.repeatedID, "`\(printable(attribute.value))` is paraphrased twice",
    at: attribute.valueLocation)
}

private func unknownSource(_ id: String, _ attribute: Element.Attribute, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "there is no source `\(printable(id))`", at: attribute.valueLocation,
    help: nearestName(to: id, among: names).map { "did you mean `\($0)`?" })
}

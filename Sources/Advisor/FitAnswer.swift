extension AnswerBook {
  /// An answer in one of its lengths.
  ///
  /// What is too long loses whole sentences in the order that the rules give, and nothing else.
  public func text(_ answer: Answer, _ length: AnswerLength, in markup: Markup) -> AnswerText {
    let parts = fitted(answer, to: length)
    let writer = AnswerLayout(answer: answer, parts: parts, markup: markup, rules: rules)
    let text = rulebook.templates.render(template(length, markup), writer.data(complete: true))
    let words = words(of: answer, parts, length)
    return AnswerText(text: laidOut(text, markup), words: words, seconds: seconds(words))
  }

  /// The kinds of parts that a length has room for, in order.
  public func parts(of answer: Answer, in length: AnswerLength) -> [Answer.Part.Kind] {
    fitted(answer, to: length).map(\.kind)
  }

  /// The parts that a length has room for.
  func fitted(_ answer: Answer, to length: AnswerLength) -> [Answer.Part] {
    var parts =
      switch length {
      case .headline: answer.parts.filter { $0.kind == .headline }
      case .spoken: answer.parts.filter(\.kind.isSpoken)
      case .written: answer.parts.filter { $0.kind != .precedent }
      }
    let limit = rules.limits[length] ?? .max
    for name in rules.leftOutFirst {
      if words(of: answer, parts, length) <= limit { break }
      parts = parts.compactMap { $0.without(name) }
    }
    return parts
  }

  /// The words of an answer with some of its parts; of a written one those of the page without picture, table and sources.
  private func words(of answer: Answer, _ parts: [Answer.Part], _ length: AnswerLength) -> Int {
    switch length {
    case .headline, .spoken: return parts.flatMap(\.sentences).map { Prose.words(in: $0.text) }.reduce(0, +)
    case .written:
      let layout = AnswerLayout(answer: answer, parts: parts, markup: .text, rules: rules)
      return Prose.words(
        in: rulebook.templates.render(.answerWrittenText, layout.data(complete: false)))
    }
  }

  func seconds(_ words: Int) -> Int {
    (words * 60 + rules.wordsPerMinute / 2) / rules.wordsPerMinute
  }

  private func template(_ length: AnswerLength, _ markup: Markup) -> Templates.Name {
    switch (length, markup) {
    case (.headline, _): .answerHeadline
    case (.spoken, _): .answerSpoken
    case (.written, .markdown): .answerWrittenMarkdown
    case (.written, .text): .answerWrittenText
    }
  }

  /// Lines of a terminal's width; no blank lines at the ends, one between blocks, no space in front of a sentence.
  func laidOut(_ text: String, _ markup: Markup) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false)
    where !line.isEmpty || lines.last.map({ !$0.isEmpty }) ?? false {
      // What was left out in front of a part leaves the space between them.
      lines.append(line.hasPrefix(" ") && !line.hasPrefix("  ") ? line.dropFirst() : line)
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    let text = lines.joined(separator: "\n") + "\n"
    return markup == .text ? Prose.wrapLines(text, width: 80) : text
  }
}

extension Answer.Part {
  /// The part after something was left out: all of it, with “more of” in front all but its first sentence, and with
  /// “longer” in front the longer wording of that one.
  fileprivate func without(_ name: String) -> Answer.Part? {
    switch name {
    case kind.rawValue: nil
    case "more of \(kind.rawValue)": Answer.Part(kind: kind, sentences: [sentences[0]], shorter: shorter)
    case "longer \(kind.rawValue)":
      Answer.Part(kind: kind, sentences: [shorter ?? sentences[0]] + sentences.dropFirst(), shorter: nil)
    default: self
    }
  }
}

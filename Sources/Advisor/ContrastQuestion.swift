public import Diagnostics

/// A question such as “why fine-tune rather than RAG?”: which strategy is asked about, and over which other one.
public struct ContrastQuestion: Sendable, Hashable {
  /// The strategy that is to be argued for.
  public let strategy: Strategy
  /// The one it is held against.
  public let other: Strategy

  /// A question by its parts, which differ.
  public init(_ strategy: Strategy, over other: Strategy) {
    self.strategy = strategy
    self.other = other
  }
}

extension ContrastRules {
  /// What a question asks.
  ///
  /// The strategy that is named first is the one asked about, unless a word stands before it that turns the question
  /// round. Where only one is named, the other one is the first that the case comes to.
  ///
  /// - Parameters:
  ///   - question: as somebody wrote it, with its place.
  ///   - contenders: the strategies in the order in which the case comes to them; empty without a case.
  /// - Throws: `question.strategies` where it names fewer or more than two.
  public func read(
    _ question: SourceFragment, contenders: [Strategy] = []
  ) throws(DiagnosticsError) -> ContrastQuestion {
    let tokens = QuestionWords.split(question.text)
    var named: [Strategy] = []
    var isTurned = false
    var index = 0
    while index < tokens.count {
      guard let match = words.first(where: { tokens[index...].starts(with: $0.words) }) else {
        index += 1
        continue
      }
      if named.isEmpty {
        let before = tokens[..<index]
        isTurned = turningWords.contains { before.suffix($0.count).elementsEqual($0) }
      }
      if !named.contains(match.strategy) { named.append(match.strategy) }
      index += match.words.count
    }
    switch named.count {
    case 2: return isTurned ? .init(named[1], over: named[0]) : .init(named[0], over: named[1])
    case 1:
      guard let other = contenders.first(where: { $0 != named[0] }) else {
        throw DiagnosticsError([oneStrategy(question, named[0], suggestion(for: tokens))])
      }
      // “Why not” what is advised is asked of its reasons.
      return isTurned && named[0] != contenders.first
        ? .init(other, over: named[0]) : .init(named[0], over: other)
    case 0: throw DiagnosticsError([noStrategy(question, suggestion(for: tokens))])
    default: throw DiagnosticsError([manyStrategies(question, named)])
    }
  }

  /// The nearest word that names a strategy, for a word of the question that names none.
  private func suggestion(for tokens: [String]) -> String? {
    let single = words.filter { $0.words.count == 1 }.map { $0.words[0] }
    let joined = words.map { $0.words.joined(separator: "-") }
    for token in tokens where token.count > 2 && !single.contains(token) {
      if let near = nearestName(to: token, among: single + joined) { return near }
    }
    return nil
  }
}

/// The words of a question, by which it is read.
enum QuestionWords {
  /// Small letters without marks; a comma or slash stands alone, so that what it parts is not taken together.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for letter in text.lowercased() {
      if letter.isLetter || letter.isNumber {
        word.append(letter)
        continue
      }
      if !word.isEmpty { words.append(word) }
      word = ""
      if letter == "," || letter == "/" { words.append(String(letter)) }
    }
    return word.isEmpty ? words : words + [word]
  }
}

// MARK: Wording

private let example = "as in `why fine-tune rather than RAG?`"

private func noStrategy(_ question: SourceFragment, _ near: String?) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.questionStrategies, "the question names no strategy; expected two, \(example)",
    at: question.location, help: near.map { "did you mean `\($0)`?" })
}

private func oneStrategy(_ question: SourceFragment, _ strategy: Strategy, _ near: String?) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.questionStrategies,
    "the question names only \(strategy.name); expected two strategies, \(example), or a case to hold it against",
    at: question.location, help: near.map { "did you mean `\($0)`?" })
}

private func manyStrategies(_ question: SourceFragment, _ named: [Strategy]) -> Diagnostic {
  Diagnostic(
    .error, AdvisorCode.questionStrategies,
    "the question names \(Prose.list(named.map(\.name))); expected two strategies, \(example)",
    at: question.location, help: "ask about two at a time")
}

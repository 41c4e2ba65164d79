internal import Diagnostics

/// One way to say something: words by their stems, gaps, numbers and other ideas.
struct Wording: Sendable {
  /// A place in a wording.
  enum Part: Sendable, Hashable {
    /// Any of these stems.
    case stems(Set<String>)
    /// Any of these rows of stems.
    case rows([[String]])
    /// A number.
    case number
    /// Up to so many words.
    case gap(Int)
    /// Any wording of another idea.
    case idea(String)
    /// No word at all: the answer begins here.
    case beginning

    /// Whether there is a word to look for.
    var isWord: Bool {
      switch self {
      case .gap, .beginning: false
      case .stems, .rows, .number, .idea: true
      }
    }
  }

  /// A part, and whether it may be missing.
  struct Step: Sendable {
    let part: Part
    let isOptional: Bool

    /// A beginning that may be missing says nothing.
    fileprivate var isOptionalBeginning: Bool { part == .beginning && isOptional }
  }

  /// How many words a gap may skip.
  static let gap = 4

  /// Never empty; begins and ends with something else than a gap, but for the beginning of an answer, which stands first
  /// or nowhere.
  let steps: [Step]
  /// As written.
  let text: String
  /// Where it is written.
  let location: SourceLocation

  /// The ideas that it speaks of.
  var ideas: [String] {
    steps.compactMap { step in if case .idea(let id) = step.part { id } else { nil } }
  }
}

extension Wording {
  /// A wording from its text.
  ///
  /// - Throws: the one problem: nothing to look for, or a gap at an end.
  init(
    parsing text: String, at location: SourceLocation, with tokenizer: Tokenizer
  ) throws(DiagnosticsError) {
    var steps: [Step] = []
    for var word in text.split(separator: " ").map(String.init) {
      let isOptional = word.hasPrefix("?") && word.count > 1
      if isOptional { word.removeFirst() }
      steps += Wording.parts(of: word, with: tokenizer).map { Step(part: $0, isOptional: isOptional) }
    }
    let required = steps.filter { !$0.isOptional }
    guard required.contains(where: { $0.part.isWord }) else {
      throw DiagnosticsError([nothingToLookFor(text, location)])
    }
    let afterBeginning = steps.first?.part == .beginning ? steps.dropFirst() : steps[...]
    if afterBeginning.contains(where: { $0.part == .beginning }) || steps.first?.isOptionalBeginning ?? false
    {
      throw DiagnosticsError([beginningInside(text, location)])
    }
    for step in [afterBeginning.first, afterBeginning.last] {
      if case .gap? = step?.part { throw DiagnosticsError([gapAtEnd(text, location)]) }
    }
    self.steps = steps
    self.text = text
    self.location = location
  }

  private static func parts(of word: String, with tokenizer: Tokenizer) -> [Part] {
    if word == ".." { return [.gap(gap)] }
    if word == "#" { return [.number] }
    if word == "^" { return [.beginning] }
    if word.hasPrefix("@") { return [.idea(String(word.dropFirst()))] }
    let rows = word.split(separator: "/").map { tokenizer.tokenize(String($0)).tokens.map(\.stem) }
      .filter { !$0.isEmpty }
    if rows.count == 1 { return rows[0].map { $0 == Token.number ? .number : .stems([$0]) } }
    if rows.allSatisfy({ $0.count == 1 }) { return rows.isEmpty ? [] : [.stems(Set(rows.joined()))] }
    return [.rows(rows)]
  }
}

// MARK: Wording

private func nothingToLookFor(_ text: String, _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.wording, "the wording `\(printable(text))` has no word to look for", at: location)
}

private func gapAtEnd(_ text: String, _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.wording, "the wording `\(printable(text))` begins or ends with a gap", at: location,
    help: "`..` stands between two words")
}

private func beginningInside(_ text: String, _ location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.wording, "the wording `\(printable(text))` has `^` elsewhere than in front",
    at: location)
}

internal import Advisor
internal import ArgumentParser
internal import Diagnostics

/// What `rationale help` explains besides the commands.
enum HelpTopic: String, CaseIterable {
  case answers
  case environment
  case exitCodes = "exit-codes"
  case facts
  case format
  case man

  /// One line for the list of topics.
  var abstract: String {
    switch self {
    case .answers: "the file behind --answers"
    case .environment: "variables that are read, files that are kept"
    case .exitCodes: "what the exit status means"
    case .facts: "every fact, its question and its values"
    case .format: "text, Markdown, JSON and its schemas, colour"
    case .man: "all of it as a page: rationale help man | man -l -"
    }
  }

  /// The list of topics.
  static var table: String {
    allCases.map { topic in
      "  rationale help \(topic.rawValue)" + String(repeating: " ", count: 14 - topic.rawValue.count)
        + topic.abstract
    }.joined(separator: "\n")
  }

  /// What is printed.
  ///
  /// - Throws: what reading the rules throws.
  func text() throws -> String {
    switch self {
    case .answers: Prose.wrapLines(answersHelp, width: 80)
    case .environment: environmentHelp
    case .exitCodes: "EXIT STATUS\n\(ExitStatus.table)\n"
    case .facts: try factsHelp(try Library.rulebook(in: nil).topics)
    case .format: Prose.wrapLines(formatHelp, width: 80)
    case .man: try Manual(of: Rationale._dumpHelp()).text
    }
  }

  /// Answers `rationale help TOPIC`, and says what was probably meant by a command or a topic that does not exist.
  ///
  /// - Returns: whether nothing is left to do.
  /// - Throws: the exit status.
  static func answer(_ arguments: [String], commands: [String]) throws -> Bool {
    guard let first = arguments.first, !first.hasPrefix("-") else { return false }
    return try answered {
      if first != "help" {
        guard commands.contains(first) else { throw noCommand(first, commands + ["help"]) }
        return false
      }
      guard arguments.count == 2, !arguments[1].hasPrefix("-"), !commands.contains(arguments[1]) else {
        return false
      }
      guard let topic = HelpTopic(rawValue: arguments[1]) else {
        throw noTopic(arguments[1], commands + allCases.map(\.rawValue))
      }
      let text = try topic.text()
      if topic == .man { Terminal.print(text) } else { Terminal.printAnswer(text) }
      return true
    }
  }

  private static func answered(_ work: () throws -> Bool) throws -> Bool {
    var isDone = false
    try reporting { isDone = try work() }
    return isDone
  }
}

// MARK: Texts

private let answersHelp = """
  ANSWERS
  A file of answers is text in UTF-8. Each line holds a fact of the rules, an equals sign and its value:

    # whatever begins with a number sign is a comment
    Change frequency = daily
    Labelled examples = 300
    Knowledge size = < 200
    Latency = ?
    Trusted source required = yes

  A value is one of the allowed words, a number, a test such as `< 200` or `[50..500]` where only a band is known, yes \
  or no. `?` means that nobody knows; `null` that there is no such thing; a fact that is left out was not given.

  The same as JSON is one object; a value may be a text, a number, true, false, null or a list, or an object that \
  also says how the value is known (measured, stated, assumed or unknown):

    {
      "Change frequency": "daily",
      "Labelled examples": { "value": 300, "status": "measured" },
      "Latency": "?"
    }

  `--answers FILE` reads it, `--answers -` reads standard input, and `--set` replaces single facts. It works wherever \
  `--set "Fact=value"` does. `rationale help facts` lists the facts.

  """

private let environmentHelp = """
  ENVIRONMENT
    NO_COLOR         set and not empty: no colour, unless --color is given
    TERM             dumb: no colour, and nothing is drawn over
    ACCESSIBLE       set and not empty: nothing is drawn over, for screen readers
    CI               set and not empty: nothing is ever asked, even at a terminal
    XDG_STATE_HOME   where answers are kept; unless set, ~/.local/state

  FILES
    $XDG_STATE_HOME/rationale/answers-NAME.json
                     the answers of questions that were broken off; only you can
                     read it, and it is removed when the advice is given;
                     `rationale advise --fresh` begins anew

  Nothing is sent anywhere, and nothing is read but what a command names.

  """

private let formatHelp = """
  FORMAT
  Results go to standard output; questions, progress and what is wrong go to standard error.

    --format text|markdown|json    the form of the result, if it has several
    --json                         the same as --format json, for every command
    rationale json-schema COMMAND  the JSON Schema (2020-12) of what that prints

  JSON holds every number as written, with all its digits; members that say nothing are null or empty, not left out, \
  unless the schema says otherwise. Adding a member is no break; taking one away or changing what it means is.

  COLOUR
  Problems and headings are coloured on a terminal. --color colours always, --no-color never, before or behind the \
  command. Nothing is said by colour alone.

  """

private func factsHelp(_ topics: [Topic]) throws -> String {
  let facts = topics.map { topic in
    "  \(topic.name)\n      \(plainText(topic.question))\n      \(topic.expectedValues)"
  }
  return "FACTS\n" + facts.joined(separator: "\n") + "\n\nA value of `?` means that nobody knows.\n"
}

// MARK: Wording

private func noCommand(_ name: String, _ commands: [String]) -> Failure {
  let near = nearestName(to: name, among: commands).map { "; did you mean `\($0)`?" } ?? ""
  return Failure(
    "there is no command `\(printable(name))`\(near)\n`rationale --help` lists the commands", .usage)
}

private func noTopic(_ name: String, _ topics: [String]) -> Failure {
  let near = nearestName(to: name, among: topics).map { "; did you mean `\($0)`?" } ?? ""
  return Failure(
    "there is no help on `\(printable(name))`\(near)\nbesides the commands there is\n\(HelpTopic.table)",
    .usage)
}

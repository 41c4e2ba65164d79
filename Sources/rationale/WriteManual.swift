internal import Advisor
internal import ArgumentParser

/// The manual page, for `man`: made from the commands' own definitions, so that it cannot say anything else.
///
/// Source: man(7).
struct Manual {
  private let program: JSON

  /// The manual of a program.
  ///
  /// - Parameter dump: its definitions, as `--experimental-dump-help` prints them.
  /// - Throws: `Failure` where the dump has another form than expected.
  init(of dump: String) throws(Failure) {
    let bytes = Array(dump.utf8)
    guard let json = bytes.withUnsafeBufferPointer({ try? JSON(parsing: $0) }), let command = json["command"]
    else {
      throw unreadable()
    }
    program = command
  }

  /// The page.
  var text: String {
    let name = program.text("commandName")
    var lines = [
      ".TH \(name.uppercased()) 1", ".SH NAME", "\(name) \\- \(roff(program.text("abstract")))",
      ".SH SYNOPSIS", ".B \(name)", ".I command", "[\\fIoptions\\fR]", ".SH DESCRIPTION",
    ]
    lines += verbatim(program.text("discussion"))
    lines.append(".SH COMMANDS")
    for command in program.list("subcommands") where command.text("commandName") != "help" {
      lines += section(command, of: name)
    }
    lines += [".SH EXIT STATUS"]
    for status in ExitStatus.allCases { lines += [".TP", ".B \(status.rawValue)", roff(status.meaning)] }
    for topic in [HelpTopic.answers, .environment, .format] {
      let text = (try? topic.text()) ?? ""
      let body = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      lines += [".SH \(topic.rawValue.uppercased())"] + verbatim(body.joined(separator: "\n"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: JSON, of program: String) -> [String] {
    let name = command.text("commandName")
    let arguments = command.list("arguments").filter { $0["shouldDisplay"] != .boolean(false) }
    let positional = arguments.filter { $0.text("kind") == "positional" }.map { argument in
      let shown = "\\fI\(roff(argument.text("valueName")))\\fR" + (argument.isRepeating ? " ..." : "")
      return argument["isOptional"] == .boolean(true) ? "[\(shown)]" : shown
    }
    let usage = (["\\fB\(program) \(name)\\fR", "[\\fIoptions\\fR]"] + positional).joined(separator: " ")
    var lines = [".SS \(name)", usage, ".PP", roff(command.text("abstract"))]
    lines += verbatim(command.text("discussion"))
    for argument in arguments {
      let abstract = argument.text("abstract")
      lines += [".TP", head(of: argument), abstract.isEmpty ? "\\&" : roff(abstract)]
    }
    return lines
  }

  /// How an argument is written: `-o, --output output`.
  private func head(of argument: JSON) -> String {
    let value = "\\fI\(roff(argument.text("valueName")))\\fR"
    if argument.text("kind") == "positional" { return value }
    let names = argument.list("names").map { name in
      "\\fB\(name.text("kind") == "short" ? "\\-" : "\\-\\-")\(roff(name.text("name")))\\fR"
    }
    return names.joined(separator: ", ") + (argument.text("kind") == "option" ? " \(value)" : "")
  }

  /// Text whose lines stay as they are: it holds examples and tables.
  private func verbatim(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      // An example or a row of a table is one line, however long it is.
      line.hasPrefix("  ")
        ? [line]
        : Prose.wrap(String(line), width: 72).split(
          separator: "\n", omittingEmptySubsequences: false)
    }
    return [".PP", ".nf"] + lines.map { roff(String($0)) } + [".fi"]
  }

  /// A line in which nothing is a request or an escape.
  private func roff(_ text: String) -> String {
    var result = ""
    for letter in text {
      switch letter {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "“": result += "\\(lq"
      case "”": result += "\\(rq"
      case "…": result += "..."
      default: result.append(letter)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}

extension JSON {
  fileprivate func text(_ name: String) -> String {
    if case .string(let text)? = self[name] { text } else { "" }
  }

  fileprivate func list(_ name: String) -> [JSON] {
    if case .array(let elements)? = self[name] { elements } else { [] }
  }

  fileprivate var isRepeating: Bool { self["isRepeating"] == .boolean(true) }
}

// MARK: Wording

private func unreadable() -> Failure {
  Failure("the commands do not describe themselves as expected", .badInput)
}

import Foundation
import Testing

/// Help, and what is said to words that do not exist; in `Golden` where it is long.
@Suite("Help and suggestions") struct HelpTests {
  @Test(arguments: [
    (
      ["advize"],
      "rationale: there is no command `advize`; did you mean `advise`?\n`rationale --help` lists the commands\n"
    ),
    (
      ["frobnicate"], "rationale: there is no command `frobnicate`\n`rationale --help` lists the commands\n"
    ),
    (["json-schema", "advize"], "rationale: there is no schema for `advize`; did you mean `advise`?\n"),
    (["help", "exit-code"], "rationale: there is no help on `exit-code`; did you mean `exit-codes`?\n"),
    (["help", "advize"], "rationale: there is no help on `advize`; did you mean `advise`?\n"),
    (
      ["advise", "--format", "jsn"],
      "Error: The value 'jsn' is invalid for '--format <format>': "
        + "expected `text`, `markdown` or `json`; did you mean `json`?\n"
    ),
    (
      ["why", "choco-order-extraction", "--not", "fine-tunning"],
      "Error: `fine-tunning` is no strategy; expected `prompting`, `rag`, `fine-tuning` or `rag+fine-tuning`; "
        + "did you mean `fine-tuning`?\n"
    ),
    (["advise", "--jsn"], "Error: Unknown option '--jsn'. Did you mean '--json'?\n"),
    (
      ["advise", "--json", "--format", "text"],
      "Error: `--json` and `--format text` contradict each other; use one\n"
    ),
    (
      ["evaluate", "Cases", "--mask", "Latncy"],
      "rationale: the rules have no fact `Latncy`; did you mean `Latency`?\n"
    ),
  ])
  func `a mistyped word is refused, and the one that was meant is named`(
    _ arguments: [String], _ message: String
  ) throws {
    let run = try Folder().run(arguments)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
    #expect(run.output == "", "what was meant is never done unasked")
    #expect(run.status == 64)
  }

  @Test(arguments: ["advise", "why", "flips", "cost"]) func `a mistyped case is named`(_ command: String)
    throws
  {
    let run = try Folder().run(command, "choco-order-extracton")
    #expect(
      run.errors
        == "rationale: no such file, and no case built in: `choco-order-extracton`; "
        + "did you mean `choco-order-extraction`?\n")
    #expect(run.status == 66)
  }

  @Test func `a mistyped value of a concept is refused in the words of the fact`() throws {
    let run = try Folder().run("advise", "--model", "sampling", "--set", "Complaint=wrong fact")
    #expect(run.errors.hasPrefix("<set>:1:11: error: `Complaint` cannot be `wrong fact`; expected one of "))
    #expect(run.errors.hasSuffix("help: did you mean `wrong facts`?\n"))
    #expect(run.status == 65)
  }

  @Test(arguments: ["answers", "environment", "exit-codes", "format"])
  func `each topic has a text`(_ topic: String) throws {
    let run = try Folder().run("help", topic)
    #expect(run.errors == "")
    #expect(run.status == 0)
    try expectGolden(run.output, "help/\(topic).txt")
  }

  @Test func `the manual page says what the commands say of themselves`() throws {
    let page = try Folder().run("help", "man").output
    #expect(page.hasPrefix(".TH RATIONALE 1\n"))
    for command in try Commands.all() { #expect(page.contains("\n.SS \(command)\n")) }
    #expect(page.contains("\n\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fIoutput\\fR\n"))
    for status in ["0", "64", "130"] { #expect(page.contains("\n.B \(status)\n")) }
    #expect(!page.contains("\n'"), "no line is taken for a request")
  }

  @Test func `all facts are listed with their questions and values`() throws {
    let run = try Folder().run("help", "facts")
    #expect(run.output.hasPrefix("FACTS\n"))
    #expect(run.output.contains("\n  Task scope\n"))
    #expect(run.output.contains("?\n      narrow | broad\n"))
    #expect(run.output.hasSuffix("\nA value of `?` means that nobody knows.\n"))
  }

  @Test func `the help leads with examples and lists every topic`() throws {
    let help = try Folder().run("--help").output
    let examples = try #require(help.range(of: "EXAMPLES"))
    let usage = try #require(help.range(of: "USAGE"))
    #expect(examples.lowerBound < usage.lowerBound)
    for topic in ["answers", "environment", "exit-codes", "facts", "format"] {
      #expect(help.contains("rationale help \(topic)"))
    }
    #expect(try Folder().run("help").output == help)
  }

  @Test func `every command has help that leads with examples`() throws {
    let commands = try Commands.all()
    #expect(commands.count > 10)
    for command in commands {
      let help = try Folder().run(command, "--help").output
      let examples = help.range(of: "EXAMPLE")
      let usage = try #require(help.range(of: "USAGE"))
      #expect(examples.map { $0.lowerBound < usage.lowerBound } ?? false, "\(command)")
      #expect(try Folder().run("help", command).output == help)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `there is a completion script`(_ shell: String) throws {
    let run = try Folder().run("--generate-completion-script", shell)
    #expect(run.output.contains("advise"))
    #expect(run.output.contains("fine-tuning"))
    #expect(run.status == 0)
  }

  @Test(arguments: [
    (["advise", "choco"], "positional@0", "choco-order-extraction"),
    (["advise", "--set", "Task"], "--set", "Task scope="),
    (["advise", "--set", "Task scope="], "--set", "Task scope=narrow"),
    (["advise", "--model", "samp"], "--model", "sampling"),
    (["evaluate", "--mask", "Lat"], "--mask", "Latency"),
    (["json-schema", "fli"], "positional@0", "flips"),
  ])
  func `the shell is told what can follow`(_ words: [String], _ argument: String, _ expected: String) throws {
    // What the scripts call: the command, then its words, the place of the cursor in them and what is before it.
    let prefix = words.last ?? ""
    let all = ["rationale"] + words
    let run = try Folder().run(
      ["---completion", words[0], "--", argument, String(all.count - 1), String(prefix.count)] + all,
      environment: ["SAP_SHELL": "bash", "SAP_SHELL_VERSION": "5.2"])
    #expect(run.output.split(separator: "\n").contains(Substring(expected)), "\(run)")
  }
}

/// The commands of the binary, as it describes itself.
enum Commands {
  /// Their names; those that are not shown in the help are left out.
  static func all() throws -> [String] {
    let text = try Folder().run("--experimental-dump-help").output
    let dump = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let command = try #require(dump["command"] as? [String: Any])
    let subcommands = try #require(command["subcommands"] as? [[String: Any]])
    return subcommands.compactMap { $0["commandName"] as? String }.filter { $0 != "help" }
  }
}
